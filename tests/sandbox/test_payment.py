"""The session a payment leaves behind, and where the buyer goes next."""

from threading import Thread
from urllib.parse import urlencode

import pytest

from generator.sandbox import Account, Settings


def test_paying_leaves_a_complete_session(shop):
    link = shop.link(metadata={"offer": "trio"})

    status, address = shop.send(f"{link.url}?client_reference_id=nuoo-42&locale=fr")

    [session] = shop.sessions(link)
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

    [session] = shop.sessions(link)
    assert status == 303
    assert address == f"https://studio.example/merci?s={session.id}&utm_source=mail#next"


@pytest.mark.parametrize("reference", ["brand nuoo", "nuoo/42", "é", "x" * 201, ""])
def test_a_reference_that_is_not_clean_is_dropped_silently(shop, reference):
    link = shop.link()

    status, _ = shop.send(f"{link.url}?{urlencode({'client_reference_id': reference})}")

    assert status == 303
    assert shop.sessions(link)[0].client_reference_id is None


def test_a_link_with_a_limit_sells_out(shop):
    link = shop.link(restrictions={"completed_sessions": {"limit": 2}})

    buyers = [Thread(target=shop.send, args=(link.url,)) for _ in range(5)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()

    sold = shop.api.payment_links.retrieve(link.id)
    assert len(shop.sessions(link)) == 2
    assert sold.restrictions.completed_sessions.count == 2
    assert not sold.active


def test_a_free_order_needs_no_payment(shop):
    link = shop.link(shop.price(0))
    shop.send(link.url)

    assert shop.sessions(link)[0].payment_status == "no_payment_required"


def test_a_subscription_is_one(shop):
    link = shop.link(shop.price(recurring={"interval": "month"}))
    assert "per month" in shop.visit(link.url)[1]

    shop.send(link.url)

    session = shop.sessions(link)[0]
    assert session.mode == "subscription"
    assert session.subscription.startswith("sub_")


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
    identifier = shop.sessions(link)[0].id

    session = shop.api.checkout.sessions.retrieve(identifier, {"expand": ["payment_link"]})

    assert session.payment_link.id == link.id


def test_the_terms_agreed_to_are_recorded(shop):
    shop.sandbox.open_account(Account(test=Settings("https://studio.example/terms")))
    link = shop.link(consent_collection={"terms_of_service": "required"})

    shop.send(link.url, terms="yes")

    assert shop.sessions(link)[0].consent.terms_of_service == "accepted"


def test_a_campaign_is_carried_to_a_page_without_parameters_too(shop):
    link = shop.link(after_completion={"type": "redirect", "redirect": {"url": "https://studio.example/merci"}})

    assert shop.send(f"{link.url}?utm_source=mail")[1] == "https://studio.example/merci?utm_source=mail"
    assert shop.send(link.url)[1] == "https://studio.example/merci"
