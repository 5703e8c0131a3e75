"""Stripe itself: the only module that imports its SDK. Records go out and come in as plain data.

A reader has no method that writes, so a plan cannot change anything. What the SDK leaves to its users is done here:
it does not retry a 429, so we wait and ask again; it turns every failure into a class of its own, so we say which
ones leave the outcome unknown.
"""

from __future__ import annotations

import os
import random
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from generator.catalog.observed import Record
from generator.catalog.pace import NoPace, Pace
from generator.catalog.trouble import AlreadyThere, Outdated, Unanswered, Unreached, trouble
from generator.lock import Mode

os.environ.setdefault("STRIPE_SUPPRESS_NOTICES", "true")
import stripe

stripe.enable_telemetry = False  # else it writes a file into the home folder and reports latencies

API_VERSION = "2026-10-28.endive"
_PAGE = 100
_PATIENCE = 8
"""How often a 429 is answered by waiting, half a second at first, twice as long each time."""

_IN_THE_DASHBOARD = {"product": "Products", "plan": "Prices", "payment_links": "Payment Links"}
"""Names of permissions (source: Stripe documentation, “Restricted API keys”)."""

T = TypeVar("T")


class Key(NamedTuple):
    """An API key, and what can be seen from it."""

    secret: str
    mode: Mode

    def __repr__(self) -> str:
        """Without the secret: a value is easily printed."""
        return f"Key({self.mode})"


def read_key(secret: str, *, live: bool) -> Key:
    """Looks at a key before it is used.

    Args:
        secret: from the environment.
        live: whether live mode was asked for.

    Raises:
        ProblemsFound: there is none, it is not a secret key, or it is for the other mode.
    """
    if not secret:
        raise trouble("L411", mode="live" if live else "test", page="" if live else "test/")
    match = re.fullmatch(r"(sk|rk)_(test|live)_[A-Za-z0-9_]{3,}", secret.strip())
    if match is None:
        raise trouble("L412", found=_visible(secret))
    mode: Mode = "live" if match[2] == "live" else "test"
    if live != (mode == "live"):
        raise trouble("L415" if mode == "live" else "L416")
    return Key(secret.strip(), mode)


def _visible(secret: str) -> str:
    """The part of a wrong key that may be shown: its kind."""
    kind = re.match(r"[a-z]{2,4}_(?:test_|live_)?", secret.strip())
    return f"{kind[0]}…" if kind else "…"


class StripeReader:
    """Reads products, prices and links of one account in one mode."""

    def __init__(
        self,
        key: Key,
        *,
        base: str | None = None,
        transport: stripe.HTTPClient | None = None,
        pace: Pace | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """A connection.

        Args:
            key: whose account.
            base: where a stand-in listens; only this machine is possible.
            transport: how requests travel; left out, HTTPS with one connection for each thread.
            pace: keeps below Stripe's limits; left out, its limits, or none for a stand-in.
            sleep: waits, after a 429.
        """
        if base and not re.fullmatch(r"http://(127\.0\.0\.1|localhost)(:\d+)?/?", base):
            raise trouble("L410", found=base)
        self.mode = key.mode
        self._pace = pace or (NoPace() if base or transport else Pace(live=key.mode == "live"))
        self._sleep = sleep
        here = base.rstrip("/") if base else None
        self._host = here or "api.stripe.com"
        self._client = stripe.StripeClient(
            key.secret,
            stripe_version=API_VERSION,
            base_addresses={"api": here, "files": here, "connect": here, "meter_events": here} if here else None,
            http_client=transport or stripe.RequestsClient(timeout=30),
            max_network_retries=2,
        ).v1

    def products(self) -> list[Record]:
        """Every product, archived ones included, newest first."""
        return [*self._listed("products", active=True), *self._listed("products", active=False)]

    def prices(self) -> list[Record]:
        """Every price, archived ones included; those that come with a line only are not listed by Stripe."""
        return [*self._listed("prices", active=True), *self._listed("prices", active=False)]

    def links(self) -> list[Record]:
        """Every Payment Link with its lines, closed ones included, newest first."""
        return self._listed("payment_links", expand=["data.line_items"])

    def product(self, name: str) -> Record | None:
        """One product; None when there is none of that id."""
        return self._found("products", name)

    def price(self, name: str) -> Record | None:
        """One price; None when there is none of that id."""
        return self._found("prices", name)

    def price_at(self, key: str) -> Record | None:
        """The price with a lookup key, open or archived."""
        for active in (True, False):
            if found := self._listed("prices", active=active, lookup_keys=[key]):
                return found[0]
        return None

    def link(self, name: str) -> Record | None:
        """One link with its lines; None when there is none of that id."""
        return self._found("payment_links", name, expand=["line_items"])

    def account(self) -> str | None:
        """The account's id; None when the key may not read it, which a restricted key seldom may."""
        try:
            return str(self._ask("accounts.retrieve_current", self._client.accounts.retrieve_current).id)
        except stripe.PermissionError:
            return None

    def _found(self, kind: str, name: str, **params: Any) -> Record | None:
        try:
            return _plain(self._ask(f"{kind}.retrieve", getattr(self._client, kind).retrieve, name, params))
        except stripe.InvalidRequestError as error:
            if error.http_status == 404:
                return None
            raise trouble("L426", found=_safe(error)) from None

    def _listed(self, kind: str, **params: Any) -> list[Record]:
        service = getattr(self._client, kind)
        records: list[Record] = []
        while True:
            after = {"starting_after": records[-1]["id"]} if records else {}
            try:
                page = self._ask(f"{kind}.list", service.list, {"limit": _PAGE, **params, **after})
            except stripe.InvalidRequestError as error:
                if after:  # the last object of the page was deleted meanwhile
                    raise Unanswered(_safe(error)) from None
                raise trouble("L426", found=_safe(error)) from None
            records += map(_plain, page.data)
            if not page.has_more or not page.data:
                return [self._checked(record) for record in records]

    def _checked(self, record: Record) -> Record:
        if record["livemode"] != (self.mode == "live"):
            raise trouble("L417", found=str(record["id"]), expected=f"{self.mode} mode")
        return record

    def _ask(self, endpoint: str, call: Callable[..., T], *arguments: Any) -> T:
        """One request, repeated while Stripe says that it is busy.

        Raises:
            Unanswered: the outcome is not known.
            ProblemsFound: the key may not do this.
        """
        pauses = _pauses()
        while True:
            self._pace.wait(endpoint)
            try:
                return call(*arguments)
            except stripe.RateLimitError as error:
                pause = next(pauses, None)
                if pause is None:
                    raise trouble("L418", found=f"{_PATIENCE}") from None
                self._sleep(_asked_pause(error) or pause)
            except stripe.AuthenticationError:
                raise trouble("L413") from None
            except stripe.PermissionError as error:
                if endpoint == "accounts.retrieve_current":
                    raise
                raise trouble("L414", name=_permission(error, endpoint)) from None
            except stripe.APIConnectionError:
                raise Unreached(self._host) from None
            except stripe.InvalidRequestError:
                raise
            except stripe.StripeError as error:
                raise Unanswered(_safe(error)) from None


class StripeWriter(StripeReader):
    """Also creates and changes. Only `apply` and `prune` hold one."""

    def write(self, kind: Literal["product", "price", "link"], name: str | None, params: Mapping[str, Any]) -> Record:
        """Creates an object (`name` is None) or changes one.

        Raises:
            AlreadyThere: a name in `params` is taken.
            Outdated: something that it names is gone or archived, which a list did not show.
            Unanswered: the outcome is not known.
            ProblemsFound: Stripe refuses it, and why.
        """
        service = getattr(self._client, {"product": "products", "price": "prices", "link": "payment_links"}[kind])
        options = {"idempotency_key": str(uuid.uuid4())}  # the same for each repetition of this request, and no other
        asked = {**params, "expand": ["line_items"]} if kind == "link" else dict(params)
        try:
            if name is None:
                return _plain(self._ask(f"{kind}.create", service.create, asked, options))
            return _plain(self._ask(f"{kind}.update", service.update, name, asked, options))
        except stripe.InvalidRequestError as error:
            if error.code == "resource_already_exists" or "already uses that lookup key" in str(error):
                raise AlreadyThere(str(error.param)) from None
            if error.code == "resource_missing" or "is inactive" in str(error):
                raise Outdated(_safe(error)) from None
            raise _refusal(error) from None


def _pauses() -> Iterator[float]:
    for attempt in range(_PATIENCE):
        yield min(0.5 * 2**attempt, 16) * random.uniform(0.5, 1)  # noqa: S311 - spreads clients, guards nothing


def _asked_pause(error: stripe.StripeError) -> float | None:
    asked = (error.headers or {}).get("Retry-After", "")
    return min(float(asked), 60.0) if re.fullmatch(r"\d+", asked) else None


def _refusal(error: stripe.InvalidRequestError) -> Exception:
    """What Stripe refused, in words that name the page of the Dashboard to open where there is one."""
    said = _safe(error)
    if "terms of service" in said:
        return trouble("L420")
    if "head office" in said or "tax_behavior" in said:
        return trouble("L421")
    return trouble("L426", found=said)


def _permission(error: stripe.StripeError, endpoint: str) -> str:
    """What a key lacks, as the Dashboard calls it: “Prices: Write (rak_plan_write)”."""
    named = re.search(r"rak_([a-z_]+)_(read|write)", str(error))
    if named is None:
        return endpoint
    return f"{_IN_THE_DASHBOARD.get(named[1], named[1])}: {named[2].title()} ({named[0]})"


def _safe(error: Exception) -> str:
    """What Stripe said, without anything that looks like a key."""
    said = getattr(error, "user_message", None) or str(error)
    return re.sub(r"\b(?:sk|rk|pk|whsec)_\S+", "…", said)


def _plain(record: Any) -> Record:
    plain: Record = record.to_dict()
    return plain
