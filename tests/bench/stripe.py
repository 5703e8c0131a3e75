"""What synchronising costs: requests of a plan, speed of an apply, memory; `python -m tests.bench.stripe 10 100`.

A size is a number of links; each checkout has two, one in each language. Requests are counted at the stand-in. A tool
that refreshes each resource by itself, as Terraform does, reads every product, price and link once, and every link's
lines once more; that column is counted, not run. The bound is one read for each hundred objects of a kind, and three
more: the account, and the lists of archived products and prices. Processor time and memory are those of `vitrine
plan` in a process of its own, everything that starts with it included.
"""

from __future__ import annotations

import contextlib
import datetime
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import stripe
from rich.console import Console
from rich.table import Table

from generator.catalog.apply import apply
from generator.catalog.desired import desired_catalog
from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.pace import SANDBOX, Pace
from generator.catalog.resources import Catalog
from generator.catalog.settings import Shop
from generator.lock import Lock, Pins, write_lock
from generator.sandbox import RateLimits, Sandbox, serve
from generator.source.load import load
from tests.bench.studios import make_studio
from tests.catalog.light_sdk import light_sdk
from tests.sandbox.in_process import InProcess

LATENCY = 0.1
"""Seconds between a request and its answer, in the measurement of speed."""
TIMED = 1000
"""The size at which speed is measured: it takes as long as it would with Stripe."""


class Slow(InProcess):
    """Answers after `LATENCY`, as many at once as are asked."""

    def request(self, *arguments: Any, **options: Any) -> Any:
        time.sleep(LATENCY)
        return super().request(*arguments, **options)


def catalog_of(folder: Path) -> Catalog:
    offers = load(folder / "offers").offers
    return desired_catalog(Shop(offers, offers.studio.url, datetime.date(2026, 11, 26)))


def measure(size: int, table: Table) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = make_studio(Path(name), size // 2)
        catalog = catalog_of(folder)
        sandbox = Sandbox()
        secret = sandbox.issue_key()
        writer = StripeWriter(read_key(secret, live=False), transport=InProcess(sandbox))
        with light_sdk():
            pins = apply(catalog, writer, Pins())
        writes = sum(request.writes for request in sandbox.requests)
        sandbox.requests.clear()
        with serve(sandbox) as origin:
            write_lock(folder / "stripe.lock.json", Lock({"test": pins}))
            seconds, memory = _plan(folder, secret, origin)
        reads = Counter(request.operation for request in sandbox.requests)
        resources = len(catalog.products) + len(catalog.prices) + 2 * len(catalog.links)
        bound = sum(math.ceil(len(each) / 100) for each in (catalog.products, catalog.prices, catalog.links))
        table.add_row(
            f"{len(catalog.links):,}",
            f"{len(catalog.products):,} / {len(catalog.prices):,}",
            f"{reads.total():,}",
            f"{bound:,} + 3",
            f"{resources:,}",
            f"{resources / reads.total():.0f}x",
            f"{seconds:.1f} s",
            f"{memory:.0f} MB",
            f"{writes:,}",
            _speed(catalog) if size == TIMED else "",
        )


def _plan(folder: Path, secret: str, origin: str) -> tuple[float, float]:
    """Processor time and peak memory of `vitrine plan`, as a process of its own."""
    code = (
        "import sys, time; from generator import cli; code = cli.main(['plan', '--expect-no-changes']);"
        "peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')];"
        "print(time.process_time(), int(peak[0]) / 1024, file=sys.stderr); sys.exit(code)"
    )  # ru_maxrss would count what this process had taken before it became another
    environment = {**os.environ, "STRIPE_API_KEY": secret, "STRIPE_API_BASE": origin, "PYTHONPATH": str(Path.cwd())}
    environment["SOURCE_DATE_EPOCH"] = "1795651200"  # 26 November 2026
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    seconds, memory = done.stderr.split()[-2:]
    return float(seconds), float(memory)


def _speed(catalog: Catalog) -> str:
    """Writes a second of an apply from nothing, against a stand-in that refuses what is too fast."""
    sandbox = Sandbox(limits=RateLimits(time.monotonic))
    key = read_key(sandbox.issue_key(), live=False)
    writer = StripeWriter(key, transport=Slow(sandbox), pace=Pace(live=False))
    start = time.perf_counter()
    with contextlib.closing(stripe.RequestsClient()):
        apply(catalog, writer, Pins())
    seconds = time.perf_counter() - start
    refused = sum(request.status == 429 for request in sandbox.requests)
    rate = len(sandbox.requests) / seconds
    return f"{rate:.1f}/s, {rate / SANDBOX:.0%} of {SANDBOX}; {refused} times 429"


def main(sizes: list[int]) -> None:
    table = Table(title="Stripe: what a plan and an apply cost")
    for heading in (
        "links",
        "products / prices",
        "reads of a plan",
        "bound",
        "one read each",
        "ratio",
        "processor time",
        "memory",
        "writes of an apply",
        f"apply at {LATENCY * 1000:.0f} ms",
    ):
        table.add_column(heading, justify="right")
    for size in sizes:
        measure(size, table)
    Console(width=160).print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100, 1000])
