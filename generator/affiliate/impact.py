"""Impact. Source: help.impact.com, articles 48001235417 and 48001238125: the domain of the links differs by brand.

The base link comes from the dashboard. `u` changes its destination, `subId1` names the page; 255 characters are kept.
"""

from generator.affiliate.network import FromDashboard, SubId

IMPACT = FromDashboard(
    name="impact",
    title="Impact",
    sub_id=SubId("subId1", 255),
    tracking=("pxf.io", "sjv.io", "eqjw.net", "7eer.net", "evyy.net", "ojrq.net"),
    shape=r"https://[a-z0-9.-]+/c/[0-9]+/[0-9]+/[0-9]+/?(?:\?.*)?",
    example="https://brand.pxf.io/c/123456/789012/3456",
    to="u",
    url="optional",
)
