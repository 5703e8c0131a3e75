"""Not faster than Stripe lets us: requests a second, in all and for each endpoint."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

LIVE, SANDBOX, ENDPOINT = 100, 25, 25
"""Requests a second (source: Stripe documentation, “Rate limits”); an endpoint is an operation, whatever the id."""
_SPARE = 0.96  # the limit is counted on Stripe's clock, not on ours


class Pace:
    """Gives each request a moment to leave, evenly spaced; used by several threads at once."""

    def __init__(
        self,
        live: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._every = 1 / ((LIVE if live else SANDBOX) * _SPARE)
        self._every_of_endpoint = 1 / (ENDPOINT * _SPARE)
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = 0.0
        self._next_of: defaultdict[str, float] = defaultdict(float)

    def wait(self, endpoint: str) -> None:
        """Returns when the next request to `endpoint` may leave."""
        with self._lock:
            now = self._clock()
            leaves = max(now, self._next, self._next_of[endpoint])
            self._next = leaves + self._every
            self._next_of[endpoint] = leaves + self._every_of_endpoint
        if leaves > now:
            self._sleep(leaves - now)


class NoPace(Pace):
    """For a stand-in, which nobody has to spare."""

    def __init__(self) -> None:
        super().__init__(live=False)

    def wait(self, endpoint: str) -> None:
        """At once."""
