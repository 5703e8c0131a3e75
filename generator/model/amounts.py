"""Amounts and percentages as a creator writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from generator.errors import nearest
from generator.model.fields import as_text
from generator.model.record import Refusals, refusal
from generator.money import CURRENCIES, Money, exponent

_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER}) ?([A-Z]{{3}})")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}


def mended_amount(text: str) -> str:
    """A guess at what a wrongly written amount meant, in the right form."""
    currency = next((code for sign, code in _SIGNS.items() if sign in text), None)
    currency = currency or next((w for w in re.findall(r"[A-Za-z]{3}", text) if w.upper() in CURRENCIES), "EUR")
    digits = re.sub(r"[^\d.,]", "", text)
    if match := re.fullmatch(r"([\d.,]*?\d)[.,](\d{1,2})", digits):
        whole, cents = re.sub(r"\D", "", match[1]), f".{match[2]:0<2}"
    else:
        whole, cents = re.sub(r"\D", "", digits), ""
    return f"{whole or '250'}{cents} {currency.upper()}"


def read_money(text: str) -> Money:
    """`250 EUR` or `19.90 EUR`."""
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise refusal("M210", found=text, mended=mended_amount(text))
    return _money(match[1], match[2])


def _money(number: str, currency: str) -> Money:
    _read_currency(currency)
    try:
        money = Money.of(Decimal(number), currency)
    except ValueError:
        shown = 0 if exponent(currency) == 0 or currency in ("ISK", "UGX") else 2
        raise refusal("M212", found=number, currency=currency, decimals=str(shown)) from None
    if money.minor == 0:
        raise refusal("M213", found=f"{number} {currency}")
    if money.minor >= 10**12:
        raise refusal("M214", found=f"{number} {currency}")
    return money


def _read_currency(value: object) -> str:
    text = as_text(value)
    if text not in CURRENCIES:
        raise refusal("M211", found=text, near=nearest(text, CURRENCIES) or "EUR")
    return text


CurrencyCode = Annotated[str, PlainValidator(_read_currency), WithJsonSchema({"enum": sorted(CURRENCIES)})]
"""A currency by its ISO code: `EUR`."""

Amounts = Mapping[str, Money]
"""One amount for each currency, by its code."""


def read_amounts(value: object) -> Amounts:
    """`250 EUR`, or `{EUR: 250, GBP: 215}`."""
    if not isinstance(value, Mapping):
        money = read_money(as_text(value))
        return {money.currency: money}
    refusals = Refusals()
    amounts = {}
    for currency, number in value.items():
        amount = refusals.read(currency, partial(_read_plain_amount, currency), number)
        if amount is not None:
            amounts[currency] = amount
    refusals.tell()
    return amounts


def _read_plain_amount(currency: str, value: object) -> Money:
    text = as_text(value)
    if not re.fullmatch(_NUMBER, text):
        raise refusal("M215", found=text, currency=currency, mended=mended_amount(text).split()[0])
    return _money(text, currency)


AMOUNT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": f"^{_AMOUNT.pattern}$"},
        {
            "type": "object",
            "propertyNames": {"enum": sorted(CURRENCIES)},
            "additionalProperties": {"type": ["number", "string"]},
            "minProperties": 1,
        },
    ]
}
AmountsField = Annotated[Amounts, PlainValidator(read_amounts), WithJsonSchema(AMOUNT_SCHEMA)]
"""An amount in one currency, or a map from currency to number."""


def read_percent(text: str) -> Decimal:
    """`60%` or `+60%`, as 60."""
    match = re.fullmatch(rf"\+?({_NUMBER}) ?%", text)
    if not match:
        digits = re.findall(r"\d+(?:[.,]\d+)?", text)
        raise refusal("M220", found=text, mended=(digits[0].replace(",", ".") if digits else "10") + "%")
    return Decimal(match[1])


def _read_share(value: object) -> Decimal:
    percent = read_percent(as_text(value))
    if not 0 < percent < 100:
        raise refusal("M221", found=str(value))
    return percent


Share = Annotated[
    Decimal, PlainValidator(_read_share), WithJsonSchema({"type": "string", "pattern": rf"^\+?{_NUMBER} ?%$"})
]
"""A percentage between 0 and 100, both excluded: `10%`."""


def _read_rate(value: object) -> Decimal:
    percent = read_percent(as_text(value))
    if percent > 100:
        raise refusal("M221", found=str(value))
    return percent


Rate = Annotated[
    Decimal, PlainValidator(_read_rate), WithJsonSchema({"type": "string", "pattern": rf"^{_NUMBER} ?%$"})
]
"""A percentage from 0 to 100: `20%`."""
