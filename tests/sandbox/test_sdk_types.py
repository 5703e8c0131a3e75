from decimal import Decimal

import pytest

from tests.sandbox.sdk_types import check_against_sdk

LINE = {"price": "price_1", "quantity": 1}


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("payment_link_create", {"line_items": [LINE], "submit_type": "book", "metadata": {"a": "b"}}),
        ("payment_link_update", {"optional_items": "", "custom_text": {"submit": ""}}),
        ("price_create", {"currency": "eur", "unit_amount_decimal": Decimal("0.5")}),
        ("product_list", {"ids": ["solo"], "created": {"gte": 1}}),
        ("session_list", {"payment_link": "plink_1", "status": "complete"}),
        ("account_retrieve_current", {}),
    ],
)
def test_requests_the_sdk_would_send(operation, params):
    check_against_sdk(operation, params)


@pytest.mark.parametrize(
    ("operation", "params", "path"),
    [
        ("payment_link_create", {}, "line_items: Field required"),
        ("payment_link_create", {"line_items": [{**LINE, "colour": "red"}]}, "line_items.0.colour: Extra"),
        (
            "payment_link_create",
            {"line_items": [LINE], "submit_type": "rent"},
            "submit_type: Input should be",
        ),
        ("payment_link_create", {"line_items": [{**LINE, "quantity": "1"}]}, "line_items.0.quantity: Input"),
        ("payment_link_create", {"line_items": [LINE], "active": True}, "active: Extra inputs"),
        ("payment_link_create", {"line_items": [LINE], "api_key": "sk_test_1"}, "api_key: Extra inputs"),
        ("payment_link_update", {"currency": "usd"}, "currency: Extra inputs"),
        ("payment_link_update", {"invoice_creation": ""}, "invoice_creation: Input should be"),
        ("price_create", {"currency": "eur", "unit_amount": 1.5}, "unit_amount: Input should be"),
        ("price_update", {"unit_amount": 1}, "unit_amount: Extra inputs"),
        ("product_create", {"name": "Solo", "metadata": {"tier": 1}}, "metadata.tier: Input should be"),
    ],
)
def test_requests_it_would_not(operation, params, path):
    with pytest.raises(AssertionError, match=path):
        check_against_sdk(operation, params)
