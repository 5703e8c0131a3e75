from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stripe._encode import _api_encode

from generator.sandbox.forms import decode


def test_brackets_become_groups():
    assert decode("a[b][0][c]=1&a[b][1][c]=2&d=") == {"a": {"b": {"0": {"c": "1"}, "1": {"c": "2"}}}, "d": ""}


def test_empty_brackets_count():
    assert decode("expand[]=x&expand[]=y") == {"expand": {"0": "x", "1": "y"}}


def test_a_metadata_key_may_look_like_an_index(fast_shop):
    assert fast_shop.product(metadata={"0": "a", "7": "b"}).metadata.to_dict() == {"0": "a", "7": "b"}


def test_text_of_every_kind_arrives(shop):
    text = "l'été & 50 % = 1+1\nÀ bientôt 🎬 [a][b]"

    assert shop.product(name=text, metadata={"a&b": text}).metadata["a&b"] == text
    assert shop.api.products.list().data[0].name == text


names = st.text("abc_", min_size=1, max_size=5)
values = st.recursive(
    st.text(max_size=9),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(names, inner, min_size=1, max_size=3),
)


def as_form(value):
    if isinstance(value, list):
        return {str(place): as_form(each) for place, each in enumerate(value)}
    return {key: as_form(each) for key, each in value.items()} if isinstance(value, dict) else value


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, values, max_size=4))
def test_what_the_sdk_encodes_is_read_back(params):
    assert decode(urlencode(list(_api_encode(params)))) == as_form(params)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("line_items=", "cannot be unset"),
        ("line_items[0]=text", "Invalid object"),
        ("line_items[0][price]=p&line_items[0][quantity]=many", "Invalid integer: many"),
        ("line_items[0][price]=p&line_items[0][quantity]=1e3", "Invalid integer: 1e3"),
        (
            "custom_fields[0][type]=dropdown&custom_fields[0][key]=a&line_items[0][price]=p",
            "Missing required",
        ),
    ],
)
def test_forms_no_sdk_would_send(shop, body, message):
    status, answer, _ = shop.raw("POST", "/v1/payment_links", body)

    assert status == 400
    assert message in answer["error"]["message"]


def test_currency_options_must_be_a_group(shop):
    product = shop.product().id
    body = f"currency=eur&unit_amount=1&product={product}&currency_options"

    assert shop.raw("POST", "/v1/prices", f"{body}=usd")[1]["error"]["message"] == "Invalid object"
    assert "cannot be unset" in shop.raw("POST", "/v1/prices", f"{body}=")[1]["error"]["message"]
