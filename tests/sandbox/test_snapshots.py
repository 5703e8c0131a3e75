"""Going back in time, and doing it often: what an engine's crash tests rest on."""

import time

import pytest
import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sandbox import Sandbox
from generator.sandbox.faults import Disconnect, Script, ServerError
from tests.sandbox.in_process import InProcess
from tests.sandbox.shop import Shop


def open_shop() -> Shop:
    sandbox = Sandbox()
    return Shop(sandbox, "https://api.stripe.com", sandbox.issue_key(), InProcess(sandbox))


def test_a_snapshot_brings_everything_back(fast_shop):
    sandbox = fast_shop.sandbox
    fast_shop.product(id="solo")
    before = sandbox.snapshot()
    tables = sandbox.tables()

    for _ in range(2):
        fast_shop.product(id="trio")
        fast_shop.api.products.update("solo", {"name": "Changed"})
        sandbox.clock.advance(hours=30)
        sandbox.revoke_key(fast_shop.secret)
        sandbox.restore(before)

        assert sandbox.tables() == tables
        assert len(sandbox.requests) == 1
        assert [each.id for each in fast_shop.api.products.list().data] == ["solo"]
        sandbox.restore(before)


def test_the_same_history_gives_the_same_ids(fast_shop):
    before = fast_shop.sandbox.snapshot()
    first = fast_shop.link()
    fast_shop.sandbox.restore(before)

    assert fast_shop.link().to_dict() == first.to_dict()


def publish(shop: Shop) -> None:
    """A small naive catalogue run: product, price, link."""
    client = shop.unchecked.v1
    client.products.create({"id": "solo", "name": "Solo"})
    price = client.prices.create({"currency": "eur", "product": "solo", "unit_amount": 25_000})
    client.payment_links.create({"line_items": [{"price": price.id, "quantity": 1}]})


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize(
    ("script", "happened"),
    [
        (lambda call: Script(faults_before={call: Disconnect()}), 0),
        (lambda call: Script(faults_after={call: Disconnect()}), 1),
        (lambda call: Script(faults_before={call: ServerError()}), 0),
        (lambda call: Script(faults_after={call: ServerError()}), 1),
    ],
)
def test_every_crash_point_of_a_run_can_be_enumerated(fast_shop, call, script, happened):
    fast_shop.sandbox.faults = script(call)

    with pytest.raises((stripe.APIConnectionError, stripe.APIError)):
        publish(fast_shop)

    tables = fast_shop.sandbox.tables()
    assert len(tables.products) + len(tables.prices) + len(tables.payment_links) == call - 1 + happened


def test_tens_of_thousands_of_calls_a_minute():
    """Generous by far, so that it only fails when something became slow in kind."""
    shop = open_shop()
    before = shop.sandbox.snapshot()
    start = time.perf_counter()
    for _ in range(300):
        publish(shop)
        shop.sandbox.restore(before)
    assert time.perf_counter() - start < 10


edits = st.lists(
    st.tuples(
        st.sampled_from(["price", "archive price", "archive product", "link", "stop", "start", "buy"]),
        st.integers(0, 9),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(edits)
def test_an_active_link_never_sells_what_is_archived(history):
    shop = open_shop()
    client = shop.unchecked.v1

    def watch(request, sandbox):
        tables = sandbox.tables()
        for link in tables.payment_links.values():
            for item in tables.line_items[link["id"]]:
                price = tables.prices[item["price"]]
                sold = price["active"] and tables.products[price["product"]]["active"]
                assert sold or not link["active"]

    shop.sandbox.on_request = watch
    prices = [shop.price().id]
    links = []
    for edit, number in history:
        price, link = prices[number % len(prices)], links[number % len(links)] if links else None
        try:
            match edit:
                case "price":
                    prices.append(shop.price().id)
                case "archive price":
                    client.prices.update(price, {"active": False})
                case "archive product":
                    client.products.update(client.prices.retrieve(price).product, {"active": False})
                case "link":
                    line = {"price": price, "quantity": 1}
                    limit = {"completed_sessions": {"limit": 1 + number}}
                    link = client.payment_links.create({"line_items": [line], "restrictions": limit})
                    links.append(link.id)
                case "stop" | "start" if link:
                    client.payment_links.update(link, {"active": edit == "start"})
                case "buy" if link:
                    url = shop.sandbox.tables().payment_links[link]["url"]
                    path = url.removeprefix("https://buy.stripe.com")
                    shop.sandbox.handle("POST", path, {}, b"email=lea%40nuoo.fr")
        except stripe.InvalidRequestError:
            continue  # a refusal is a fine answer; the watcher sees what it left behind

    for link in shop.sandbox.tables().payment_links.values():
        sold = link["restrictions"]["completed_sessions"]
        assert sold["count"] <= sold["limit"]
        assert sold["count"] == len(client.checkout.sessions.list({"payment_link": link["id"], "limit": 100}).data)
