from generator.sandbox import Account, Settings
from tests.sandbox.refusals import refused


def test_terms_need_a_page_in_the_dashboard_in_each_mode(shop):
    consent = {"terms_of_service": "required"}
    with refused("unless a URL is set in the Stripe Dashboard", param="consent_collection[terms_of_service]"):
        shop.link(consent_collection=consent)

    shop.sandbox.open_account(Account(live=Settings(terms_of_service_url="https://studio.example/terms")))
    with refused("unless a URL is set", param="consent_collection[terms_of_service]"):
        shop.link(consent_collection=consent)

    shop.sandbox.open_account(Account(test=Settings(terms_of_service_url="https://studio.example/terms")))
    assert shop.link(consent_collection=consent).consent_collection.terms_of_service == "required"


def test_automatic_tax_needs_a_head_office_and_a_behavior_of_every_price(shop):
    tax = {"enabled": True}
    with refused("valid head office address", param="automatic_tax[enabled]"):
        shop.link(automatic_tax=tax)

    shop.sandbox.open_account(Account(test=Settings(head_office=True)))
    with refused("tax_behavior", param="line_items[0][price]"):
        shop.link(automatic_tax=tax)

    link = shop.link(shop.price(tax_behavior="exclusive"), automatic_tax=tax)
    assert link.automatic_tax.to_dict() == {"enabled": True, "liability": {"type": "self"}}
