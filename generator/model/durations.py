"""How long things take and how long rights last, as a creator writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from generator.errors import nearest
from generator.model.fields import as_text
from generator.model.record import refusal

Unit = Literal["hours", "days", "working days", "weeks", "months", "years"]
_DAYS: Mapping[Unit, Fraction] = {
    "hours": Fraction(1, 24),
    "days": Fraction(1),
    "working days": Fraction(7, 5),
    "weeks": Fraction(7),
    "months": Fraction(30),
    "years": Fraction(360),
}


@dataclass(frozen=True, slots=True)
class Delay:
    """How long something takes: `low` to `high` of a unit."""

    low: int
    high: int
    unit: Unit

    @property
    def days(self) -> Fraction:
        """The longest it may take, in days; a month counts 30, a year 12 months."""
        return self.high * _DAYS[self.unit]


@dataclass(frozen=True, slots=True)
class Term:
    """How long a right lasts. A count of None is perpetual."""

    count: int | None
    unit: Unit = "days"

    @property
    def days(self) -> Fraction | None:
        """Length in days, a month counting 30 and a year 12 months; None is perpetual."""
        return None if self.count is None else self.count * _DAYS[self.unit]

    @property
    def months(self) -> int | None:
        """Whole months, 30 days counting as one; None when perpetual or not whole."""
        if self.days is None:
            return None
        months = self.days / 30
        return months.numerator if months.denominator == 1 else None

    def lasts_as_long_as(self, other: Term) -> bool:
        """Whether this term ends no sooner than `other`."""
        return self.days is None or (other.days is not None and self.days >= other.days)


_UNITS: tuple[Unit, ...] = ("hours", "days", "working days", "weeks", "months", "years")
_TIME = re.compile(r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))? (hour|day|working day|week|month|year)s?")


def _unit(word: str) -> Unit:
    return next(unit for unit in _UNITS if unit == word + "s")


def read_delay(value: object) -> Delay:
    """`7 days`, `5-7 working days`, `48 hours`."""
    text = as_text(value)
    match = _TIME.fullmatch(text)
    if not match:
        raise refusal("M223", found=text, near=_mended_time(text))
    low, high = int(match[1]), int(match[2] or match[1])
    if not 0 < low <= high:
        raise refusal("M223", found=text, near=f"{max(high, 1)}-{max(low, 1)} {match[3]}s")
    return Delay(low, high, _unit(match[3]))


def _mended_time(text: str) -> str:
    number = re.search(r"\d{1,4}", text)
    word = next(iter(re.findall(r"[a-zé]+", text.lower())), "")
    french = {"jour": "days", "jours": "days", "j": "days", "mois": "months", "an": "years", "ans": "years",
              "semaine": "weeks", "semaines": "weeks", "heure": "hours", "heures": "hours", "h": "hours"}  # fmt: skip
    unit = french.get(word) or nearest(word, _UNITS) or "days"
    return f"{number[0] if number else '7'} {unit}"


def read_term(value: object) -> Term:
    """`90 days`, `3 months`, `1 year` or `perpetual`."""
    text = as_text(value)
    if text == "perpetual":
        return Term(None)
    match = _TIME.fullmatch(text)
    if not match or match[2] or int(match[1]) == 0 or match[3] in ("hour", "working day"):
        raise refusal("M224", found=text, near=_mended_time(text))
    return Term(int(match[1]), _unit(match[3]))


DelayField = Annotated[
    Delay, PlainValidator(read_delay), WithJsonSchema({"type": "string", "pattern": f"^{_TIME.pattern}$"})
]
"""A delay: `7 days`, `5-7 working days`, `48 hours`."""
TermField = Annotated[
    Term,
    PlainValidator(read_term),
    WithJsonSchema({"type": "string", "pattern": r"^(perpetual|\d{1,4} (day|week|month|year)s?)$"}),
]
"""A length of time for a right: `90 days`, `3 months`, `perpetual`."""


def read_date(value: object) -> datetime.date:
    """A day written `2027-01-31`."""
    text = as_text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise refusal("M227", found=text)
