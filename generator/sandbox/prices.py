"""Prices: an amount that never changes, with a few labels that may (Stripe docs, "Manage prices")."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.sandbox import limits
from generator.sandbox.amounts import check_amount, check_currency
from generator.sandbox.archiving import deactivate_links
from generator.sandbox.errors import missing, refused
from generator.sandbox.fields import (
    Choice,
    Clearable,
    Each,
    Field,
    Flag,
    Form,
    Group,
    Many,
    Metadata,
    NotImitated,
    Number,
    Params,
    Text,
    Whole,
)
from generator.sandbox.operations import Call, Operation
from generator.sandbox.paging import CURSORS, CreatedFilter, newest_first, one_cursor, page, within
from generator.sandbox.state import Record, Tables, merged_metadata

INTERVALS = Choice("day", "week", "month", "year")
TAX_BEHAVIORS = Choice("inclusive", "exclusive", "unspecified")
AMOUNT: dict[str, Field] = {
    "unit_amount": Whole(),
    "unit_amount_decimal": Number(),
    "custom_unit_amount": Group(
        {"enabled": Flag(), "maximum": Whole(0), "minimum": Whole(0), "preset": Whole(0)},
        required=("enabled",),
    ),
}
CURRENCY_OPTIONS = Each(Group({**AMOUNT, "tax_behavior": TAX_BEHAVIORS, "tiers": NotImitated()}))
RECURRING = Group(
    {
        "interval": INTERVALS,
        "interval_count": Whole(1),
        "usage_type": Choice("licensed"),
        "trial_period_days": Whole(1, limits.TRIAL_DAYS),
        "meter": NotImitated(),
    },
    required=("interval",),
)
LABELS: dict[str, Field] = {
    "active": Flag(),
    "lookup_key": Text(limits.LOOKUP_KEY),
    "metadata": Metadata(),
    "nickname": Text(limits.NICKNAME),
    "tax_behavior": TAX_BEHAVIORS,
    "transfer_lookup_key": Flag(),
}


def one_amount(params: Params) -> None:
    given = [key for key in AMOUNT if key in params]
    if len(given) != 1:
        raise refused(f"You must specify exactly one of {', '.join(AMOUNT)}.", given[0] if given else "unit_amount")


def known_interval_length(params: Params) -> None:
    recurring = params.get("recurring")
    if recurring and recurring.get("interval_count", 1) > limits.INTERVAL_COUNTS[recurring["interval"]]:
        raise refused("The interval can be three years at most.", "recurring[interval_count]")


def amounts_fit(params: Params) -> None:
    """Each amount in the fractions its currency has."""
    _check_amounts(params, params["currency"], "")
    for currency, option in params.get("currency_options", {}).items():
        _check_amounts(option, currency, f"currency_options[{currency}]")


def _check_amounts(given: Mapping[str, Any], currency: str, within_param: str) -> None:
    check_currency(currency, within_param or "currency")
    for name in ("unit_amount", "unit_amount_decimal"):
        if name in given:
            check_amount(given[name], currency, f"{within_param}[{name}]" if within_param else name)
    custom = given.get("custom_unit_amount", {})
    for bound in ("maximum", "minimum", "preset"):
        if bound in custom:
            check_amount(custom[bound], currency, f"custom_unit_amount[{bound}]")


def _amount_shown(given: Mapping[str, Any]) -> dict[str, Any]:
    """Stripe fills in both spellings of an amount, so neither tells how it was asked for."""
    amount: Decimal | int | None = given.get("unit_amount", given.get("unit_amount_decimal"))
    whole = amount is not None and amount == int(amount)
    custom = given.get("custom_unit_amount")
    return {
        "unit_amount": int(amount) if amount is not None and whole else None,
        "unit_amount_decimal": None if amount is None else str(int(amount) if whole else amount),
        "custom_unit_amount": {key: custom.get(key) for key in ("maximum", "minimum", "preset")} if custom else None,
        "tax_behavior": given.get("tax_behavior", "unspecified"),
    }


def make_price(call: Call, params: Params, product: str) -> Record:
    """A new price under an existing product, also used for a product's default price."""
    tables = call.tables
    recurring = params.get("recurring")
    if recurring and params.get("custom_unit_amount"):
        raise refused("custom_unit_amount cannot be used with recurring prices.", "custom_unit_amount")
    identifier = tables.new_id("price_")
    key = params.get("lookup_key")
    if key:
        _take_lookup_key(tables, key, identifier, transfer=params.get("transfer_lookup_key", False))
    price: Record = {
        "id": identifier,
        "object": "price",
        "active": params.get("active", True),
        "billing_scheme": "per_unit",
        "created": call.now,
        "currency": params["currency"],
        "livemode": call.livemode,
        "lookup_key": key,
        "metadata": merged_metadata({}, params.get("metadata", {})),
        "nickname": params.get("nickname"),
        "product": product,
        "recurring": recurring
        and {
            "interval": recurring["interval"],
            "interval_count": recurring.get("interval_count", 1),
            "meter": None,
            "trial_period_days": recurring.get("trial_period_days"),
            "usage_type": "licensed",
        },
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        **_amount_shown(params),
    }
    tables.prices[identifier] = price
    options = params.get("currency_options") or {}
    tables.currency_options[identifier] = {currency: _amount_shown(option) for currency, option in options.items()}
    return price


def _take_lookup_key(tables: Tables, key: str, taker: str, *, transfer: bool) -> None:
    """A lookup key names one price of the account, archived ones included; only a transfer moves it."""
    holder = tables.lookup_keys.get(key)
    if holder is not None and holder != taker:
        if not transfer:
            raise refused(f"A price (`{holder}`) already uses that lookup key.", "lookup_key")
        tables.prices[holder] = {**tables.prices[holder], "lookup_key": None}
    tables.lookup_keys[key] = taker


def create(call: Call) -> Record:
    product = call.params["product"]
    if product not in call.tables.products:
        raise missing("product", product, "product")
    return make_price(call, call.params, product)


def found(tables: Tables, identifier: str) -> Record:
    if identifier not in tables.prices:
        raise missing("price", identifier)
    return tables.prices[identifier]


def retrieve(call: Call) -> Record:
    return found(call.tables, call.subject)


def update(call: Call) -> Record:
    tables, params = call.tables, call.params
    price = dict(found(tables, call.subject))
    if params.get("active") is False:
        if tables.products[price["product"]]["default_price"] == price["id"]:
            raise refused("This price cannot be archived because it is the default price of its product.", "active")
        deactivate_links(tables, {price["id"]})
    if params.get("tax_behavior", price["tax_behavior"]) != price["tax_behavior"]:
        if price["tax_behavior"] != "unspecified":
            raise refused("The tax behavior of a price cannot be changed once it has been set.", "tax_behavior")
        price["tax_behavior"] = params["tax_behavior"]
    if "lookup_key" in params:
        tables.lookup_keys.pop(price["lookup_key"], None)
        _take_lookup_key(tables, params["lookup_key"], price["id"], transfer=params.get("transfer_lookup_key", False))
    if "currency_options" in params:
        _update_currency_options(tables, price["id"], params["currency_options"])
    if "metadata" in params:
        price["metadata"] = merged_metadata(price["metadata"], params["metadata"])
    price.update({key: params[key] for key in ("active", "lookup_key", "nickname") if key in params})
    tables.prices[price["id"]] = price
    return price


def _update_currency_options(tables: Tables, price: str, options: dict[str, Params] | None) -> None:
    changed = {currency: _amount_shown(option) for currency, option in (options or {}).items()}
    for currency, option in (options or {}).items():
        _check_amounts(option, currency, f"currency_options[{currency}]")
    tables.currency_options[price] = {**tables.currency_options[price], **changed} if options else {}


def list_prices(call: Call) -> dict[str, Any]:
    """Active prices unless told otherwise, as documented ("List all prices"); so a careful caller always says
    which.
    """
    params = call.params
    active = params.get("active", True)
    asked = {"currency": params.get("currency"), "product": params.get("product"), "type": params.get("type")}

    def keep(price: Record) -> bool:
        return (
            price["active"] == active
            and all(price[key] == value for key, value in asked.items() if value is not None)
            and ("lookup_keys" not in params or price["lookup_key"] in params["lookup_keys"])
            and all((price["recurring"] or {}).get(key) == v for key, v in params.get("recurring", {}).items())
            and within(price["created"], params.get("created", {}))
        )

    return page(newest_first(call.tables.prices.values()), params, call.path, "price", keep)


CREATE = Form(
    {
        **AMOUNT,
        **LABELS,
        "currency": Text(3),
        "currency_options": CURRENCY_OPTIONS,
        "product": Text(limits.ID_LENGTH),
        "recurring": RECURRING,
        "billing_scheme": Choice("per_unit"),
        "product_data": NotImitated(),
        "tiers": NotImitated(),
        "tiers_mode": NotImitated(),
        "transform_quantity": NotImitated(),
    },
    required=("currency", "product"),
    rules=(one_amount, known_interval_length, amounts_fit),
)
UPDATE = Form({**LABELS, "currency_options": Clearable(CURRENCY_OPTIONS)})
LIST = Form(
    {
        **CURSORS,
        "active": Flag(),
        "created": CreatedFilter(),
        "currency": Text(3),
        "lookup_keys": Many(Text(limits.LOOKUP_KEY), limits.LOOKUP_KEYS_PER_LIST),
        "product": Text(),
        "recurring": Group({"interval": INTERVALS, "usage_type": Choice("licensed", "metered")}),
        "type": Choice("one_time", "recurring"),
    },
    rules=(one_cursor,),
)

PRICE_CREATE = Operation("price_create", "plan", "write", CREATE, create)
PRICE_RETRIEVE = Operation("price_retrieve", "plan", "read", Form({}), retrieve)
PRICE_UPDATE = Operation("price_update", "plan", "write", UPDATE, update)
PRICE_LIST = Operation("price_list", "plan", "read", LIST, list_prices)
