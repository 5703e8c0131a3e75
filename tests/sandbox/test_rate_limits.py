import pytest
import stripe

from generator.sandbox import RateLimits, Sandbox, VirtualClock
from tests.sandbox.in_process import InProcess
from tests.sandbox.shop import Shop


@pytest.fixture
def limited_shop() -> Shop:
    """A second passes only when the test says so."""
    clock = VirtualClock()
    sandbox = Sandbox(clock=clock, limits=RateLimits(clock.seconds))
    return Shop(sandbox, "https://api.stripe.com", sandbox.issue_key(), InProcess(sandbox))


def test_an_endpoint_answers_twenty_five_times_a_second(limited_shop):
    live = limited_shop.client(limited_shop.sandbox.issue_key(livemode=True)).v1
    for _ in range(25):
        live.products.list()

    with pytest.raises(stripe.RateLimitError) as caught:
        live.products.list()
    assert caught.value.headers["Stripe-Rate-Limited-Reason"] == "endpoint-rate"

    live.prices.list()
    limited_shop.sandbox.clock.advance(seconds=1)
    live.products.list()


@pytest.mark.parametrize(("livemode", "most"), [(False, 25), (True, 100)])
def test_a_mode_answers_so_many_times_a_second_in_all(limited_shop, livemode, most):
    client = limited_shop.client(limited_shop.sandbox.issue_key(livemode=livemode)).v1
    calls = [
        client.products.list,
        client.prices.list,
        client.payment_links.list,
        client.checkout.sessions.list,
    ]
    for number in range(most):
        calls[number % 4]()

    with pytest.raises(stripe.RateLimitError) as caught:
        client.accounts.retrieve_current()

    assert caught.value.headers["Stripe-Rate-Limited-Reason"] == "global-rate"
