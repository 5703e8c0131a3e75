"""Warnings that the creator has answered for, each with a reason: where they arise, or for the whole studio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.errors import Finding, Subject
from generator.model.licence import LicenceUse, SharedLicences
from generator.model.offers import Offers
from generator.model.record import Record

Path: TypeAlias = tuple[str | int, ...]
Answer: TypeAlias = tuple[Subject, Path, str]
"""Where an `ignore` stands, and for which code."""


def is_ignored(finding: Finding, offers: Offers, used: set[Answer]) -> bool:
    """Whether a record on the way to the finding answers for its code; notes in `used` which one."""
    for subject, path, record in _on_the_way(finding, offers):
        if finding.code in _ignore(record):
            used.add((subject, path, finding.code))
            return True
    return False


def idle_ignores(offers: Offers, used: set[Answer], *, knows_costs: bool) -> Iterator[Finding]:
    """Answers to warnings that do not arise."""
    for subject, start, whole in offers.records():
        for path, record in _records(whole, start):
            for code in _ignore(record):
                unknowable = code == "W306" and not knows_costs
                if (subject, path, code) not in used and not unknowable:
                    yield Finding("W312", subject, (*path, "ignore", code), {"code": code}, at_name=True)


def _root(subject: Subject, offers: Offers) -> Record:
    if isinstance(subject, int):
        return offers.grids[subject]
    assert not isinstance(subject, tuple)  # no rule warns of a product or of a case study
    shared = SharedLicences.model_construct(licences=tuple(offers.shared_licences.values()))
    return offers.studio if subject == "studio" else shared


def _on_the_way(finding: Finding, offers: Offers) -> Iterator[tuple[Subject, Path, Record]]:
    """The studio, then every record that the path leads through; a shared licence with the grid's use of it."""
    yield "studio", (), offers.studio
    value: Any = _root(finding.subject, offers)
    for length in range(len(finding.path) + 1):
        if isinstance(value, Record):
            yield finding.subject, finding.path[:length], value
        if isinstance(value, LicenceUse):
            place = list(offers.shared_licences).index(value.use)
            yield "licences", ("licences", place), offers.shared_licences[value.use]
        for step in finding.path[length : length + 1]:
            value = value[step] if isinstance(step, int) else getattr(value, step, None)


def _records(value: object, path: Path) -> Iterator[tuple[Path, Record]]:
    if isinstance(value, Record):
        yield path, value
        for name in type(value).model_fields:
            yield from _records(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _records(item, (*path, place))


def _ignore(record: Record) -> tuple[str, ...]:
    return tuple(getattr(record, "ignore", ()))
