"""Sovrn Commerce, formerly VigLink. Source: developer.sovrn.com, “Building monetized URLs”.

`cuid` takes letters and digits only; the documentation says 2,048 of them and once said 32, so 32 are kept.
"""

from generator.affiliate.network import Key, Redirect, SubId

SOVRN = Redirect(
    name="sovrn",
    title="Sovrn",
    account=(Key("key", "[0-9a-f]{32}", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "the API key of your site (key)"),),
    sub_id=SubId("cuid", 32, "A-Za-z0-9"),
    tracking=("redirect.viglink.com", "sovrn.co"),
    at="https://redirect.viglink.com",
    query={"key": "key"},
    to="u",
)
