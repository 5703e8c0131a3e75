"""What a payment link may not be, one example per rule and per limit."""

import pytest

from tests.sandbox.refusals import refused, refused_because_of


def field(**changes):
    return {"key": "brand", "label": {"type": "custom", "custom": "Brand"}, "type": "text", **changes}


def dropdown(*values, **settings):
    options = [{"label": value, "value": value} for value in values]
    return field(type="dropdown", dropdown={"options": options, **settings})


TOO_LONG = [
    ({"inactive_message": "x" * 501}, "inactive_message"),
    ({"custom_text": {"submit": {"message": "x" * 1201}}}, "custom_text[submit][message]"),
    ({"custom_text": {"after_submit": {"message": "x" * 1201}}}, "custom_text[after_submit][message]"),
    (
        {
            "after_completion": {
                "type": "hosted_confirmation",
                "hosted_confirmation": {"custom_message": "x" * 501},
            }
        },
        "after_completion[hosted_confirmation][custom_message]",
    ),
    ({"payment_intent_data": {"description": "x" * 1001}}, "payment_intent_data[description]"),
    (
        {"payment_intent_data": {"statement_descriptor_suffix": "x" * 23}},
        "payment_intent_data[statement_descriptor_suffix]",
    ),
    (
        {"invoice_creation": {"enabled": True, "invoice_data": {"description": "x" * 1501}}},
        "invoice_creation[invoice_data][description]",
    ),
    (
        {"invoice_creation": {"enabled": True, "invoice_data": {"footer": "x" * 5001}}},
        "invoice_creation[invoice_data][footer]",
    ),
    (
        {
            "invoice_creation": {
                "enabled": True,
                "invoice_data": {"custom_fields": [{"name": "x" * 41, "value": "y"}]},
            }
        },
        "invoice_creation[invoice_data][custom_fields][0][name]",
    ),
    (
        {
            "invoice_creation": {
                "enabled": True,
                "invoice_data": {"custom_fields": [{"name": "x", "value": "y" * 141}]},
            }
        },
        "invoice_creation[invoice_data][custom_fields][0][value]",
    ),
    ({"metadata": {"x" * 41: "y"}}, "metadata"),
    ({"metadata": {"x": "y" * 501}}, "metadata[x]"),
    ({"metadata": {str(n): "y" for n in range(51)}}, "metadata"),
    ({"custom_fields": [field(key="x" * 201)]}, "custom_fields[0][key]"),
    (
        {"custom_fields": [field(label={"type": "custom", "custom": "x" * 101})]},
        "custom_fields[0][label][custom]",
    ),
    ({"custom_fields": [field(text={"default_value": "x" * 256})]}, "custom_fields[0][text][default_value]"),
    ({"custom_fields": [field(text={"maximum_length": 256})]}, "custom_fields[0][text][maximum_length]"),
    (
        {"custom_fields": [field(type="dropdown", dropdown={"options": [{"label": "x" * 101, "value": "y"}]})]},
        "custom_fields[0][dropdown][options][0][label]",
    ),
]

TOO_MANY = [
    ({"custom_fields": [field(key=f"k{n}") for n in range(4)]}, "custom_fields"),
    (
        {"custom_fields": [dropdown(*(f"v{n}" for n in range(201)))]},
        "custom_fields[0][dropdown][options]",
    ),
    (
        {
            "invoice_creation": {
                "enabled": True,
                "invoice_data": {"custom_fields": [{"name": "x", "value": "y"}] * 5},
            }
        },
        "invoice_creation[invoice_data][custom_fields]",
    ),
]

WRONG = [
    ({"custom_fields": [field(key="brand-name")]}, "custom_fields[0][key]"),
    ({"custom_fields": [field(), field()]}, "custom_fields"),
    ({"custom_fields": [field(numeric={})]}, None),  # the SDK drops {}: nothing arrives, nothing is refused
    ({"custom_fields": [field(numeric={"maximum_length": 3})]}, "custom_fields[0][numeric]"),
    ({"custom_fields": [field(text={"maximum_length": 3, "minimum_length": 4})]}, "custom_fields[0][text]"),
    ({"custom_fields": [dropdown("a", "a")]}, "custom_fields[0][dropdown][options]"),
    ({"custom_fields": [dropdown("a-b")]}, "custom_fields[0][dropdown][options][0][value]"),
    ({"custom_fields": [dropdown("a", default_value="b")]}, "custom_fields[0][dropdown][default_value]"),
    (
        {"after_completion": {"type": "redirect", "redirect": {"url": "studio"}}},
        "after_completion[redirect][url]",
    ),
    (
        {
            "after_completion": {
                "type": "hosted_confirmation",
                "redirect": {"url": "https://studio.example"},
            }
        },
        "after_completion[redirect]",
    ),
    ({"restrictions": {"completed_sessions": {"limit": 0}}}, "restrictions[completed_sessions][limit]"),
    ({"subscription_data": {"trial_period_days": 7}}, "subscription_data"),
    ({"payment_method_collection": "if_required"}, "payment_method_collection"),
]


@pytest.mark.parametrize(("params", "param"), [*TOO_LONG, *TOO_MANY, *WRONG])
def test_limits_hold_at_creation(fast_shop, params, param):
    if param is None:
        assert fast_shop.link(**params).active
        return
    with refused_because_of(param):
        fast_shop.link(**params)


@pytest.mark.parametrize(("params", "param"), [*TOO_LONG, *TOO_MANY])
def test_the_same_limits_hold_on_update(fast_shop, params, param):
    with refused_because_of(param):
        fast_shop.api.payment_links.update(fast_shop.link().id, params)


def test_the_longest_texts_allowed_pass(fast_shop):
    link = fast_shop.link(
        inactive_message="x" * 500,
        custom_text={"submit": {"message": "x" * 1200}},
        metadata={f"{n:02}{'x' * 38}": "y" * 500 for n in range(50)},
        custom_fields=[dropdown(*(f"v{n}" for n in range(200)))],
    )
    assert link.active


def test_a_redirect_needs_an_address(fast_shop):
    with refused("after_completion[redirect]", code="parameter_missing", param="after_completion[redirect]"):
        fast_shop.link(after_completion={"type": "redirect"})


def test_twenty_lines_at_most(fast_shop):
    price = fast_shop.price()
    fast_shop.link(*[price] * 20)

    with refused("exceeded maximum 20", param="line_items"):
        fast_shop.link(*[price] * 21)


def test_ten_optional_items_at_most_and_twenty_with_the_lines(fast_shop):
    price = fast_shop.price()
    options = [{"price": price.id, "quantity": 1}]
    fast_shop.link(*[price] * 10, optional_items=options * 10)

    with refused("exceeded maximum 10", param="optional_items"):
        fast_shop.link(price, optional_items=options * 11)
    with refused("at most 20", param="optional_items"):
        fast_shop.link(*[price] * 11, optional_items=options * 10)


def test_a_link_without_lines_is_refused(fast_shop):
    with refused("line_items", code="parameter_missing", param="line_items"):
        fast_shop.api.payment_links.create({"line_items": []})


def test_all_prices_share_one_currency(fast_shop):
    with refused("same currency", param="line_items"):
        fast_shop.link(fast_shop.price(), fast_shop.price(currency="usd"))


def test_a_link_can_use_a_currency_all_its_prices_have(fast_shop):
    both = fast_shop.price(currency_options={"usd": {"unit_amount": 70_000}})

    link = fast_shop.link(both, currency="usd", expand=["line_items"])

    assert (link.currency, link.line_items.data[0].amount_total) == ("usd", 70_000)
    with refused("does not support usd", param="currency"):
        fast_shop.link(fast_shop.price(), currency="usd")


def test_an_amount_the_customer_chooses_stands_alone(fast_shop):
    chosen = fast_shop.price(custom_unit_amount={"enabled": True, "minimum": 500})
    assert fast_shop.link(chosen).active

    with refused("only line item", param="line_items"):
        fast_shop.link(chosen, fast_shop.price())
    with refused("only line item", param="line_items"):
        fast_shop.link(fast_shop.price(), optional_items=[{"price": chosen.id, "quantity": 1}])
    with refused("only line item", param="line_items"):
        fast_shop.api.payment_links.create({"line_items": [{"price": chosen.id, "quantity": 2}]})


def test_recurring_optional_items_need_a_subscription_of_the_same_interval(fast_shop):
    once, monthly, yearly = (
        fast_shop.price(),
        fast_shop.price(recurring={"interval": "month"}),
        fast_shop.price(recurring={"interval": "year"}),
    )
    fast_shop.link(monthly, optional_items=[{"price": once.id, "quantity": 1}, {"price": monthly.id, "quantity": 1}])

    with refused("not supported in `payment` mode", param="optional_items[0][price]"):
        fast_shop.link(once, optional_items=[{"price": monthly.id, "quantity": 1}])
    with refused("same interval", param="optional_items[0][price]"):
        fast_shop.link(monthly, optional_items=[{"price": yearly.id, "quantity": 1}])


@pytest.mark.parametrize(
    ("line", "param"),
    [
        ({"quantity": 0}, "line_items[0][quantity]"),
        ({"quantity": 1, "adjustable_quantity": {"enabled": True, "maximum": 1_000_000}}, "[maximum]"),
        ({"quantity": 1, "adjustable_quantity": {"enabled": True, "minimum": 3, "maximum": 2}}, "[minimum]"),
        ({"quantity": 9, "adjustable_quantity": {"enabled": True, "maximum": 5}}, "line_items[0][quantity]"),
        ({"quantity": 1, "adjustable_quantity": {"enabled": True, "minimum": 0}}, "[minimum]"),
    ],
)
def test_quantities_stay_within_bounds(fast_shop, line, param):
    if param.startswith("["):
        param = f"line_items[0][adjustable_quantity]{param}"
    with refused_because_of(param):
        fast_shop.api.payment_links.create({"line_items": [{"price": fast_shop.price().id, **line}]})


@pytest.mark.parametrize("params", [{"customer_creation": "always"}, {"payment_intent_data": {"description": "x"}}])
def test_one_time_settings_do_not_fit_a_subscription(fast_shop, params):
    monthly = fast_shop.price(recurring={"interval": "month"})

    with refused("in `subscription` mode", param=next(iter(params))):
        fast_shop.link(monthly, **params)


@pytest.mark.parametrize(("amount", "allowed"), [(0, True), (49, False), (50, True)])
def test_a_total_is_free_or_at_least_the_minimum_charge(fast_shop, amount, allowed):
    if allowed:
        assert fast_shop.link(fast_shop.price(amount)).active
        return
    with refused("at least 0.50 eur", code="amount_too_small", param="line_items"):
        fast_shop.link(fast_shop.price(amount))


def test_a_dropdown_needs_options(fast_shop):
    with refused("options", code="parameter_missing", param="custom_fields[0][dropdown][options]"):
        fast_shop.link(custom_fields=[field(type="dropdown")])
