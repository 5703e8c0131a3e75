"""Skimlinks. Source: support.skimlinks.com, article 360005908078. `xcust` takes no `&`, `?`, `=` or space.

No source tells its length; 50 characters are what the other networks keep.
"""

from generator.affiliate.network import Key, Redirect, SubId

SKIMLINKS = Redirect(
    name="skimlinks",
    title="Skimlinks",
    account=(Key("site", "[0-9]{1,9}X[0-9]{1,9}", "123456X789012", "publisher and site, with an X between (id)"),),
    sub_id=SubId("xcust", 50),
    tracking=("go.skimresources.com", "go.redirectingat.com"),
    at="https://go.skimresources.com/",
    query={"id": "site", "xs": "=1"},
    to="url",
)
