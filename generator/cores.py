"""The same work for many things, on all cores of this computer."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_WORTH = 64
"""Fewer things than these are done sooner than another process has started."""
_PARTS_OF_A_CORE = 4
_WORK: tuple[Callable[[Sequence[Any]], Any], Sequence[Any]]


def on_all_cores(work: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What `work` makes of the items, part by part and in order.

    Where the system can copy a process (Linux; on macOS it is unsafe), copies share the parts: each begins with all
    that this process knows, so that only results travel. Elsewhere, and beside other threads, it is done right here.

    Args:
        work: given some of the items. What it returns or raises must be fit for pickle.
        items: all of them.

    Raises:
        Exception: whatever `work` raises.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores == 1 or len(items) < _WORTH or threading.active_count() > 1:
        yield work(items)
        return
    size = -(-len(items) // (cores * _PARTS_OF_A_CORE))
    parts = [slice(start, start + size) for start in range(0, len(items), size)]
    fork = multiprocessing.get_context("fork")
    gc.freeze()  # or the collector of each copy would touch, and so copy, all that they share
    try:
        with ProcessPoolExecutor(cores, fork, _begin, (work, items)) as copies:
            yield from copies.map(_part, parts)
    finally:
        gc.unfreeze()


def _begin(work: Callable[[Sequence[Any]], Any], items: Sequence[Any]) -> None:
    global _WORK  # noqa: PLW0603 - a copy has one task in its life
    _WORK = (work, items)
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was copied stops them all


def _part(part: slice) -> Any:
    work, items = _WORK
    return work(items[part])
