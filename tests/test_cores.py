"""The same work for many things: whoever does it, the results are those of doing it here, in order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from studio import ROOT

from generator.cores import on_all_cores

MANY = list(range(1000))


def squares(some: Sequence[int]) -> list[int]:
    return [each * each for each in some]


def test_results_come_in_order() -> None:
    assert [each for part in on_all_cores(squares, MANY) for each in part] == [each * each for each in MANY]


def test_nothing_to_do_is_done() -> None:
    assert list(on_all_cores(squares, [])) == [[]]


def test_a_mistake_in_the_work_is_raised() -> None:
    def refuses(some: Sequence[int]) -> None:
        if 700 in some:
            raise ValueError("not 700")

    with pytest.raises(ValueError, match="not 700"):
        list(on_all_cores(refuses, MANY))


ASKS_WHO = """
import os
from generator.cores import on_all_cores
asked = on_all_cores(lambda some: {os.getpid()}, range(COUNT))
print(set().union(*asked) == {os.getpid()})
"""


@pytest.mark.skipif(
    sys.platform != "linux" or os.cpu_count() == 1, reason="only Linux copies processes, for many cores"
)
@pytest.mark.parametrize(("count", "is_done_here"), [(8, "True"), (1000, "False")])
def test_much_is_shared_out_and_little_is_not(count: int, is_done_here: str) -> None:
    asked = [sys.executable, "-c", ASKS_WHO.replace("COUNT", str(count))]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout.strip() == is_done_here
