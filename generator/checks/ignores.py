"""Warnings that the creator has answered for, each with a reason, where they arise."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Finding, Subject
from generator.model.offers import Offers
from generator.model.record import Record


def _root(subject: Subject, offers: Offers) -> Record | tuple[object, ...]:
    if isinstance(subject, int):
        return offers.grids[subject]
    return offers.studio if subject == "studio" else tuple(offers.shared_licences.values())


def is_ignored(finding: Finding, offers: Offers, used: set[tuple[object, ...]]) -> bool:
    """Whether a record on the way to the finding answers for its code."""
    value: object = _root(finding.subject, offers)
    path = finding.path[1:] if finding.subject == "licences" else finding.path
    walked: tuple[str | int, ...] = finding.path[:1] if finding.subject == "licences" else ()
    for step in (*path, None):
        if finding.code in getattr(value, "ignore", ()):
            used.add((finding.subject, *walked, "ignore", finding.code))
            return True
        if step is None:
            break
        value = value[step] if isinstance(value, tuple) and isinstance(step, int) else getattr(value, str(step), None)
        walked = (*walked, step)
    return False


def idle_ignores(offers: Offers, used: set[tuple[object, ...]], *, knows_costs: bool) -> Iterator[Finding]:
    for index, grid in enumerate(offers.grids):
        for path, record in _records(grid, ()):
            for code in getattr(record, "ignore", ()):
                where = (*path, "ignore", code)
                unknowable = code == "W306" and not knows_costs
                if (index, *where) not in used and not unknowable:
                    yield Finding("W312", index, where, {"code": code}, at_name=True)


def _records(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Record]]:
    if isinstance(value, Record):
        yield path, value
        for name in type(value).model_fields:
            yield from _records(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _records(item, (*path, place))
