"""`licences-sold/`: written once, never changed, and refused when somebody changed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ProblemsFound
from generator.sold import for_sale, keep, read_sold
from offers import grid, offers, package, paid

SOLO = package("solo", "250 EUR")
SOLD = offers(grid(SOLO, paid("ads", "+60%")))


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "licences-sold"
    assert read_sold(folder) == ()

    written = keep(for_sale(SOLD), folder)

    assert sorted(path.name.partition(".")[0] for path in written) == ["ads", "organic"]
    assert sorted(read_sold(folder), key=lambda each: each.licence) == sorted(
        for_sale(SOLD), key=lambda each: each.licence
    )


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    keep(for_sale(SOLD), tmp_path)
    assert keep(for_sale(SOLD), tmp_path) == []


def test_a_changed_licence_gets_a_file_beside_the_old_one(tmp_path: Path) -> None:
    keep(for_sale(SOLD), tmp_path)
    (new,) = keep(for_sale(offers(grid(SOLO, paid("ads", "+60%", duration="30 days")))), tmp_path)
    assert new.name.startswith("ads.")
    assert len(read_sold(tmp_path)) == 3


def test_a_licence_that_nobody_can_buy_is_not_kept() -> None:
    assert [each.licence for each in for_sale(offers(grid(SOLO, paid("ads", "on quote"))))] == ["organic"]


def test_two_grids_that_sell_the_same_licence_keep_it_once() -> None:
    other = grid(package("duo", "400 EUR"), paid("ads", "+50%")).replace("grid: videos", "grid: photos")
    both = offers(grid(SOLO, paid("ads", "+60%")), other)
    assert sorted(each.licence for each in for_sale(both)) == ["ads", "organic"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("90 days", "900 days"),
        ('"licence": "ads"', '"licence": "add"'),
        ("{", "<<<<<<< HEAD\n{"),
        ('"articles"', '"article"'),
        ('"text"', '"wording"'),
        ('"said": {', '"said": ["a"], "x": {'),
    ],
)
def test_what_was_changed_is_refused(old: str, new: str, tmp_path: Path) -> None:
    path = next(path for path in keep(for_sale(SOLD), tmp_path) if path.name.startswith("ads."))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_sold(tmp_path)
    assert [(problem.code, problem.place.file) for problem in found.value.problems] == [("L403", path.as_posix())]
