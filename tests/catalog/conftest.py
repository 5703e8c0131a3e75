"""Scenarios at their beginning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.catalog.scenarios import SCENARIOS, SMALL
from tests.catalog.world import Moment, World, world


@pytest.fixture(params=SCENARIOS, scope="module")
def prepared(request) -> Iterator[tuple[str, World, Moment, list[tuple[str, ...]]]]:
    """A scenario just before its workflow runs, and the kinds of all points that the run will pass."""
    scenario = SCENARIOS[request.param]
    with world(SMALL) as one:
        scenario.prepare(one)
        start = one.moment()
        fair = one.struck(lambda: one.update(restore=scenario.restore))
        one.check_settled()
        yield request.param, one, start, fair.points
