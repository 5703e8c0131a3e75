"""What a buyer pays, with the working. Pure.

Amounts are exact fractions until the end of a line; then the one rounding rule applies (`money.rounded`),
once. Totals are sums of rounded lines, so they always add up to what is shown. Each `Working` is data: the
pages put it into words, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from generator.model.durations import Term
from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import Licence
from generator.model.prices import (
    DepositRule,
    ExtraPrice,
    FixedPrice,
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
    """`percent` of `base`, for each of `months` when it is charged by the month."""

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
    amount = rounded(exact, currency, grid.round_to)
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
    months = licence.duration.months
    already = included.duration if included.grants_all_of(licence) else None
    return _price_of_extra(licence.price, package, grid, currency, None, months, already)


def price_of_renewal(licence: Licence, package: Package, grid: Grid, currency: str) -> Priced | None:
    """What it costs to extend `licence` once for its own duration; None when on quote or not offered."""
    if licence.renewal is None:
        return None
    return _price_of_extra(licence.renewal, package, grid, currency, None, licence.duration.months, None)


def price_of_add_on(
    add_on: AddOn, package: Package, grid: Grid, currency: str, licence: Money | None = None
) -> Priced | None:
    """What one `add_on` adds to `package` sold with a licence that costs `licence`; None when on quote."""
    return _price_of_extra(add_on.price, package, grid, currency, licence, None, None)


def _price_of_extra(
    price: ExtraPrice | None,
    package: Package,
    grid: Grid,
    currency: str,
    before: Money | None,
    months: int | None,
    already: Term | None,
) -> Priced | None:
    packaged = price_of_package(package, grid, currency)
    if packaged is None or not isinstance(price, Surcharge):
        return None
    base = packaged.amount
    if before is not None and grid.percentages != "additive":
        base = base + before
    free = already.months or 0 if already and months is not None else 0
    steps = [_scaled(step, base, package, currency, months, free) for step in price.steps]
    exact = _ADDED[grid.percentages](base, [(exact, worked) for exact, worked in steps])
    amount = rounded(exact, currency, grid.round_to)
    only_from = price.only_from or packaged.only_from
    return Priced(amount, tuple(worked for _, worked in steps), only_from)


_Scaled: TypeAlias = tuple[Fraction, Share | Flat]
"""For a percentage the part of the base, for a flat amount its minor units."""


def _scaled(step: Step, base: Money, package: Package, currency: str, months: int | None, free: int) -> _Scaled:
    monthly = step.every == "month"
    charged = max(0, (months or 0) - free) if monthly else 1
    told_months, told_free = (charged, free) if monthly else (None, 0)
    if isinstance(step, Percentage):
        return _part(step.percent) * charged, Share(step.percent, base, told_months, told_free)
    videos = package.videos if step.per == "video" else None
    exact = Fraction(step.amounts[currency].minor * charged * (videos or 1))
    return exact, Flat(step.amounts[currency], told_months, videos, told_free)


def _additive(base: Money, steps: list[_Scaled]) -> Fraction:
    """Each percentage is of the package: 300 with +50 %, +30 %, +25 % makes 615."""
    return sum((e * base.minor if isinstance(w, Share) else e for e, w in steps), Fraction(0))


def _chained(base: Money, steps: list[_Scaled]) -> Fraction:
    """Percentages multiply each other, flat amounts are added after: 300 makes 731.25."""
    product = Fraction(base.minor)
    for exact, worked in steps:
        product *= 1 + exact if isinstance(worked, Share) else 1
    return product - base.minor + sum((e for e, w in steps if isinstance(w, Flat)), Fraction(0))


def _running_total(base: Money, steps: list[_Scaled]) -> Fraction:
    """Each percentage is of the sum so far, in the order written, flat amounts included."""
    total = Fraction(base.minor)
    for exact, worked in steps:
        total += total * exact if isinstance(worked, Share) else exact
    return total - base.minor


_ADDED = {"additive": _additive, "chained": _chained, "running-total": _running_total}


@dataclass(frozen=True, slots=True)
class Instalments:
    """What is paid when ordering and what is paid later; they add up to the total."""

    deposit: Money
    balance: Money
    share: Decimal


def instalments(total: Money, package: Package, grid: Grid) -> Instalments | None:
    """How `total` is split; None when all of it is paid when ordering.

    The last rule whose bound the total exceeds applies: at the bound itself it does not.
    """
    rules = package.deposit if package.deposit is not None else grid.deposit
    if package.every is not None:
        return None
    applying = [rule for rule in rules or () if rule.above is None or total > rule.above[total.currency]]
    if not applying:
        return None
    share = max(applying, key=lambda rule: _bound(rule, total.currency)).share
    deposit = rounded(total.minor * _part(share), total.currency, grid.round_to)
    return Instalments(deposit, total - deposit, share)


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
