"""Amounts are whole minor units; rounding is half up, once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.money import CURRENCIES, Money, exponent, rounded, smallest_step


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("250", "EUR", 25000), ("19.90", "EUR", 1990), ("500", "JPY", 500), ("5", "ISK", 500), ("5.12", "KWD", 5120)],
)
def test_major_units_become_minor_units(amount: str, currency: str, minor: int) -> None:
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize(("amount", "currency"), [("1.005", "EUR"), ("1.5", "JPY"), ("5.5", "ISK"), ("1.005", "KWD")])
def test_what_cannot_be_charged_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match="finer"):
        Money.of(Decimal(amount), currency)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="different currencies"):
        Money(1, "EUR") + Money(1, "GBP")


def test_an_amount_is_told_without_needless_decimals() -> None:
    assert [str(Money(67500, "EUR")), str(Money(42750, "EUR")), str(Money(500, "JPY"))] == [
        "675 EUR", "427.50 EUR", "500 JPY",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minor", "step", "result"),
    [
        ("42750.5", None, 42751),
        ("-0.5", None, -1),
        ("42750", "1", 42800),
        ("42749", "1", 42700),
        ("42750", "10", 43000),
    ],
)
def test_rounding_is_half_up(minor: str, step: str | None, result: int) -> None:
    assert rounded(Fraction(minor), "EUR", Decimal(step) if step else None) == Money(result, "EUR")


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.sampled_from(sorted(CURRENCIES)))
def test_rounding_is_stable_and_near(minor: Fraction, currency: str) -> None:
    once = rounded(minor, currency)
    assert rounded(Fraction(once.minor), currency) == once
    assert abs(once.minor - minor) <= Fraction(smallest_step(currency), 2)
    assert once.minor % smallest_step(currency) == 0
    assert Money.of(once.decimal, currency) == once
    assert exponent(currency) in (0, 2, 3)
