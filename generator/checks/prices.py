"""Packages whose prices contradict each other, or their creator's own floor."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from generator.errors import Finding
from generator.model.costs import PrivateCosts
from generator.model.grid import Deliverable, Grid, Package
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.model.prices import Multiple
from generator.money import rounded
from generator.pricing import Priced, price_of_add_on, price_of_licence, price_of_package

Path: TypeAlias = tuple[str | int, ...]


def _pack_dearer_than_its_parts(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    licences = offers.licences(grid)
    for place, pack in enumerate(grid.packages):
        for part in grid.packages:
            times = _times(pack, part)
            adds_nothing = licences[part.licence].covers(licences[pack.licence]) and all(
                extra in part.includes for extra in pack.includes
            )
            if times is None or not adds_nothing:
                continue
            for currency in offers.currencies(grid):
                whole, each = (price_of_package(p, grid, currency) for p in (pack, part))
                if whole and each and whole.amount > each.amount * times:
                    parts = f"{times} × {each.amount} = {each.amount * times}"
                    facts = {"name": pack.id, "price": str(whole.amount), "parts": parts}
                    yield Finding("W303", index, ("packages", place, "price"), facts)
                    break


def _times(pack: Package, part: Package) -> int | None:
    """How many times `part` makes `pack`, two or more; None when it does not."""
    ratios = set()
    if len(pack.deliverables) != len(part.deliverables):
        return None
    for mine, other in zip(pack.deliverables, part.deliverables, strict=True):
        if not _differ_in_quantity_alone(mine, other):
            return None
        many, few = mine.quantity.exact, other.quantity.exact
        if not many or not few or many % few:
            return None
        ratios.add(many // few)
    return ratios.pop() if len(ratios) == 1 and min(ratios) >= 2 else None


def _differ_in_quantity_alone(one: Deliverable, other: Deliverable) -> bool:
    """Whether the same thing is delivered, in the same or another number."""
    kind = one.kind
    return kind == other.kind and vars(one) | {kind: None} == vars(other) | {kind: None}


def _larger_package_costs_less(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    licences = offers.licences(grid)
    for place, large in enumerate(grid.packages):
        for small in grid.packages:
            if small.every != large.every or not _is_larger(large, small):
                continue
            if not licences[large.licence].covers(licences[small.licence]):
                continue
            for currency in offers.currencies(grid):
                mine, other = (price_of_package(p, grid, currency) for p in (large, small))
                if mine and other and mine.amount < other.amount:
                    facts = {
                        "name": large.id,
                        "other": small.id,
                        "price": str(mine.amount),
                        "other_price": str(other.amount),
                    }
                    yield Finding("W311", index, ("packages", place, "price"), facts)
                    break


def _is_larger(large: Package, small: Package) -> bool:
    """Whether `large` has all that `small` has, and more content; who pays to wait less buys something else."""
    return (
        _rounds(large) >= _rounds(small)
        and all(extra in large.includes for extra in small.includes)
        and _contains(large, small)
        and not _contains(small, large)
    )


def _rounds(package: Package) -> float:
    return math.inf if package.revisions == "unlimited" else package.revisions


def _contains(large: Package, small: Package) -> bool:
    return all(
        any(
            _differ_in_quantity_alone(mine, other)
            and (mine.quantity.low or 0) >= (other.quantity.high or other.quantity.low or 0)
            for mine in large.deliverables
        )
        for other in small.deliverables
    )


def _discount_for_nothing(_offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    for place, package in enumerate(grid.packages):
        price = package.price
        if isinstance(price, Multiple) and price.discount and price.times == 1 and package.commitment is None:
            yield Finding("W310", index, ("packages", place, "price", "discount"), {"found": f"{price.discount}%"})


def _rounded_to_nothing(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """What is priced and yet costs nothing, for lack of a coin as small or because of `round_to`."""
    told: set[Path] = set()
    for package, path, priced in _all_priced(offers, grid):
        if priced and not priced.amount.minor and path not in told:
            told.add(path)
            yield Finding("W315", index, path, {"package": package.id, "currency": priced.amount.currency})


def _all_priced(offers: Offers, grid: Grid) -> Iterator[tuple[Package, Path, Priced | None]]:
    licences = offers.licences(grid)
    places = {licence: ("licences", place, "price") for place, licence in enumerate(licences)}
    for number, package in enumerate(grid.packages):
        for currency in offers.currencies(grid):
            yield package, ("packages", number, "price"), price_of_package(package, grid, currency)
            for licence in licences_for(package, licences)[1:]:
                right = price_of_licence(licence, package, grid, licences, currency)
                yield package, places[licence.id], right
            for add_on in add_ons_for(package, grid):
                path = ("add_ons", grid.add_ons.index(add_on), "price")
                yield package, path, price_of_add_on(add_on, package, grid, currency)


def under_the_floor(offers: Offers, index: int, grid: Grid, costs: PrivateCosts | None) -> Iterator[Finding]:
    for place, package in enumerate(grid.packages):
        for currency, floor in (costs.floor if costs and costs.floor else {}).items():
            price = price_of_package(package, grid, currency) if currency in offers.currencies(grid) else None
            if price is None or not package.videos:
                continue
            each = rounded(Fraction(price.amount.minor, package.videos), currency)
            if each < floor:
                facts = {"name": package.id, "price": str(each), "floor": str(floor)}
                yield Finding("W306", index, ("packages", place, "price"), facts)


PRICES = (_pack_dearer_than_its_parts, _larger_package_costs_less, _discount_for_nothing, _rounded_to_nothing)
