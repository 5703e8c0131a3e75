"""Rules across files that refuse: names that lead nowhere, amounts and languages that are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.errors import Finding
from generator.model.licence import Licence
from generator.model.offers import Offers
from generator.references.grids import GRID_RULES, repeated_public_names
from generator.references.look import unseen_accent
from generator.references.portfolio import PORTFOLIO_RULES
from generator.references.texts import languages_of_texts


def broken_references(offers: Offers, *, all_read: bool = True) -> Iterator[Finding]:
    """Everything that makes the offers unusable although each file is well formed.

    Args:
        offers: what could be read.
        all_read: False when some files could not be used, so that names may be missing for that reason.
    """
    yield from languages_of_texts(offers)
    yield from unseen_accent(offers)
    if all_read:
        yield from repeated_public_names(offers)
        for index, grid in enumerate(offers.grids):
            for rule in GRID_RULES:
                yield from rule(offers, index, grid)
        for rule_of_all in PORTFOLIO_RULES:
            yield from rule_of_all(offers)


def repeated_licences(licences: Iterable[Licence]) -> Iterator[Finding]:
    """Shared licences whose id another one has."""
    first: dict[str, int] = {}
    for place, licence in enumerate(licences):
        if licence.id in first:
            path, also = ("licences", place, "id"), ("licences", first[licence.id], "id")
            yield Finding("R303", "licences", path, {"name": licence.id}, also=also)
        first.setdefault(licence.id, place)
