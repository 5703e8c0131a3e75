"""Warnings about a rate card that contradicts itself, or its creator. Pure.

A rule is a function in one of the tuples; it yields findings. Each can be silenced where it arises, with a
reason: `ignore: {W303: the pack has a filming day in Paris}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.checks.ignores import Answer, idle_ignores, is_ignored
from generator.checks.payments import PAYMENTS
from generator.checks.prices import PRICES, under_the_floor
from generator.checks.rights import RIGHTS, unsold_shared_licences
from generator.checks.words import WORDS
from generator.errors import Finding
from generator.model.costs import PrivateCosts
from generator.model.grid import Grid
from generator.model.offers import Offers

Rule = Callable[[Offers, int, Grid], Iterator[Finding]]
_RULES: tuple[Rule, ...] = (*RIGHTS, *PRICES, *PAYMENTS, *WORDS)


def warnings(offers: Offers, costs: PrivateCosts | None = None) -> tuple[Finding, ...]:
    """Everything worth a second look that nobody has answered for in an `ignore`."""
    grids = tuple(enumerate(offers.grids))
    found = (
        *(finding for index, grid in grids for finding in _of_grid(offers.alone(grid), index)),
        *(finding for index, grid in grids for finding in under_the_floor(offers, index, grid, costs)),
        *unsold_shared_licences(offers),
    )
    used: set[Answer] = set()
    kept = tuple(finding for finding in found if not is_ignored(finding, offers, used))
    return (*kept, *idle_ignores(offers, used, knows_costs=costs is not None))


@lru_cache(maxsize=4096)  # a preview asks again after each edit, which is of one file
def _of_grid(offers: Offers, index: int) -> tuple[Finding, ...]:
    (grid,) = offers.grids
    return tuple(finding for rule in _RULES for finding in rule(offers, index, grid))
