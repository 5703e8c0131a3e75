"""The lock: read whole or refused, written whole or not at all, and never used for another price."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checkouts import checkouts
from generator.errors import ProblemsFound
from generator.lock import Lock, PaymentLink, Pins, read_lock, write_lock
from generator.money import Money
from offers import grid, offers, package, paid

LINK = PaymentLink(
    "plink_1", "https://buy.stripe.com/a", Money(25000, "EUR"), None, {"hook": Money(3000, "EUR")}, "f00d"
)
PINS = Pins({"solo.organic.eur.fr": LINK}, "acct_1")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "stripe.lock.json"
    assert read_lock(path) == Lock()

    write_lock(path, Lock({"test": PINS}))

    assert read_lock(path) == Lock({"test": PINS})
    assert [each.name for each in tmp_path.iterdir()] == ["stripe.lock.json"]


def test_modes_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "stripe.lock.json"
    write_lock(path, Lock({"live": PINS}))

    write_lock(path, read_lock(path).with_pins("test", Pins({}, "acct_2")))

    assert read_lock(path).pins("live") == PINS
    assert read_lock(path).pins("test").account == "acct_2"


def test_a_lock_is_read_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "stripe.lock.json"
    write_lock(path, Lock({"live": PINS}))
    whole = path.read_text("utf-8")
    for cut in range(len(whole) - 1):
        path.write_text(whole[:cut], "utf-8")
        with pytest.raises(ProblemsFound):
            read_lock(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("25000", "24000"),
        ("https", "http"),
        ('"version": 1', '"version": 2'),
        ("live", "lively"),
        ('eur"', 'euro"'),
        ("{\n", "<<<<<<< HEAD\n{\n"),
    ],
)
def test_what_was_changed_by_hand_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "stripe.lock.json"
    write_lock(path, Lock({"live": PINS}))
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(ProblemsFound):
        read_lock(path)


@pytest.mark.parametrize("written", ["[]", "{}", '{"version": 1, "modes": [], "checksum": ""}', "null", "\x00"])
def test_other_files_are_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "stripe.lock.json"
    path.write_text(written, "utf-8")

    with pytest.raises(ProblemsFound):
        read_lock(path)


def test_each_link_has_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "stripe.lock.json"
    write_lock(path, Lock({"live": Pins({"a": LINK, "b": LINK}), "test": PINS}))

    lines = path.read_text("utf-8").splitlines()

    assert sum("https://buy.stripe.com" in line for line in lines) == 3
    assert json.loads("\n".join(lines))["modes"]["live"]["links"]["b"]["charges"] == 25000


def test_a_link_sells_only_what_the_page_shows() -> None:
    hook = "add_ons: [{id: hook, name: Hook, price: 30 EUR}]"
    sold = offers(grid(package("solo", "250 EUR"), paid("ads", "+30%"), hook))
    first, second = checkouts(sold)

    assert PINS.link_of(first, "fr") == LINK
    assert PINS.link_of(first, "en") is None
    assert PINS.link_of(second, "fr") is None
    for changed in (
        offers(grid(package("solo", "260 EUR"), more=hook)),
        offers(grid(package("solo", "250 EUR", more="every: month"), more=hook)),
        offers(grid(package("solo", "250 EUR"), more=hook.replace("30", "35"))),
        offers(grid(package("solo", "250 EUR"), more="add_ons: [{id: rush, name: Rush, price: 30 EUR}]")),
    ):
        assert PINS.link_of(next(checkouts(changed)), "fr") is None


def test_a_renamed_package_keeps_its_link() -> None:
    hook = "add_ons: [{id: hook, name: Hook, price: 30 EUR}]"
    renamed = offers(grid(package("uno", "250 EUR", more="was: [solo, one]"), more=hook))

    assert PINS.link_of(next(checkouts(renamed)), "fr") == LINK
