"""What the pages say in one language: wordings, plurals, money, dates, lists."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_percent, get_currency_symbol

from generator.model.durations import Delay, Term
from generator.model.fields import Range
from generator.money import Money

_PLAIN_SIGNS = {"GBP": "£"}
"""Signs that a reader knows without the country. CLDR's French says "£GB", which no shop does; the other pounds keep
their country, and so do dollars, since one alone could be Canada's."""


class Words:
    """The wordings of a language; a wording is named by its table and its key."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = _wordings(language)
        self.money = cache(self._money)  # the same amounts stand on many pages
        self.percent = cache(self._percent)
        self.currency_symbol = cache(self._currency_symbol)
        self._form = cache(lambda number: "one" if self._locale.plural_form(number) == "one" else "other")

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language)

    def __call__(self, table: str, key: str, /, **facts: object) -> str:
        """The wording `table.key` with its places filled."""
        wording: str = self._table[table][key]
        return wording.format_map(facts)

    def list(self, table: str, key: str) -> tuple[str, ...]:
        """The wordings of the list `table.key`."""
        return tuple(self._table[table][key])

    def name_of_language(self) -> str:
        """What the language calls itself."""
        name: str = self._table["language"]
        return name

    def has(self, table: str, key: str) -> bool:
        """Whether there is a wording of that name."""
        return key in self._table[table]

    def count(self, table: str, key: str, number: int, shown: str | None = None) -> str:
        """The plural form for `number`: "1 vidéo", "3 vidéos"."""
        forms: Mapping[str, str] = self._table[table][key]
        return forms[self._form(number)].format(count=shown or number)

    def several(self, table: str, key: str, quantity: Range) -> str:
        """A quantity with its noun: "2 à 3 photos"."""
        plural = quantity.high if quantity.high is not None else quantity.low
        return self.count(table, key, plural or 0, self.range(quantity))

    def range(self, quantity: Range) -> str:
        """A quantity alone: "15 à 45", "jusqu'à 3"."""
        if quantity.low is None:
            return self("range", "up_to", high=quantity.high)
        if quantity.high is None:
            return self("range", "from", low=quantity.low)
        if quantity.exact is not None:
            return str(quantity.exact)
        return self("range", "between", low=quantity.low, high=quantity.high)

    def term(self, term: Term) -> str:
        """How long a right lasts."""
        if term.count is None:
            return self("units", "perpetual") if self.has("units", "perpetual") else ""
        return self.count("units", term.unit, term.count)

    def delay(self, delay: Delay) -> str:
        """How long something takes."""
        return self.count("units", delay.unit, delay.high, self.range(Range(delay.low, delay.high)))

    def _money(self, money: Money) -> str:
        """An amount as a reader expects it, without decimals when it is whole."""
        return str(format_currency(money.decimal, money.currency, format=self._pattern(money), locale=self._locale,
                                   currency_digits=False))  # fmt: skip

    def _currency_symbol(self, currency: str) -> str:
        """`€`, `£`, `$US`."""
        return _PLAIN_SIGNS.get(currency) or str(get_currency_symbol(currency, locale=self._locale))

    def _pattern(self, money: Money) -> str:
        pattern: str = self._locale.currency_formats["standard"].pattern
        sign = self.currency_symbol(money.currency)
        if sign[-1].isalpha():
            pattern = pattern.replace("¤#", "¤\u00a0#")  # CHF 90; CLDR says so, Babel leaves it out
        pattern = pattern.replace("¤", sign) if money.currency in _PLAIN_SIGNS else pattern
        whole = money.decimal == money.decimal.to_integral()
        return pattern.replace(".00", "") if whole else pattern

    def _percent(self, percent: Decimal) -> str:
        """`10 %`."""
        return str(format_percent(percent / 100, format=self._percent_pattern(percent), locale=self._locale))

    def _percent_pattern(self, percent: Decimal) -> str:
        pattern: str = self._locale.percent_formats[None].pattern
        decimals = max(0, -int(percent.normalize().as_tuple().exponent))
        return pattern.replace("0", "0." + "0" * decimals, 1) if decimals else pattern

    def date(self, day: datetime.date) -> str:
        """A day written out: "31 janvier 2027"."""
        return str(format_date(day, format="long", locale=self._locale))

    def month(self, day: datetime.date) -> str:
        """The month of a day: "janvier 2027"."""
        return str(format_date(day, format="LLLL y", locale=self._locale))

    def market(self, market: str) -> str:
        """The readers that a link is for: a country, or a group of countries."""
        return self("markets", market) if self.has("markets", market) else self.country(market)

    def country(self, code: str) -> str:
        """A country's name."""
        return str(self._locale.territories[code])

    def listed(self, items: Sequence[str]) -> str:
        """Items as a sentence lists them: "a, b et c"."""
        if len(items) < 2:
            return "".join(items)
        return self("lists", "and", first=", ".join(items[:-1]), last=items[-1])


@cache
def _wordings(language: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))


@cache
def words(language: str) -> Words:
    """The wordings of `language`."""
    return Words(language)
