"""What can go wrong between a shop and Stripe, as plain values.

A fault source is asked twice per request: before its effect and after it. The same `Disconnect` is a refused
connection before and a lost answer after; the same `ServerError` is a 500 without and with effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from generator.sandbox.wire import Request, Response


@dataclass(frozen=True)
class Disconnect:
    """No answer reaches the caller."""


@dataclass(frozen=True)
class ServerError:
    """A 500, kept under the idempotency key like any other answer."""


@dataclass(frozen=True)
class RateLimited:
    """429 because of too many requests."""

    reason: str = "global-rate"
    retry_after: int | None = None

    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


@dataclass(frozen=True)
class LockTimeout:
    """429 because somebody else works on the same object. The SDK only retries it when told to."""

    should_retry: bool = False

    def headers(self) -> dict[str, str]:
        return {"Stripe-Should-Retry": "true"} if self.should_retry else {}


@dataclass(frozen=True)
class KeyInUse:
    """409: a request with the same idempotency key is still running."""


@dataclass(frozen=True)
class StaleList:
    """A list answers as it would have so many writes ago. Other requests are not affected."""

    writes: int = 1


@dataclass(frozen=True)
class KeyRevoked:
    """The key stops working with this request and stays so."""


Before: TypeAlias = Disconnect | ServerError | RateLimited | LockTimeout | KeyInUse | StaleList | KeyRevoked
After: TypeAlias = Disconnect | ServerError


class Faults(Protocol):
    """Decides, request by request. `after` also sees the answer that would be given."""

    def before(self, request: Request) -> Before | None: ...

    def after(self, request: Request, response: Response) -> After | None: ...


@dataclass(frozen=True)
class Script:
    """Faults by the number of the request (the first one ever is 1); an empty script is fair weather."""

    faults_before: Mapping[int, Before] = field(default_factory=dict)
    faults_after: Mapping[int, After] = field(default_factory=dict)

    def before(self, request: Request) -> Before | None:
        return self.faults_before.get(request.number)

    def after(self, request: Request, response: Response) -> After | None:  # noqa: ARG002, the protocol's
        return self.faults_after.get(request.number)


def burst(fault: Before, start: int, length: int) -> dict[int, Before]:
    """The same fault for several requests in a row, for `Script(faults_before=...)`."""
    return dict.fromkeys(range(start, start + length), fault)
