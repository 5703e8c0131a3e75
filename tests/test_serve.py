"""The preview follows the files: edits appear, mistakes are shown, mended files bring the page back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from previewing import Preview
from studio import SOLO, copy_of_the_demo, replace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_demo(tmp_path / "demo")


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    running = Preview(folder)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_the_preview_follows_the_files(folder: Path, preview: Preview) -> None:
    assert preview.shows("Réserver Solo, 250 €"), preview.log.read_text()
    replace(folder / SOLO, "price: 250 EUR", "price: 260 EUR")
    assert preview.shows("Réserver Solo, 260 €")
    replace(folder / SOLO, "price: 260 EUR", "price: 260 €")
    assert preview.shows("M210")
    replace(folder / SOLO, "price: 260 €", "price: 270 EUR")
    assert preview.shows("Réserver Solo, 270 €")
    preview.stop()
    assert "Traceback" not in preview.log.read_text()


def test_a_preview_that_starts_with_a_mistake_shows_it(folder: Path) -> None:
    replace(folder / SOLO, "price: 250 EUR", "price: 250 €")
    preview = Preview(folder)
    try:
        assert preview.shows("M210", path=""), preview.log.read_text()
        replace(folder / SOLO, "price: 250 €", "price: 250 EUR")
        assert preview.shows("Réserver Solo, 250 €")
    finally:
        preview.stop()
    assert "Traceback" not in preview.log.read_text()
