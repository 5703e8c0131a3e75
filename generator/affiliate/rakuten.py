"""Rakuten Advertising. Source: pubhelp.rakutenadvertising.com, articles 11459139039373 and 10035508493709.

The publisher id has eleven characters and is case-sensitive; `u1` takes 72 letters and digits.
"""

from generator.affiliate.network import NUMBER, Key, Redirect, SubId

RAKUTEN = Redirect(
    name="rakuten",
    title="Rakuten Advertising",
    account=(Key("publisher", "[A-Za-z0-9*/]{11}", "aB3dE5fG7hJ", "your publisher id, eleven characters (id)"),),
    link=(Key("advertiser", NUMBER, "41970", "the advertiser's id (mid)"),),
    sub_id=SubId("u1", 72, "A-Za-z0-9"),
    tracking=("linksynergy.com",),
    at="https://click.linksynergy.com/deeplink",
    query={"id": "publisher", "mid": "advertiser"},
    to="murl",
)
