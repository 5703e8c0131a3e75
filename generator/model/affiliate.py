"""Accounts with affiliate networks and the links that pay by them; the networks say which ids each has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import TypeAdapter

from generator.affiliate.network import NUMBER, Key, Need, Network
from generator.affiliate.networks import CLOSED, NETWORKS
from generator.errors import nearest
from generator.model.durations import Day
from generator.model.fields import Name, WebAddress, as_text, kind_of
from generator.model.record import Record, Refusals, refusal
from generator.model.territories import GROUPS, Territory
from generator.model.written import Written, one_of, text

SHOPS_OWN = frozenset("price prix stock availability disponibilite rating ratings stars note avis_clients".split())
"""Keys that people write and that only the merchant can answer for: they are refused by name."""


class Account(Record):
    """The creator's own ids at a network, in a market."""

    network: str
    """The network's name."""
    market: Territory = "world"
    """Where the account earns: a country, a group, or everywhere."""
    ids: Mapping[str, str]
    """The ids, by name."""

    @property
    def by(self) -> Network:
        """The network."""
        return NETWORKS[self.network]


class DiscountCode(Record):
    """A code that readers may use. It disappears from the pages after its last day."""

    code: Name
    """What the reader types: MAYA10."""
    gives: Name
    """What it gives: 10% off the first order."""
    source: Name
    """Who issued it, where and when; not shown. Most programmes allow only codes that came through them."""
    until: Day
    """The last day on which it is shown."""


class AffiliateLink(Record):
    """Where a product can be bought, in one market, through one network."""

    market: Territory
    """The readers it is for: a country, a group, or `world`."""
    network: str
    """The network's name."""
    merchant: Name | None = None
    """The shop, as the button names it; with Amazon and eBay the button names them."""
    url: WebAddress | None = None
    """The product's own address at the shop, without any tag."""
    link: WebAddress | None = None
    """The link as the network's dashboard gave it, where it cannot be built."""
    code: DiscountCode | None = None
    """A code that goes with it."""
    ids: Mapping[str, str] = {}
    """What the network wants to know of this link, by name."""

    @property
    def by(self) -> Network:
        """The network."""
        return NETWORKS[self.network]


_READ: Mapping[str, Callable[[object], Any]] = {
    "market": TypeAdapter(Territory).validate_python,
    "merchant": TypeAdapter(Name).validate_python,
    "url": TypeAdapter(WebAddress).validate_python,
    "link": TypeAdapter(WebAddress).validate_python,
    "code": TypeAdapter(DiscountCode).validate_python,
}


def _read_account(value: object) -> Account:
    network, written = _network(value)
    refusals = Refusals()
    ids = _ids(network.account, written, refusals)
    market = refusals.read("market", _READ["market"], written.get("market", "world"))
    _unknown(written, ("network", "market", *(key.name for key in network.account)), refusals)
    refusals.tell()
    assert market is not None
    return Account.model_construct(network=network.name, market=market, ids=ids)


def _read_link(value: object) -> AffiliateLink:
    network, written = _network(value)
    refusals = Refusals()
    fields: dict[str, Any] = {"network": network.name, "ids": _ids(network.link, written, refusals)}
    for name, need in _fields_of(network).items():
        if name in written and need != "never":
            fields[name] = refusals.read(name, _READ[name], written[name])
        elif need == "required":
            refusals.note(name, refusal("M202", name=name))
    known = [name for name, need in _fields_of(network).items() if need != "never"]
    _unknown(written, ("network", *known, *(key.name for key in network.link)), refusals)
    refusals.tell()
    return AffiliateLink.model_construct(**fields)


def _fields_of(network: Network) -> dict[str, Need]:
    """Which of the common keys a link of `network` has."""
    return {
        "market": "required",
        "merchant": "never" if network.merchant else "required",
        "url": network.url,
        "link": network.dashboard,
        "code": "optional" if network.shows_prices else "never",
    }


def _network(value: object) -> tuple[Network, Mapping[str, object]]:
    if not isinstance(value, Mapping):
        raise refusal("M203", kind=kind_of(value))
    refusals = Refusals()
    if "network" not in value:
        raise refusal("M202", name="network")
    name = refusals.read("network", _network_name, value["network"])
    refusals.tell()
    assert name is not None
    return NETWORKS[name], value


def _network_name(value: object) -> str:
    name = as_text(value)
    if name in CLOSED:
        raise refusal("A602")
    if name not in NETWORKS:
        raise refusal("A601", found=name, known=", ".join(NETWORKS), near=nearest(name, NETWORKS) or "")
    return name


def _ids(keys: Iterable[Key], written: Mapping[str, object], refusals: Refusals) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in keys:
        if key.name in written:
            value = refusals.read(key.name, partial(_id, key), written[key.name])
            found |= {key.name: value} if value is not None else {}
        elif key.need == "required":
            refusals.note(key.name, refusal("M202", name=key.name))
    return found


def _id(key: Key, value: object) -> str:
    written = as_text(value)
    if not re.fullmatch(key.pattern, written):
        raise refusal("A603", found=written, says=key.says, example=key.example, name=key.name)
    return written


def _unknown(written: Mapping[str, object], known: tuple[str, ...], refusals: Refusals) -> None:
    for name in written:
        if name in SHOPS_OWN:
            refusals.note(name, refusal("A613", name=name))
        elif name == "merchant" and name not in known and "code" not in known:
            refusals.note(name, refusal("A616"))
        elif name not in known:
            near = nearest(name, known) or ""
            refusals.note(name, refusal("M201", name=name, near=near, known=", ".join(known)))


# --- forms -------------------------------------------------------------------------------------------


def _account_form(network: Network) -> dict[str, Any]:
    return _form(network, network.account, {"market": (_market(network), bool(network.markets))})


def _link_form(network: Network) -> dict[str, Any]:
    types = {
        "market": _market(network),
        "merchant": Name,
        "url": WebAddress,
        "link": WebAddress,
        "code": DiscountCode,
    }
    needs = _fields_of(network)
    common = {name: (types[name], need == "required") for name, need in needs.items() if need != "never"}
    return _form(network, network.link, common)


def _market(network: Network) -> dict[str, Any]:
    return one_of(*network.markets) if network.markets else text("|".join(("[A-Z]{2}", *GROUPS)))


def _form(network: Network, keys: Iterable[Key], common: Mapping[str, tuple[Any, bool]]) -> dict[str, Any]:
    """The keys of a network as an editor may offer them."""
    ids = {key.name: _form_of(key) for key in keys}
    needed = [name for name, (_, need) in common.items() if need] + [
        key.name for key in keys if key.need == "required"
    ]
    fields = {name: {"allOf": [form]} for name, (form, _) in common.items()}
    return {
        "type": "object",
        "title": network.title,
        "properties": {"network": {"const": network.name}, **fields, **ids},
        "required": ["network", *needed],
        "additionalProperties": False,
    }


def _form_of(key: Key) -> dict[str, Any]:
    said = {"description": f"{key.says}: {key.example}"}
    written = text(key.pattern)
    return ({"anyOf": [{"type": "integer", "minimum": 0}, written]} if key.pattern == NUMBER else written) | said


AccountField = Annotated[Account, Written(_read_account, *map(_account_form, NETWORKS.values()))]
"""An account, with the ids that its network gives."""
LinkField = Annotated[AffiliateLink, Written(_read_link, *map(_link_form, NETWORKS.values()))]
"""A link, with the ids that its network wants."""
