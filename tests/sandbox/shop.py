"""A shop at the stand-in: the SDK's client, with every request checked against the SDK's types before it
leaves.
"""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import stripe

from generator.sandbox import Sandbox
from tests.sandbox.sdk_types import check_against_sdk


class Checked:
    """Follows `client.v1.prices.create` and checks the parameters on the way through."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return Checked(found)

        def call(*arguments: Any, **options: Any) -> Any:
            params = [each for each in arguments if isinstance(each, dict)]
            service = type(self._inner).__name__.removesuffix("Service")
            words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in service)
            check_against_sdk(f"{words[1:]}_{name}", params[0] if params else {})
            return found(*arguments, **options)

        return call


@dataclass
class Shop:
    """`api` checks what it sends; `unchecked` also sends what the SDK's types forbid, to see it refused."""

    sandbox: Sandbox
    origin: str
    secret: str
    transport: stripe.HTTPClient

    @property
    def unchecked(self) -> Any:
        return self.client(self.secret)

    @property
    def api(self) -> Any:
        return Checked(self.unchecked).v1

    def client(self, secret: str, retries: int = 0) -> Any:
        addresses = dict.fromkeys(("api", "files", "connect", "meter_events"), self.origin)
        return stripe.StripeClient(
            secret, base_addresses=addresses, http_client=self.transport, max_network_retries=retries
        )

    def product(self, **params: Any) -> Any:
        return self.api.products.create({"name": "Trio", **params})

    def price(self, amount: int = 67_500, **params: Any) -> Any:
        if "product" not in params:
            params["product"] = self.product().id
        if "custom_unit_amount" not in params:
            params["unit_amount"] = amount
        return self.api.prices.create({"currency": "eur", **params})

    def link(self, *prices: Any, **params: Any) -> Any:
        lines = [{"price": each.id, "quantity": 1} for each in prices or (self.price(),)]
        return self.api.payment_links.create({"line_items": lines, **params})

    def sessions(self, link: Any) -> Any:
        """The payments made through a link, newest first."""
        return self.api.checkout.sessions.list({"payment_link": link.id, "status": "complete"}).data

    def visit(self, url: str, **query: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(f"{url}?{urlencode(query)}" if query else url))

    def send(self, url: str, **form: str) -> tuple[int, str]:
        """Submit the checkout page; the second part is where it leads, or the page with its complaints."""
        return self._open(urllib.request.Request(url, urlencode({"email": "lea@nuoo.fr", **form}).encode()))

    def raw(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict, dict]:
        """A request no SDK would send; `Idempotency_Key=...` becomes a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.origin + path,
            body.encode() or None,
            {"Authorization": f"Bearer {self.secret}", **named},
            method=method,
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read()), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read()), dict(error.headers)

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with urllib.request.build_opener(Staying()).open(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location") or error.read().decode()


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A redirect is an answer to look at, not to follow."""
