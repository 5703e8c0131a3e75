"""How a record becomes an answer: what is shown always, what only with `expand` (Stripe docs, "Expanding
responses").
"""

from collections.abc import Callable, Sequence
from typing import Any

from generator.sandbox import limits
from generator.sandbox.errors import StripeError, refused
from generator.sandbox.state import Record, Tables

Tree = dict[str, "Tree"]


def show(tables: Tables, record: Record, paths: Sequence[str]) -> dict[str, Any]:
    """The record, with every path of `expand` followed."""
    tree: Tree = {}
    for path in paths:
        steps = path.split(".")
        if len(steps) > limits.EXPAND_LEVELS:
            raise StripeError(
                400,
                f"You cannot expand more than {limits.EXPAND_LEVELS} levels of a property. Property: {path}",
                "property_expansion_max_depth",
            )
        place = tree
        for step in steps:
            place = place.setdefault(step, {})
    return _expanded(tables, record, tree)


def item_list(tables: Tables, owner: str, url: str) -> dict[str, Any]:
    """The line items a link or a session shows when asked to: the first handful."""
    items = tables.line_items[owner]
    shown = [with_price(tables, item) for item in items[: limits.LINE_ITEMS_WITH_LINK]]
    return {"object": "list", "data": shown, "has_more": len(items) > len(shown), "url": url}


def with_price(tables: Tables, item: Record) -> Record:
    """A line item always carries its whole price."""
    return {**item, "price": tables.prices[item["price"]]}


def _product(tables: Tables, price: Record) -> Record:
    return tables.products[price["product"]]


def _default_price(tables: Tables, product: Record) -> Record | None:
    return tables.prices[product["default_price"]] if product["default_price"] else None


def _currency_options(tables: Tables, price: Record) -> Any:
    own = {key: price[key] for key in ("custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal")}
    return {price["currency"]: own, **tables.currency_options.get(price["id"], {})}


def _link_items(tables: Tables, link: Record) -> Record:
    return item_list(tables, link["id"], f"/v1/payment_links/{link['id']}/line_items")


def _session_items(tables: Tables, session: Record) -> Record:
    return item_list(tables, session["id"], f"/v1/checkout/sessions/{session['id']}/line_items")


def _session_link(tables: Tables, session: Record) -> Record:
    return tables.payment_links[session["payment_link"]]


def _price(tables: Tables, item: Record) -> Any:  # noqa: ARG001, one of a table of like functions
    return item["price"]


EXPANDABLE: dict[tuple[str, str], Callable[[Tables, Record], Any]] = {
    ("product", "default_price"): _default_price,
    ("price", "product"): _product,
    ("price", "currency_options"): _currency_options,
    ("payment_link", "line_items"): _link_items,
    ("item", "price"): _price,
    ("checkout.session", "line_items"): _session_items,
    ("checkout.session", "payment_link"): _session_link,
}


def _expanded(tables: Tables, record: Record, tree: Tree) -> dict[str, Any]:
    answer = dict(record)
    for name, inner in tree.items():
        if record.get("object") == "list" and name == "data":
            answer["data"] = [_expanded(tables, entry, inner) for entry in record["data"]]
            continue
        reach = EXPANDABLE.get((record.get("object", ""), name))
        if reach is None:
            raise refused(f"This property cannot be expanded ({name}).", "expand")
        value = reach(tables, record)
        answer[name] = _expanded(tables, value, inner) if inner and value is not None else value
    return answer
