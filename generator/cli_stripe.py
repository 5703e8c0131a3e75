"""The commands that talk to Stripe: plan, apply, prune, pull, selftest. The key comes from the environment."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.catalog.apply import Progress
    from generator.catalog.gateway import StripeWriter

FINE, PROBLEM = 0, 1


def plan(options: argparse.Namespace) -> int:
    from generator import sync
    from generator.catalog.report import report_plan

    secret = os.environ.get(sync.KEY, "")
    studio = sync.open_studio(options.folder, live=options.live if secret else None)
    reader = None
    if secret:
        from generator.catalog.gateway import StripeReader, read_key

        reader = StripeReader(read_key(secret, live=options.live), base=os.environ.get(sync.BASE))
    story = sync.plan(studio, reader)
    sys.stdout.write(report_plan(story, studio.money, options.style))
    return PROBLEM if options.expect_no_changes and not story.is_empty else FINE


def apply(options: argparse.Namespace) -> int:
    from generator import sync
    from generator.catalog.report import report_plan

    studio = sync.open_studio(options.folder, live=options.live)
    with _interruptible(), _progress() as progress:
        writer = _writer(live=options.live)
        done = sync.apply(studio, writer, restore=options.restore, approved=options.approved, progress=progress)
    sys.stdout.write(report_plan(done.story, studio.money))
    _say("applied")
    if done.kept:
        _say("kept", count=done.kept)
    _say("locked" if done.is_locked else "unlocked")
    return FINE


def prune(options: argparse.Namespace) -> int:
    from generator import sync

    studio = sync.open_studio(options.folder, live=options.live)
    with _interruptible(), _progress() as progress:
        count = sync.prune(studio, _writer(live=options.live), options.site, progress)
    _say("pruned", count=count)
    return FINE


def pull(options: argparse.Namespace) -> int:
    from generator import sync
    from generator.catalog.gateway import StripeReader, read_key

    studio = sync.open_studio(options.folder, live=options.live)
    key = read_key(os.environ.get(sync.KEY, ""), live=options.live)
    count, is_locked = sync.pull(studio, StripeReader(key, base=os.environ.get(sync.BASE)), options.site)
    _say("pulled", count=count)
    _say("locked" if is_locked else "unlocked")
    return FINE


def selftest(options: argparse.Namespace) -> int:
    from generator import sync
    from generator.catalog.gateway import read_key
    from generator.selftest import new_mark
    from generator.selftest import selftest as ask_both

    key = read_key(os.environ.get(sync.KEY, ""), live=False)
    studio = sync.open_studio(options.folder, live=False, mark=new_mark())
    differing = 0
    for answer in ask_both(studio.catalog, key, base=os.environ.get(sync.BASE)):
        differing += answer.differs
        print(f"{'DIFFERS ' if answer.differs else 'the same'}  {answer.question}: {answer.stripe}", flush=True)
        if answer.differs:
            print(f"{' ' * 10}our stand-in says: {answer.stand_in}", flush=True)
    _say("selftest", count=differing)
    return PROBLEM if differing else FINE


def _writer(*, live: bool) -> StripeWriter:
    from generator import sync
    from generator.catalog.gateway import StripeWriter, read_key

    return StripeWriter(read_key(os.environ.get(sync.KEY, ""), live=live), base=os.environ.get(sync.BASE))


def _say(key: str, **facts: Any) -> None:
    from generator.messages import table

    print(table()["plan"][key].format(**facts), file=sys.stderr)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C ends a run between two requests; what was done is found again by the next one."""
    try:
        yield
    except KeyboardInterrupt:
        _say("interrupted")
        raise


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Stripe", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
