"""One thing goes wrong, at every request to Stripe and every step of writing the lock, in every scenario; two things
go wrong at a sample of pairs. After one clean run everything is as if nothing had happened, and at no moment did a
published page lead to a link that is closed or charges something else.

`make nightly` tries every mishap at every point and a large sample of pairs; `make test` every point with some.
"""

from __future__ import annotations

import os
import random

from tests.catalog.mishaps import MISHAPS
from tests.catalog.scenarios import SCENARIOS, Scenario
from tests.catalog.world import Moment, World

NIGHTLY = "VITRINE_NIGHTLY" in os.environ
MISHAPS_AT_EACH_POINT = len(MISHAPS) if NIGHTLY else 2
PAIRS = int(os.environ.get("VITRINE_PAIRS", "1000" if NIGHTLY else "15"))
"""Of each scenario."""


def survives(one: World, start: Moment, scenario: Scenario, ordered: dict[int, str]) -> bool:
    """Whether anything went wrong at all; that it was survived is asserted."""
    one.go_back(start)
    mishaps = one.struck(lambda: one.update(restore=scenario.restore), ordered)
    if len(ordered) % 2 == 0 or sum(ordered) % 2:
        one.sandbox.clock.advance(hours=30)
    assert not (mishaps.has_stopped and all(MISHAPS[each].is_mild for each in ordered.values())), "stopped for little"
    one.settle(restore=scenario.restore)
    if not any(MISHAPS[each].at == ("list",) for each in ordered.values()):
        one.check_nothing_was_made_twice()
    return mishaps.happened > 0


def points_of(kinds: list[tuple[str, ...]]) -> list[tuple[int, str]]:
    """Every mishap at every point where it can happen."""
    return [
        (point, mishap.name)
        for point, at in enumerate(kinds, 1)
        for mishap in MISHAPS.values()
        if set(mishap.at) & set(at)
    ]


def test_one_mishap_at_every_point(prepared, record_property):
    name, one, start, kinds = prepared
    chance = random.Random(name)
    chosen = []
    for point in range(1, len(kinds) + 1):
        possible = [each for each in points_of(kinds) if each[0] == point]
        chosen += chance.sample(possible, min(MISHAPS_AT_EACH_POINT, len(possible)))
    for point, mishap in chosen:
        try:
            assert survives(one, start, SCENARIOS[name], {point: mishap})
        except AssertionError as error:
            raise AssertionError(f"{name}: “{mishap}” at point {point} of {len(kinds)}: {error}") from error
    record_property("points", len(chosen))


def test_two_mishaps_in_one_run(prepared, record_property):
    name, one, start, kinds = prepared
    chance = random.Random(f"{name}, pairs")
    possible = points_of(kinds)
    for _ in range(PAIRS):
        ordered = dict(chance.sample(possible, 2))
        try:
            survives(one, start, SCENARIOS[name], ordered)
        except AssertionError as error:
            raise AssertionError(f"{name}: {ordered} of {len(kinds)}: {error}") from error
    record_property("pairs", PAIRS)
