from decimal import Decimal

import pytest

from tests.sandbox.refusals import refused, refused_because_of


def test_a_price_reads_back_as_stripe_shows_it(shop):
    product = shop.product(id="solo")
    price = shop.price(25_000, product=product.id, lookup_key="solo-eur", nickname="Solo", metadata={"tier": "solo"})

    assert shop.api.prices.retrieve(price.id).to_dict() == price.to_dict()
    assert price.to_dict() == {
        "id": price.id,
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": shop.sandbox.clock.now(),
        "currency": "eur",
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": "solo-eur",
        "metadata": {"tier": "solo"},
        "nickname": "Solo",
        "product": "solo",
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": 25_000,
        "unit_amount_decimal": Decimal(25_000),
    }


def test_both_spellings_of_an_amount_read_back_the_same(shop):
    product = shop.product().id
    whole = shop.api.prices.create({"currency": "eur", "product": product, "unit_amount_decimal": Decimal("100.0")})
    part = shop.api.prices.create({"currency": "eur", "product": product, "unit_amount_decimal": Decimal("0.5")})

    assert (whole.unit_amount, whole.unit_amount_decimal) == (100, Decimal(100))
    assert (part.unit_amount, part.unit_amount_decimal) == (None, Decimal("0.5"))


@pytest.mark.parametrize(
    "change",
    [
        {"unit_amount": 1},
        {"currency": "usd"},
        {"product": "other"},
        {"recurring": {"interval": "month"}},
        {"custom_unit_amount": {"enabled": True}},
    ],
)
def test_an_amount_never_changes(shop, change):
    price, key = shop.price(), next(iter(change))

    with refused("unknown parameter", code="parameter_unknown", param=key):
        shop.unchecked.v1.prices.update(price.id, change)


def test_labels_change(shop):
    price = shop.price(nickname="Trio")

    changed = shop.api.prices.update(
        price.id, {"nickname": "Trio 2026", "metadata": {"a": "b"}, "lookup_key": "trio"}
    )

    assert (changed.nickname, changed.lookup_key, changed.metadata.to_dict()) == (
        "Trio 2026",
        "trio",
        {"a": "b"},
    )


def test_tax_behavior_is_set_once(shop):
    price = shop.price()
    assert shop.api.prices.update(price.id, {"tax_behavior": "exclusive"}).tax_behavior == "exclusive"

    shop.api.prices.update(price.id, {"tax_behavior": "exclusive"})
    with refused("cannot be changed", param="tax_behavior"):
        shop.api.prices.update(price.id, {"tax_behavior": "inclusive"})


def test_a_lookup_key_names_one_price_even_an_archived_one(shop):
    archived = shop.price(lookup_key="trio")
    shop.api.prices.update(archived.id, {"active": False})

    with refused("already uses that lookup key", param="lookup_key"):
        shop.price(lookup_key="trio")
    with refused("already uses that lookup key", param="lookup_key"):
        shop.api.prices.update(shop.price().id, {"lookup_key": "trio"})


def test_a_lookup_key_can_be_taken_over(shop):
    old = shop.price(lookup_key="trio")

    new = shop.price(lookup_key="trio", transfer_lookup_key=True)

    assert new.lookup_key == "trio"
    assert shop.api.prices.retrieve(old.id).lookup_key is None
    shop.api.prices.update(old.id, {"lookup_key": "trio", "transfer_lookup_key": True})
    assert shop.api.prices.retrieve(new.id).lookup_key is None


def test_the_default_price_of_a_product_cannot_be_archived(shop):
    price = shop.price()
    shop.api.products.update(price.product, {"default_price": price.id})

    with refused("default price of its product", param="active"):
        shop.api.prices.update(price.id, {"active": False})

    shop.api.products.update(price.product, {"default_price": ""})
    assert not shop.api.prices.update(price.id, {"active": False}).active


def test_an_archived_price_cannot_become_a_default_price(shop):
    price = shop.price()
    shop.api.prices.update(price.id, {"active": False})

    with refused("must be active", param="default_price"):
        shop.api.products.update(price.product, {"default_price": price.id})


def test_archiving_a_price_deactivates_the_links_that_charge_it(shop):
    price = shop.price()
    charging, other = shop.link(price), shop.link()

    shop.api.prices.update(price.id, {"active": False})

    assert not shop.api.payment_links.retrieve(charging.id).active
    assert shop.api.payment_links.retrieve(other.id).active


def test_a_price_cannot_be_deleted(shop):
    status, answer, _ = shop.raw("DELETE", f"/v1/prices/{shop.price().id}")

    assert status == 404
    assert answer["error"]["message"].startswith("Unrecognized request URL (DELETE: /v1/prices/")


def test_currency_options_show_only_when_asked_for(shop):
    price = shop.price(currency_options={"usd": {"unit_amount": 70_000}})

    assert "currency_options" not in price.to_dict()
    shown = shop.api.prices.retrieve(price.id, {"expand": ["currency_options"]}).currency_options
    assert {currency: option.unit_amount for currency, option in shown.to_dict(recursive=False).items()} == {
        "eur": 67_500,
        "usd": 70_000,
    }


def test_currency_options_can_be_added_and_cleared(shop):
    price, expand = shop.price(), ["currency_options"]

    added = shop.api.prices.update(price.id, {"currency_options": {"usd": {"unit_amount": 1}}, "expand": expand})
    cleared = shop.api.prices.update(price.id, {"currency_options": "", "expand": expand})

    assert set(added.currency_options.to_dict()) == {"eur", "usd"}
    assert set(cleared.currency_options.to_dict()) == {"eur"}


def test_prices_are_listed_active_unless_told_otherwise(shop):
    product = shop.product().id
    active = shop.price(product=product, lookup_key="a")
    monthly = shop.price(product=product, recurring={"interval": "month"})
    archived = shop.price(product=product, lookup_key="b")
    shop.api.prices.update(archived.id, {"active": False})
    shop.price()

    def ids(**params):
        return [each.id for each in shop.api.prices.list({"product": product, **params}).data]

    assert ids() == [monthly.id, active.id]
    assert ids(active=False) == [archived.id]
    assert ids(lookup_keys=["a", "b"]) == [active.id]
    assert ids(type="recurring") == ids(recurring={"interval": "month"}) == [monthly.id]
    assert ids(currency="usd") == []


def test_ten_lookup_keys_at_a_time(shop):
    with refused("exceeded maximum 10", param="lookup_keys"):
        shop.api.prices.list({"lookup_keys": [str(n) for n in range(11)]})


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({}, "unit_amount"),
        ({"unit_amount": 1, "unit_amount_decimal": Decimal(1)}, "unit_amount"),
        ({"unit_amount": 1, "custom_unit_amount": {"enabled": True}}, "unit_amount"),
        ({"custom_unit_amount": {"enabled": True}, "recurring": {"interval": "month"}}, "custom_unit_amount"),
        (
            {"unit_amount": 1, "recurring": {"interval": "year", "interval_count": 4}},
            "recurring[interval_count]",
        ),
        ({"unit_amount_decimal": Decimal("0.0000000000001")}, "unit_amount_decimal"),
        ({"unit_amount": 1, "currency": "xyz"}, "currency"),
        ({"unit_amount": 1, "currency": "EUR"}, "currency"),
        ({"unit_amount": 1, "nickname": "x" * 5001}, "nickname"),
        ({"unit_amount": 1, "lookup_key": "x" * 201}, "lookup_key"),
        (
            {"unit_amount": 1, "currency_options": {"isk": {"unit_amount": 550}}},
            "currency_options[isk][unit_amount]",
        ),
    ],
)
def test_prices_that_make_no_sense(shop, params, param):
    with refused_because_of(param):
        shop.api.prices.create({"currency": "eur", "product": shop.product().id, **params})


@pytest.mark.parametrize(
    ("currency", "amount", "allowed"),
    [
        ("eur", 0, True),  # free is a price
        ("jpy", 501, True),  # no decimals: 501 yen
        ("isk", 500, True),  # 5 króna, written with two zeros
        ("isk", 550, False),
        ("ugx", 1, False),
        ("kwd", 5120, True),  # three decimals, the last one zero
        ("kwd", 5124, False),
        ("huf", 12_345, True),
        ("eur", 999_999_999_999, True),
        ("eur", 1_000_000_000_000, False),
        ("eur", -1, False),
    ],
)
def test_each_currency_has_its_own_minor_unit(shop, currency, amount, allowed):
    params = {"currency": currency, "product": shop.product().id, "unit_amount": amount}
    if allowed:
        assert shop.api.prices.create(params).unit_amount == amount
    else:
        with refused_because_of("unit_amount"):
            shop.api.prices.create(params)


def test_what_the_stand_in_does_not_know_it_says(shop):
    tiers = [{"up_to": "inf", "unit_amount": 5}]

    with refused("does not imitate `tiers`", code="not_imitated", param="tiers", status=501):
        shop.api.prices.create({"currency": "eur", "product": shop.product().id, "tiers": tiers})


def test_a_price_needs_an_existing_product(fast_shop):
    with refused("No such product: 'gone'", code="resource_missing", param="product"):
        fast_shop.price(product="gone")
