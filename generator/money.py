"""Amounts of money as whole minor units, and the one rounding rule.

Exponents and steps are Stripe's, not ISO's: a table taken from ISO 4217 or CLDR is wrong by a factor
of 100 for ISK and UGX (source: Stripe documentation, "Supported currencies").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_ZERO_DECIMALS = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
_WHOLE_UNITS_IN_HUNDREDTHS = frozenset(("ISK", "UGX"))
_THREE_DECIMALS = frozenset("BHD JOD KWD OMR TND".split())
_TWO_DECIMALS = frozenset(
    """
    AED ARS AUD BAM BGN BOB BRL CAD CHF COP CRC CZK DKK DOP DZD EGP EUR GBP GEL GHS GTQ HKD HUF IDR ILS INR JMD
    KES KZT LBP LKR MAD MDL MKD MUR MXN MYR NGN NOK NPR NZD PAB PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB
    TRY TWD UAH USD UYU UZS ZAR
    """.split()
)

CURRENCIES = frozenset(_ZERO_DECIMALS | _WHOLE_UNITS_IN_HUNDREDTHS | _THREE_DECIMALS | _TWO_DECIMALS)
"""Upper-case codes of the currencies that a studio can sell in."""


def exponent(currency: str) -> int:
    """How many decimals Stripe's minor unit of `currency` has."""
    if currency in _ZERO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def decimals(currency: str) -> int:
    """How many decimals an amount can be charged with."""
    return 0 if currency in _ZERO_DECIMALS | _WHOLE_UNITS_IN_HUNDREDTHS else 2


def smallest_step(currency: str) -> int:
    """Minor units between two amounts that can be charged: 100 for ISK and UGX, 10 for three decimals."""
    if currency in _WHOLE_UNITS_IN_HUNDREDTHS:
        return 100
    return 10 if currency in _THREE_DECIMALS else 1


_LEAST = {
    **dict.fromkeys("ARS AUD BRL CAD CHF COP EUR IDR ILS INR NZD PHP RUB SGD USD ZAR".split(), "0.50"),
    **{"AED": "2", "CZK": "15", "DKK": "2.50", "GBP": "0.30", "HKD": "4", "HUF": "175", "JPY": "50", "KRW": "50"},
    **{"MXN": "10", "MYR": "2", "NOK": "3", "PLN": "2", "RON": "2", "SEK": "3", "THB": "10"},
}


def minimum_charge(currency: str) -> int:
    """The smallest amount, in minor units, that a card can be charged (source: Stripe documentation, “Currencies”).

    It holds for the currency the account is paid out in; where none is stated, one step.
    """
    least = _LEAST.get(currency)
    return Money.of(Decimal(least), currency).minor if least else smallest_step(currency)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A whole number of minor units of one currency: `Money(67500, "EUR")` is 675 euros."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int, currency: str) -> Money:
        """Money from major units.

        Raises:
            ValueError: the amount is finer than the currency can be charged in.
        """
        minor = Fraction(amount) * 10 ** exponent(currency)
        if minor.denominator != 1 or minor.numerator % smallest_step(currency):
            raise ValueError(f"{amount} {currency} is finer than what can be charged")
        return cls(minor.numerator, currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, with all the decimals of the minor unit: 675.00."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    def __str__(self) -> str:
        decimal = self.decimal
        return f"{decimal.to_integral() if decimal == decimal.to_integral() else decimal} {self.currency}"

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are of different currencies")
        return other.minor


def rounded(minor: Fraction, currency: str, step: Decimal | None = None) -> Money:
    """The one rounding rule: half up (away from zero) to `step` major units, or to the smallest step.

    Args:
        minor: an exact number of minor units.
        currency: its currency.
        step: what the grid rounds to, in major units, when it is coarser than the currency.
    """
    minors = smallest_step(currency)
    if step is not None:
        minors = max(minors, int(step * 10 ** exponent(currency)))
    step_in_parts = minor.denominator * minors
    whole = (2 * abs(minor.numerator) + step_in_parts) // (2 * step_in_parts) * minors
    return Money(whole if minor >= 0 else -whole, currency)
