"""Warnings about what happens at the payment: amounts that cards do not take, places that several links count."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checkouts import checkouts_of
from generator.errors import Finding
from generator.model.grid import Grid
from generator.model.offers import Offers
from generator.money import Money, minimum_charge

LARGEST, OF_CARDS = 99_999_999, 999_999_999_999
"""Minor units that every way to pay takes, and what cards take (source: Stripe documentation, “Currencies”)."""


def _amounts_that_cards_refuse(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """The smallest and the largest payment; both depend on the account, so they warn and do not refuse."""
    told = set()
    for checkout in checkouts_of(offers, grid):
        path = ("packages", grid.packages.index(checkout.package), "price")
        least = minimum_charge(checkout.currency)
        if checkout.due.minor < least:
            code, bound = "W316", str(Money(least, checkout.currency))
        elif LARGEST < checkout.due.minor <= OF_CARDS:
            code, bound = "W317", str(Money(LARGEST, checkout.currency))
        else:
            continue
        if (code, path) not in told:
            told.add((code, path))
            yield Finding(code, index, path, {"amount": str(checkout.due), "bound": bound})


def _places_counted_apart(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """Each link counts its own payments, so several links sell several times the places."""
    languages = len(offers.studio.languages)
    for place, package in enumerate(grid.packages):
        if package.slots is None:
            continue
        links = languages * sum(1 for checkout in checkouts_of(offers, grid) if checkout.package is package)
        if links > 1:
            facts = {"count": str(package.slots), "links": str(links), "most": str(package.slots * links)}
            yield Finding("W318", index, ("packages", place, "slots"), facts)


PAYMENTS = (_amounts_that_cards_refuse, _places_counted_apart)
