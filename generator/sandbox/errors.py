"""Stripe's refusals, in the shape and with the status and code an SDK sees (Stripe docs, "Errors")."""

from dataclasses import dataclass, field
from typing import Any

INVALID_REQUEST = "invalid_request_error"


@dataclass
class StripeError(Exception):
    """One refusal; `body` is what goes over the wire."""

    status: int
    message: str
    code: str | None = None
    param: str | None = None
    type: str = INVALID_REQUEST
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.message)

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"type": self.type, "message": self.message}
        if self.code:
            error["code"] = self.code
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        if self.param:
            error["param"] = self.param
        return {"error": error}


def refused(message: str, param: str | None = None, code: str | None = None) -> StripeError:
    """A request that was understood and is not allowed."""
    return StripeError(400, message, code, param)


def missing(kind: str, identifier: str, param: str | None = None) -> StripeError:
    """An object that does not exist: 404 when it is the subject of the request, 400 when a parameter names
    it.
    """
    status = 400 if param else 404
    return StripeError(status, f"No such {kind}: '{identifier}'", "resource_missing", param or "id")


def not_imitated(param: str) -> StripeError:
    """A part of Stripe's API this stand-in does not know: saying so is better than pretending."""
    return StripeError(501, f"The offline stand-in does not imitate `{param}`.", "not_imitated", param, "api_error")


def server_error() -> StripeError:
    return StripeError(500, "An unknown error occurred.", type="api_error")
