"""Checkout sessions as far as they can be read; they come into being on the checkout page."""

from typing import Any

from generator.sandbox.errors import missing
from generator.sandbox.expansion import with_price
from generator.sandbox.fields import Choice, Form, Text
from generator.sandbox.operations import Call, Operation
from generator.sandbox.paging import CURSORS, CreatedFilter, newest_first, one_cursor, page, within
from generator.sandbox.state import Record


def _found(call: Call) -> Record:
    if call.subject not in call.tables.sessions:
        raise missing("checkout.session", call.subject)
    return call.tables.sessions[call.subject]


def retrieve(call: Call) -> Record:
    return _found(call)


def list_sessions(call: Call) -> dict[str, Any]:
    params = call.params
    asked = {key: params[key] for key in ("payment_link", "status") if key in params}

    def keep(session: Record) -> bool:
        return all(session[key] == value for key, value in asked.items()) and within(
            session["created"], params.get("created", {})
        )

    return page(newest_first(call.tables.sessions.values()), params, call.path, "checkout.session", keep)


def list_line_items(call: Call) -> dict[str, Any]:
    items = [with_price(call.tables, item) for item in call.tables.line_items[_found(call)["id"]]]
    return page(items, call.params, call.path, "line_item")


LIST = Form(
    {
        **CURSORS,
        "created": CreatedFilter(),
        "payment_link": Text(),
        "status": Choice("complete", "expired", "open"),
    },
    rules=(one_cursor,),
)
LINES = Form(CURSORS, rules=(one_cursor,))

SESSION_RETRIEVE = Operation("session_retrieve", "checkout_session", "read", Form({}), retrieve)
SESSION_LIST = Operation("session_list", "checkout_session", "read", LIST, list_sessions)
SESSION_LINE_ITEMS = Operation("session_line_item_list", "checkout_session", "read", LINES, list_line_items)
