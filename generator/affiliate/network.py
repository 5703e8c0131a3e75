"""What a network is: the ids that it gives, the link that it makes of them and a destination, and how to read it."""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from generator.affiliate.address import (
    ascii_address,
    encoded,
    host_of,
    is_within,
    parameters,
    with_parameters,
    without_parameters,
)

Need = Literal["required", "optional", "never"]


@dataclass(frozen=True, slots=True)
class Key:
    """An id that the creator copies from the network's dashboard.

    Attributes:
        name: how the YAML calls it.
        pattern: what it looks like, from end to end.
        example: one that could be real.
        says: what it is, for editors and messages.
        need: whether it must be there.
    """

    name: str
    pattern: str
    example: str
    says: str
    need: Need = "required"


NUMBER = "[0-9]{1,12}"


@dataclass(frozen=True, slots=True)
class SubId:
    """Where the network reports back which page of the creator's a sale came from.

    Attributes:
        parameter: its name in the link.
        longest: characters that the network keeps.
        allowed: characters that it takes, as inside brackets of a regular expression.
    """

    parameter: str
    longest: int
    allowed: str = "A-Za-z0-9_-"

    def fitted(self, wanted: str) -> str:
        """`wanted` within the limits; what had to be cut ends in six digits that keep it apart from others."""
        kept = re.sub(f"[^{self.allowed}]", "", wanted)
        if len(kept) <= self.longest:
            return kept
        return kept[: self.longest - 6] + hashlib.sha256(wanted.encode()).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link is for.

    Attributes:
        market: a country's two letters, a group of countries, or `world`.
        ids: those of the account and those of this link, by name.
        url: the product at the merchant, without any tag; empty when only the network knows it.
        link: the link that the network's dashboard gave; empty when it is built here.
    """

    market: str
    ids: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A link that pays, taken apart. `destination` is empty when only the network knows it."""

    destination: str
    ids: Mapping[str, str] = field(default_factory=dict)
    sub_id: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no link can be made: the code of a message, the key to point at, and what fills the message."""

    code: str
    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Network(ABC):
    """A network, or a merchant that runs its own programme.

    Attributes:
        name: how the YAML calls it.
        title: how people call it.
        account: ids that belong to the creator.
        link: ids that belong to one link.
        sub_id: where it takes a sub-id, if it does.
        tracking: hosts that only exist to count clicks. Nobody may ask them but a reader who clicks.
        url: whether a link needs the product's own address.
        dashboard: whether a link needs the one that the dashboard made.
        merchant: whose name the button says; empty when each link names its own.
        markets: countries where it has a shop; empty when it does not matter.
        statement: the wording of `law.toml` that its rules prescribe, if any.
        shows_prices: False when its rules forbid prices, stock and ratings beside the link.
    """

    name: str
    title: str
    account: tuple[Key, ...] = ()
    link: tuple[Key, ...] = ()
    sub_id: SubId | None = None
    tracking: tuple[str, ...] = ()
    url: Need = "required"
    dashboard: Need = "never"
    merchant: str = ""
    markets: tuple[str, ...] = ()
    statement: str = ""
    shows_prices: bool = True

    @abstractmethod
    def build(self, target: Target, sub_id: str) -> str:
        """The link. `sub_id` is within the network's limits, or empty."""

    @abstractmethod
    def read(self, url: str) -> Tagged | None:
        """`url` taken apart when it is a link of this network that `build` could have made."""

    def pays(self, url: str) -> bool:
        """Whether `url` pays somebody by this network, even in a form that `read` does not know."""
        return is_within(host_of(url), *self.tracking) or self.read(url) is not None

    def destination(self, target: Target) -> str:
        """The product's address at the merchant, without any tag; empty when only the network knows it."""
        return ascii_address(target.url)

    def sub_id_of(self, target: Target, wanted: str) -> str:  # noqa: ARG002 - a programme asks its account
        """`wanted` as it is sent: within the limits, empty where the network takes none."""
        return self.sub_id.fitted(wanted) if self.sub_id else ""

    def market_refused(self, market: str) -> Refused | None:
        """A market where the network has no shop."""
        if not self.markets or market in self.markets:
            return None
        return Refused("A610", "market", {"found": market, "network": self.title, "known": ", ".join(self.markets)})

    def account_refused(self, market: str, ids: Mapping[str, str]) -> Refused | None:  # noqa: ARG002 - most have no rule
        """Why an account cannot be used in its market, where there is one, if it cannot."""
        return None

    def refused(self, target: Target) -> Refused | None:  # noqa: ARG002 - most networks have no rule of their own
        """Why no link can be made for `target`, if it cannot."""
        return None


@dataclass(frozen=True, kw_only=True)
class Redirect(Network):
    """A network whose own address carries the destination, encoded once, as the last value of its query.

    Attributes:
        at: that address.
        query: its parameters in their order, each with the key that fills it, or a fixed value after `=`.
        to: the parameter of the destination.
    """

    at: str
    query: Mapping[str, str]
    to: str

    def build(self, target: Target, sub_id: str) -> str:
        """`at`, the ids, the sub-id, the destination."""
        values = {name: key[1:] if key[0] == "=" else target.ids[key] for name, key in self.query.items()}
        if self.sub_id:
            values[self.sub_id.parameter] = sub_id
        start = with_parameters(self.at, values)
        return f"{start}&{self.to}={encoded(self.destination(target))}"

    def read(self, url: str) -> Tagged | None:
        """The same backwards."""
        if _before_query(url) != self.at:
            return None
        found = parameters(url)
        if self.to not in found or any(name not in found for name in self.query):
            return None
        ids = {key: found[name] for name, key in self.query.items() if key[0] != "="}
        return Tagged(found[self.to], ids, found.get(self.sub_id.parameter, "") if self.sub_id else "")


@lru_cache(maxsize=256)  # every network asks it of the same address
def _before_query(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


@dataclass(frozen=True, kw_only=True)
class FromDashboard(Network):
    """A network whose links cannot be built from ids: the creator copies the whole link from its dashboard.

    Attributes:
        shape: what that link looks like, from end to end.
        example: one that could be real.
        to: the parameter that takes another destination, where a source confirms one.
        looks_ordinary: True when its links cannot be told from others of the same site.
    """

    shape: str
    example: str
    to: str = ""
    looks_ordinary: bool = False
    url: Need = "never"
    dashboard: Need = "required"

    def build(self, target: Target, sub_id: str) -> str:
        """The link with the sub-id and, where it can be, the destination."""
        wanted = {self.sub_id.parameter: sub_id} if self.sub_id and sub_id else {}
        if self.to and target.url:
            wanted[self.to] = self.destination(target)
        return with_parameters(ascii_address(target.link), wanted) if wanted else ascii_address(target.link)

    def read(self, url: str) -> Tagged | None:
        """The link's destination and sub-id, and the link as the dashboard gave it under `link`."""
        if not self.fits(url):
            return None
        found = parameters(url)
        own = [self.to, self.sub_id.parameter if self.sub_id else ""]
        sub_id = found.get(self.sub_id.parameter, "") if self.sub_id else ""
        return Tagged(found.get(self.to, ""), {"link": without_parameters(url, own)}, sub_id)

    def pays(self, url: str) -> bool:
        """A link that could only come from this dashboard."""
        return not self.looks_ordinary and super().pays(url)

    def fits(self, url: str) -> bool:
        """Whether `url` looks like a link of this dashboard."""
        return bool(re.fullmatch(self.shape, url))

    def refused(self, target: Target) -> Refused | None:
        """A link that is not from this dashboard."""
        if self.fits(target.link):
            return None
        return Refused("A609", "link", {"found": target.link, "network": self.title, "example": self.example})


@dataclass(frozen=True, kw_only=True)
class OnTheMerchant(Network):
    """A programme whose link is the merchant's own address with parameters that name the creator."""

    @abstractmethod
    def tags(self, target: Target, sub_id: str) -> Mapping[str, str]:
        """The parameters to add, by name."""

    @abstractmethod
    def own(self, target: Target) -> frozenset[str]:
        """Parameters that are this programme's, and so do not belong to the destination."""

    def destination(self, target: Target) -> str:
        """The address without the programme's parameters, whoever's they were."""
        return without_parameters(ascii_address(target.url), self.own(target))

    def build(self, target: Target, sub_id: str) -> str:
        """The address with the parameters after its own ones."""
        return with_parameters(self.destination(target), self.tags(target, sub_id))
