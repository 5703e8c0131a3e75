"""The preview's own Stripe: the real engine makes every link at the stand-in, so that buttons can be tried out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.catalog.apply import apply
from generator.catalog.desired import desired_catalog
from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.limits import broken_limits
from generator.catalog.settings import Shop
from generator.errors import ProblemsFound
from generator.lock import Pins
from generator.sandbox import Account, Sandbox, Settings, serve
from generator.source.load import OfferBook

Stock = Callable[[OfferBook, str, datetime.date], Pins]
"""Makes the links of some offers, for a site at an address on a day, and says where they are."""


@contextmanager
def stand_in() -> Iterator[Stock]:
    """A Stripe on this computer until the block ends; what is stocked again is only brought up to date."""
    sandbox = Sandbox(Account(test=Settings(head_office=True)))
    key = read_key(sandbox.issue_key(), live=False)
    with serve(sandbox) as origin:
        writer = StripeWriter(key, base=origin)
        pins, stocked = Pins(), None

        def stock(book: OfferBook, address: str, day: datetime.date) -> Pins:
            nonlocal pins, stocked
            wanted = desired_catalog(Shop(book.offers, address, day))
            refused = book.problems(broken_limits(wanted))
            if refused:
                raise ProblemsFound(refused)
            if wanted != stocked:  # most edits change no price and no word that Stripe shows
                pins, stocked = apply(wanted, writer, pins, restore=True), wanted
            return pins

        yield stock
