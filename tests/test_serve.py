"""The preview follows the files: edits appear, mistakes are shown, mended files bring the page back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from studio import ROOT, SOLO, copy_of_the_demo, replace

PAGE = "offres/videos-ugc/"


class Preview:
    """A running `vitrine preview`."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / "log.txt"
        self._output = self.log.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from generator.cli import entry; entry()", "preview", "--port", str(self.port)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    def shows(self, text: str, path: str = PAGE) -> bool:
        """Waits until the page contains `text`."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                    if text in answer.read().decode("utf-8").replace("\u202f", " ").replace("\u00a0", " "):
                        return True
            except OSError:
                pass
            signal.sigtimedwait(set(), 0.05)  # yields the processor between two polls
        return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self._output.close()
        return code


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
