"""The page a buyer sees and fills in."""

from html import unescape

import pytest

from generator.sandbox import Account, Settings

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


def test_the_page_shows_the_lines_and_says_it_is_a_preview(shop):
    link = shop.link(shop.price(67_500), shop.price(5_000), custom_text={"submit": {"message": "Brief <first>"}})

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
    assert shop.sessions(link) == []


def test_an_unknown_address(shop):
    status, page = shop.visit(f"{shop.origin}/pay/test_unknown")

    assert status == 404
    assert "Unknown payment link" in page


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

    [session] = shop.sessions(link)
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
    link = shop.link(custom_fields=[TEXT, DIGITS, DROPDOWN], consent_collection={"terms_of_service": "required"})
    typed = {"field-brand": "Nuoo", "field-format": "square", "terms": "yes", **form}

    status, page = shop.send(link.url, **{name: value for name, value in typed.items() if value is not None})

    assert status == 422
    assert problem in unescape(page)
    assert "square" in page
    assert shop.sessions(link) == []


def test_a_prefilled_address_can_be_changed_a_locked_one_cannot(shop):
    link = shop.link()
    assert 'value="lea@nuoo.fr"' in shop.visit(link.url, prefilled_email="lea@nuoo.fr")[1]
    assert "readonly" in shop.visit(link.url, locked_prefilled_email="lea@nuoo.fr")[1]

    shop.send(f"{link.url}?prefilled_email=a%40b.fr", email="other@nuoo.fr")
    shop.send(f"{link.url}?locked_prefilled_email=a%40b.fr", email="other@nuoo.fr")

    assert [each.customer_details.email for each in shop.sessions(link)] == ["a@b.fr", "other@nuoo.fr"]


def test_each_currency_is_written_its_own_way(shop):
    assert "¥" not in shop.visit(shop.link(shop.price(5_000, currency="jpy")).url)[1]
    assert "JPY\u00a05,000" in shop.visit(shop.link(shop.price(5_000, currency="jpy")).url)[1]
    assert "KWD\u00a05.120" in shop.visit(shop.link(shop.price(5_120, currency="kwd")).url)[1]


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


def test_a_company_name_is_asked_for_once(shop):
    link = shop.link(tax_id_collection={"enabled": True}, name_collection={"business": {"enabled": True}})

    assert shop.visit(link.url)[1].count('id="business_name"') == 1
