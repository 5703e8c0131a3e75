"""Tradedoubler. Source: reports.tradedoubler.com, help on EPI.

`p` and `a` are mandatory; `epi` takes 64 letters and digits, once it has been enabled for the account.
"""

from generator.affiliate.network import NUMBER, Key, Redirect, SubId

TRADEDOUBLER = Redirect(
    name="tradedoubler",
    title="Tradedoubler",
    account=(Key("site", NUMBER, "3112233", "the id of your site (a)"),),
    link=(Key("program", NUMBER, "264190", "the id of the programme (p)"),),
    sub_id=SubId("epi", 64, "A-Za-z0-9"),
    tracking=("clk.tradedoubler.com", "clkuk.tradedoubler.com", "clkde.tradedoubler.com"),
    at="https://clk.tradedoubler.com/click",
    query={"p": "program", "a": "site"},
    to="url",
)
