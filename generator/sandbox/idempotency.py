"""The first answer to a POST is the answer for a day (Stripe docs, "Idempotent requests").

What was refused before it started to run (parameters, 401, 429, a conflict) is not kept; everything else is,
including a 500.
"""

from dataclasses import dataclass
from typing import Any

from generator.sandbox import limits
from generator.sandbox.errors import StripeError, refused
from generator.sandbox.wire import Request, Response


@dataclass(frozen=True)
class Claim:
    """A key in use: whose, for what, since when, and the answer once there is one."""

    path: str
    params: Any
    since: int
    answer: Response | None = None


def key_in_use(key: str | None) -> StripeError:
    return StripeError(
        409,
        "There is currently another in-progress request using this Idempotent Key (that probably means you "
        "submitted "
        f"twice, and the other request is still going through): {key}. Please try again later.",
        "idempotency_key_in_use",
        type="idempotency_error",
    )


def _check_same(earlier: Claim, request: Request) -> None:
    if earlier.path != request.path:
        allowed = "for the same endpoint they were first used for"
    elif earlier.params != request.params:
        allowed = "with the same parameters they were first used with"
    else:
        return
    raise StripeError(
        400,
        f"Keys for idempotent requests can only be used {allowed}. Try using a key other than "
        f"'{request.idempotency_key}' if you meant to execute a different request.",
        type="idempotency_error",
    )


class IdempotencyStore:
    def __init__(self) -> None:
        self._claims: dict[tuple[str, str], Claim] = {}

    def claim(self, owner: str, request: Request, now: int) -> Response | None:
        """The stored answer if this was asked before; otherwise the key now belongs to this request."""
        key = request.idempotency_key
        if key is None:
            return None
        if len(key) > limits.IDEMPOTENCY_KEY:
            raise refused(f"Idempotency keys can be up to {limits.IDEMPOTENCY_KEY} characters long.")
        earlier = self._claims.get((owner, key))
        if earlier and now - earlier.since < limits.IDEMPOTENCY_SECONDS:
            _check_same(earlier, request)
            if earlier.answer is None:
                raise key_in_use(key)
            return earlier.answer.with_headers({"Idempotent-Replayed": "true"})
        self._claims[owner, key] = Claim(request.path, request.params, now)
        return None

    def release(self, owner: str, request: Request) -> None:
        if request.idempotency_key:
            self._claims.pop((owner, request.idempotency_key), None)

    def keep(self, owner: str, request: Request, answer: Response) -> None:
        if request.idempotency_key:
            claim = self._claims[owner, request.idempotency_key]
            self._claims[owner, request.idempotency_key] = Claim(claim.path, claim.params, claim.since, answer)

    def copy(self) -> "IdempotencyStore":
        twin = IdempotencyStore()
        twin._claims = dict(self._claims)
        return twin
