"""Grids to the list of what can be bought: one checkout is a package with a licence in a currency. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import Licence
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.money import Money
from generator.pricing import (
    Instalments,
    Priced,
    instalments,
    price_of_add_on,
    price_of_licence,
    price_of_package,
)


@dataclass(frozen=True, slots=True)
class Extra:
    """An add-on as it is sold with one checkout."""

    add_on: AddOn
    price: Priced


@dataclass(frozen=True, slots=True)
class Checkout:
    """One purchasable combination: one page, one price, one Payment Link.

    Attributes:
        id: `solo.paid-90-fr.eur`; it outlives changes of name and price, and the renaming of the package.
        package_price, licence_price: the two lines; the licence's is zero when it is included.
        total: their sum.
        instalments: the deposit and the balance, when the total is split.
        every: how often the total is charged again, for a retainer.
        extras: add-ons with a fixed price.
    """

    id: str
    grid: Grid
    package: Package
    licence: Licence
    currency: str
    package_price: Priced
    licence_price: Priced
    total: Money
    instalments: Instalments | None
    every: Literal["week", "month", "year"] | None
    extras: tuple[Extra, ...]

    @property
    def due(self) -> Money:
        """What is charged when it is bought: the deposit, or the whole."""
        return self.instalments.deposit if self.instalments else self.total


def checkout_id(package: str, licence: str, currency: str) -> str:
    """The name of a checkout, from the identity of its package and the id of its licence."""
    return f"{package}.{licence}.{currency.lower()}"


def checkouts(offers: Offers) -> Iterator[Checkout]:
    """Everything that can be bought at once; what is on quote or “from” is not."""
    for grid in offers.grids:
        yield from checkouts_of(offers, grid)


def checkouts_of(offers: Offers, grid: Grid) -> tuple[Checkout, ...]:
    """The checkouts of one grid of the offers: package by package, licence by licence, currency by currency."""
    return _of_grid(offers.alone(grid))


@lru_cache(maxsize=4096)  # warnings, pages and links all ask
def _of_grid(offers: Offers) -> tuple[Checkout, ...]:
    return tuple(_sold(offers))


def _sold(offers: Offers) -> Iterator[Checkout]:
    (grid,) = offers.grids
    licences = offers.licences(grid)
    for package in grid.packages:
        for licence in licences_for(package, licences):
            for currency in offers.currencies(grid):
                price = price_of_package(package, grid, currency)
                right = price_of_licence(licence, package, grid, licences, currency)
                if price is None or right is None or price.only_from or right.only_from:
                    continue
                total = price.amount + right.amount
                yield Checkout(
                    id=checkout_id(package.identity, licence.id, currency),
                    grid=grid,
                    package=package,
                    licence=licence,
                    currency=currency,
                    package_price=price,
                    licence_price=right,
                    total=total,
                    instalments=instalments(total, package, grid),
                    every=package.every,
                    extras=tuple(_extras(package, grid, currency, right)),
                )


def _extras(package: Package, grid: Grid, currency: str, licence: Priced) -> Iterator[Extra]:
    for add_on in add_ons_for(package, grid):
        price = price_of_add_on(add_on, package, grid, currency, licence)
        if price is not None and not price.only_from:
            yield Extra(add_on, price)
