"""What a buyer may choose on the page, and what it comes to."""

import pytest


def test_options_are_added_on_the_server(shop):
    hook, rush = shop.price(5_000), shop.price(10_000)
    link = shop.link(
        optional_items=[
            {"price": hook.id, "quantity": 1, "adjustable_quantity": {"enabled": True, "maximum": 4}},
            {"price": rush.id, "quantity": 1},
        ]
    )

    status, page = shop.send(link.url, action="update", **{"optional-0": "yes", "optional-0-quantity": "3"})
    assert status == 200
    assert "€825.00" in page
    assert shop.sessions(link) == []

    shop.send(link.url, action="pay", **{"optional-0": "yes", "optional-0-quantity": "3"})
    [session] = shop.sessions(link)
    lines = shop.api.checkout.sessions.line_items.list(session.id).data
    assert session.amount_total == 82_500
    assert [(line.price.id, line.quantity) for line in lines][1:] == [(hook.id, 3)]


def test_an_option_can_always_be_taken_off(shop):
    minimum = {"enabled": True, "minimum": 1, "maximum": 4}
    link = shop.link(optional_items=[{"price": shop.price().id, "quantity": 1, "adjustable_quantity": minimum}])

    shop.send(link.url, **{"optional-0": "yes", "optional-0-quantity": "0"})

    assert shop.sessions(link)[0].amount_total == 67_500


@pytest.mark.parametrize("quantity", ["0", "6", "-1", "1.5", "many"])
def test_a_quantity_not_on_offer_is_not_sold(shop, quantity):
    line = {"price": shop.price().id, "quantity": 1, "adjustable_quantity": {"enabled": True, "maximum": 5}}
    link = shop.api.payment_links.create({"line_items": [line]})

    status, page = shop.send(link.url, **{"line-0-quantity": quantity})

    assert status == 422
    assert "This quantity is not on offer." in page
    assert shop.sessions(link) == []


def test_a_total_below_the_smallest_charge_cannot_be_paid(shop):
    free, token = shop.price(0), shop.price(20)
    link = shop.link(free, optional_items=[{"price": token.id, "quantity": 1}])

    assert shop.send(link.url)[0] == 303
    status, page = shop.send(link.url, **{"optional-0": "yes"})
    assert status == 422
    assert "below the smallest amount" in page


def test_an_amount_the_buyer_may_choose_starts_from_its_preset(shop):
    chosen = shop.price(custom_unit_amount={"enabled": True, "minimum": 500, "preset": 2_000})
    link = shop.link(chosen)

    shop.send(link.url)

    assert shop.sessions(link)[0].amount_total == 2_000


def test_a_quantity_of_an_option_not_taken_does_not_matter(shop):
    adjustable = {"enabled": True, "maximum": 4}
    link = shop.link(optional_items=[{"price": shop.price().id, "quantity": 1, "adjustable_quantity": adjustable}])

    assert shop.send(link.url, **{"optional-0-quantity": "99"})[0] == 303
    assert shop.sessions(link)[0].amount_total == 67_500
