import base64

import pytest
import stripe

from generator.sandbox import Account
from tests.sandbox.refusals import refused


@pytest.mark.parametrize("secret", ["sk_test_unknown", "nonsense"])
def test_an_unknown_key(shop, secret):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided"):
        shop.client(secret).v1.products.list()


def test_no_key(shop):
    status, answer, _ = shop.raw("GET", "/v1/products", Authorization="")

    assert (status, answer["error"]["type"]) == (401, "invalid_request_error")
    assert "did not provide an API key" in answer["error"]["message"]


def test_a_revoked_key(shop):
    shop.sandbox.revoke_key(shop.secret)

    with pytest.raises(stripe.AuthenticationError, match="Expired API Key"):
        shop.api.products.list()


def test_a_key_as_curl_sends_it(shop):
    credentials = base64.b64encode(f"{shop.secret}:".encode()).decode()

    assert shop.raw("GET", "/v1/account", Authorization=f"Basic {credentials}")[0] == 200


def test_a_restricted_key_does_what_it_may(shop):
    grants = {"product": "write", "plan": "read", "payment_links": "read"}
    secret = shop.sandbox.issue_key(grants=grants)
    client = shop.client(secret).v1

    assert secret.startswith("rk_test_")
    client.products.create({"name": "Solo"})
    client.products.list()
    client.prices.list()
    client.payment_links.list()


@pytest.mark.parametrize(
    ("call", "permission"),
    [
        (lambda v1: v1.products.create({"name": "Solo"}), "rak_product_write"),
        (lambda v1: v1.prices.list(), "rak_plan_read"),
        (lambda v1: v1.payment_links.list(), "rak_payment_links_read"),
        (lambda v1: v1.checkout.sessions.list(), "rak_checkout_session_read"),
        (lambda v1: v1.accounts.retrieve_current(), "rak_accounts_kyc_basic_read"),
    ],
)
def test_a_restricted_key_is_told_which_permission_it_lacks(shop, call, permission):
    client = shop.client(shop.sandbox.issue_key(grants={"product": "read"}))

    with pytest.raises(stripe.PermissionError, match=permission):
        call(client.v1)


def test_modes_do_not_see_each_other(shop):
    live = shop.client(shop.sandbox.issue_key(livemode=True)).v1
    shop.product(id="solo")

    with refused("No such product: 'solo'", code="resource_missing", param="id", status=404):
        live.products.retrieve("solo")
    assert live.products.create({"id": "solo", "name": "Solo"}).livemode
    assert not shop.api.products.retrieve("solo").livemode


def test_accounts_do_not_see_each_other(shop):
    shop.sandbox.open_account(Account(id="acct_other"))
    other = shop.client(shop.sandbox.issue_key(account="acct_other")).v1
    shop.product(id="solo")

    assert shop.api.accounts.retrieve_current().id == shop.sandbox.account.id
    assert other.accounts.retrieve_current().id == "acct_other"
    assert other.products.list().data == []


def test_the_record_of_requests_never_holds_the_secret(shop):
    shop.product()

    request = shop.sandbox.requests[-1]
    assert (request.operation, request.status, request.key_id) == ("product_create", 200, "key_1")
    assert request.params == {"name": "Trio"}
    assert shop.secret not in repr(shop.sandbox.requests)


def test_whoever_handles_links_may_read_products(shop):
    """The payment_links permission implies reading products (Stripe Apps, list of permissions)."""
    client = shop.client(shop.sandbox.issue_key(grants={"payment_links": "read"})).v1

    assert client.products.list().data == []
    with pytest.raises(stripe.PermissionError, match="rak_product_write"):
        client.products.create({"name": "Solo"})


def test_revoking_one_key_leaves_the_others(shop):
    other = shop.sandbox.issue_key()
    shop.sandbox.revoke_key(other)

    assert shop.product().active
