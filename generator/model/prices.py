"""How a creator writes a price: of a package, and of what is added to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict

from generator.model.amounts import (
    AMOUNT,
    PERCENT,
    PLAIN_AMOUNTS,
    Amounts,
    AmountsField,
    Share,
    read_amounts,
    read_money,
    read_percent,
)
from generator.model.fields import Id, Times, as_text, kind_of
from generator.model.record import Record, Refusals, at_least_one, refusal
from generator.model.written import Written, list_of, one_of, text
from generator.money import CURRENCIES


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """An amount in each currency of the grid: it can be bought at once."""

    amounts: Amounts


@dataclass(frozen=True, slots=True)
class PriceFrom:
    """The least it costs; the rest depends, so the buyer asks for a quote."""

    amounts: Amounts


@dataclass(frozen=True, slots=True)
class OnQuote:
    """No price is published: the buyer asks for one."""


class Multiple(Record):
    """A price computed from another: several pieces, with a discount for the volume or the commitment."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["of"]}, {"required": ["each"]}]})

    of: Id | None = None
    """The package that is bought several times."""
    each: AmountsField | None = None
    """What one piece costs, when it is not sold alone."""
    times: Times = 1
    """How many of them."""
    discount: Share | None = None
    """What is taken off: `10%`."""


PackagePrice: TypeAlias = FixedPrice | PriceFrom | OnQuote | Multiple


def _read_package_price(value: object) -> PackagePrice:
    if isinstance(value, Mapping):
        if set(value) & set(Multiple.model_fields):
            multiple = Multiple.model_validate(value)
            if (multiple.of is None) == (multiple.each is None):
                raise refusal("M233")
            return multiple
        if "from" in value:
            return PriceFrom(_only_key(value, "from", read_amounts))
        return FixedPrice(read_amounts(value))
    text = as_text(value)
    if text == "on quote":
        return OnQuote()
    if text.startswith("from "):
        return PriceFrom(read_amounts(text.removeprefix("from ")))
    return FixedPrice(read_amounts(text))


def _only_key(value: Mapping[str, object], key: str, parse: Any) -> Any:
    refusals = Refusals()
    result = refusals.read(key, parse, value[key])
    for other in value:
        if other != key:
            refusals.note(other, refusal("M201", found=other, near=key, known=key))
    refusals.tell()
    return result


_FROM = {"type": "object", "properties": {"from": AmountsField}, "required": ["from"], "additionalProperties": False}
_ON_QUOTE = one_of("on quote")
PackagePriceField = Annotated[
    PackagePrice,
    Written(_read_package_price, text(f"(from )?{AMOUNT}"), PLAIN_AMOUNTS, _FROM, _ON_QUOTE, Multiple),
]
"""`250 EUR`, `{EUR: 250, GBP: 215}`, `from 400 GBP`, `on quote`, or `{of: solo, times: 3, discount: 10%}`."""

Per = Literal["order", "video"]
Every = Literal["once", "month"]


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage of the package, once or for each month that the right lasts."""

    percent: Decimal
    every: Every = "once"


@dataclass(frozen=True, slots=True)
class FlatAmount:
    """An amount, once or for each month that the right lasts, for the order or for each video of it."""

    amounts: Amounts
    every: Every = "once"
    per: Per = "order"


Step: TypeAlias = Percentage | FlatAmount


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What is added to the package, in the order it is written."""

    steps: tuple[Step, ...]
    only_from: bool = False
    """True when this is the least it costs, so that the buyer asks for a quote."""


ExtraPrice: TypeAlias = Surcharge | OnQuote

_PER = "( per video)?( per (?:month|30 days))?"


def _read_step(value: object) -> Step:
    if isinstance(value, Mapping):
        return _read_amounts_step(value)
    written = as_text(value)
    match = re.fullmatch(f"(.+?){_PER}", written)
    price = match[1] if match else ""
    every: Every = "month" if match and match[3] else "once"
    if re.fullmatch(r"\+?[0-9.,]+ ?%", price):
        if match and match[2]:
            raise refusal("M234", found=written)
        if not price.startswith("+"):
            raise refusal("M235", found=written)
        percent = read_percent(price)
        if not percent:
            raise refusal("M234", found=written)
        return Percentage(percent, every)
    if not re.search("[0-9]", price):
        raise refusal("M234", found=written)
    money = read_money(price.removeprefix("+"))
    return FlatAmount({money.currency: money}, every, "video" if match and match[2] else "order")


def _read_amounts_step(value: Mapping[str, object]) -> FlatAmount:
    """`{EUR: 150, GBP: 130}`, perhaps with `per: month` or `per: video`."""
    amounts = read_amounts({key: number for key, number in value.items() if key != "per"})
    refusals = Refusals()
    per = refusals.read("per", _read_per, value["per"]) if "per" in value else None
    refusals.tell()
    return FlatAmount(amounts, *per) if per else FlatAmount(amounts)


def _read_per(value: object) -> tuple[Every, Per]:
    written = " per " + as_text(value)
    match = re.fullmatch(_PER, written)
    if not match:
        raise refusal("M234", found=written.strip())
    return "month" if match[2] else "once", "video" if match[1] else "order"


def _read_extra_price(value: object) -> ExtraPrice:
    if value == "on quote":
        return OnQuote()
    if isinstance(value, Mapping) and "from" in value:
        return Surcharge((_only_key(value, "from", _read_step),), only_from=True)
    if isinstance(value, str) and value.startswith("from "):
        return Surcharge((_read_step(value.removeprefix("from ")),), only_from=True)
    if not isinstance(value, list):
        return Surcharge((_read_step(value),))
    at_least_one(value)
    refusals = Refusals()
    steps = [refusals.read(index, _read_step, step) for index, step in enumerate(value)]
    refusals.tell()
    return Surcharge(tuple(step for step in steps if step))


_PERCENT_STEP = rf"\+{PERCENT}( per (month|30 days))?"
_FLAT_STEP = rf"\+?{AMOUNT}{_PER}"
_STEP: dict[str, Any] = {
    "anyOf": [
        text(f"{_PERCENT_STEP}|{_FLAT_STEP}"),
        PLAIN_AMOUNTS
        | {
            "propertyNames": one_of("per", *sorted(CURRENCIES)),
            "properties": {"per": text("video|(video per )?(month|30 days)")},
        },
    ]
}
_FROM_STEP = {"type": "object", "properties": {"from": _STEP}, "required": ["from"], "additionalProperties": False}
ExtraPriceField = Annotated[
    ExtraPrice,
    Written(
        _read_extra_price,
        _STEP,
        text(f"from ({_PERCENT_STEP}|{_FLAT_STEP})"),
        _FROM_STEP,
        _ON_QUOTE,
        list_of(_STEP),
    ),
]
"""`+30%`, `+30% per month`, `150 GBP per 30 days`, `{EUR: 40, GBP: 35, per: video}`, `on quote`, or a list."""


class DepositRule(Record):
    """The part of the total that is paid when ordering."""

    share: Share
    """The percentage paid at once."""
    above: AmountsField | None = None
    """Only when the total is above this amount; at the amount itself the whole is paid at once."""


def read_deposit(value: object) -> tuple[DepositRule, ...]:
    """One rule or several; a rule is a percentage, perhaps above an amount."""
    if not isinstance(value, list):
        return (_read_deposit_rule(value),)
    at_least_one(value)
    refusals = Refusals()
    rules = [refusals.read(index, _read_deposit_rule, rule) for index, rule in enumerate(value)]
    refusals.tell()
    return tuple(rule for rule in rules if rule)


def _read_deposit_rule(value: object) -> DepositRule:
    if isinstance(value, list):
        raise refusal("M205", kind=kind_of(value))
    return DepositRule.model_validate(value if isinstance(value, Mapping) else {"share": value})


DepositField = Annotated[
    tuple[DepositRule, ...], Written(read_deposit, Share, DepositRule, list_of(Share, DepositRule))
]
"""`40%`, or `{share: 50%, above: 400 GBP}`, or a list of such rules."""
