"""Two runs at once, and yet the same each time: they take turns at their requests, as chance of a seed decides."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence

from generator.catalog.apply import apply
from generator.errors import ProblemsFound
from generator.lock import Lock, write_lock
from generator.sandbox.faults import Script
from generator.sandbox.wire import Request, Response
from tests.catalog.mishaps import Killed
from tests.catalog.small_studio import SmallStudio
from tests.catalog.world import World


class Turns:
    """The stand-in's `faults`: each request waits until it is the turn of its run."""

    def __init__(self, chance: random.Random, runs: int, death: int | None) -> None:
        self._chance = chance
        self._mine = threading.local()
        self._gates = [threading.Semaphore(0) for _ in range(runs)]
        self._running = list(range(runs))
        self._requests = 0
        self._death = death

    def start(self) -> None:
        """Lets one of them begin."""
        self._gates[self._chance.choice(self._running)].release()

    def run(self, number: int, does: Callable[[], object]) -> None:
        """In a thread of its own: waits for its first turn, and passes the last one on."""
        self._mine.number = number
        self._gates[number].acquire()
        try:
            does()
        finally:
            self._running.remove(number)
            if self._running:
                self.start()

    def before(self, request: Request) -> None:
        self._requests += 1
        number, place = self._mine.number, self._requests
        self.start()
        self._gates[number].acquire()
        if place == self._death:
            raise Killed

    def after(self, request: Request, response: Response) -> None:
        """Nothing goes wrong."""


def together(
    one: World, studios: Sequence[SmallStudio], chance: random.Random, *, restore: bool, death: int | None
) -> bool:
    """Applies of several states of the offers at once, each from its own copy of the lock; the last lock is kept.

    A prune at the same time is not part of this: the workflow lets one run at a time, and `apply` beside `prune` is
    what that rule is for.

    Returns:
        Whether one of them succeeded.
    """
    pins, turns = one.pins(), Turns(chance, len(studios), death)
    writers, failures, done = (one.key, one.next_key), [], []
    known = () if pins.links else one.addresses

    def run(number: int) -> None:
        try:
            found = apply(studios[number].catalog, writers[number], pins, restore=restore, published=known, workers=1)
            write_lock(one.lock, Lock({"test": found}))
            done.append(number)
        except (Killed, ProblemsFound):
            pass
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=turns.run, args=(each, lambda each=each: run(each))) for each in (0, 1)]
    one.sandbox.faults = turns
    for thread in threads:
        thread.start()
    turns.start()
    for thread in threads:
        thread.join()
    one.sandbox.faults = Script()
    if failures:
        raise failures[0]
    return bool(done)
