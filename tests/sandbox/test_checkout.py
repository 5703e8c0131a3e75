"""The page a buyer sees, and the session a payment leaves behind."""

from html import unescape
from threading import Thread
from urllib.parse import urlencode

import pytest

from generator.sandbox import Account, Settings


def sessions(shop, link):
    return shop.api.checkout.sessions.list({"payment_link": link.id, "status": "complete"}).data


def test_the_page_shows_the_lines_and_says_it_is_a_preview(shop):
    link = shop.link(
        shop.price(67_500), shop.price(5_000), custom_text={"submit": {"message": "Brief <first>"}}
    )

    status, page = shop.visit(link.url)

    assert status == 200
    assert '<html lang="en">' in page
    assert "Preview: nothing is paid here" in page
    assert "€675.00" in page
    assert "€725.00" in page
    assert "Brief &lt;first&gt;" in page


def test_the_page_speaks_french(shop):
    status, page = shop.visit(shop.link().url, locale="fr")

    assert status == 200
    assert '<html lang="fr">' in page
    assert "Aperçu\u00a0: rien n’est payé ici" in page
    assert "675,00\u00a0€" in page


def test_the_page_asks_nobody_else(shop):
    """No script, no address of any other host."""
    link = shop.link(tax_id_collection={"enabled": True}, custom_fields=[TEXT, DROPDOWN])

    _, page = shop.visit(link.url)

    assert "<script" not in page
    assert "src=" not in page
    assert "//" not in page
    for label in ("Brand", "Format", "VAT number", "Email"):
        assert label in page


def test_an_inactive_link_says_what_the_seller_wants_it_to_say(shop):
    link = shop.link(inactive_message="Back in spring")
    shop.api.payment_links.update(link.id, {"active": False})

    assert "Back in spring" in shop.visit(link.url)[1]
    assert "Back in spring" in shop.send(link.url)[1]
    assert sessions(shop, link) == []


def test_an_unknown_address(shop):
    status, page = shop.visit(f"{shop.origin}/pay/test_unknown")

    assert status == 404
    assert "Unknown payment link" in page


def test_paying_leaves_a_complete_session(shop):
    link = shop.link(metadata={"offer": "trio"})

    status, address = shop.send(f"{link.url}?client_reference_id=nuoo-42&locale=fr")

    [session] = sessions(shop, link)
    assert (status, session.id) == (303, address.rpartition("session=")[2])
    assert session.amount_total == 67_500
    assert session.currency == "eur"
    assert session.payment_status == "paid"
    assert session.status == "complete"
    assert session.mode == "payment"
    assert session.payment_link == link.id
    assert session.client_reference_id == "nuoo-42"
    assert session.metadata.to_dict() == {"offer": "trio"}
    assert session.customer_details.email == "lea@nuoo.fr"
    assert session.created == shop.sandbox.clock.now()
    assert not session.livemode


def test_the_hosted_confirmation_thanks_the_buyer(shop):
    completion = {
        "type": "hosted_confirmation",
        "hosted_confirmation": {"custom_message": "Brief within 24 h"},
    }
    link = shop.link(after_completion=completion)

    _, address = shop.send(link.url)

    assert "Brief within 24 h" in shop.visit(f"{shop.origin}{address}")[1]


def test_the_buyer_is_sent_back_with_the_session_and_the_campaign(shop):
    back = {
        "type": "redirect",
        "redirect": {"url": "https://studio.example/merci?s={CHECKOUT_SESSION_ID}#next"},
    }
    link = shop.link(after_completion=back)

    status, address = shop.send(f"{link.url}?utm_source=mail&utm_medium=no%20good&utm_other=x")

    [session] = sessions(shop, link)
    assert status == 303
    assert address == f"https://studio.example/merci?s={session.id}&utm_source=mail#next"


@pytest.mark.parametrize("reference", ["brand nuoo", "nuoo/42", "é", "x" * 201, ""])
def test_a_reference_that_is_not_clean_is_dropped_silently(shop, reference):
    link = shop.link()

    status, _ = shop.send(f"{link.url}?{urlencode({'client_reference_id': reference})}")

    assert status == 303
    assert sessions(shop, link)[0].client_reference_id is None


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
    assert sessions(shop, link) == []

    shop.send(link.url, action="pay", **{"optional-0": "yes", "optional-0-quantity": "3"})
    [session] = sessions(shop, link)
    lines = shop.api.checkout.sessions.line_items.list(session.id).data
    assert session.amount_total == 82_500
    assert [(line.price.id, line.quantity) for line in lines][1:] == [(hook.id, 3)]


def test_an_option_can_always_be_taken_off(shop):
    minimum = {"enabled": True, "minimum": 1, "maximum": 4}
    link = shop.link(
        optional_items=[{"price": shop.price().id, "quantity": 1, "adjustable_quantity": minimum}]
    )

    shop.send(link.url, **{"optional-0": "yes", "optional-0-quantity": "0"})

    assert sessions(shop, link)[0].amount_total == 67_500


@pytest.mark.parametrize("quantity", ["0", "6", "-1", "1.5", "many"])
def test_a_quantity_not_on_offer_is_not_sold(shop, quantity):
    line = {"price": shop.price().id, "quantity": 1, "adjustable_quantity": {"enabled": True, "maximum": 5}}
    link = shop.api.payment_links.create({"line_items": [line]})

    status, page = shop.send(link.url, **{"line-0-quantity": quantity})

    assert status == 422
    assert "This quantity is not on offer." in page
    assert sessions(shop, link) == []


TEXT = {
    "key": "brand",
    "label": {"type": "custom", "custom": "Brand"},
    "type": "text",
    "text": {"minimum_length": 2, "maximum_length": 9},
}
DIGITS = {"key": "siren", "label": {"type": "custom", "custom": "SIREN"}, "type": "numeric", "optional": True}
DROPDOWN = {
    "key": "format",
    "label": {"type": "custom", "custom": "Format"},
    "type": "dropdown",
    "dropdown": {"options": [{"label": "9:16", "value": "vertical"}, {"label": "1:1", "value": "square"}]},
}


def test_custom_fields_are_kept_with_the_session(shop):
    link = shop.link(
        custom_fields=[TEXT, DIGITS, DROPDOWN],
        tax_id_collection={"enabled": True},
        name_collection={"business": {"enabled": True}},
        phone_number_collection={"enabled": True},
    )

    shop.send(
        link.url,
        business_name="Nuoo SAS",
        phone="+33600000000",
        tax_id="FR40303265045",
        **{"field-brand": "Nuoo", "field-format": "square"},
    )

    [session] = sessions(shop, link)
    brand, siren, style = session.custom_fields
    assert (brand.text.value, siren.numeric.value, style.dropdown.value) == ("Nuoo", None, "square")
    assert session.collected_information.business_name == "Nuoo SAS"
    assert session.customer_details.phone == "+33600000000"
    assert session.customer_details.tax_ids[0].to_dict() == {"type": "eu_vat", "value": "FR40303265045"}


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"email": "lea"}, "Enter a valid email address"),
        ({"field-brand": ""}, "Brand · This field is required."),
        ({"field-brand": "N"}, "Brand · This text is too short or too long."),
        ({"field-siren": "12a"}, "SIREN · Digits only."),
        ({"field-format": "round"}, "Format · This field is required."),
        ({"terms": None}, "Agree to the terms of service"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(shop, form, problem):
    shop.sandbox.open_account(Account(test=Settings("https://studio.example/terms")))
    link = shop.link(
        custom_fields=[TEXT, DIGITS, DROPDOWN], consent_collection={"terms_of_service": "required"}
    )
    typed = {"field-brand": "Nuoo", "field-format": "square", "terms": "yes", **form}

    status, page = shop.send(link.url, **{name: value for name, value in typed.items() if value is not None})

    assert status == 422
    assert problem in unescape(page)
    assert "square" in page
    assert sessions(shop, link) == []


def test_a_prefilled_address_can_be_changed_a_locked_one_cannot(shop):
    link = shop.link()
    assert 'value="lea@nuoo.fr"' in shop.visit(link.url, prefilled_email="lea@nuoo.fr")[1]
    assert "readonly" in shop.visit(link.url, locked_prefilled_email="lea@nuoo.fr")[1]

    shop.send(f"{link.url}?prefilled_email=a%40b.fr", email="other@nuoo.fr")
    shop.send(f"{link.url}?locked_prefilled_email=a%40b.fr", email="other@nuoo.fr")

    assert [each.customer_details.email for each in sessions(shop, link)] == ["a@b.fr", "other@nuoo.fr"]


def test_a_link_with_a_limit_sells_out(shop):
    link = shop.link(restrictions={"completed_sessions": {"limit": 2}})

    buyers = [Thread(target=shop.send, args=(link.url,)) for _ in range(5)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()

    sold = shop.api.payment_links.retrieve(link.id)
    assert len(sessions(shop, link)) == 2
    assert sold.restrictions.completed_sessions.count == 2
    assert not sold.active


def test_a_free_order_needs_no_payment(shop):
    link = shop.link(shop.price(0))
    shop.send(link.url)

    assert sessions(shop, link)[0].payment_status == "no_payment_required"


def test_a_subscription_is_one(shop):
    link = shop.link(shop.price(recurring={"interval": "month"}))
    assert "per month" in shop.visit(link.url)[1]

    shop.send(link.url)

    session = sessions(shop, link)[0]
    assert session.mode == "subscription"
    assert session.subscription.startswith("sub_")


def test_each_currency_is_written_its_own_way(shop):
    assert "¥" not in shop.visit(shop.link(shop.price(5_000, currency="jpy")).url)[1]
    assert "JPY\u00a05,000" in shop.visit(shop.link(shop.price(5_000, currency="jpy")).url)[1]
    assert "KWD\u00a05.120" in shop.visit(shop.link(shop.price(5_120, currency="kwd")).url)[1]


def test_sessions_are_listed_since_a_moment_with_their_lines(shop):
    link = shop.link()
    shop.send(link.url)
    shop.sandbox.clock.advance(hours=30)
    shop.send(link.url)

    recent = shop.api.checkout.sessions.list(
        {"payment_link": link.id, "created": {"gte": shop.sandbox.clock.now()}, "expand": ["data.line_items"]}
    )

    assert len(recent.data) == 1
    assert recent.data[0].line_items.data[0].amount_total == 67_500


def test_a_session_is_retrieved_with_its_link(shop):
    link = shop.link()
    shop.send(link.url)
    identifier = sessions(shop, link)[0].id

    session = shop.api.checkout.sessions.retrieve(identifier, {"expand": ["payment_link"]})

    assert session.payment_link.id == link.id


def test_names_and_phones_asked_for_are_needed(shop):
    link = shop.link(
        name_collection={"individual": {"enabled": True}, "business": {"enabled": True, "optional": True}},
        phone_number_collection={"enabled": True},
    )

    status, page = shop.send(link.url)

    assert status == 422
    assert "Full name · This field is required." in page
    assert "Phone · This field is required." in page
    assert "Business name · " not in page


def test_the_terms_agreed_to_are_recorded(shop):
    shop.sandbox.open_account(Account(test=Settings("https://studio.example/terms")))
    link = shop.link(consent_collection={"terms_of_service": "required"})

    shop.send(link.url, terms="yes")

    assert sessions(shop, link)[0].consent.terms_of_service == "accepted"


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

    assert sessions(shop, link)[0].amount_total == 2_000


def test_a_campaign_is_carried_to_a_page_without_parameters_too(shop):
    link = shop.link(
        after_completion={"type": "redirect", "redirect": {"url": "https://studio.example/merci"}}
    )

    assert shop.send(f"{link.url}?utm_source=mail")[1] == "https://studio.example/merci?utm_source=mail"
    assert shop.send(link.url)[1] == "https://studio.example/merci"


def test_a_company_name_is_asked_for_once(shop):
    link = shop.link(tax_id_collection={"enabled": True}, name_collection={"business": {"enabled": True}})

    assert shop.visit(link.url)[1].count('id="business_name"') == 1
