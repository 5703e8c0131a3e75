"""What a buyer pays, with the working. Pure.

Amounts are exact fractions until the end of a line; then the one rounding rule applies (`money.rounded`),
once. A line without a percentage is exact, so it stays as it was written, whatever the grid rounds to. Totals
are sums of rounded lines, so they always add up to what is shown. Each `Working` is data: the pages put it into
words, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import Licence
from generator.model.prices import (
    DepositRule,
    ExtraPrice,
    FixedPrice,
    FlatAmount,
    Multiple,
    OnQuote,
    Percentage,
    PriceFrom,
    Step,
    Surcharge,
)
from generator.money import Money, rounded


@dataclass(frozen=True, slots=True)
class Several:
    """`times` pieces at `each`, less `discount` percent: "3 x 250 EUR, minus 10 %"."""

    times: int
    each: Money
    discount: Decimal | None


@dataclass(frozen=True, slots=True)
class Share:
    """`percent` of `base`, for each of `months` when it is charged by the month.

    The base is what the percentage is of: where percentages build on each other, the sum so far. It is told to the
    smallest coin; the amount is computed from the exact sum.
    """

    percent: Decimal
    base: Money
    months: int | None
    included_months: int = 0


@dataclass(frozen=True, slots=True)
class Flat:
    """An amount, for each of `months` and each of `videos` when it is charged by them."""

    amount: Money
    months: int | None
    videos: int | None
    included_months: int = 0


Working: TypeAlias = tuple[Several | Share | Flat, ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """An amount that can be charged, and how it came about. An empty working means that it was written down."""

    amount: Money
    working: Working = ()
    only_from: bool = False
    """True when it is the least it costs, and the buyer asks for a quote."""


def price_of_package(package: Package, grid: Grid, currency: str) -> Priced | None:
    """What `package` costs before licences and add-ons; None when it is on quote."""
    price = package.price
    if isinstance(price, FixedPrice):
        return Priced(price.amounts[currency])
    if isinstance(price, PriceFrom):
        return Priced(price.amounts[currency], only_from=True)
    if isinstance(price, OnQuote):
        return None
    each = _each(price, grid, currency)
    exact = Fraction(each.minor * price.times) * (1 - _part(price.discount))
    amount = rounded(exact, currency, grid.round_to if price.discount else None)
    return Priced(amount, (Several(price.times, each, price.discount),))


def _each(price: Multiple, grid: Grid, currency: str) -> Money:
    if price.each is not None:
        return price.each[currency]
    other = next(package for package in grid.packages if package.id == price.of)
    priced = price_of_package(other, grid, currency)
    assert priced is not None
    return priced.amount


def price_of_licence(
    licence: Licence, package: Package, grid: Grid, licences: Mapping[str, Licence], currency: str
) -> Priced | None:
    """What `licence` adds to `package`.

    A right that the package's included licence grants is not charged again: the licence itself, whatever it
    covers, and the months by which it already lasts.

    Returns:
        Zero when it is included, None when it is on quote.
    """
    included = licences[package.licence]
    if licence.id == included.id or included.covers(licence):
        return Priced(Money(0, currency))
    free = included.duration.full_months if included.grants_all_of(licence) else 0
    return _price_of_extra(licence.price, package, grid, currency, months=licence.duration.months, free=free or 0)


def price_of_renewal(licence: Licence, package: Package, grid: Grid, currency: str) -> Priced | None:
    """What it costs to extend `licence` once for its own duration; None when on quote or not offered."""
    return _price_of_extra(licence.renewal, package, grid, currency, months=licence.duration.months)


def price_of_add_on(
    add_on: AddOn, package: Package, grid: Grid, currency: str, licence: Priced | None = None
) -> Priced | None:
    """What one `add_on` adds to `package`, sold with a licence that costs `licence`; None when on quote."""
    return _price_of_extra(add_on.price, package, grid, currency, before=licence)


def _price_of_extra(
    price: ExtraPrice | None,
    package: Package,
    grid: Grid,
    currency: str,
    *,
    before: Priced | None = None,
    months: int | None = None,
    free: int = 0,
) -> Priced | None:
    packaged = price_of_package(package, grid, currency)
    if packaged is None or not isinstance(price, Surcharge):
        return None
    base = packaged.amount.minor
    shares_before, flats_before = _parts(before) if before else (0, 0)
    shares, flats = Fraction(0), Fraction(0)
    working: list[Share | Flat] = []
    for step in price.steps:
        charged, free_of_step = _charged_months(step, months, free)
        times = 1 if charged is None else charged
        if isinstance(step, Percentage):
            of = Fraction(base)
            if grid.percentages != "additive":
                of += shares_before + shares
            if grid.percentages == "running-total":
                of += flats_before + flats
            working.append(Share(step.percent, rounded(of, currency), charged, free_of_step))
            shares += of * _part(step.percent) * times
        else:
            videos = _charged_videos(step, package)
            working.append(Flat(step.amounts[currency], charged, videos, free_of_step))
            flats += step.amounts[currency].minor * times * (videos or 1)
    amount = rounded(shares + flats, currency, grid.round_to if shares else None)
    return Priced(amount, tuple(working), price.only_from or packaged.only_from)


def _charged_months(step: Step, months: int | None, free: int) -> tuple[int | None, int]:
    if step.every == "once":
        return None, 0
    assert months is not None, "references refuses it: R308, R317"
    return months - free, free


def _charged_videos(step: FlatAmount, package: Package) -> int | None:
    if step.per == "order":
        return None
    assert package.videos is not None, "references refuses it: R309"
    return package.videos


def _parts(priced: Priced) -> tuple[int, int]:
    """What of an amount comes from percentages, and what from flat amounts."""
    flats = sum(
        step.amount.minor * (1 if step.months is None else step.months) * (step.videos or 1)
        for step in priced.working
        if isinstance(step, Flat)
    )
    return priced.amount.minor - flats, flats


@dataclass(frozen=True, slots=True)
class Instalments:
    """What is paid when ordering and what is paid later; they add up to the total."""

    deposit: Money
    balance: Money
    share: Decimal


def instalments(total: Money, package: Package, grid: Grid) -> Instalments | None:
    """How `total` is split; None when all of it is paid when ordering.

    Of the rules whose bound the total exceeds, the one with the highest bound applies: at the bound itself it does
    not. A total that is too small for both parts to be worth something is not split.
    """
    rules = package.deposit if package.deposit is not None else grid.deposit
    applying = [rule for rule in rules or () if _bound(rule, total.currency) < total.minor]
    if package.every is not None or not applying:
        return None
    share = max(applying, key=lambda rule: _bound(rule, total.currency)).share
    for step in (grid.round_to, None):
        deposit = rounded(total.minor * _part(share), total.currency, step)
        if 0 < deposit.minor < total.minor:
            return Instalments(deposit, total - deposit, share)
    return None


def _bound(rule: DepositRule, currency: str) -> int:
    return rule.above[currency].minor if rule.above else -1


@dataclass(frozen=True, slots=True)
class Costs:
    """What selling costs the creator, in one currency.

    Attributes:
        card_percent, card_fixed: what the card payment takes.
        charges_percent: social charges and taxes on the receipts.
        minutes_per_video: how long one video takes, from script to delivery.
    """

    card_percent: Decimal
    card_fixed: Money
    charges_percent: Decimal
    minutes_per_video: int


@dataclass(frozen=True, slots=True)
class Margin:
    """What is left of a price, and what that is for an hour of work (None without videos)."""

    fee: Money
    charges: Money
    net: Money
    per_hour: Money | None


def margin(price: Money, videos: int | None, costs: Costs) -> Margin:
    """What the creator keeps of `price` after the card fee and the charges."""
    fee = rounded(price.minor * _part(costs.card_percent), price.currency) + costs.card_fixed
    charges = rounded(price.minor * _part(costs.charges_percent), price.currency)
    net = price - fee - charges
    minutes = (videos or 0) * costs.minutes_per_video
    return Margin(fee, charges, net, rounded(Fraction(net.minor * 60, minutes), price.currency) if minutes else None)


def _part(percent: Decimal | None) -> Fraction:
    return Fraction(percent or 0) / 100
