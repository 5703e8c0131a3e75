"""How a creator writes a price: of a package, and of what is added to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from generator.model.amounts import (
    AMOUNT_SCHEMA,
    Amounts,
    AmountsField,
    Share,
    read_amounts,
    read_money,
    read_percent,
)
from generator.model.fields import Id, Times, as_text, kind_of
from generator.model.record import Record, Refusals, at_least_one, refusal


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


_MULTIPLE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "of": {"type": "string", "description": Multiple.model_fields["of"].description},
        "each": AMOUNT_SCHEMA,
        "times": {"type": ["integer", "string"], "description": Multiple.model_fields["times"].description},
        "discount": {"type": "string", "description": Multiple.model_fields["discount"].description},
    },
    "additionalProperties": False,
}
_FROM_SCHEMA = {"type": "string", "pattern": r"^from \d+(\.\d+)? ?[A-Z]{3}$"}
_QUOTE_SCHEMA = {"const": "on quote"}
PackagePriceField = Annotated[
    PackagePrice,
    PlainValidator(_read_package_price),
    WithJsonSchema(
        {
            "anyOf": [
                AMOUNT_SCHEMA,
                _FROM_SCHEMA,
                {
                    "type": "object",
                    "properties": {"from": AMOUNT_SCHEMA},
                    "required": ["from"],
                    "additionalProperties": False,
                },
                _QUOTE_SCHEMA,
                _MULTIPLE_SCHEMA,
            ]
        }
    ),
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

_PER = re.compile(r"(?P<price>.+?)(?P<video> per video)?(?P<month> per (?:month|30 days))?")


def _read_step(value: object) -> Step:
    if isinstance(value, Mapping):
        return FlatAmount(read_amounts(value))
    text = as_text(value)
    match = _PER.fullmatch(text)
    price = match["price"].strip() if match else ""
    every: Every = "month" if match and match["month"] else "once"
    if re.fullmatch(r"\+?[\d.,]+ ?%", price):
        if match and match["video"]:
            raise refusal("M234", found=text)
        if not price.startswith("+"):
            raise refusal("M235", found=text)
        return Percentage(read_percent(price), every)
    if not re.search(r"\d", price):
        raise refusal("M234", found=text)
    money = read_money(price.removeprefix("+"))
    return FlatAmount({money.currency: money}, every, "video" if match and match["video"] else "order")


def _read_extra_price(value: object) -> ExtraPrice:
    if value == "on quote":
        return OnQuote()
    if isinstance(value, str) and value.startswith("from "):
        return Surcharge((_read_step(value.removeprefix("from ")),), only_from=True)
    if not isinstance(value, list):
        return Surcharge((_read_step(value),))
    at_least_one(value)
    refusals = Refusals()
    steps = [refusals.read(index, _read_step, step) for index, step in enumerate(value)]
    refusals.tell()
    return Surcharge(tuple(step for step in steps if step))


_STEP_PATTERN = r"^(\+\d+(\.\d+)? ?%|\+?\d+(\.\d+)? ?[A-Z]{3}( per video)?)( per (month|30 days))?$"
_STEP_SCHEMA: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": _STEP_PATTERN}, AMOUNT_SCHEMA["anyOf"][1]]}
ExtraPriceField = Annotated[
    ExtraPrice,
    PlainValidator(_read_extra_price),
    WithJsonSchema(
        {
            "anyOf": [
                _STEP_SCHEMA,
                {"type": "string", "pattern": _STEP_PATTERN.replace("^", "^from ", 1)},
                _QUOTE_SCHEMA,
                {"type": "array", "items": _STEP_SCHEMA, "minItems": 1},
            ]
        }
    ),
]
"""`+30%`, `+30% per month`, `150 GBP per 30 days`, `40 EUR per video`, `on quote`, or a list of such steps."""


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


_RULE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d+(\.\d+)? ?%$"},
        {
            "type": "object",
            "properties": {"share": {"type": "string"}, "above": AMOUNT_SCHEMA},
            "required": ["share"],
            "additionalProperties": False,
        },
    ]
}
DEPOSIT_SCHEMA: dict[str, Any] = {
    "anyOf": [*_RULE_SCHEMA["anyOf"], {"type": "array", "items": _RULE_SCHEMA, "minItems": 1}]
}
DepositField = Annotated[tuple[DepositRule, ...], PlainValidator(read_deposit), WithJsonSchema(DEPOSIT_SCHEMA)]
"""`40%`, or `{share: 50%, above: 400 GBP}`, or a list of such rules."""
