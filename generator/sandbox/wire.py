"""What goes in and what comes out, without sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.sandbox.forms import Raw


class ConnectionLostError(Exception):
    """The caller gets no answer: whether anything happened is what it has to find out."""


@dataclass
class Request:
    """One call to the API, kept for the record. Never holds the secret of the key."""

    number: int
    method: str
    path: str
    params: dict[str, Raw]
    key_id: str
    idempotency_key: str | None
    operation: str | None = None  # "payment_link_create"; None for an address Stripe does not know
    status: int | None = None  # None while under way and when the connection was lost

    @property
    def writes(self) -> bool:
        return self.method != "GET"


@dataclass(frozen=True)
class Response:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def json(status: int, content: Mapping[str, Any], headers: Mapping[str, str]) -> "Response":
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        return Response(status, body, {"Content-Type": "application/json", **headers})

    def with_headers(self, headers: Mapping[str, str]) -> "Response":
        return Response(self.status, self.body, {**self.headers, **headers})
