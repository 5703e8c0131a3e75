"""What may go wrong at a point: a request to Stripe, or a step of writing the lock."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from generator import lock
from generator.sandbox.faults import (
    After,
    Before,
    Disconnect,
    KeyInUse,
    KeyRevoked,
    LockTimeout,
    RateLimited,
    ServerError,
    StaleList,
)
from generator.sandbox.wire import Request, Response


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, no `except`, no `finally`."""


@dataclass(frozen=True)
class Mishap:
    """One thing that goes wrong.

    Attributes:
        at: `request`, `write` (a request that changes something), `list`, or `file` (a step of writing the lock).
        before, after: what the stand-in does; `Killed` for the end of our process.
        requests: how many requests in a row meet it.
        is_mild: a run gets over it by itself.
    """

    name: str
    at: tuple[str, ...]
    before: Before | type[Killed] | None = None
    after: After | type[Killed] | None = None
    requests: int = 1
    is_mild: bool = False


MISHAPS = {
    each.name: each
    for each in (
        Mishap("killed before", ("request", "file"), before=Killed),
        Mishap("killed after", ("write", "file"), after=Killed),
        Mishap("no connection once", ("request",), before=Disconnect(), is_mild=True),
        Mishap("no connection", ("request",), before=Disconnect(), requests=3),
        Mishap("answer lost once", ("write",), after=Disconnect(), is_mild=True),
        Mishap("answers lost", ("write",), after=Disconnect(), requests=3),
        Mishap("500", ("request",), before=ServerError()),
        Mishap("500 with effect", ("write",), after=ServerError()),
        Mishap("429", ("request",), before=RateLimited(), requests=4, is_mild=True),
        Mishap("429 without end", ("request",), before=RateLimited(), requests=40),
        Mishap("lock timeout", ("write",), before=LockTimeout(), requests=2, is_mild=True),
        Mishap("409", ("write",), before=KeyInUse(), requests=3),
        Mishap("key revoked", ("request",), before=KeyRevoked()),
        Mishap("list lags by 1", ("list",), before=StaleList(1)),
        Mishap("list lags by 6", ("list",), before=StaleList(6)),
        Mishap("list lags by 60", ("list",), before=StaleList(60)),
        Mishap("every list lags by 6", ("list",), before=StaleList(6), requests=40),
    )
}


class Mishaps:
    """Counts points, and lets happen what was ordered for some of them. It is also the stand-in's `faults`."""

    def __init__(self, ordered: Mapping[int, str] | None = None) -> None:
        self.points: list[tuple[str, ...]] = []
        self.happened = 0
        self.has_stopped = self.is_dead = self.is_key_gone = False
        self._ordered: dict[int, Mishap] = {}
        for point, name in (ordered or {}).items():
            for place in range(point, point + MISHAPS[name].requests):
                self._ordered.setdefault(place, MISHAPS[name])
        self._now: Mishap | None = None

    def before(self, request: Request) -> Before | None:
        kinds = ("request", *(["write"] if request.writes else []))
        if (request.operation or "").endswith("_list"):
            kinds = (*kinds, "list")
        self._reach(kinds)
        if self._now is None or self._now.before is None:
            return None
        return self._or_die(self._now.before)

    def after(self, request: Request, response: Response) -> After | None:
        if self._now is None or self._now.after is None:
            return None
        return self._or_die(self._now.after)

    def step(self, does: Callable[[], object], halfway: Callable[[], object] | None = None) -> object:
        """One step with files, at which only the process can end: before it, or after (half of) it."""
        if self.is_dead:
            raise Killed
        self._reach(("file",))
        if self._now and self._now.before:
            self._or_die(Killed)
        if self._now and self._now.after:
            (halfway or does)()
            self._or_die(Killed)
        return does()

    def _reach(self, kinds: tuple[str, ...]) -> None:
        self.points.append(kinds)
        mishap = self._ordered.get(len(self.points))
        self._now = mishap if mishap and set(mishap.at) & set(kinds) else None
        self.happened += self._now is not None
        self.is_key_gone |= self._now is MISHAPS["key revoked"]

    def _or_die(self, what):
        if what is Killed:
            self.is_dead = True
            raise Killed
        return what


@contextmanager
def at_each_file_step(mishaps: Mishaps) -> Iterator[None]:
    """Inside, each step of writing a file is a point. What a dead process would have cleaned up stays behind."""
    fdopen, opens = lock.os.fdopen, io.open

    def write_in_halves(file):
        write = file.write

        def halfway(text):
            write(text[: len(text) // 2])
            file.flush()

        class Watched:
            def __enter__(self):
                return self

            def __exit__(self, *_):
                file.close()

            def __getattr__(self, name):
                return getattr(file, name)

            def write(self, text):
                return mishaps.step(lambda: write(text), lambda: halfway(text))

        return Watched()

    def watched(owner: object, name: str):
        real = getattr(owner, name)

        def call(*arguments, **options):
            return mishaps.step(lambda: real(*arguments, **options))

        return patch.object(owner, name, call)

    def unlink(path, missing_ok=False):
        if not mishaps.is_dead:
            lock.os.unlink(path)

    with (
        watched(tempfile, "mkstemp"),
        patch.object(lock.os, "fdopen", lambda *given, **named: write_in_halves(fdopen(*given, **named))),
        patch.object(Path, "open", lambda path, *given, **named: write_in_halves(opens(path, *given, **named))),
        patch.object(
            Path,
            "write_text",
            lambda path, text, *_given, **_named: write_in_halves(opens(path, "w", encoding="utf-8")).write(text),
        ),
        watched(lock.os, "fsync"),
        watched(Path, "chmod"),
        watched(Path, "replace"),
        patch.object(Path, "unlink", unlink),
    ):
        yield
