"""How long a new price takes to reach a browser: `PYTHONPATH=tests python -m tests.bench.reload 10 100 1000`.

From the moment that a file is saved to the last byte of the fresh page, over loopback. A fifth of a second of it may
pass before the preview looks at the files again. “Button” is from a click on the fresh page to the pretend checkout.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.studios import make_site
from tests.previewing import Preview

EDITS = 5
PAGE = "c/solo-0/organic/"
FILE = "offers/packages/00000.yml"
PRICE = 150  # EUR, before the first edit


def fresh(address: str, text: str, patience: float) -> float:
    """Seconds until the page shows `text`."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            with urllib.request.urlopen(address, timeout=patience) as answer:
                if text in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.02)  # a browser waits to be told, and does not ask all the time either
    raise SystemExit(f"{address} does not show {text}")


def opened(address: str) -> float:
    """Seconds until the checkout behind the button of a page is there."""
    with urllib.request.urlopen(address) as answer:
        (button, *_) = re.findall('class="button" href="(.*?)"', answer.read().decode())
    start = time.perf_counter()
    with urllib.request.urlopen(button) as answer:
        answer.read()
    return time.perf_counter() - start


def measure(size: int) -> tuple[float, list[float], float]:
    """Seconds until a preview serves, until each of some edits is served, and until a checkout is opened."""
    with tempfile.TemporaryDirectory() as name:
        folder = make_site(Path(name), size)
        settings = folder / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8") + "watch: [offers]\n", "utf-8")
        preview = Preview(folder)
        try:
            started, edits = fresh(preview.address + PAGE, _shown(PRICE), 600), []
            for price in range(PRICE, PRICE + EDITS):
                file = folder / FILE
                file.write_text(file.read_text("utf-8").replace(f"{price} EUR", f"{price + 1} EUR"), "utf-8")
                edits.append(fresh(preview.address + PAGE, _shown(price + 1), 60))
            button = opened(preview.address + PAGE)
        finally:
            preview.stop()
    return started, edits, button


def _shown(price: int) -> str:
    return f'<data value="{price}.00">'


def main(sizes: list[int]) -> None:
    table = Table(title=f"From saving a file to its fresh page, {EDITS} edits")
    for heading in ("checkouts", "start", "fastest", "median", "slowest", "button"):
        table.add_column(heading, justify="right")
    for size in sizes:
        started, edits, button = measure(size)
        shown = (started, min(edits), statistics.median(edits), max(edits), button)
        table.add_row(f"{size:,}", *(f"{seconds:.2f} s" for seconds in shown))
    Console(width=100).print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100, 1000])
