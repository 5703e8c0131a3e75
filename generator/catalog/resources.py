"""The catalogue as it should be at Stripe: products, prices and links, as values. Pure.

Ids of products are chosen by us and prices carry a key made of all that cannot change, so the same offers always
name the same objects: what is lost, doubled or half done is found again by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.errors import Subject
from generator.money import Money

TaxBehavior = Literal["unspecified", "inclusive", "exclusive"]
Settings = Mapping[str, Any]
"""Settings of a link in Stripe's own words, as they read back; None and empty lists say that something is off."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the creator's files something was written."""

    subject: Subject
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Something with a name: a package, a licence, an add-on or a deposit, in one language.

    Attributes:
        id: Stripe's id of it, chosen by us: `vitrine_package_solo_fr`.
        description: may be empty.
    """

    id: str
    name: str
    description: str
    origin: Origin

    @property
    def content(self) -> str:
        """A fingerprint of what a buyer reads."""
        return digest([self.name, self.description])


@dataclass(frozen=True, slots=True)
class Price:
    """What a product costs, for ever: at Stripe an amount never changes, another amount is another price."""

    product: str
    amount: Money
    every: str | None
    tax: TaxBehavior
    origin: Origin

    @property
    def key(self) -> str:
        """Its lookup key: all that cannot change, so that the same amount is always the same price."""
        parts = (self.product, self.amount.currency.lower(), str(self.amount.minor), self.every, _TAX[self.tax])
        whole = "_".join(part for part in parts if part)
        return whole if len(whole) <= _LONGEST_KEY else f"{whole[: _LONGEST_KEY - 13]}_{digest(whole)}"


_LONGEST_KEY = 200  # source: Stripe's API reference, “Prices”
_TAX: Mapping[TaxBehavior, str | None] = {"unspecified": None, "inclusive": "inc", "exclusive": "exc"}


@dataclass(frozen=True, slots=True)
class Option:
    """An add-on that the buyer may tick at Stripe, up to so many times."""

    add_on: str
    price: str
    up_to: int


@dataclass(frozen=True, slots=True)
class Link:
    """A Payment Link: one checkout in one language.

    Attributes:
        name: `solo.ads-90-fr.eur.fr`.
        title: how a creator calls it: “Solo, Ads for 3 months”.
        package: the package's name.
        lines: keys of the prices that are charged; they decide whether a link can be kept.
        options: add-ons.
        settings: everything else that is ours, updated in place.
        origin, licence: where its package and its licence are written.
        slots: after how many payments it closes; None for never.
        charges: the sum of its lines.
        total: the whole price, where the lines are a deposit.
    """

    name: str
    title: str
    package: str
    lines: tuple[str, ...]
    options: tuple[Option, ...]
    settings: Settings
    origin: Origin
    licence: Origin
    slots: int | None
    charges: Money
    total: Money | None
    every: str | None

    @property
    def prices(self) -> tuple[str, ...]:
        """Keys of all prices that a buyer may meet: those of its lines, then those of its options."""
        return (*self.lines, *(option.price for option in self.options))

    @property
    def promises(self) -> frozenset[str]:
        """Fingerprints of the options and their prices, short enough for metadata."""
        return frozenset(digest(option.price) for option in self.options)

    @property
    def content(self) -> str:
        """A fingerprint of the settings and options, to tell a change of the offers from an edit in the Dashboard."""
        options = [[option.add_on, option.price, option.up_to] for option in self.options]
        return digest([list(self.lines), options, self.settings])


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that should be sold.

    Attributes:
        mark: tells ours from everything else in the account.
        products: by id.
        prices: by lookup key.
        links: by name.
    """

    mark: str
    products: Mapping[str, Product]
    prices: Mapping[str, Price]
    links: Mapping[str, Link]

    def content_of(self, link: Link) -> str:
        """A fingerprint of all that a buyer of `link` meets at Stripe, the texts of its products included."""
        return digest([link.content, *(self.products[self.prices[key].product].content for key in link.prices)])

    def around(self, name: str) -> Catalog:
        """The links of one grid, with what they are made of.

        Args:
            name: one of them.

        Raises:
            KeyError: there is no link of this name.
        """
        subject = self.links[name].origin.subject
        links = {name: link for name, link in self.links.items() if link.origin.subject == subject}
        prices = {key: self.prices[key] for link in links.values() for key in link.prices}
        products = {price.product: self.products[price.product] for price in prices.values()}
        return Catalog(self.mark, products, prices, links)


def digest(value: object) -> str:
    """A short fingerprint of plain data, the same for the same content."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
