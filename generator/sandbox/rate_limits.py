"""How many requests a second Stripe lets through (Stripe docs, "Rate limits")."""

from collections import defaultdict, deque
from collections.abc import Callable

from generator.sandbox.errors import StripeError

LIVE_PER_SECOND = 100
SANDBOX_PER_SECOND = 25
ENDPOINT_PER_SECOND = 25


def rate_limited(reason: str, headers: dict[str, str] | None = None) -> StripeError:
    return StripeError(
        429,
        "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
        "rate_limit",
        headers={"Stripe-Rate-Limited-Reason": reason, **(headers or {})},
    )


def lock_timeout(headers: dict[str, str] | None = None) -> StripeError:
    return StripeError(
        429,
        "This object cannot be accessed right now because another API request or Stripe process is "
        "currently accessing "
        "it. If you see this error intermittently, retry the request. If you see this error frequently and "
        "are making "
        "multiple concurrent requests to a single object, make your requests serially or at a lower rate.",
        "lock_timeout",
        headers=headers or {},
    )


class RateLimits:
    """Counts over the last second of whichever clock is given: the virtual one, or `time.monotonic`."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._admitted: defaultdict[str, deque[float]] = defaultdict(deque)

    def admit(self, account: str, livemode: bool, operation: str) -> None:
        """An endpoint is a named operation, whatever the id."""
        mode = f"{account}/{'live' if livemode else 'test'}"
        together = LIVE_PER_SECOND if livemode else SANDBOX_PER_SECOND
        self._check(mode, together, "global-rate")
        self._check(f"{mode}/{operation}", ENDPOINT_PER_SECOND, "endpoint-rate")
        now = self._seconds()
        self._admitted[mode].append(now)
        self._admitted[f"{mode}/{operation}"].append(now)

    def _check(self, counter: str, most: int, reason: str) -> None:
        recent = self._admitted[counter]
        while recent and recent[0] <= self._seconds() - 1:
            recent.popleft()
        if len(recent) >= most:
            raise rate_limited(reason)
