"""Payment links: an address that sells fixed prices (Stripe docs, "Payment Links API").

Never deleted, only switched off and on; the prices in it never change.
"""

from typing import Any

from generator.sandbox.errors import missing
from generator.sandbox.expansion import with_price
from generator.sandbox.fields import Flag, Form, Params
from generator.sandbox.link_fields import CREATE, UPDATE
from generator.sandbox.link_rules import Proposal, check
from generator.sandbox.link_settings import DEFAULTS, adjustable_quantity, mode_defaults, settled
from generator.sandbox.operations import Call, Operation
from generator.sandbox.paging import CURSORS, newest_first, one_cursor, page
from generator.sandbox.state import Record, Tables


def charged(tables: Tables, price: Record, currency: str) -> int:
    """What one unit costs in this currency; a custom amount starts from its preset."""
    if price["currency"] != currency:
        price = tables.currency_options[price["id"]].get(currency, price)
    if price["custom_unit_amount"]:
        return price["custom_unit_amount"]["preset"] or price["custom_unit_amount"]["minimum"] or 0
    return price["unit_amount"] or 0


def line_item(tables: Tables, price: Record, currency: str, quantity: int, adjustable: Any) -> Record:
    """A line as a link or a session shows it. The id is the line's own."""
    amount = charged(tables, price, currency) * quantity
    return {
        "id": tables.new_id("li_"),
        "object": "item",
        "adjustable_quantity": adjustable,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": currency,
        "description": tables.products[price["product"]]["name"],
        "price": price["id"],
        "quantity": quantity,
    }


def _accept(call: Call, link: Record, items: tuple[Record, ...]) -> Record:
    check(Proposal(call.tables, call.account.settings(call.livemode), call.livemode, link, items))
    call.tables.payment_links[link["id"]] = link
    call.tables.line_items[link["id"]] = items
    return link


def _check_prices_exist(tables: Tables, params: Params) -> None:
    for group in ("line_items", "optional_items"):
        for place, item in enumerate(params.get(group) or []):
            if "price" in item and item["price"] not in tables.prices:
                raise missing("price", item["price"], f"{group}[{place}][price]")


def create(call: Call) -> Record:
    tables, params = call.tables, call.params
    _check_prices_exist(tables, params)
    prices = [tables.prices[item["price"]] for item in params["line_items"]]
    link: dict[str, Any] = {
        "id": tables.new_id("plink_"),
        "object": "payment_link",
        "active": True,
        "livemode": call.livemode,
        **DEFAULTS,
        **mode_defaults(any(price["recurring"] for price in prices)),
        **settled(DEFAULTS, params),
        "currency": params.get("currency", prices[0]["currency"] if prices else None),
    }
    code = tables.new_id("" if call.livemode else "test_", 18)
    link["url"] = call.link_address(code, link["submit_type"])
    least = 1 if len(prices) == 1 else 0
    items = tuple(
        line_item(
            tables,
            price,
            link["currency"],
            item["quantity"],
            adjustable_quantity(item.get("adjustable_quantity"), least),
        )
        for price, item in zip(prices, params["line_items"], strict=True)
    )
    return _accept(call, link, items)


def _found(call: Call) -> Record:
    if call.subject not in call.tables.payment_links:
        raise missing("payment_link", call.subject)
    return call.tables.payment_links[call.subject]


def retrieve(call: Call) -> Record:
    return _found(call)


def update(call: Call) -> Record:
    old, params = _found(call), call.params
    _check_prices_exist(call.tables, params)
    link = {**old, **settled(old, params), "active": params.get("active", old["active"])}
    code = old["url"].rsplit("/", 1)[1]
    link["url"] = call.link_address(code, link["submit_type"])
    items = _changed_items(call, link, params.get("line_items", []))
    return _accept(call, link, items)


def _changed_items(call: Call, link: Record, changes: list[Params]) -> tuple[Record, ...]:
    """Lines not named stay as they are (not documented; see the tests marked "assumed")."""
    items = {item["id"]: item for item in call.tables.line_items[link["id"]]}
    for place, change in enumerate(changes):
        if change["id"] not in items:
            raise missing("line_item", change["id"], f"line_items[{place}][id]")
        item = dict(items[change["id"]])
        if "adjustable_quantity" in change:
            least = 1 if len(items) == 1 else 0
            item["adjustable_quantity"] = adjustable_quantity(change["adjustable_quantity"], least)
        item["quantity"] = change.get("quantity", item["quantity"])
        price = call.tables.prices[item["price"]]
        amount = charged(call.tables, price, link["currency"]) * item["quantity"]
        items[item["id"]] = {**item, "amount_subtotal": amount, "amount_total": amount}
    return tuple(items.values())


def list_links(call: Call) -> dict[str, Any]:
    asked = call.params.get("active")

    def keep(link: Record) -> bool:
        return asked is None or link["active"] == asked

    return page(newest_first(call.tables.payment_links.values()), call.params, call.path, "payment_link", keep)


def list_line_items(call: Call) -> dict[str, Any]:
    """All lines, in the order of the page rather than newest first."""
    items = [with_price(call.tables, item) for item in call.tables.line_items[_found(call)["id"]]]
    return page(items, call.params, call.path, "line_item")


LIST = Form({**CURSORS, "active": Flag()}, rules=(one_cursor,))
LINES = Form(CURSORS, rules=(one_cursor,))

PAYMENT_LINK_CREATE = Operation("payment_link_create", "payment_links", "write", CREATE, create)
PAYMENT_LINK_RETRIEVE = Operation("payment_link_retrieve", "payment_links", "read", Form({}), retrieve)
PAYMENT_LINK_UPDATE = Operation("payment_link_update", "payment_links", "write", UPDATE, update)
PAYMENT_LINK_LIST = Operation("payment_link_list", "payment_links", "read", LIST, list_links)
PAYMENT_LINK_LINE_ITEMS = Operation("payment_link_line_item_list", "payment_links", "read", LINES, list_line_items)
