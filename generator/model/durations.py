"""How long things take and how long rights last, as a creator writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Annotated, Literal

from generator.errors import nearest
from generator.model.fields import as_text
from generator.model.record import refusal
from generator.model.written import Written, text

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


@dataclass(frozen=True, slots=True)
class Term:
    """How long a right lasts. A count of None is perpetual."""

    count: int | None
    unit: Unit = "days"

    @property
    def days(self) -> Fraction | None:
        """Length in days, a month counting 30 and a year 12 months, however written; None is perpetual."""
        return None if self.count is None else _days(self.count, self.unit)

    @property
    def months(self) -> int | None:
        """Whole months, 30 days counting as one; None when perpetual or not whole."""
        days = self.days
        return None if days is None or days % _DAYS["months"] else int(days / _DAYS["months"])

    @property
    def full_months(self) -> int | None:
        """Months that are over when the term ends: 1 for 45 days; None when perpetual."""
        return None if self.days is None else int(self.days / _DAYS["months"])

    def lasts_as_long_as(self, other: Term) -> bool:
        """Whether this term ends no sooner than `other`."""
        return self.days is None or (other.days is not None and self.days >= other.days)


@cache  # a few terms are compared with each other for every package
def _days(count: int, unit: Unit) -> Fraction:
    if unit == "days" and count % 365 == 0:
        return count // 365 * _DAYS["years"]
    return count * _DAYS[unit]


_RANGE = r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))?"
_DELAY = f"{_RANGE} (hour|day|working day|week|month|year)s?"
_TERM = "([0-9]{1,4}) (day|week|month|year)s?"


def _unit(word: str) -> Unit:
    return next(unit for unit in _DAYS if unit == word + "s")


def read_delay(value: object) -> Delay:
    """`7 days`, `5-7 working days`, `48 hours`."""
    written = as_text(value)
    match = re.fullmatch(_DELAY, written)
    if not match:
        raise refusal("M223", found=written, near=_mended_time(written, _DAYS))
    low, high = int(match[1]), int(match[2] or match[1])
    if not 0 < low <= high:
        raise refusal("M223", found=written, near=f"{max(high, 1)}-{max(low, 1)} {match[3]}s")
    return Delay(low, high, _unit(match[3]))


def _mended_time(written: str, units: Iterable[str]) -> str:
    number = re.search("[1-9][0-9]{0,3}", written)
    word = next(iter(re.findall("[a-zé]+", written.lower())), "")
    french = {"jour": "days", "jours": "days", "j": "days", "mois": "months", "an": "years", "ans": "years",
              "semaine": "weeks", "semaines": "weeks", "heure": "hours", "heures": "hours", "h": "hours"}  # fmt: skip
    unit = nearest(french.get(word, word), units) or "days"
    return f"{number[0] if number else '7'} {unit}"


def read_term(value: object) -> Term:
    """`90 days`, `3 months`, `1 year` or `perpetual`."""
    written = as_text(value)
    if written == "perpetual":
        return Term(None)
    match = re.fullmatch(_TERM, written)
    if not match or int(match[1]) == 0:
        raise refusal("M224", found=written, near=_mended_time(written, ("days", "weeks", "months", "years")))
    return Term(int(match[1]), _unit(match[2]))


DelayField = Annotated[Delay, Written(read_delay, text(_DELAY))]
"""A delay: `7 days`, `5-7 working days`, `48 hours`."""
TermField = Annotated[Term, Written(read_term, text(f"perpetual|{_TERM}"))]
"""A length of time for a right: `90 days`, `3 months`, `perpetual`."""

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def read_date(value: object) -> datetime.date:
    """A day written `2027-01-31`."""
    written = as_text(value)
    try:
        if re.fullmatch(DATE, written):
            return datetime.date.fromisoformat(written)
    except ValueError:
        pass
    raise refusal("M227", found=written)


Day = Annotated[datetime.date, Written(read_date, text(DATE))]
"""A day: `2027-01-31`."""
