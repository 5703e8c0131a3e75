"""All networks that are known, and what holds for each: no link inside a link, nothing that hides where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.affiliate import shareasale
from generator.affiliate.address import host_of, is_within, registrable
from generator.affiliate.amazon import AMAZON, is_amazon
from generator.affiliate.awin import AWIN
from generator.affiliate.cj import CJ
from generator.affiliate.ebay import EBAY
from generator.affiliate.effiliation import EFFILIATION
from generator.affiliate.impact import IMPACT
from generator.affiliate.kwanko import KWANKO
from generator.affiliate.network import Network, Refused, Target
from generator.affiliate.programme import PROGRAMME
from generator.affiliate.rakuten import RAKUTEN
from generator.affiliate.shopify_collabs import SHOPIFY_COLLABS
from generator.affiliate.skimlinks import SKIMLINKS
from generator.affiliate.sovrn import SOVRN
from generator.affiliate.tiktok_shop import TIKTOK_SHOP
from generator.affiliate.tradedoubler import TRADEDOUBLER

NETWORKS: Mapping[str, Network] = {
    network.name: network
    for network in (
        AMAZON, AWIN, CJ, EBAY, EFFILIATION, IMPACT, KWANKO, PROGRAMME, RAKUTEN, SHOPIFY_COLLABS, SKIMLINKS,
        SOVRN, TIKTOK_SHOP, TRADEDOUBLER,
    )
}  # fmt: skip
"""Every network by its name. A new one is a module and its place here."""

CLOSED = (shareasale.NAME,)
"""Networks that pay nobody any more."""

_SHORTENERS = (
    "bit.ly", "buff.ly", "cutt.ly", "geni.us", "is.gd", "lnk.bio", "lnk.to", "linktr.ee", "ow.ly", "rebrand.ly",
    "t.co", "t.ly", "tiny.cc", "tinyurl.com", *AMAZON.tracking,
)  # fmt: skip


def network_of(url: str, programmes: Iterable[Mapping[str, str]] = ()) -> str:
    """The title of the network by which `url` pays; empty when it pays nobody.

    Args:
        url: any address.
        programmes: the ids of the studio's own accounts with merchants.
    """
    if not host_of(url):
        return ""
    if is_within(host_of(url), *shareasale.HOSTS):
        return "ShareASale"
    if any(PROGRAMME.read_with(url, ids) for ids in programmes):
        return PROGRAMME.title
    return next((network.title for network in NETWORKS.values() if network.pays(url)), "")


def refused(network: Network, target: Target) -> Refused | None:
    """Why no link can be made for `target`, by what holds for all networks and then by the network's own rules."""
    if target.url:
        host, other = host_of(target.url), network_of(target.url)
        if is_within(host, *_SHORTENERS):
            return Refused("A607", "url", {"found": host})
        if is_amazon(target.url) and network is not AMAZON:
            return Refused("A608", "network", {"network": network.title})
        is_tracking = is_within(host, *network.tracking)
        if other and (other != network.title or is_tracking):
            return Refused("A606", "url", {"network": other, "mended": _destination(target.url)})
        if not registrable(host):
            return Refused("A605", "url", {"found": host})
    return network.refused(target)


def _destination(url: str) -> str:
    """Where a link of any network leads; empty when only the network knows."""
    read = (network.read(url) for network in NETWORKS.values())
    return next((tagged.destination for tagged in read if tagged and tagged.destination), "")
