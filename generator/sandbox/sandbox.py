"""The stand-in itself: a request in, Stripe's answer out, faults in between.

The order is Stripe's: who is it (401), not too many (429), which operation (404), may they (403), was this
asked before (the idempotency key), are the parameters sound (400), and only then the effect, on a working
copy that is kept or dropped as a whole.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import RLock
from typing import Any
from urllib.parse import unquote

from generator.sandbox import addresses, checkout_page, faults, idempotency, rate_limits
from generator.sandbox.account import Account
from generator.sandbox.clock import VirtualClock
from generator.sandbox.errors import StripeError, server_error
from generator.sandbox.expansion import show
from generator.sandbox.fields import Params
from generator.sandbox.forms import decode
from generator.sandbox.keys import ALL, ApiKey, Grant, KeyRing
from generator.sandbox.operations import Call, LinkAddress, Operation
from generator.sandbox.state import Ledger, Tables
from generator.sandbox.wire import ConnectionLostError, Request, Response

Mode = tuple[str, bool]  # an account and whether it is live


@dataclass(frozen=True)
class Snapshot:
    """Everything Stripe would remember at one moment: references only, so taking one is cheap."""

    ledgers: Mapping[Mode, Ledger]
    keys: KeyRing
    answers: idempotency.IdempotencyStore
    moment: Any
    requests: tuple[Request, ...]


class Sandbox:
    """One offline Stripe: accounts, keys, objects, and a clock that moves when told to."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        clock: VirtualClock | None = None,
        limits: rate_limits.RateLimits | None = None,
        link_address: LinkAddress = addresses.stripe_address,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.faults: faults.Faults = faults.Script()
        self.on_request: Callable[[Request, Sandbox], None] | None = None
        self.requests: list[Request] = []
        self.link_address = link_address
        self._limits = limits
        self._lock = RLock()
        self._accounts: dict[str, Account] = {}
        self._ledgers: dict[Mode, Ledger] = {}
        self._keys = KeyRing()
        self._answers = idempotency.IdempotencyStore()
        self.account = account or Account()
        self.open_account(self.account)

    def open_account(self, account: Account) -> None:
        """A further merchant, or new settings for a known one."""
        self._accounts[account.id] = account
        for livemode in (False, True):
            seed = f"{account.id}/{livemode}"
            self._ledgers.setdefault((account.id, livemode), Ledger(Tables(seed)))

    def issue_key(
        self, *, livemode: bool = False, account: str | None = None, grants: Mapping[str, Grant] | None = ALL
    ) -> str:
        """A secret key; with `grants`, a restricted one, such as {"product": "write", "plan": "read"}."""
        return self._keys.issue(account or self.account.id, livemode, grants)

    def revoke_key(self, secret: str) -> None:
        self._keys.revoke(self._keys.id_of(secret))

    def tables(self, *, livemode: bool = False, account: str | None = None) -> Tables:
        """What exists now, to look at. What comes back never changes afterwards."""
        return self._ledgers[account or self.account.id, livemode].tables

    def snapshot(self) -> Snapshot:
        with self._lock:
            ledgers = {mode: ledger.copy() for mode, ledger in self._ledgers.items()}
            keys, answers = self._keys.copy(), self._answers.copy()
            return Snapshot(ledgers, keys, answers, self.clock.moment, tuple(self.requests))

    def restore(self, snapshot: Snapshot) -> None:
        """Back to that moment, as often as wanted. Accounts, faults and hooks stay."""
        with self._lock:
            self._ledgers = {mode: ledger.copy() for mode, ledger in snapshot.ledgers.items()}
            self._keys, self._answers = snapshot.keys.copy(), snapshot.answers.copy()
            self.clock.moment = snapshot.moment
            self.requests = list(snapshot.requests)

    def handle(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Response:
        """Answer one request; raises ConnectionLostError where a real caller would get no answer.

        `target` is the path with its query. Everything outside /v1/ is a checkout page.
        """
        path, _, query = target.partition("?")
        path, text = unquote(path), body.decode(errors="replace")
        if not path.startswith("/v1/"):
            with self._lock:
                return self._checkout(checkout_page.read_visit(method, path, query, text))
        named = {name.lower(): value for name, value in headers.items()}
        secret = _secret(named.get("authorization", ""))
        found = addresses.find(method, path)
        with self._lock:
            request = Request(
                number=len(self.requests) + 1,
                method=method,
                path=path,
                params=decode("&".join(filter(None, (query, text)))),
                key_id=self._keys.id_of(secret),
                idempotency_key=named.get("idempotency-key") if method == "POST" else None,
                operation=found[0].name if found else None,
            )
            self.requests.append(request)
        try:
            response = self._answer(request, secret)
            request.status = response.status
        finally:
            if self.on_request:
                self.on_request(request, self)
        return response

    def _answer(self, request: Request, secret: str) -> Response:
        headers = {"Request-Id": f"req_{request.number:06d}"}
        if request.idempotency_key:
            headers["Idempotency-Key"] = request.idempotency_key
        fault = self.faults.before(request)
        if isinstance(fault, faults.Disconnect):
            raise ConnectionLostError
        if isinstance(fault, faults.KeyRevoked):
            self._keys.revoke(request.key_id)
        owner = None
        try:
            response, owner = self._admit(request, secret, fault)
        except StripeError as error:
            response = Response.json(error.status, error.body(), error.headers)
        later = self.faults.after(request, response)
        if isinstance(later, faults.ServerError):
            response = _failed(request)
        if owner:
            with self._lock:
                self._answers.keep(owner, request, response)
        if isinstance(later, faults.Disconnect):
            raise ConnectionLostError
        return response.with_headers(headers)

    def _admit(self, request: Request, secret: str, fault: faults.Before | None) -> tuple[Response, str | None]:
        """The answer and, if it is new, whose idempotency key it is to be kept under.

        What raises here ends a request before it runs, and so is not kept.
        """
        with self._lock:
            key = self._keys.authenticate(secret)
            _raise_refusal(fault, request)
            found = addresses.find(request.method, request.path)
            if found is None:
                raise addresses.unrecognised(request.method, request.path)
            operation, subject = found
            if self._limits:
                self._limits.admit(key.account, key.livemode, operation.name)
            key.require(operation.resource, operation.grant)
            owner = f"{key.account}/{key.livemode}"
            answered = self._answers.claim(owner, request, self.clock.now())
            if answered:
                return answered, None
            try:
                params = operation.form.read(request.params)
            except StripeError:
                self._answers.release(owner, request)
                raise
            if isinstance(fault, faults.ServerError):
                return _failed(request), owner
            return self._run(operation, subject, key, params, path=request.path, fault=fault), owner

    def _run(
        self,
        operation: Operation,
        subject: str,
        key: ApiKey,
        params: Params,
        *,
        path: str,
        fault: faults.Before | None,
    ) -> Response:
        """The effect. A refusal from here on is an answer like any other and changes nothing."""
        ledger = self._ledgers[key.account, key.livemode]
        tables = ledger.tables
        if operation.grant == "write":
            tables = tables.copy()
        elif operation.lists and isinstance(fault, faults.StaleList):
            tables = ledger.as_of(fault.writes)
        account, now = self._accounts[key.account], self.clock.now()
        call = Call(tables, account, key.livemode, now, path, subject, params, self.link_address)
        try:
            answer = show(tables, operation.run(call), params.get("expand", ()))
        except StripeError as error:
            return Response.json(error.status, error.body(), error.headers)
        if operation.grant == "write":
            ledger.commit(tables)
        return Response.json(200, answer, {})

    def _checkout(self, visit: checkout_page.Visit) -> Response:
        for ledger in self._ledgers.values():
            tables = ledger.tables.copy()
            link = checkout_page.link_at(tables, visit.code)
            if link is None:
                continue
            response = checkout_page.answer(tables, link, visit, self.clock.now())
            if len(tables.sessions) > len(ledger.tables.sessions):
                ledger.commit(tables)
            return response
        return checkout_page.unknown(visit)


def _secret(authorization: str) -> str:
    """The key of `Bearer key` or, as curl -u sends it, of `Basic base64(key:)`."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme == "Basic":
        return base64.b64decode(credentials).decode().rstrip(":")
    return credentials.strip()


def _raise_refusal(fault: faults.Before | None, request: Request) -> None:
    match fault:
        case faults.RateLimited():
            raise rate_limits.rate_limited(fault.reason, fault.headers())
        case faults.LockTimeout():
            raise rate_limits.lock_timeout(fault.headers())
        case faults.KeyInUse():
            raise idempotency.key_in_use(request.idempotency_key)


def _failed(request: Request) -> Response:
    """A 500. When it is kept under a key, asking again is pointless and Stripe says so."""
    error = server_error()
    headers = {"Stripe-Should-Retry": "false"} if request.idempotency_key else {}
    return Response.json(error.status, error.body(), headers)
