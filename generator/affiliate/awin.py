"""Awin. Source: success.awin.com, “What is deep linking?” and “What does an affiliate link look like?”.

The network keeps 50 characters of a click reference (its old wiki, the only place that says so).
"""

from generator.affiliate.network import NUMBER, Key, Redirect, SubId

AWIN = Redirect(
    name="awin",
    title="Awin",
    account=(Key("publisher", NUMBER, "482913", "your publisher id (awinaffid)"),),
    link=(Key("advertiser", NUMBER, "18722", "the advertiser's id (awinmid)"),),
    sub_id=SubId("clickref", 50),
    tracking=("awin1.com", "tidd.ly"),
    at="https://www.awin1.com/cread.php",
    query={"awinmid": "advertiser", "awinaffid": "publisher"},
    to="ued",
)
