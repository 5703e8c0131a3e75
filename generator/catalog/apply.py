"""Makes the catalogue at Stripe as it should be, and afterwards archives what is no longer sold.

Each round looks, plans, and writes; what was left half done or unanswered is seen by the next look and adopted,
never made again blindly. A run ends when a look finds nothing left to write, so what the lock then says has been
read back from Stripe.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby
from typing import Any, Protocol, TypeVar

from generator.catalog.observed import Observed, Record, prices_of
from generator.catalog.plan import Kind, Plan, PriceOf, Write, plan, retirements
from generator.catalog.resources import Catalog
from generator.catalog.trouble import AlreadyThere, Unanswered, no_answer, trouble
from generator.catalog.winners import pins_of
from generator.lock import Pins

_ROUNDS = 6
WORKERS = 8
"""Requests under way at once: enough to fill 25 a second when an answer takes 300 ms."""

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Called with how many writes are done, of how many."""


class Reader(Protocol):
    """What a plan needs of Stripe."""

    def products(self) -> list[Record]: ...
    def prices(self) -> list[Record]: ...
    def links(self) -> list[Record]: ...
    def product(self, name: str) -> Record | None: ...
    def price(self, name: str) -> Record | None: ...
    def price_at(self, key: str) -> Record | None: ...
    def link(self, name: str) -> Record | None: ...
    def account(self) -> str | None: ...


class Writer(Reader, Protocol):
    """What changes something."""

    def write(self, kind: Kind, name: str | None, params: Mapping[str, Any]) -> Record: ...


def observe(reader: Reader, mark: str, pins: Pins, seen: Iterable[Record] = ()) -> Observed:
    """Everything that is there: what the lists show, what the lock names, and what was just written.

    Args:
        reader: the account.
        mark: the studio's.
        pins: what the lock says; a list may lag behind it.
        seen: links and prices that this run saw before, which nobody can delete, and all that it has written.

    Raises:
        ProblemsFound: Stripe cannot be reached, or this is another account than the lock's.
    """
    try:
        account = reader.account()
        if account and pins.account and account != pins.account:
            raise trouble("L417", found=account, expected=pins.account)
        links = {record["id"]: record for record in reader.links()}
        pinned = {pin.id: name for name, pin in pins.links.items()}
        unlisted = [name for name in pinned if name not in links]
        is_elsewhere = len(unlisted) == len(pinned) > 0
        if is_elsewhere and not any(reader.link(name) for name in unlisted[:3]):
            raise trouble("L422")
        missing = [record for name in unlisted if (record := reader.link(name))]
        listed = Observed(
            mark,
            {},
            {record["id"]: record for record in reader.prices()},
            links,
            pinned,
            account or pins.account,
            len(missing),
        ).with_records((*missing, *seen))
        unknown = _unknown_prices(listed)
        prices = [record for name in unknown if (record := reader.price(name))]
        products = {record["id"]: record for record in reader.products()}
    except Unanswered as lost:
        raise no_answer(lost) from None
    everything = replace(listed, products={**listed.products, **products})
    return everything.with_records(prices)


def look_closely(
    reader: Reader, observed: Observed, won: Mapping[str, Record], known: Collection[str], workers: int = WORKERS
) -> Observed:
    """Reads by themselves the links that would be pinned from now on: a list that lags may show a closed one open.

    Args:
        reader: the account.
        observed: what the lists show.
        won: the link that sells each desired one.
        known: ids of links that need no second look: those that the lock pins, those that this run wrote.
        workers: requests under way at once.

    Raises:
        ProblemsFound: Stripe cannot be reached.
    """
    names = [record["id"] for record in won.values() if record["id"] not in known]
    try:
        links = [record for record in _each(reader.link, names, workers) if record]
    except Unanswered as lost:
        raise no_answer(lost) from None
    return replace(observed, links={**observed.links, **{record["id"]: record for record in links}})


def _unknown_prices(observed: Observed) -> list[str]:
    """Prices of our links that the list of prices does not show yet."""
    named = {name for link in observed.links.values() if observed.owns_link(link) for name in prices_of(link)}
    return sorted(named - observed.prices.keys())


def check_plan(wanted: Plan, *, restore: bool) -> None:
    """Refuses to write over what is foreign, or over what was changed by hand unless asked to.

    Raises:
        ProblemsFound: with what stands in the way.
    """
    if wanted.conflicts:
        first = wanted.conflicts[0]
        many = str(len(wanted.conflicts)) if wanted.conflicts[1:] else ""
        raise trouble("L423", kind_of=first.kind, name=first.id, count=many)
    if wanted.drift and not restore:
        names = ", ".join(f"{each.name} ({', '.join(each.fields)})" for each in wanted.drift[:3])
        raise trouble("L424", count=str(len(wanted.drift)), found=names)


def apply(
    catalog: Catalog,
    writer: Writer,
    pins: Pins,
    *,
    restore: bool = False,
    approved: str | None = None,
    published: Collection[str] = (),
    look: Callable[[Observed, Plan], None] = lambda _observed, _plan: None,
    progress: Progress = lambda _done, _all: None,
    workers: int = WORKERS,
) -> Pins:
    """Creates, adopts and updates until nothing is left to write.

    Args:
        catalog: what should be sold.
        writer: the account.
        pins: what the lock says.
        restore: also undo what was changed by hand at Stripe.
        approved: fingerprint of the only plan that may be carried out.
        published: addresses that the live site is known to use, where the lock was lost.
        look: shown what is there and what will be written, before anything is.
        progress: told after each write.
        workers: requests under way at once.

    Returns:
        What the lock should say now, read back from Stripe.

    Raises:
        ProblemsFound: nothing was written, or a run that is simply repeated goes on where this one stopped.
    """
    seen: dict[str, Record] = {}
    observed = observe(writer, catalog.mark, pins)
    wanted = plan(catalog, observed, pins, published)
    _check_list(observed)
    look(observed, wanted)
    check_plan(wanted, restore=restore)
    if approved is not None and approved != wanted.fingerprint:
        raise trouble("L425", found=wanted.fingerprint, expected=approved)
    pinned = {pin.id for pin in pins.links.values()}
    for _ in range(_ROUNDS):
        if not wanted.writes:
            observed = look_closely(writer, observed, wanted.won, pinned | seen.keys(), workers)
            wanted = plan(catalog, observed, pins, published)
        if not wanted.writes:
            return pins_of(catalog, observed, wanted.won)
        _carry_out(wanted.writes, writer, observed, seen, progress, workers)
        known = (*observed.links.values(), *observed.prices.values(), *seen.values())
        observed = observe(writer, catalog.mark, pins, known)
        wanted = plan(catalog, observed, pins, published)
        check_plan(wanted, restore=True)
    raise trouble("L432", count=str(len(wanted.writes)), rounds=str(_ROUNDS))


def prune(
    catalog: Catalog,
    writer: Writer,
    pins: Pins,
    published: Collection[str],
    *,
    progress: Progress = lambda _done, _all: None,
    workers: int = WORKERS,
) -> int:
    """Archives what is no longer sold and no longer on the live site.

    Args:
        catalog: what is sold.
        writer: the account.
        pins: what the lock says; it must be up to date.
        published: the addresses of links that the live site uses; none of them is closed.
        progress: told after each write.
        workers: requests under way at once.

    Returns:
        How many objects were archived.

    Raises:
        ProblemsFound: the catalogue, the lock or Stripe's list is not up to date, so what may go is not known.
    """
    observed = observe(writer, catalog.mark, pins)
    wanted = plan(catalog, observed, pins, published)
    check_plan(wanted, restore=True)
    if wanted.writes or pins_of(catalog, observed, wanted.won) != pins:
        raise trouble("L427", count=str(len(wanted.writes)))
    archived = 0
    for _ in range(_ROUNDS):
        _check_list(observed)
        writes = retirements(catalog, observed, wanted.won, published)
        if not writes:
            return archived
        archived += _carry_out(writes, writer, observed, {}, progress, workers)
        observed = observe(writer, catalog.mark, pins)
    raise trouble("L432", count=str(len(writes)), rounds=str(_ROUNDS))


def _check_list(observed: Observed) -> None:
    """Refuses to go by a list that hides what the lock pins: it may hide a link that the site still uses, too."""
    if observed.hidden:
        raise trouble("L434", count=str(observed.hidden))


def _carry_out(
    writes: tuple[Write, ...],
    writer: Writer,
    observed: Observed,
    seen: dict[str, Record],
    progress: Progress,
    workers: int,
) -> int:
    """Writes stage by stage; stops after a stage in which something stayed open, to look again.

    Returns:
        How many writes are known to have succeeded.
    """
    done = 0
    made: dict[str, str] = {}

    def carry_out(write: Write) -> Record | None:
        params = _resolved(write.params, lambda key: made.get(key) or _id_of(key, observed))
        try:
            return writer.write(write.kind, write.id, params)
        except AlreadyThere:
            _adopt(write, writer, seen)
        except Unanswered:
            pass
        return None

    for _, stage in groupby(writes, key=lambda write: write.stage):
        same = list(stage)
        is_whole = True
        for write, record in zip(same, _each(carry_out, same, workers), strict=True):
            if record is None:
                is_whole = False
                continue
            seen[record["id"]] = record
            if write.kind == "price":
                made[write.name] = record["id"]
            done += 1
            progress(done, len(writes))
        if not is_whole:
            break
    return done


def _adopt(write: Write, writer: Writer, seen: dict[str, Record]) -> None:
    """What holds the name that a write wanted: the next look sees it, and decides whose it is."""
    try:
        found = writer.product(write.name) if write.kind == "product" else writer.price_at(write.name)
    except Unanswered:
        return
    if found is not None:
        seen[found["id"]] = found


def _each(does: Callable[[T], Record | None], things: list[T], workers: int) -> Iterable[Record | None]:
    """The results in order; when one raises, those not begun yet are not begun."""
    if workers == 1:
        yield from map(does, things)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield from pool.map(does, things)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _id_of(key: str, observed: Observed) -> str:
    record = observed.price_named(key)
    assert record is not None, "prices are written before links"
    return str(record["id"])


def _resolved(value: Any, id_of: Callable[[str], str]) -> Any:
    if isinstance(value, PriceOf):
        return id_of(value.key)
    if isinstance(value, Mapping):
        return {key: _resolved(each, id_of) for key, each in value.items()}
    return [_resolved(each, id_of) for each in value] if isinstance(value, list) else value
