"""`stripe.lock.json`: which Payment Link each checkout uses. Read here; a build needs no network and no key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checkouts import Checkout
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.money import Money


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """A link and what it charges when it is opened: the deposit, or the whole."""

    url: str
    charges: Money
    every: str | None


@dataclass(frozen=True, slots=True)
class Lock:
    """The Payment Links of all checkouts, by checkout id."""

    links: Mapping[str, PaymentLink]

    def link_of(self, checkout: Checkout) -> PaymentLink | None:
        """The link that sells `checkout` as it is now; a link that charges something else is none."""
        link = self.links.get(checkout.id)
        due = checkout.instalments.deposit if checkout.instalments else checkout.total
        return link if link and (link.charges, link.every) == (due, checkout.every) else None


def read_lock(path: Path) -> Lock:
    """The lock, empty when there is no file yet.

    Raises:
        ProblemsFound: the file is not a lock (cut off, merge markers, edited by hand).
    """
    if not path.exists():
        return Lock({})
    try:
        entries = json.loads(path.read_text("utf-8"))["links"]
        return Lock({name: _link(entry) for name, entry in entries.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        place = Place(path.as_posix(), FILE_START, "")
        raise ProblemsFound([Problem("L401", place, {"found": type(error).__name__})]) from None


def _link(entry: Mapping[str, object]) -> PaymentLink:
    url, minor, currency, every = entry["url"], entry["charges"], entry["currency"], entry["every"]
    if not (
        isinstance(url, str) and url.startswith("https://") and isinstance(minor, int) and isinstance(currency, str)
    ):
        raise ValueError("not a link")
    return PaymentLink(url, Money(minor, currency.upper()), every if isinstance(every, str) else None)
