"""Looks at the stand-in after every request: can anybody be charged something else than a page says?

It reads only the stand-in's tables and what was published; it shares no code with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.money import Money
from generator.sandbox import Request, Sandbox
from generator.sandbox.faults import Script
from generator.sandbox.state import Tables
from tests.catalog.small_studio import Page, Shown

MARK = "vitrine"
TABLES = {"product": "products", "price": "prices", "payment_link": "payment_links"}


class Watcher:
    """Attached to a stand-in. `broken` fills with what should never have been the case.

    Attributes:
        site: the published pages.
        foreign: what belongs to somebody else, by id.
        excused: what a person at the Dashboard broke; it may stay broken until it is set back.
    """

    def __init__(self, sandbox: Sandbox, site: Callable[[], Mapping[str, Page]]) -> None:
        self.site = site
        self.foreign: dict[str, Any] = {}
        self.excused: set[tuple[str, str]] = set()
        self.is_ours = True
        self._live = sandbox.tables(livemode=True)
        sandbox.on_request = self.look

    def look(self, request: Request, sandbox: Sandbox) -> None:
        """After one request."""
        if not (self.is_ours and request.writes):
            return
        tables = sandbox.tables()
        found = set(self.wrong_pages(tables))
        self.excused &= found
        broken = [*sorted(found - self.excused), *self._wrong_writes(request, tables, sandbox)]
        assert not broken, f"after request {request.number} ({request.operation}): {broken}"

    def set_straight(self, tables: Tables) -> None:
        """After a person has changed things at the Dashboard: what is broken now is not the engine's doing."""
        self.excused = set(self.wrong_pages(tables))
        self.foreign = {name: _record(tables, name) for name in self.foreign}

    def adopt(self, tables: Tables, name: str) -> None:
        """From now on, `name` belongs to somebody else."""
        self.foreign[name] = _record(tables, name)

    def wrong_pages(self, tables: Tables) -> Iterator[tuple[str, str]]:
        by_url = {link["url"]: link for link in tables.payment_links.values()}
        for page in self.site().values():
            link = by_url.get(page.url)
            if link is None:
                yield page.url, "there is no such link"
                continue
            if not link["active"] and not sold_out(link):
                yield page.url, "closed"
            shown, offered = page.shown, what_it_charges(tables, link)
            if (shown.charges, shown.every, shown.tax) != (offered.charges, offered.every, offered.tax):
                yield page.url, f"charges {offered}, not {shown}"
            if missing := set(shown.options) - set(offered.options):
                yield page.url, f"options {sorted(offered.options)} lack {sorted(missing)}"

    def _wrong_writes(self, request: Request, tables: Tables, sandbox: Sandbox) -> Iterator[str]:
        for name, record in self.foreign.items():
            if _record(tables, name) is not record:
                yield f"{name} is not ours"
        if sandbox.tables(livemode=True) is not self._live:
            yield "live mode was touched"
        is_fair = isinstance(sandbox.faults, Script)  # what a list hides, nobody can close first
        if is_fair and request.operation in ("price_update", "product_update"):
            before = sandbox._ledgers[sandbox.account.id, False].as_of(1).payment_links
            closed = (name for name, link in before.items() if link["active"])
            yield from (
                f"{name} was closed by archiving" for name in closed if not tables.payment_links[name]["active"]
            )
        written = request.path.split("/")[-1]
        if request.status == 200 and request.path.count("/") == 3:
            record = _record(tables, written)
            if record["metadata"].get("vitrine") != MARK:
                yield f"{written} was written and does not carry our mark"


def sold_out(link: Mapping[str, Any]) -> bool:
    sold = (link["restrictions"] or {}).get("completed_sessions")
    return not link["active"] and bool(sold) and sold["count"] >= sold["limit"]


def what_it_charges(tables: Tables, link: Mapping[str, Any]) -> Shown:
    """What a buyer is asked for at a link, in the words of a page."""
    lines = [(tables.prices[item["price"]], item["quantity"]) for item in tables.line_items[link["id"]]]
    intervals = {(price["recurring"] or {}).get("interval") for price, _ in lines}
    taxes = {price["tax_behavior"] for price, _ in lines}
    minor = sum(price["unit_amount"] * quantity for price, quantity in lines)
    options = []
    for item in link["optional_items"] or []:
        price = tables.prices[item["price"]]
        kind, _, name = price["product"].partition("_addon_videos_")
        if kind == MARK:
            options.append((name.rpartition("_")[0], Money(price["unit_amount"], price["currency"].upper())))
    return Shown(Money(minor, link["currency"].upper()), *intervals, *taxes, tuple(sorted(options)))


def _record(tables: Tables, name: str) -> Any:
    return tables.products.get(name) or tables.prices.get(name) or tables.payment_links.get(name)
