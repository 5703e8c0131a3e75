"""eBay Partner Network: the item's own address with parameters.

Source: what public generators of these links write (affiliate-links-generator 0.1.2 on PyPI). The rotation id differs
by marketplace and no source lists them all, so the account carries its own. No source tells how long `customid` may
be; 50 characters are what other networks keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.affiliate.address import host_of, parameters, registrable, without_parameters
from generator.affiliate.network import NUMBER, Key, OnTheMerchant, Refused, SubId, Tagged, Target

_FIXED = {"mkevt": "1", "mkcid": "1", "toolid": "10001"}
_OWN = frozenset((*_FIXED, "mkrid", "campid", "customid", "siteid"))
_DOMAINS = {
    "AT": "ebay.at", "AU": "ebay.com.au", "BE": "ebay.be", "CA": "ebay.ca", "CH": "ebay.ch", "DE": "ebay.de",
    "ES": "ebay.es", "FR": "ebay.fr", "GB": "ebay.co.uk", "IE": "ebay.ie", "IT": "ebay.it", "NL": "ebay.nl",
    "PL": "ebay.pl", "US": "ebay.com",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Ebay(OnTheMerchant):
    """One campaign, a rotation id for each marketplace."""

    def own(self, target: Target) -> frozenset[str]:  # noqa: ARG002 - the same for every link
        """What the programme adds."""
        return _OWN

    def tags(self, target: Target, sub_id: str) -> Mapping[str, str]:
        """The fixed parameters, then the creator's."""
        own = {"mkrid": target.ids["rotation"], "campid": target.ids["campaign"], "customid": sub_id}
        return {"mkevt": _FIXED["mkevt"], "mkcid": _FIXED["mkcid"], **own, "toolid": _FIXED["toolid"]}

    def read(self, url: str) -> Tagged | None:
        """A page of a marketplace that carries a campaign."""
        found = parameters(url)
        if "campid" not in found or registrable(host_of(url)) not in _DOMAINS.values():
            return None
        ids = {"rotation": found.get("mkrid", ""), "campaign": found["campid"]}
        return Tagged(without_parameters(url, _OWN), ids, found.get("customid", ""))

    def refused(self, target: Target) -> Refused | None:
        """The address of something else."""
        domain, host = _DOMAINS[target.market], host_of(target.url)
        if registrable(host) == domain:
            return None
        return Refused(
            "A604", "url", {"found": host, "domain": domain, "mended": f"https://www.{domain}/itm/1234567890"}
        )


EBAY = Ebay(
    name="ebay",
    title="eBay",
    account=(
        Key("campaign", NUMBER, "5338123456", "the id of your campaign (campid)"),
        Key(
            "rotation",
            "[0-9]+(?:-[0-9]+){3}",
            "709-53476-19255-0",
            "the marketplace's rotation id, from a link of your dashboard (mkrid)",
        ),
    ),
    sub_id=SubId("customid", 50),
    merchant="eBay",
    markets=tuple(_DOMAINS),
)
