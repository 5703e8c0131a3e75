"""Products: what is sold, under an id the seller may choose (Stripe docs, "Manage products")."""

from typing import Any

from generator.sandbox import limits
from generator.sandbox.archiving import deactivate_links
from generator.sandbox.errors import missing, refused
from generator.sandbox.fields import (
    Address,
    Choice,
    Clearable,
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
)
from generator.sandbox.operations import Call, Operation
from generator.sandbox.paging import CURSORS, CreatedFilter, newest_first, one_cursor, page, within
from generator.sandbox.prices import (
    AMOUNT,
    CURRENCY_OPTIONS,
    RECURRING,
    TAX_BEHAVIORS,
    amounts_fit,
    known_interval_length,
    make_price,
    one_amount,
)
from generator.sandbox.state import Record, Tables, merged_metadata

FIXED: dict[str, Field] = {
    "active": Flag(),
    "metadata": Metadata(),
    "name": Text(limits.PRODUCT_NAME),
    "shippable": Flag(),
    "statement_descriptor": Text(limits.STATEMENT_DESCRIPTOR, limits.STATEMENT_DESCRIPTOR_CHARACTERS),
}
# An update resets these with "".
RESETTABLE: dict[str, Field] = {
    "description": Text(limits.PRODUCT_DESCRIPTION),
    "images": Many(Address(), limits.PRODUCT_IMAGES),
    "marketing_features": Many(
        Group({"name": Text(limits.MARKETING_FEATURE_NAME)}, required=("name",)), limits.MARKETING_FEATURES
    ),
    "package_dimensions": Group(
        {side: Number(2) for side in ("height", "length", "weight", "width")},
        required=("height", "length", "weight", "width"),
    ),
    "tax_code": Text(),
    "tax_details": NotImitated(),
    "unit_label": Text(limits.UNIT_LABEL),
    "url": Address(),
}
EMPTY: dict[str, Any] = {"images": [], "marketing_features": []}  # what "" leaves behind; None for the rest
DEFAULT_PRICE = Group(
    {
        **AMOUNT,
        "currency": Text(3),
        "currency_options": CURRENCY_OPTIONS,
        "metadata": Metadata(),
        "recurring": RECURRING,
        "tax_behavior": TAX_BEHAVIORS,
    },
    required=("currency",),
)


class DefaultPrice:
    """`default_price` names a price, or "" for none."""

    def read(self, raw: Any, param: str) -> str | None:
        return None if raw == "" else Text().read(raw, param)


def default_price_is_a_price(params: Params) -> None:
    if "default_price_data" in params:
        for rule in (one_amount, known_interval_length, amounts_fit):
            rule(params["default_price_data"])


def ids_without_cursors(params: Params) -> None:
    if "ids" in params and ("starting_after" in params or "ending_before" in params):
        raise refused("You cannot use `ids` together with starting_after or ending_before.", "ids")


def _described(params: Params) -> dict[str, Any]:
    shown = {key: EMPTY.get(key) if params[key] is None else params[key] for key in RESETTABLE if key in params}
    shown |= {key: params[key] for key in FIXED if key in params and key != "metadata"}
    dimensions = params.get("package_dimensions")
    if dimensions:
        shown["package_dimensions"] = {side: float(size) for side, size in dimensions.items()}
    return shown


def create(call: Call) -> Record:
    tables, params = call.tables, call.params
    identifier = params["id"] if "id" in params else tables.new_id("prod_", 14)
    if identifier in tables.products:
        raise refused("Product already exists.", "id", "resource_already_exists")
    product: dict[str, Any] = {
        "id": identifier,
        "object": "product",
        "active": True,
        "created": call.now,
        "default_price": None,
        "livemode": call.livemode,
        "metadata": merged_metadata({}, params.get("metadata", {})),
        "shippable": None,
        "statement_descriptor": None,
        "type": params.get("type", "service"),
        "updated": call.now,
        **{key: EMPTY.get(key) for key in RESETTABLE},
        **_described(params),
    }
    if "default_price_data" in params:
        product["default_price"] = make_price(call, params["default_price_data"], identifier)["id"]
    tables.products[identifier] = product
    return product


def _found(tables: Tables, identifier: str) -> Record:
    if identifier not in tables.products:
        raise missing("product", identifier)
    return tables.products[identifier]


def retrieve(call: Call) -> Record:
    return _found(call.tables, call.subject)


def update(call: Call) -> Record:
    tables, params = call.tables, call.params
    product = {**_found(tables, call.subject), **_described(params), "updated": call.now}
    if "metadata" in params:
        product["metadata"] = merged_metadata(product["metadata"], params["metadata"])
    if "default_price" in params:
        product["default_price"] = _own_active_price(tables, product["id"], params["default_price"])
    if params.get("active") is False:
        deactivate_links(tables, _prices_of(tables, product["id"]))
    tables.products[product["id"]] = product
    return product


def _prices_of(tables: Tables, product: str) -> set[str]:
    return {price["id"] for price in tables.prices.values() if price["product"] == product}


def _own_active_price(tables: Tables, product: str, price: str | None) -> str | None:
    if price is None:
        return None
    if price not in _prices_of(tables, product):
        raise missing("price", price, "default_price")
    if not tables.prices[price]["active"]:
        raise refused("The default price of a product must be active.", "default_price")
    return price


def delete(call: Call) -> Record:
    product = _found(call.tables, call.subject)
    if _prices_of(call.tables, product["id"]):
        raise refused("This product cannot be deleted because it has one or more user-created prices.", "id")
    del call.tables.products[product["id"]]
    return {"id": product["id"], "object": "product", "deleted": True}


def list_products(call: Call) -> dict[str, Any]:
    params = call.params
    asked = {key: params.get(key) for key in ("active", "shippable", "type", "url")}

    def keep(product: Record) -> bool:
        return (
            all(product[key] == value for key, value in asked.items() if value is not None)
            and ("ids" not in params or product["id"] in params["ids"])
            and within(product["created"], params.get("created", {}))
        )

    return page(newest_first(call.tables.products.values()), params, call.path, "product", keep)


CREATE = Form(
    {
        **FIXED,
        **RESETTABLE,
        "id": Text(limits.ID_LENGTH, limits.ID_CHARACTERS),
        "type": Choice("good", "service"),
        "default_price_data": DEFAULT_PRICE,
    },
    required=("name",),
    rules=(default_price_is_a_price,),
)
UPDATE = Form(
    {**FIXED, **{key: Clearable(entry) for key, entry in RESETTABLE.items()}, "default_price": DefaultPrice()}
)
LIST = Form(
    {
        **CURSORS,
        "active": Flag(),
        "created": CreatedFilter(),
        "ids": Many(Text()),
        "shippable": Flag(),
        "type": Choice("good", "service"),
        "url": Text(),
    },
    rules=(one_cursor, ids_without_cursors),
)

PRODUCT_CREATE = Operation("product_create", "product", "write", CREATE, create)
PRODUCT_RETRIEVE = Operation("product_retrieve", "product", "read", Form({}), retrieve)
PRODUCT_UPDATE = Operation("product_update", "product", "write", UPDATE, update)
PRODUCT_DELETE = Operation("product_delete", "product", "write", Form({}), delete)
PRODUCT_LIST = Operation("product_list", "product", "read", LIST, list_products)
