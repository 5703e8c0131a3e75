"""The preview's own Stripe: the real engine makes links at the stand-in when a button is pressed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from generator.addresses import PRETEND_CHECKOUT
from generator.catalog.apply import apply
from generator.catalog.desired import desired_catalog
from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.limits import broken_limits
from generator.catalog.resources import Catalog
from generator.catalog.settings import Shop
from generator.errors import ProblemsFound
from generator.lock import PaymentLink, Pins
from generator.sandbox import Account, Sandbox, Settings, serve
from generator.source.load import OfferBook


class PretendShop:
    """Sells at the stand-in what the pages of a preview offer."""

    def __init__(self, writer: StripeWriter) -> None:
        self._writer = writer
        self._wanted = Catalog("", {}, {}, {})
        self._made: dict[str, Catalog] = {}
        self._links: dict[str, PaymentLink] = {}

    def promised(self, book: OfferBook, address: str, day: datetime.date) -> Pins:
        """What each link will charge, and the address of the preview that leads to it.

        Args:
            book: what is sold.
            address: where the preview is served.
            day: decides which dated wordings hold.

        Raises:
            ProblemsFound: with everything that breaks a limit of Stripe.
        """
        wanted = desired_catalog(Shop(book.offers, address, day))
        refused = book.problems(broken_limits(wanted))
        if refused:
            raise ProblemsFound(refused)
        self._wanted = wanted
        return Pins({name: _promise(wanted, name, address) for name in wanted.links})

    def opened(self, name: str) -> str | None:
        """Where the link of this name is opened at the stand-in; None when there is no such link.

        Raises:
            ProblemsFound: it could not be made.
        """
        if name not in self._wanted.links:
            return None
        wanted = self._wanted.around(name)  # who opens one link of a grid soon opens another
        if self._made.get(name) != wanted:
            known = {name: self._links[name] for name in wanted.links if name in self._links}
            self._links |= apply(wanted, self._writer, Pins(known), restore=True).links
            self._made |= dict.fromkeys(wanted.links, wanted)
        return self._links[name].url


@contextmanager
def stand_in() -> Iterator[PretendShop]:
    """A Stripe on this computer until the block ends."""
    sandbox = Sandbox(Account(test=Settings(head_office=True)))
    key = read_key(sandbox.issue_key(), live=False)
    with serve(sandbox) as origin:
        yield PretendShop(StripeWriter(key, base=origin))


def _promise(catalog: Catalog, name: str, address: str) -> PaymentLink:
    link = catalog.links[name]
    options = {option.add_on: catalog.prices[option.price].amount for option in link.options}
    url = f"{address.rstrip('/')}/{PRETEND_CHECKOUT}{name}"
    return PaymentLink("", url, link.charges, link.every, options, "", link.total)
