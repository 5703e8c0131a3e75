"""What Stripe's documentation does not say. The stand-in takes the reading that hurts a careless caller more.

Each of these wants one look at a real Stripe sandbox; until then nothing should depend on the other reading.
"""

from tests.sandbox.refusals import refused


def test_archiving_the_price_of_an_optional_item_deactivates_the_link(shop):
    hook = shop.price(5_000)
    link = shop.link(optional_items=[{"price": hook.id, "quantity": 1}])

    shop.api.prices.update(hook.id, {"active": False})

    assert not shop.api.payment_links.retrieve(link.id).active


def test_lines_left_out_of_an_update_stay_as_they_are(shop):
    link = shop.link(shop.price(), shop.price(), expand=["line_items"])
    first, second = link.line_items.data

    changed = shop.api.payment_links.update(
        link.id, {"line_items": [{"id": first.id, "quantity": 3}], "expand": ["line_items"]}
    )

    assert [line.quantity for line in changed.line_items.data] == [3, 1]
    assert changed.line_items.data[1].id == second.id


def test_raising_the_limit_does_not_reactivate_a_sold_out_link(shop):
    link = shop.link(restrictions={"completed_sessions": {"limit": 1}})
    shop.send(link.url)

    raised = shop.api.payment_links.update(link.id, {"restrictions": {"completed_sessions": {"limit": 2}}})

    assert not raised.active
    assert shop.api.payment_links.update(link.id, {"active": True}).active


def test_a_sold_out_link_cannot_be_switched_on_again(shop):
    link = shop.link(restrictions={"completed_sessions": {"limit": 1}})
    shop.send(link.url)

    with refused("has been reached", param="active"):
        shop.api.payment_links.update(link.id, {"active": True})


def test_a_link_with_an_archived_price_cannot_be_switched_on_again(shop):
    price = shop.price()
    link = shop.link(price)
    shop.api.prices.update(price.id, {"active": False})

    with refused("only accepts active prices", param="line_items[0][price]"):
        shop.api.payment_links.update(link.id, {"active": True})
    shop.api.prices.update(price.id, {"active": True})
    assert not shop.api.payment_links.retrieve(link.id).active
    assert shop.api.payment_links.update(link.id, {"active": True}).active


def test_a_lookup_key_cannot_be_cleared(shop):
    with refused("cannot be unset", code="parameter_invalid_empty", param="lookup_key"):
        shop.api.prices.update(shop.price(lookup_key="trio").id, {"lookup_key": ""})


def test_archived_prices_are_not_found_by_lookup_key_unless_asked_for(shop):
    price = shop.price(lookup_key="trio")
    shop.api.prices.update(price.id, {"active": False})

    assert shop.api.prices.list({"lookup_keys": ["trio"]}).data == []
    assert shop.api.prices.list({"lookup_keys": ["trio"], "active": False}).data[0].id == price.id
