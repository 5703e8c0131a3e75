"""Which of the links at Stripe sells each checkout. Pure, and the same answer whoever asks.

Several can fit: a crash, a lost answer or two runs at once leave twins, and an old price may come back. Where the
lock says nothing the published one wins; then one that needs no further option; then the pinned one, so that no
address changes without need; then one that is open; then the oldest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.catalog.observed import PROMISES, Observed, Record, is_retired, lines_of, options_of, price_id, sells
from generator.catalog.resources import Catalog, Link
from generator.lock import PaymentLink, Pins
from generator.money import Money


def winners(catalog: Catalog, observed: Observed, pins: Pins, published: Collection[str] = ()) -> dict[str, Record]:
    """The link that sells each desired one, by name; those without one are missing.

    Args:
        catalog: what should be sold.
        observed: what is there.
        pins: what the lock says.
        published: addresses that the live site is known to use.
    """
    found = {}
    for name, link in catalog.links.items():
        pinned = pins.links.get(name)
        pinned_id = pinned.id if pinned else None
        is_kept = pinned is None or _keeps_word(link, pinned, catalog)
        fitting = [
            record
            for record in observed.links_named(name)
            if fits(link, record, catalog, observed) and (is_kept or record["id"] != pinned_id)
        ]
        if fitting:
            found[name] = min(
                reversed(fitting),
                key=lambda record: (
                    pinned is None and record["url"] not in published,
                    not _had_all_options(link, record, pinned),
                    record["id"] != pinned_id,
                    not record["active"] and is_retired(record),
                    not record["active"],
                ),
            )
    return found


def has_twins(catalog: Catalog, observed: Observed, pins: Pins) -> bool:
    """Whether several open links could sell the same, and nothing here says which of them the site uses."""
    return any(
        sum(record["active"] and fits(link, record, catalog, observed) for record in observed.links_named(name)) > 1
        for name, link in catalog.links.items()
        if name not in pins.links
    )


def fits(link: Link, record: Record, catalog: Catalog, observed: Observed) -> bool:
    """Whether `record` charges exactly what `link` should: the same lines, and no option at another price.

    A new option is added to a link; one that is no longer sold asks for another link, because a published page may
    still show it, and it may come back at another price before that page is replaced. What somebody took from a link
    at the Dashboard counts too: its metadata and the lock remember it.
    """
    lines = lines_of(record)
    if len(lines) != len(link.lines) or not link.promises >= _promised(record):
        return False
    for key, line in zip(link.lines, lines, strict=True):
        price = observed.prices.get(price_id(line))
        if price is None or not sells(price, catalog.prices[key]):
            return False
    wanted = {catalog.prices[option.price].product: catalog.prices[option.price] for option in link.options}
    for item in options_of(record):
        price = observed.prices.get(price_id(item))
        if price is None or not (price["product"] in wanted or observed.sells_ours(price)):
            continue
        if price["product"] not in wanted or not sells(price, wanted[price["product"]]):
            return False
    return True


def _promised(record: Record) -> frozenset[str]:
    return frozenset(((record.get("metadata") or {}).get(PROMISES) or "").split())


def _had_all_options(link: Link, record: Record, pinned: PaymentLink | None) -> bool:
    """Whether nothing has to be added to a link: as its metadata says, or the lock, where somebody wiped that."""
    if pinned is not None and pinned.id == record["id"] and len(pinned.options) == len(link.options):
        return True
    return link.promises == _promised(record)


def _keeps_word(link: Link, pinned: PaymentLink, catalog: Catalog) -> bool:
    """Whether each option that the pages of a lock show is still sold at that price."""
    sold = {option.add_on: catalog.prices[option.price].amount for option in link.options}
    return all(sold.get(name) == amount for name, amount in pinned.options.items())


def charges(record: Record, observed: Observed) -> Money | None:
    """What a link charges when it is opened, as Stripe says; None when a price of it is not known."""
    total = 0
    for line in lines_of(record):
        price = observed.prices.get(price_id(line))
        if price is None or price["unit_amount"] is None:
            return None
        total += price["unit_amount"] * line["quantity"]
    return Money(total, record["currency"].upper())


def pins_of(catalog: Catalog, observed: Observed, won: Mapping[str, Record]) -> Pins:
    """What the lock should say: each link as it was read back from Stripe."""
    links = {}
    for name, record in won.items():
        link, amount = catalog.links[name], charges(record, observed)
        assert amount is not None, "a winner's lines are known"
        by_product = {catalog.prices[option.price].product: option.add_on for option in link.options}
        options = {}
        for item in options_of(record):
            price = observed.prices[price_id(item)]
            if price["product"] in by_product:
                options[by_product[price["product"]]] = Money(price["unit_amount"], price["currency"].upper())
        links[name] = PaymentLink(
            record["id"], record["url"], amount, link.every, options, catalog.content_of(link), link.total
        )
    return Pins(links, observed.account)
