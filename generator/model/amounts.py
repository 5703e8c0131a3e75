"""Amounts and percentages as a creator writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated

from generator.errors import nearest
from generator.model.fields import as_text
from generator.model.record import Refusals, refusal
from generator.model.written import Written, number_or, one_of, text
from generator.money import CURRENCIES, Money, decimals

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
AMOUNT = rf"{NUMBER} ?[A-Z]{{3}}"
PERCENT = rf"{NUMBER} ?%"
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}


def mended_amount(written: str) -> str:
    """A guess at what a wrongly written amount meant, in the right form."""
    currency = next((code for sign, code in _SIGNS.items() if sign in written), None)
    currency = currency or next((w for w in re.findall(r"[A-Za-z]{3}", written) if w.upper() in CURRENCIES), "EUR")
    digits = re.sub(r"[^\d.,]", "", written)
    if match := re.fullmatch(r"([\d.,]*?\d)[.,](\d{1,2})", digits):
        whole, cents = re.sub(r"\D", "", match[1]), f".{match[2]:0<2}"
    else:
        whole, cents = re.sub(r"\D", "", digits), ""
    return f"{whole or '250'}{cents} {currency.upper()}"


def read_money(written: str) -> Money:
    """`250 EUR` or `19.90 EUR`."""
    if not re.fullmatch(AMOUNT, written):
        raise refusal("M210", found=written, mended=mended_amount(written))
    return _money(written[:-3].rstrip(), written[-3:])


def _money(number: str, currency: str) -> Money:
    _read_currency(currency)
    if len(number.partition(".")[2]) > decimals(currency):  # as written: 1.500 EUR must not pass for 1.50 EUR
        raise refusal("M212", found=number, currency=currency, decimals=str(decimals(currency)))
    money = Money.of(Decimal(number), currency)
    if money.minor == 0:
        raise refusal("M213", found=f"{number} {currency}")
    if money.minor >= 10**12:
        raise refusal("M214", found=f"{number} {currency}")
    return money


def _read_currency(value: object) -> str:
    code = as_text(value)
    if code not in CURRENCIES:
        raise refusal("M211", found=code, near=nearest(code, CURRENCIES) or "EUR")
    return code


CurrencyCode = Annotated[str, Written(_read_currency, one_of(*sorted(CURRENCIES)))]
"""A currency by its ISO code: `EUR`."""

Amounts = Mapping[str, Money]
"""One amount for each currency, by its code."""


def read_amounts(value: object) -> Amounts:
    """`250 EUR`, or `{EUR: 250, GBP: 215}`."""
    if not isinstance(value, Mapping):
        money = read_money(as_text(value))
        return {money.currency: money}
    if not value:
        raise refusal("M206")
    refusals = Refusals()
    amounts = {}
    for currency, number in value.items():
        amount = refusals.read(currency, partial(_read_plain_amount, currency), number)
        if amount is not None:
            amounts[currency] = amount
    refusals.tell()
    return amounts


def _read_plain_amount(currency: str, value: object) -> Money:
    number = as_text(value)
    if not re.fullmatch(NUMBER, number):
        raise refusal("M215", found=number, currency=currency, mended=mended_amount(number).split()[0])
    return _money(number, currency)


PLAIN_AMOUNTS = {
    "type": "object",
    "propertyNames": one_of(*sorted(CURRENCIES)),
    "additionalProperties": number_or(NUMBER, exclusiveMinimum=0),
    "minProperties": 1,
}
AmountsField = Annotated[Amounts, Written(read_amounts, text(AMOUNT), PLAIN_AMOUNTS)]
"""An amount in one currency, or a map from currency to number."""


def read_percent(written: str) -> Decimal:
    """`60%` or `+60%`, as 60."""
    if not re.fullmatch(rf"\+?{PERCENT}", written):
        digits = re.findall(r"\d+(?:[.,]\d+)?", written)
        raise refusal("M220", found=written, mended=(digits[0].replace(",", ".") if digits else "10") + "%")
    return Decimal(written.strip("+ %"))


def _read_share(value: object) -> Decimal:
    percent = read_percent(as_text(value))
    if not 0 < percent < 100:
        raise refusal("M221", found=str(value))
    return percent


Share = Annotated[Decimal, Written(_read_share, text(rf"\+?{PERCENT}"))]
"""A percentage between 0 and 100, both excluded: `10%`."""


def _read_rate(value: object) -> Decimal:
    percent = read_percent(as_text(value))
    if percent > 100:
        raise refusal("M221", found=str(value))
    return percent


Rate = Annotated[Decimal, Written(_read_rate, text(rf"\+?{PERCENT}"))]
"""A percentage from 0 to 100: `20%`."""
