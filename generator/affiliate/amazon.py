"""Amazon Associates: the product's own address with the tag of its marketplace, and nothing that hides it.

Sources: affiliate-program.amazon.com, help on building links and the Program Policies of 14 April 2026. A tag
earns only in the country of its programme. Where its last digits have been seen, they are checked: -20 in the US and
Canada, -22 in Japan, -21 in most of Europe. `ascsubtag` is restricted, so no sub-id is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from generator.affiliate.address import host_of, is_within, parameters, without_parameters
from generator.affiliate.network import Key, OnTheMerchant, Refused, Tagged, Target

_MARKETPLACES = {
    "AE": "amazon.ae", "AU": "amazon.com.au", "BE": "amazon.com.be", "CA": "amazon.ca", "DE": "amazon.de",
    "ES": "amazon.es", "FR": "amazon.fr", "GB": "amazon.co.uk", "IN": "amazon.in", "IT": "amazon.it",
    "JP": "amazon.co.jp", "NL": "amazon.nl", "PL": "amazon.pl", "SA": "amazon.sa", "SE": "amazon.se",
    "SG": "amazon.sg", "US": "amazon.com",
}  # fmt: skip
_LAST_DIGITS = {"CA": "20", "US": "20", "JP": "22", **dict.fromkeys(("DE", "ES", "FR", "GB", "IN", "IT"), "21")}
_OWN = frozenset(("tag", "linkCode", "linkId", "ascsubtag", "camp", "creative", "creativeASIN", "ref", "ref_"))
_SHORT = ("amzn.to", "amzn.eu", "amzn.asia", "a.co")
_IMAGES = ("media-amazon.com", "images-amazon.com", "ssl-images-amazon.com")


@dataclass(frozen=True, kw_only=True)
class Amazon(OnTheMerchant):
    """One programme for each marketplace."""

    def destination(self, target: Target) -> str:
        """The product's page in the marketplace."""
        asin = target.ids.get("asin")
        if asin:
            return f"https://www.{_MARKETPLACES[target.market]}/dp/{asin}"
        return super().destination(target)

    def own(self, target: Target) -> frozenset[str]:  # noqa: ARG002 - the same for every link
        """The tag and what Amazon's own tools put beside it."""
        return _OWN

    def tags(self, target: Target, sub_id: str) -> Mapping[str, str]:  # noqa: ARG002 - no sub-id is sent
        """The tag alone."""
        return {"tag": target.ids["tag"]}

    def read(self, url: str) -> Tagged | None:
        """A page of a marketplace that carries a tag."""
        found = parameters(url)
        if "tag" not in found or not is_within(host_of(url), *_MARKETPLACES.values()):
            return None
        return Tagged(without_parameters(url, _OWN), {"tag": found["tag"]})

    def account_refused(self, market: str, ids: Mapping[str, str]) -> Refused | None:
        """A tag of another country."""
        digits, tag = _LAST_DIGITS.get(market), ids["tag"]
        if digits and tag[-2:] != digits:
            facts = {"found": tag, "domain": _MARKETPLACES[market], "digits": digits, "mended": f"{tag[:-2]}{digits}"}
            return Refused("A611", "tag", facts)
        return None

    def refused(self, target: Target) -> Refused | None:
        """Not exactly one of ASIN and address, or the address of something else."""
        if bool(target.url) == ("asin" in target.ids):
            return Refused("A612", "url" if target.url else "")
        domain, host = _MARKETPLACES[target.market], host_of(target.url)
        if target.url and not is_within(host, domain):
            path = urlsplit(target.url).path
            mended = f"https://www.{domain}{path}" if is_amazon(target.url) else f"https://www.{domain}/dp/B0CX23V2ZK"
            return Refused("A604", "url", {"found": host, "domain": domain, "mended": mended})
        return None


def is_amazon(url: str) -> bool:
    """Whether `url` leads to a marketplace of Amazon, tagged or not, or to one of its short addresses."""
    return is_within(host_of(url), *_MARKETPLACES.values(), *_SHORT)


@lru_cache(maxsize=4096)  # the same addresses stand on many pages
def is_picture_of_amazon(url: str) -> bool:
    """Whether `url` is served by Amazon as a picture; its policies forbid to keep or to show these."""
    return is_amazon(url) or is_within(host_of(url), *_IMAGES)


AMAZON = Amazon(
    name="amazon",
    title="Amazon",
    account=(Key("tag", "[a-z0-9][a-z0-9-]{0,60}-2[0-9]", "maya-21", "the tracking id of this marketplace (tag)"),),
    link=(Key("asin", "[A-Z0-9]{10}", "B0CX23V2ZK", "the product's ten characters at Amazon", "optional"),),
    tracking=_SHORT,
    url="optional",
    merchant="Amazon",
    markets=tuple(_MARKETPLACES),
    statement="amazon",
    shows_prices=False,
)
