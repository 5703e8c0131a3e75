"""Amounts read as a person reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.money import Money
from generator.verify.amounts import amounts_in
from generator.wording.words import words


@pytest.mark.parametrize(
    ("text", "language", "currency", "values"),
    [
        ("Réserver et payer 100\u00a0€", "fr", "EUR", ["100"]),
        ("1\u202f234,50\u00a0€ puis 20 €", "fr", "EUR", ["1234.50", "20"]),
        ("Book Trio, €1,275.50", "en", "EUR", ["1275.50"]),
        ("3 × 250\u00a0€", "fr", "EUR", ["250"]),
        ("Série 3 250 €", "fr", "EUR", ["250"]),
        ("250 £GB", "fr", "GBP", ["250"]),
        ("250 £", "fr", "GBP", ["250"]),
        ("250 £LB", "fr", "GBP", []),
        ("£250, then £ 30.", "en", "GBP", ["250", "30"]),
        ("US$40 or A$50", "en", "USD", []),
        ("$40", "en", "USD", ["40"]),
        ("100 EUR", "en", "EUR", ["100"]),
        ("EURO 2024", "en", "EUR", []),
        ("¥5,000", "en", "JPY", ["5000"]),
        ("CHF 90.00", "en", "CHF", ["90.00"]),
        ("30 jours", "fr", "EUR", []),
        ("version 1.2.3 EUR", "en", "EUR", []),
        ("1,2,3 €", "fr", "EUR", []),
    ],
)
def test_amounts_of_a_text(text: str, language: str, currency: str, values: list[str]) -> None:
    found = [each.value for each in amounts_in(text, language, (currency,))]
    assert sorted(found) == sorted(map(Decimal, values))


@given(
    st.integers(0, 10**9), st.sampled_from(["EUR", "GBP", "USD", "CHF", "JPY", "SEK"]), st.sampled_from(["fr", "en"])
)
def test_every_amount_that_the_pages_write_is_read_back(minor: int, currency: str, language: str) -> None:
    money = Money(minor, currency)
    said = f"Réserver, {words(language).money(money)}."
    assert money.decimal in [each.value for each in amounts_in(said, language, (currency,))]
