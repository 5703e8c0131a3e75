"""Amounts as a person reads them in a text: `1 234,50 €`, `€1,234.50`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel.numbers import get_currency_symbol

_NUMBER = r"[0-9]+(?:[\u202f\u00a0.,’'][0-9]+)*"
_ALONE = {"GBP": "£"}
"""Signs that mean one currency in every language; CLDR writes "£GB" in French."""
_GROUPS = {"fr": r"[\u202f\u00a0.’']", "en": r"[\u202f\u00a0,’']"}


class Shown(NamedTuple):
    """An amount in a text."""

    value: Decimal
    currency: str


def amounts_in(text: str, language: str, currencies: tuple[str, ...]) -> Iterator[Shown]:
    """Every amount that `text` names in one of `currencies`.

    Args:
        text: with its no-break spaces, since an ordinary space ends a number.
        language: decides between decimal comma and decimal point.
        currencies: ISO codes.
    """
    for currency in currencies:
        for match in _pattern(currency, language).finditer(text):
            number = match["after"] or match["before"]
            plain = re.sub(_GROUPS.get(language, _GROUPS["en"]), "", number).replace(",", ".")
            if plain.count(".") <= 1:
                yield Shown(Decimal(plain), currency)


@cache
def _pattern(currency: str, language: str) -> re.Pattern[str]:
    """Finds a number with a sign of `currency` before or after it, and no letter that makes it another's sign."""
    known = {currency, get_currency_symbol(currency, language), _ALONE.get(currency, currency)}
    signs = sorted(known, key=len, reverse=True)
    sign = "|".join(map(re.escape, signs))
    return re.compile(
        rf"(?<![A-Za-z$€£])(?:{sign})[\s]?(?P<after>{_NUMBER})"
        rf"|(?<![0-9.,])(?P<before>{_NUMBER})[\s]?(?:{sign})(?![A-Za-z$])"
    )
