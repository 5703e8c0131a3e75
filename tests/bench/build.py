"""What a build costs, against Hugo and stock MkDocs with Material: `python -m tests.bench.build 10 100 1000`.

A size is a number of checkouts; each has a page in French and in English. Whole processes, run in turns so that a
busy machine is busy for all of them; medians. Hugo makes the checkout pages alone, by an equal template from the
same texts; Vitrine also makes thank-you, licence and grid pages; the stock site has the same texts as Markdown pages
in its navigation. “First” draws every picture for messengers, “cold” finds them in the cache. The exponent is that of
processor time since the size before; memory is that of the largest process. `VITRINE_BENCH_RUNS`: how often each is
run.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.site import Site, open_site
from tests.bench import rivals
from tests.bench.studios import make_site

RUNS = int(os.environ.get("VITRINE_BENCH_RUNS", "3"))
MOST_FOR_STOCK = 1000
DAY = datetime.date(2026, 11, 26)
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795651200", "NO_MKDOCS_2_WARNING": "true"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # who uses Vitrine has it compiled
VITRINE = (sys.executable, "-c", "from generator.cli import entry; entry()")


@dataclass
class Subject:
    """Something that is measured.

    Attributes:
        name: as the table says it.
        command: what is run.
        folder: where it is run.
        before: puts the folder into the state that it starts from.
        pages: how many it makes; 0 where none are made.
        seconds, processor, memory: of each run; wall time, processor time, peak in MB.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    before: Callable[[], None] = lambda: None
    pages: int = 0
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Once more."""
        self.before()
        command = (sys.executable, "-I", "-S", "-c", _LAUNCHER, *self.command)
        ran = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, stdout=subprocess.PIPE, check=False)
        said, _, figures = ran.stdout.rpartition(b"\n")
        code, seconds, processor, memory = json.loads(figures)
        if code:
            raise SystemExit(f"{self.name}: {said[-2000:].decode(errors='replace')}")
        self.seconds.append(seconds)
        self.processor.append(processor)
        self.memory.append(memory / 1024)


_LAUNCHER = """
import json, os, sys, time
os.dup2(1, 2)
start = time.perf_counter()
_, status, used = os.wait4(os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
seconds, processor = time.perf_counter() - start, used.ru_utime + used.ru_stime
os.write(1, b"\\n" + json.dumps([os.waitstatus_to_exitcode(status), seconds, processor, used.ru_maxrss]).encode())
"""
"""A process counts the memory of the one that started it as its own, so a small one starts it."""


def subjects(folder: Path, size: int) -> list[Subject]:
    """All that is measured at one size, each in a folder that is ready."""
    ours = make_site(folder / "vitrine", size)
    site = _opened(ours)
    pages = rivals.sold(site)
    made = [
        Subject("vitrine, first", (*VITRINE, "build"), ours, lambda: _without(ours / "site", ours / ".cache")),
        Subject("vitrine, cold", (*VITRINE, "build"), ours, lambda: _without(ours / "site")),
        Subject("vitrine, unchanged", (*VITRINE, "build"), ours),
        Subject("vitrine check", (*VITRINE, "check"), ours),
        Subject("vitrine plan", (*VITRINE, "plan"), ours),
        Subject("vitrine verify", (*VITRINE, "verify"), ours),
    ]
    if shutil.which("hugo"):
        theirs = rivals.hugo(folder / "hugo", site, pages)
        made.append(Subject("hugo", ("hugo", "--quiet"), theirs, lambda: _without(theirs / "public")))
    if size <= MOST_FOR_STOCK:
        stock = rivals.material(folder / "stock", pages)
        command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
        made.append(Subject("mkdocs + material", command, stock, lambda: _without(stock / "site")))
    return made


def _opened(folder: Path) -> Site:
    return open_site(folder, folder / "site_src", DAY)


def _without(*folders: Path) -> None:
    """Sets folders aside: ext4 leaves freed inodes alone for minutes, so a deletion would slow down what follows."""
    for folder in filter(Path.exists, folders):
        folder.rename(tempfile.mkdtemp(dir=folder.parent.parent))


def measure(folder: Path, size: int) -> tuple[list[Subject], str]:
    """Every subject of a size, run in turns; and how equal the pages of Hugo and Vitrine are."""
    measured = subjects(folder, size)
    for _ in range(RUNS):
        for subject in measured:
            subject.run()
    for subject in measured:
        output = subject.folder / ("public" if subject.name == "hugo" else "site")
        if subject.name.partition(" ")[2] not in ("check", "plan", "verify"):
            subject.pages = sum(1 for _ in output.rglob("*.html"))
    return measured, _compared(folder)


def _compared(folder: Path) -> str:
    public = folder / "hugo/public"
    pages = [path.relative_to(public) for path in public.rglob("*.html")]
    if not pages:
        return "Hugo is not installed."
    theirs = sum((public / page).stat().st_size for page in pages)
    ours = sum((folder / "vitrine/site" / page).stat().st_size for page in pages)
    return f"The {len(pages):,} checkout pages of Hugo have {theirs / ours:.1%} of the bytes of Vitrine's."


def rows(folder: Path, sizes: list[int]) -> Table:
    """The table of all sizes; `folder` is where everything is built."""
    table = Table(title=f"Builds in two languages, medians of {RUNS} runs in turns")
    for heading in ("checkouts", "what", "wall", "of cold", "processor", "pages", "pages/s", "memory", "exponent"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    before: dict[str, tuple[int, float]] = {}
    for size in sizes:
        measured, table.caption = measure(folder / str(size), size)
        cold = next(statistics.median(each.seconds) for each in measured if each.name == "vitrine, cold")
        for each in measured:
            wall, processor = statistics.median(each.seconds), statistics.median(each.processor)
            grown = ""
            if each.name in before:
                smaller, took = before[each.name]
                grown = f"{math.log(processor / took) / math.log(size / smaller):.2f}"
            before[each.name] = (size, processor)
            table.add_row(
                f"{size:,}", each.name, f"{wall:.2f} s", f"{wall / cold:.2f}", f"{processor:.2f} s",
                f"{each.pages:,}" if each.pages else "", f"{each.pages / wall:,.0f}" if each.pages else "",
                f"{statistics.median(each.memory):.0f} MB", grown,
            )  # fmt: skip
        table.add_section()
    return table


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        Console(width=120).print(rows(Path(name), [int(size) for size in sys.argv[1:]] or [10, 100, 1000]))
