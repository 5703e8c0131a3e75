"""CJ. Sources: docs.swaarm.com, CJ; vivnetworks.com on PID, AID and CID.

The form that begins with `/links/` works by the advertiser's domain; the destination follows as it is, which is why
this network has a builder of its own. No source confirms how long a sub-id may be: it is kept to 30 characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.affiliate.network import NUMBER, Key, Network, SubId, Tagged, Target

_HOSTS = ("anrdoezrs.net", "jdoqocy.com", "dpbolvw.net", "tkqlhce.com", "kqzyfj.com")


@dataclass(frozen=True, kw_only=True)
class Cj(Network):
    """A link by the advertiser's domain."""

    def build(self, target: Target, sub_id: str) -> str:
        """The publisher, the sub-id, and the destination as the rest of the path."""
        sid = f"/sid/{sub_id}" if sub_id else ""
        return f"https://www.anrdoezrs.net/links/{target.ids['publisher']}/type/dlg{sid}/{self.destination(target)}"

    def read(self, url: str) -> Tagged | None:
        """The same backwards."""
        form = rf"https://www\.anrdoezrs\.net/links/({NUMBER})/type/dlg(?:/sid/([\w-]+))?/(https?://.*)"
        match = re.fullmatch(form, url)
        return Tagged(match[3], {"publisher": match[1]}, match[2] or "") if match else None


CJ = Cj(
    name="cj",
    title="CJ",
    account=(Key("publisher", NUMBER, "8123456", "the id of your website (PID)"),),
    sub_id=SubId("sid", 30),
    tracking=_HOSTS,
)
