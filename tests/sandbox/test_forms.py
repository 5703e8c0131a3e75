from urllib.parse import urlencode

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
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(names, inner, min_size=1, max_size=3)
    ),
)


def as_form(value):
    if isinstance(value, list):
        return {str(place): as_form(each) for place, each in enumerate(value)}
    return {key: as_form(each) for key, each in value.items()} if isinstance(value, dict) else value


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, values, max_size=4))
def test_what_the_sdk_encodes_is_read_back(params):
    assert decode(urlencode(list(_api_encode(params)))) == as_form(params)
