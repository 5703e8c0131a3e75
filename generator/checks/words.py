"""Words that contradict the prices beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from generator.checkouts import checkouts_of
from generator.errors import Finding
from generator.model.grid import Grid
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.money import Money
from generator.pricing import Several, price_of_add_on, price_of_licence, price_of_package, price_of_renewal
from generator.text import AMOUNT, Text

_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_FROM = re.compile(r"(à partir de|dès|from|starting (?:at|from))[ \u00a0]+(?=[€£$]?[ \u00a0]?\d)", re.IGNORECASE)


def _from_in_words(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    for place, package in enumerate(grid.packages):
        price = price_of_package(package, grid, offers.currencies(grid)[0])
        for key in ("name", "summary"):
            text: Text | None = getattr(package, key)
            match = next(filter(None, map(_FROM.search, text.wordings)), None) if text else None
            if match and price and not price.only_from:
                facts = {"found": match[1], "price": str(price.amount)}
                yield Finding("W307", index, ("packages", place, key), facts)


def _amount_in_words(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    currencies, known = offers.currencies(grid), cache(lambda currency: set(_amounts(offers, grid, currency)))
    for path, text in _texts(grid):
        for wording in text.wordings:
            for match in AMOUNT.finditer(wording):
                sign = match["sign"] or match["unit"]
                currency = _SIGNS.get(sign, "EUR" if sign.lower().startswith("eur") else sign)
                amount = _decimal(match["after"] or match["before"])
                if currency in currencies and amount not in {money.decimal for money in known(currency)}:
                    facts = {"found": match[0], "known": ", ".join(map(str, sorted(known(currency))))}
                    yield Finding("W308", index, path, facts)


def _decimal(number: str) -> Decimal:
    """The number, whatever separates its thousands: `1 275,50`, `1,275.50`."""
    match = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", number)
    assert match is not None
    return Decimal(re.sub(r"\D", "", match[1]) + "." + (match[2] or "0"))


def _amounts(offers: Offers, grid: Grid, currency: str) -> Iterator[Money]:
    """Every amount that the pages of this grid show."""
    licences = offers.licences(grid)
    for package in grid.packages:
        price = price_of_package(package, grid, currency)
        if price is None:
            continue
        yield price.amount
        yield from (step.each for step in price.working if isinstance(step, Several))
        extras = (price_of_add_on(add_on, package, grid, currency) for add_on in add_ons_for(package, grid))
        yield from (extra.amount for extra in extras if extra)
        for licence in licences_for(package, licences):
            right = price_of_licence(licence, package, grid, licences, currency)
            renewal = price_of_renewal(licence, package, grid, currency)
            yield from (each.amount for each in (right, renewal) if each)
    for checkout in checkouts_of(offers, grid):
        if checkout.currency == currency:
            yield checkout.total
            yield from (extra.price.amount for extra in checkout.extras)
            if checkout.instalments:
                yield from (checkout.instalments.deposit, checkout.instalments.balance)


def _texts(grid: Grid) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """The texts that describe what is sold; small print may name other amounts (a penalty, a fee)."""
    if grid.summary:
        yield ("summary",), grid.summary
    for key, keys in (
        ("packages", ("name", "summary")),
        ("licences", ("name", "summary")),
        ("add_ons", ("name", "summary")),
        ("questions", ("ask", "answer")),
    ):
        for place, record in enumerate(getattr(grid, key)):
            for field in keys:
                text = getattr(record, field, None)
                if text is not None:
                    yield (key, place, field), text


WORDS = (_from_in_words, _amount_in_words)
