"""Random histories end well: edits of the offers, edits at the Dashboard, sales, failed and killed runs, two runs at
once, lost and torn locks, days in between; then one clean run. The watcher looks after every request.

`make test` tells 2,000 of them, always the same; `make nightly` 100,000.
One alone: `python -m tests.catalog.histories 42`.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.catalog.histories import start, tell
from tests.catalog.scenarios import SMALL
from tests.catalog.world import world

HISTORIES = int(os.environ.get("VITRINE_HISTORIES", "100000" if "VITRINE_NIGHTLY" in os.environ else "2000"))
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_every_history_ends_well(part, record_property):
    happened: Counter[str] = Counter()
    with world(SMALL) as one:
        begin = start(one)
        for seed in range(part, HISTORIES, PARTS):
            happened += tell(one, begin, seed)
    for what, count in happened.items():
        record_property(what, count)
    assert min(happened[each] for each in ("mishaps", "meetings", "edits by hand", "locks lost", "sales")) > 20


def test_the_same_seed_tells_the_same_history():
    with world(SMALL) as one:
        begin = start(one)
        first = [tell(one, begin, 7), one.sandbox.tables(), one.lock.read_bytes()]
        tell(one, begin, 8)
        assert [tell(one, begin, 7), one.sandbox.tables(), one.lock.read_bytes()] == first
