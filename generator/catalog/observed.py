"""The catalogue as it is at Stripe, and which of it is ours. Pure.

Records are kept as Stripe sends them. An object is ours when it carries our mark; a product also when one of its
prices does, and a link also when the lock pins it, because a Dashboard user can wipe metadata. Everything else is
foreign and never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.catalog.resources import Price

Record = Mapping[str, Any]
MARK, NAME, CONTENT, RETIRED = "vitrine", "vitrine_name", "vitrine_content", "vitrine_retired"
"""Keys of the metadata: whose it is, which one it is, what was last applied, and that it was archived on purpose."""
PROMISES = "vitrine_promises"
"""Key of a link's metadata: fingerprints of all options that it ever had, because a page may still show them."""
TOTAL = "total"
"""Key of a link's metadata: the whole price in minor units, deposit or not."""


@dataclass(frozen=True)
class Observed:
    """What exists in one account and mode.

    Attributes:
        mark: the studio's.
        products, prices, links: all of the account, by Stripe's id, in the order of the list: newest first.
        pinned: names of the links that the lock pins, by Stripe's id.
        account: its id; None when neither the key nor the lock tells.
        hidden: how many links that the lock pins are there, and not in the list yet.
    """

    mark: str
    products: Mapping[str, Record] = field(default_factory=dict)
    prices: Mapping[str, Record] = field(default_factory=dict)
    links: Mapping[str, Record] = field(default_factory=dict)
    pinned: Mapping[str, str] = field(default_factory=dict)
    account: str | None = None
    hidden: int = 0

    def has_mark(self, record: Record) -> bool:
        """Whether an object carries our mark."""
        return (record.get("metadata") or {}).get(MARK) == self.mark

    def owns_product(self, record: Record) -> bool:
        """Whether a product is ours."""
        return self.has_mark(record) or record["id"] in self._products_of_own_prices

    def sells_ours(self, price: Record) -> bool:
        """Whether a price is ours, or somebody's for a product of ours."""
        return self.has_mark(price) or self.has_mark(self.products.get(price["product"], {}))

    def owns_link(self, record: Record) -> bool:
        """Whether a link is ours."""
        return self.has_mark(record) or record["id"] in self.pinned

    def price_named(self, key: str) -> Record | None:
        """The price of that key, archived ones included: by its lookup key, else by its mark."""
        return self._prices_by_key.get(key) or self._prices_by_name.get(key)

    def links_named(self, name: str) -> tuple[Record, ...]:
        """Our links of that name, newest first."""
        return tuple(self._links_by_name.get(name, ()))

    @cached_property
    def _products_of_own_prices(self) -> frozenset[str]:
        return frozenset(price["product"] for price in self.prices.values() if self.has_mark(price))

    @cached_property
    def _prices_by_key(self) -> Mapping[str, Record]:
        return {price["lookup_key"]: price for price in self.prices.values() if price.get("lookup_key")}

    @cached_property
    def _prices_by_name(self) -> Mapping[str, Record]:
        own = (price for price in self.prices.values() if self.has_mark(price))
        return {price["metadata"].get(NAME, ""): price for price in own}

    @cached_property
    def _links_by_name(self) -> Mapping[str, list[Record]]:
        named: dict[str, list[Record]] = {}
        for link in self.links.values():
            if self.owns_link(link):
                named.setdefault(self.name_of(link), []).append(link)
        return named

    def name_of(self, link: Record) -> str:
        """Which link it is: as the lock says, else as its metadata does, which a person can edit."""
        return str(self.pinned.get(link["id"]) or (link.get("metadata") or {}).get(NAME, ""))

    def with_records(self, records: Iterable[Record]) -> Observed:
        """The same with objects that a list did not show yet; those it showed stay as it showed them."""
        listed = {"product": self.products, "price": self.prices, "payment_link": self.links}
        tables: dict[str, dict[str, Record]] = {kind: {} for kind in listed}
        for record in records:
            if record["id"] not in listed[record["object"]]:
                tables[record["object"]][record["id"]] = record
        return Observed(
            self.mark,
            {**tables["product"], **self.products},
            {**tables["price"], **self.prices},
            {**tables["payment_link"], **self.links},
            self.pinned,
            self.account,
            self.hidden,
        )


def is_retired(record: Record) -> bool:
    """Whether an object was archived by us, and not by hand."""
    return bool((record.get("metadata") or {}).get(RETIRED))


def is_sold_out(link: Record) -> bool:
    """Whether a link has closed by itself because its limit was reached."""
    places = (link.get("restrictions") or {}).get("completed_sessions") or {}
    return not link["active"] and bool(places) and sales(link) >= places["limit"]


def sales(link: Record) -> int:
    """How often a link has been paid, as far as Stripe counts: while it has a limit."""
    count: int = ((link.get("restrictions") or {}).get("completed_sessions") or {}).get("count", 0)
    return count


def lines_of(link: Record) -> tuple[Record, ...]:
    """The line items of a link, which Stripe shows when asked to expand them."""
    return tuple((link.get("line_items") or {}).get("data") or ())


def options_of(link: Record) -> tuple[Record, ...]:
    """The optional items of a link."""
    return tuple(link.get("optional_items") or ())


def price_id(item: Record) -> str:
    """The price of a line or an option, which comes whole or as an id."""
    price = item["price"]
    return str(price if isinstance(price, str) else price["id"])


def prices_of(link: Record) -> Iterator[str]:
    """The ids of every price that a link can charge."""
    yield from (price_id(item) for item in (*lines_of(link), *options_of(link)))


def sells(record: Record, price: Price) -> bool:
    """Whether a price at Stripe is exactly this one in all that cannot change."""
    recurring = record.get("recurring") or {}
    return (
        record["product"] == price.product
        and record["currency"] == price.amount.currency.lower()
        and record["unit_amount"] == price.amount.minor
        and recurring.get("interval") == price.every
        and recurring.get("interval_count", 1) == 1
        and (record.get("tax_behavior") or "unspecified") == price.tax
    )
