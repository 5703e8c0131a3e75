"""From the catalogue as it is to what it should be: the writes, in an order that never breaks a link. Pure.

First what is missing is made and what was archived is opened again: products, then prices, then links. What is no
longer sold is archived by another plan, once the new site is up: links, then prices, then products, because archiving
a price or a product closes the links that use it (Stripe documentation, “Manage products and prices”).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from generator.catalog.compare import differences, to_create, to_update
from generator.catalog.observed import (
    CONTENT,
    MARK,
    NAME,
    PROMISES,
    RETIRED,
    TOTAL,
    Observed,
    Record,
    is_retired,
    is_sold_out,
    lines_of,
    options_of,
    price_id,
    prices_of,
    sales,
    sells,
)
from generator.catalog.resources import Catalog, Link, Option, Price, Product, digest
from generator.catalog.winners import winners
from generator.lock import Pins

Kind = Literal["product", "price", "link"]


class Stage(IntEnum):
    """Writes of one stage do not depend on each other; a stage begins when the one before has ended."""

    PRODUCTS = 1
    PRICES = 2
    LINKS = 3
    CLOSE_LINKS = 4
    FREE_PRICES = 5
    ARCHIVE_PRICES = 6
    ARCHIVE_PRODUCTS = 7


@dataclass(frozen=True, slots=True)
class PriceOf:
    """Stands in parameters for the id of a price that may not exist yet."""

    key: str


@dataclass(frozen=True, slots=True)
class Write:
    """One request that changes something.

    Attributes:
        name: what it is about, in our words: a product's id, a price's key, a link's name.
        id: Stripe's id; None to create.
        params: Stripe's parameters, with `PriceOf` in the place of price ids.
    """

    stage: Stage
    kind: Kind
    name: str
    id: str | None
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drift:
    """Something of ours that was changed at Stripe by hand.

    Attributes:
        fields: which of its fields are not as we left them.
    """

    kind: Kind
    name: str
    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that we need and that something foreign holds; it is not touched."""

    kind: Kind
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change.

    Attributes:
        writes: in order.
        drift: changes made by hand that the writes would undo.
        conflicts: why nothing may be written.
        won: the link at Stripe for each desired one that has one.
    """

    writes: tuple[Write, ...]
    drift: tuple[Drift, ...]
    conflicts: tuple[Conflict, ...]
    won: Mapping[str, Record]

    @property
    def fingerprint(self) -> str:
        """Names exactly these writes, so that what was reviewed is what is done."""
        return digest([[each.stage, each.kind, each.name, each.id, _told(each.params)] for each in self.writes])


def plan(catalog: Catalog, observed: Observed, pins: Pins, published: Collection[str] = ()) -> Plan:
    """What `apply` would write."""
    planner = _Planner(catalog, observed, winners(catalog, observed, pins, published))
    for product in catalog.products.values():
        planner.product(product)
    for price in catalog.prices.values():
        planner.price(price)
    for link in catalog.links.values():
        planner.link(link)
    writes = sorted(planner.writes, key=lambda write: (write.stage, write.name))
    return Plan(tuple(writes), tuple(planner.drift), tuple(planner.conflicts), planner.won)


class _Planner:
    """Collects what has to be written."""

    def __init__(self, catalog: Catalog, observed: Observed, won: dict[str, Record]) -> None:
        self._catalog = catalog
        self._observed = observed
        named = (observed.price_named(key) for key in catalog.prices)
        self._canonical = {record["id"] for record in named if record}
        self.won = won
        self.writes: list[Write] = []
        self.drift: list[Drift] = []
        self.conflicts: list[Conflict] = []

    def product(self, product: Product) -> None:
        metadata = {MARK: self._catalog.mark, NAME: product.id, CONTENT: product.content}
        record = self._observed.products.get(product.id)
        if record is None:
            params = {"id": product.id, "name": product.name, "description": product.description or None}
            self._create(Stage.PRODUCTS, "product", product.id, {**params, "metadata": metadata})
        elif not self._observed.owns_product(record):
            self.conflicts.append(Conflict("product", product.id, record["id"]))
        else:
            declared = {"active": True, "name": product.name, "description": product.description or None}
            self._update(Stage.PRODUCTS, "product", product.id, record, declared, metadata)

    def price(self, price: Price) -> None:
        metadata = {MARK: self._catalog.mark, NAME: price.key}
        record = self._observed.price_named(price.key)
        declared = {"lookup_key": price.key}
        if record is None or not sells(record, price):
            if record is not None and not self._observed.has_mark(record):
                self.conflicts.append(Conflict("price", price.key, record["id"]))
                return
            moved = {"transfer_lookup_key": True} if record is not None else {}
            recurring = {"recurring": {"interval": price.every}} if price.every else {}
            tax = {"tax_behavior": price.tax} if price.tax != "unspecified" else {}
            fixed = {"currency": price.amount.currency.lower(), "unit_amount": price.amount.minor, **recurring, **tax}
            params = {"product": price.product, **fixed, **declared, **moved, "metadata": metadata}
            self._create(Stage.PRICES, "price", price.key, params)
        else:
            self._update(Stage.PRICES, "price", price.key, record, {"active": True, **declared}, metadata)

    def link(self, link: Link) -> None:
        promises = " ".join(sorted(link.promises)) or None
        ours = {MARK: self._catalog.mark, NAME: link.name, CONTENT: link.content, PROMISES: promises}
        metadata = {**ours, **_reference(link)}
        record = self.won.get(link.name)
        if record is None:
            lines = [{"price": PriceOf(key), "quantity": 1} for key in link.lines]
            options = [_option(option) for option in link.options]
            params = {"line_items": lines, "optional_items": options, **link.settings, "metadata": metadata}
            self._create(Stage.LINKS, "link", link.name, params)
            return
        self._open_prices_of(record)
        declared = {**link.settings, "active": link.slots is None or sales(record) < link.slots}
        more: dict[str, Any] = {}
        if self._options_differ(link, record):
            more["optional_items"] = [_option(option) for option in link.options] or ""
        if any(line["quantity"] != 1 or line.get("adjustable_quantity") for line in lines_of(record)):
            fixed = {"quantity": 1, "adjustable_quantity": {"enabled": False}}
            more["line_items"] = [{"id": line["id"], **fixed} for line in lines_of(record)]
        self._update(Stage.LINKS, "link", link.name, record, declared, metadata, more)

    def _open_prices_of(self, record: Record) -> None:
        """A link may use a twin of the price that its key names now; it must be open too."""
        for name in prices_of(record):
            price = self._observed.prices.get(name)
            if price and name not in self._canonical and not price["active"] and self._observed.has_mark(price):
                params = {"active": True, "metadata": {RETIRED: ""}}
                self.writes.append(Write(Stage.PRICES, "price", name, name, params))

    def _options_differ(self, link: Link, record: Record) -> bool:
        there = options_of(record)
        if len(there) != len(link.options):
            return True
        for option, item in zip(link.options, there, strict=True):
            price = self._observed.prices.get(price_id(item))
            most = (item.get("adjustable_quantity") or {}).get("maximum", 1)
            if price is None or not sells(price, self._catalog.prices[option.price]):
                return True
            if (most, item["quantity"]) != (option.up_to, 1):
                return True
        return False

    def _create(self, stage: Stage, kind: Kind, name: str, params: Mapping[str, Any]) -> None:
        self.writes.append(Write(stage, kind, name, None, to_create(params)))

    def _update(
        self,
        stage: Stage,
        kind: Kind,
        name: str,
        record: Record,
        declared: Mapping[str, Any],
        metadata: Mapping[str, str | None],
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Brings `record` to what is declared, naming only the settings that differ, whole."""
        declared = {**declared, "metadata": {**metadata, RETIRED: None}}
        fields = [*differences(declared, record), *(more or {})]
        if not fields:
            return
        changed = {field.partition(".")[0].partition("[")[0] for field in fields} | {"metadata"}
        if "restrictions" in changed:
            changed.add("active")  # a list that lags may still show a link open that has sold out meanwhile
        params = {key: to_update(value) for key, value in declared.items() if key in changed}
        self.writes.append(Write(stage, kind, name, record["id"], {**params, **(more or {})}))
        by_hand = tuple(field for field in fields if _is_by_hand(field, record, metadata))
        if by_hand:
            self.drift.append(Drift(kind, name, record["id"], by_hand))


def _is_by_hand(field: str, record: Record, metadata: Mapping[str, str | None]) -> bool:
    """Whether nobody but a person at the Dashboard can have made a field differ."""
    there = record.get("metadata") or {}
    if field == "active":
        return not record["active"] and not is_retired(record) and not is_sold_out(record)
    if field in (f"metadata.{MARK}", f"metadata.{NAME}"):
        return True
    if field == f"metadata.{RETIRED}":
        return False
    if field == f"metadata.{CONTENT}":
        return not there.get(CONTENT)
    return there.get(CONTENT) == metadata.get(CONTENT)


def retirements(
    catalog: Catalog, observed: Observed, won: Mapping[str, Record], published: Collection[str]
) -> tuple[Write, ...]:
    """What `prune` would archive: ours, no longer sold, and on no published page.

    Args:
        catalog: what is sold.
        observed: what is there.
        won: the links that sell it.
        published: addresses of links that the live site uses.
    """
    return tuple(sorted(_retired(catalog, observed, won, published), key=lambda write: write.stage))


def _retired(
    catalog: Catalog, observed: Observed, won: Mapping[str, Record], published: Collection[str]
) -> Iterator[Write]:
    kept = {record["id"] for record in won.values()}
    kept |= {link["id"] for link in observed.links.values() if link["url"] in published}
    closing = set()
    for link in observed.links.values():
        if link["active"] and observed.owns_link(link) and link["id"] not in kept:
            closing.add(link["id"])
            yield _archive(Stage.CLOSE_LINKS, "link", observed.name_of(link), link, observed)
    used = {
        name
        for link in observed.links.values()
        if link["id"] in kept or (link["active"] and link["id"] not in closing)
        for name in prices_of(link)
    }
    open_prices: set[str] = set()
    for price in observed.prices.values():
        if not price["active"]:
            continue
        named = (price.get("metadata") or {}).get(NAME, "")
        if not observed.has_mark(price) or price["id"] in used or named in catalog.prices:
            open_prices.add(price["product"])
        else:
            product = observed.products.get(price["product"], {})
            if product.get("default_price") == price["id"]:  # set at the Dashboard; such a price cannot be archived
                yield Write(Stage.FREE_PRICES, "product", product["id"], product["id"], {"default_price": ""})
            yield _archive(Stage.ARCHIVE_PRICES, "price", named, price, observed)
    for product in observed.products.values():
        sold = product["id"] in catalog.products or product["id"] in open_prices
        if product["active"] and observed.has_mark(product) and not sold:
            yield _archive(Stage.ARCHIVE_PRODUCTS, "product", product["id"], product, observed)


def _archive(stage: Stage, kind: Kind, name: str, record: Record, observed: Observed) -> Write:
    mark = {MARK: observed.mark, RETIRED: "yes"}
    return Write(stage, kind, name, record["id"], {"active": False, "metadata": mark})


def _option(option: Option) -> dict[str, Any]:
    item: dict[str, Any] = {"price": PriceOf(option.price), "quantity": 1}
    if option.up_to > 1:
        item["adjustable_quantity"] = {"enabled": True, "minimum": 0, "maximum": option.up_to}
    return item


def _reference(link: Link) -> dict[str, str]:
    """What Stripe copies from the link to each of its payments."""
    checkout, _, language = link.name.rpartition(".")
    return {"checkout": checkout, "language": language, TOTAL: str((link.total or link.charges).minor)}


def _told(value: Any) -> Any:
    if isinstance(value, PriceOf):
        return {"price": value.key}
    if isinstance(value, Mapping):
        return {key: _told(each) for key, each in value.items()}
    return [_told(each) for each in value] if isinstance(value, list) else value
