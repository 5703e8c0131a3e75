"""A plan as a creator sees it: what happens to what she sells, package by package. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.catalog.observed import TOTAL, Observed, Record, is_retired
from generator.catalog.plan import Plan
from generator.catalog.resources import Catalog, Link
from generator.catalog.winners import charges
from generator.lock import PaymentLink, Pins
from generator.money import Money

Fate = Literal["new", "replaced", "regained", "changed", "closing"]


@dataclass(frozen=True, slots=True)
class Event:
    """What happens to one link.

    Attributes:
        name: the link's.
        title: what it sells; for one that is no longer sold its name.
        package: the package's name; empty for one that is no longer sold.
        before, after: the price that it sells, deposit or not; None where there is none or it is not known.
    """

    fate: Fate
    name: str
    title: str
    package: str
    before: Money | None
    after: Money | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a plan would do, as far as a creator is concerned.

    Attributes:
        events: one for each link to which something happens.
        by_hand: what was changed at Stripe by hand: title and fields.
        writes: how many requests it takes; None where Stripe was not asked.
        fingerprint: names this plan; empty where Stripe was not asked.
    """

    events: tuple[Event, ...]
    by_hand: tuple[tuple[str, tuple[str, ...]], ...]
    writes: int | None
    fingerprint: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change and nothing was changed by hand."""
        return not self.writes and not self.by_hand and all(event.fate == "closing" for event in self.events)


def told(catalog: Catalog, observed: Observed, wanted: Plan, pins: Pins) -> Story:
    """The story of a plan that was made by looking at Stripe."""
    return Story(
        events=(*_link_events(catalog, observed, wanted, pins), *_closing(catalog, observed, wanted)),
        by_hand=tuple((_title(catalog, each.kind, each.name), each.fields) for each in wanted.drift),
        writes=len(wanted.writes),
        fingerprint=wanted.fingerprint if wanted.writes else "",
    )


def told_from_lock(catalog: Catalog, pins: Pins) -> Story:
    """The same without a key: the offers beside the lock."""
    events = [event for link in catalog.links.values() if (event := _beside_the_lock(catalog, link, pins))]
    gone = [
        Event("closing", name, name, "", _price(pins.links[name]), None)
        for name in sorted(pins.links.keys() - catalog.links.keys())
    ]
    return Story((*events, *gone), (), None, "")


def _beside_the_lock(catalog: Catalog, link: Link, pins: Pins) -> Event | None:
    pinned = pins.links.get(link.name)
    after = link.total or link.charges
    if pinned is None:
        return Event("new", link.name, link.title, link.package, None, after)
    options = {option.add_on: catalog.prices[option.price].amount for option in link.options}
    repriced = any(pinned.options.get(name, amount) != amount for name, amount in options.items())
    if (_price(pinned), pinned.charges, pinned.every) != (after, link.charges, link.every) or repriced:
        return Event("replaced", link.name, link.title, link.package, _price(pinned), after)
    if pinned.content != catalog.content_of(link):
        return Event("changed", link.name, link.title, link.package, after, after)
    return None


def _link_events(catalog: Catalog, observed: Observed, wanted: Plan, pins: Pins) -> Iterator[Event]:
    written = {write.name: write for write in wanted.writes if write.kind == "link"}
    retexted = {write.name for write in wanted.writes if write.kind == "product" and write.id is not None}
    for link in catalog.links.values():
        after, before = link.total or link.charges, _before(link, observed, pins)
        record, write = wanted.won.get(link.name), written.get(link.name)
        fate: Fate
        if record is None:
            fate = "new" if before is None else "replaced"
        elif write is not None and write.params.get("active") and is_retired(record):
            fate = "regained"
        elif write is not None or _products(catalog, link) & retexted:
            fate, before = "changed", after
        else:
            continue
        yield Event(fate, link.name, link.title, link.package, before, after)


def _products(catalog: Catalog, link: Link) -> set[str]:
    return {catalog.prices[key].product for key in link.prices}


def _before(link: Link, observed: Observed, pins: Pins) -> Money | None:
    """What it sold for until now: as the lock says, else as an open link of that name does."""
    if pinned := pins.links.get(link.name):
        return _price(pinned)
    earlier = (record for record in observed.links_named(link.name) if record["active"])
    return next((amount for record in earlier if (amount := _sold_for(record, observed))), None)


def _sold_for(record: Record, observed: Observed) -> Money | None:
    """The whole price that a link at Stripe stands for; its deposit where that is all that is known."""
    charged, total = charges(record, observed), (record.get("metadata") or {}).get(TOTAL, "")
    return Money(int(total), charged.currency) if charged and total.isdecimal() else charged


def _price(pinned: PaymentLink) -> Money:
    return pinned.total or pinned.charges


def _closing(catalog: Catalog, observed: Observed, wanted: Plan) -> Iterator[Event]:
    """Links that are still open and no longer sold; `prune` closes them once no page leads there."""
    kept: Mapping[str, object] = {record["id"]: name for name, record in wanted.won.items()}
    for record in observed.links.values():
        name = observed.name_of(record)
        if record["active"] and observed.owns_link(record) and record["id"] not in kept and name not in catalog.links:
            yield Event("closing", name, name, "", _sold_for(record, observed), None)


def _title(catalog: Catalog, kind: str, name: str) -> str:
    if kind == "product" and name in catalog.products:
        return catalog.products[name].name
    if kind == "link" and name in catalog.links:
        return f"{catalog.links[name].title} ({name})"
    if kind == "price" and name in catalog.prices:
        price = catalog.prices[name]
        return f"{catalog.products[price.product].name}, {price.amount}"
    return name
