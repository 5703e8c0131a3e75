"""Kwanko. Source: helpdesk-publisher.kwanko.com, article 101000419600: `argsite` takes what the publisher likes.

No source confirms a parameter for the destination, and some campaigns have a host of their own: the dashboard gives
the whole link. 8,000 characters are allowed, but not in an address of 2,048, so 255 are kept.
"""

from generator.affiliate.network import FromDashboard, SubId

KWANKO = FromDashboard(
    name="kwanko",
    title="Kwanko",
    sub_id=SubId("argsite", 255),
    tracking=("metaffiliation.com",),
    shape=r"https://[a-z0-9.-]+/trk\.php\?(?:[^#]*&)?mclic=[A-Za-z0-9]+(?:&[^#]*)?",
    example="https://action.metaffiliation.com/trk.php?mclic=P4E1A2B3C4D5",
)
