import pytest

from tests.sandbox.refusals import refused

AS_CREATED = {
    "object": "payment_link",
    "active": True,
    "after_completion": {"hosted_confirmation": {"custom_message": None}, "type": "hosted_confirmation"},
    "allow_promotion_codes": False,
    "automatic_tax": {"enabled": False, "liability": None},
    "billing_address_collection": "auto",
    "consent_collection": None,
    "currency": "eur",
    "custom_fields": [],
    "customer_creation": "if_required",
    "inactive_message": None,
    "livemode": False,
    "metadata": {},
    "name_collection": None,
    "optional_items": None,
    "payment_intent_data": None,
    "payment_method_collection": "always",
    "payment_method_types": None,
    "phone_number_collection": {"enabled": False},
    "restrictions": None,
    "shipping_address_collection": None,
    "submit_type": "auto",
    "subscription_data": None,
    "tax_id_collection": {"enabled": False, "required": "never"},
}


def test_stripe_fills_in_every_setting_left_out(shop):
    link = shop.link().to_dict()

    assert {key: link[key] for key in AS_CREATED} == AS_CREATED
    assert link["invoice_creation"]["enabled"] is False
    assert link["id"].startswith("plink_")


def test_a_link_says_neither_when_it_was_made_nor_what_it_sells(shop):
    link = shop.link().to_dict()

    assert "created" not in link
    assert "line_items" not in link


def test_a_test_link_can_be_told_by_its_address(fast_shop):
    live = fast_shop.sandbox.issue_key(livemode=True)
    price = {"currency": "eur", "product": "solo", "unit_amount": 25_000}
    client = fast_shop.client(live).v1
    client.products.create({"id": "solo", "name": "Solo"})
    price = client.prices.create(price)
    live_link = client.payment_links.create({"line_items": [{"price": price.id, "quantity": 1}]})

    assert fast_shop.link().url.startswith("https://buy.stripe.com/test_")
    assert live_link.url.startswith("https://buy.stripe.com/")
    assert "test_" not in live_link.url
    assert live_link.livemode


def test_the_submit_type_decides_the_host(fast_shop):
    link = fast_shop.link(submit_type="book")
    donation = fast_shop.api.payment_links.update(link.id, {"submit_type": "donate"})

    assert link.url.startswith("https://book.stripe.com/test_")
    assert donation.url == link.url.replace("book.", "donate.")


def test_line_items_come_when_asked_for_and_then_the_first_ten(shop):
    price = shop.price()
    link = shop.link(*[price] * 12, expand=["line_items"])

    assert len(link.line_items.data) == 10
    assert link.line_items.has_more
    assert link.line_items.data[0].price.id == price.id
    assert [each.amount_total for each in shop.api.payment_links.line_items.list(link.id).auto_paging_iter()] == [
        67_500
    ] * 12


def test_every_setting_reads_back_as_given(shop):
    hook = shop.price(5_000)
    given = {
        "after_completion": {
            "type": "redirect",
            "redirect": {"url": "https://studio.example/{CHECKOUT_SESSION_ID}"},
        },
        "allow_promotion_codes": True,
        "billing_address_collection": "required",
        "custom_fields": [
            {
                "key": "format",
                "label": {"type": "custom", "custom": "Format"},
                "type": "dropdown",
                "optional": True,
                "dropdown": {
                    "options": [{"label": "9:16", "value": "vertical"}],
                    "default_value": "vertical",
                },
            }
        ],
        "customer_creation": "always",
        "inactive_message": "Sold out",
        "metadata": {"offer": "trio"},
        "name_collection": {"business": {"enabled": True, "optional": False}},
        "optional_items": [
            {
                "price": hook.id,
                "quantity": 1,
                "adjustable_quantity": {"enabled": True, "maximum": 4, "minimum": 0},
            }
        ],
        "phone_number_collection": {"enabled": True},
        "shipping_address_collection": {"allowed_countries": ["FR", "BE"]},
        "submit_type": "book",
        "tax_id_collection": {"enabled": True, "required": "if_supported"},
        "payment_method_types": ["card", "sepa_debit"],
    }

    link = shop.link(**given).to_dict()

    assert {key: link[key] for key in given} == given


def test_restrictions_read_back_with_the_count_so_far(shop):
    link = shop.link(restrictions={"completed_sessions": {"limit": 3}})

    assert link.restrictions.to_dict() == {"completed_sessions": {"count": 0, "limit": 3}}


def test_what_can_be_cleared_is_cleared(shop):
    link = shop.link(
        inactive_message="Sold out",
        optional_items=[{"price": shop.price().id, "quantity": 1}],
        restrictions={"completed_sessions": {"limit": 3}},
        payment_method_types=["card"],
        custom_text={"submit": {"message": "See you"}, "after_submit": {"message": "Thanks"}},
    )

    cleared = shop.api.payment_links.update(
        link.id,
        {
            "inactive_message": "",
            "optional_items": "",
            "restrictions": "",
            "payment_method_types": "",
            "custom_text": {"submit": ""},
        },
    )

    assert cleared.inactive_message is None
    assert cleared.optional_items is None
    assert cleared.restrictions is None
    assert cleared.payment_method_types is None
    assert cleared.custom_text.submit is None
    assert cleared.custom_text.after_submit.message == "Thanks"


@pytest.mark.parametrize(
    "key",
    ["invoice_creation", "automatic_tax", "tax_id_collection", "phone_number_collection", "after_completion"],
)
def test_what_is_switched_off_cannot_be_cleared(shop, key):
    with refused("cannot be unset", code="parameter_invalid_empty", param=key):
        shop.unchecked.v1.payment_links.update(shop.link().id, {key: ""})


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"currency": "usd"}, "currency"),
        ({"managed_payments": {"enabled": True}}, "managed_payments"),
        ({"payment_intent_data": {"capture_method": "manual"}}, "payment_intent_data[capture_method]"),
        ({"subscription_data": {"description": "x"}}, "subscription_data[description]"),
        ({"line_items": [{"id": "li_1", "price": "price_1"}]}, "line_items[0][price]"),
        ({"locale": "fr"}, "locale"),
    ],
)
def test_some_things_need_a_new_link(shop, change, param):
    with refused(f"unknown parameter: {param}", code="parameter_unknown", param=param):
        shop.unchecked.v1.payment_links.update(shop.link().id, change)


def test_the_quantity_of_a_line_changes_by_its_own_id(shop):
    link = shop.link(expand=["line_items"])
    line = link.line_items.data[0].id

    changed = shop.api.payment_links.update(
        link.id,
        {
            "line_items": [{"id": line, "quantity": 2, "adjustable_quantity": {"enabled": True, "maximum": 9}}],
            "expand": ["line_items"],
        },
    )

    line = changed.line_items.data[0]
    assert (line.quantity, line.amount_total) == (2, 135_000)
    assert line.adjustable_quantity.to_dict() == {"enabled": True, "maximum": 9, "minimum": 1}


def test_the_line_of_another_link_is_not_found(shop):
    other = shop.link(expand=["line_items"]).line_items.data[0].id

    with refused("No such line_item", code="resource_missing", param="line_items[0][id]"):
        shop.api.payment_links.update(shop.link().id, {"line_items": [{"id": other, "quantity": 2}]})


def test_metadata_for_payments_replaces_metadata_of_the_link_merges(shop):
    link = shop.link(metadata={"a": "1"}, payment_intent_data={"metadata": {"a": "1"}, "description": "Trio"})

    changed = shop.api.payment_links.update(
        link.id, {"metadata": {"b": "2"}, "payment_intent_data": {"metadata": {"b": "2"}}}
    )

    assert changed.metadata.to_dict() == {"a": "1", "b": "2"}
    assert changed.payment_intent_data.metadata.to_dict() == {"b": "2"}
    assert changed.payment_intent_data.description == "Trio"


def test_a_link_is_switched_off_and_on_but_never_deleted(shop):
    link = shop.link()

    assert not shop.api.payment_links.update(link.id, {"active": False}).active
    assert shop.api.payment_links.update(link.id, {"active": True}).active
    assert shop.raw("DELETE", f"/v1/payment_links/{link.id}")[0] == 404


def test_a_link_is_always_born_active(shop):
    with refused("unknown parameter: active", code="parameter_unknown", param="active"):
        shop.unchecked.v1.payment_links.create(
            {"line_items": [{"price": shop.price().id, "quantity": 1}], "active": False}
        )


def test_archived_prices_are_refused_in_a_new_link(shop):
    price = shop.price()
    shop.api.prices.update(price.id, {"active": False})

    with refused("only accepts active prices", param="line_items[0][price]"):
        shop.link(price)
    with refused("only accepts active prices", param="optional_items[0][price]"):
        shop.link(optional_items=[{"price": price.id, "quantity": 1}])


def test_a_price_of_an_archived_product_is_refused_although_it_is_active_itself(shop):
    price = shop.price()
    shop.api.products.update(price.product, {"active": False})

    assert shop.api.prices.retrieve(price.id).active
    with refused("its product is not active", param="line_items[0][price]"):
        shop.link(price)


def test_an_unknown_price_is_refused(shop):
    with refused("No such price", code="resource_missing", param="line_items[0][price]"):
        shop.api.payment_links.create({"line_items": [{"price": "price_unknown", "quantity": 1}]})


def test_a_failed_update_changes_nothing(shop):
    link = shop.link(expand=["line_items"])
    before = shop.sandbox.tables()

    with refused("No such price", code="resource_missing", param="optional_items[0][price]"):
        shop.api.payment_links.update(
            link.id, {"metadata": {"a": "b"}, "optional_items": [{"price": "price_unknown", "quantity": 1}]}
        )

    assert shop.sandbox.tables() is before


def test_a_subscription_has_settings_of_its_own(shop):
    monthly = shop.price(recurring={"interval": "month"})

    link = shop.link(monthly, subscription_data={"trial_period_days": 7, "metadata": {"a": "b"}})

    assert link.subscription_data.trial_period_days == 7
    assert link.invoice_creation is None
