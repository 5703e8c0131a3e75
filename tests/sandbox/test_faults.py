import pytest
import stripe

from generator.sandbox import Sandbox
from generator.sandbox.faults import (
    Disconnect,
    KeyInUse,
    KeyRevoked,
    LockTimeout,
    RateLimited,
    Script,
    ServerError,
    StaleList,
    burst,
)


def products(shop):
    return list(shop.sandbox.tables().products)


@pytest.fixture(params=["shop", "fast_shop"], ids=["http", "in process"])
def any_shop(request):
    return request.getfixturevalue(request.param)


def test_a_connection_refused_leaves_no_trace(any_shop):
    any_shop.sandbox.faults = Script(faults_before={1: Disconnect()})

    with pytest.raises(stripe.APIConnectionError):
        any_shop.product(id="solo")

    assert products(any_shop) == []
    assert any_shop.sandbox.requests[0].status is None


def test_a_lost_answer_leaves_the_object(any_shop):
    any_shop.sandbox.faults = Script(faults_after={1: Disconnect()})

    with pytest.raises(stripe.APIConnectionError):
        any_shop.product(id="solo")

    assert products(any_shop) == ["solo"]


def test_after_a_lost_answer_the_same_key_brings_it_back(any_shop):
    any_shop.sandbox.faults = Script(faults_after={1: Disconnect()})
    create = any_shop.unchecked.v1.products.create

    with pytest.raises(stripe.APIConnectionError):
        create({"name": "Solo"}, {"idempotency_key": "one"})

    assert [create({"name": "Solo"}, {"idempotency_key": "one"}).id] == products(any_shop)


@pytest.mark.parametrize(
    ("script", "left"),
    [
        (Script(faults_before={1: ServerError()}), []),
        (Script(faults_after={1: ServerError()}), ["solo"]),
    ],
    ids=["without effect", "with effect"],
)
def test_a_500_may_or_may_not_have_done_it(any_shop, script, left):
    any_shop.sandbox.faults = script

    with pytest.raises(stripe.APIError) as caught:
        any_shop.product(id="solo")

    assert caught.value.http_status == 500
    assert caught.value.headers["Stripe-Should-Retry"] == "false"
    assert products(any_shop) == left


def test_a_burst_of_429_passes(any_shop):
    any_shop.sandbox.faults = Script(faults_before=burst(RateLimited("endpoint-rate", retry_after=2), 1, 3))

    for _ in range(3):
        with pytest.raises(stripe.RateLimitError) as caught:
            any_shop.product()
        assert caught.value.headers["Stripe-Rate-Limited-Reason"] == "endpoint-rate"
        assert caught.value.headers["Retry-After"] == "2"

    assert any_shop.product().active


def test_a_lock_timeout_is_a_429_without_a_reason(any_shop):
    any_shop.sandbox.faults = Script(faults_before={1: LockTimeout(should_retry=True)})

    with pytest.raises(stripe.RateLimitError) as caught:
        any_shop.product()

    assert caught.value.json_body["error"]["code"] == "lock_timeout"
    assert "Stripe-Rate-Limited-Reason" not in caught.value.headers
    assert caught.value.headers["Stripe-Should-Retry"] == "true"


def test_a_key_in_use(any_shop):
    any_shop.sandbox.faults = Script(faults_before={1: KeyInUse()})

    with pytest.raises(stripe.APIError) as caught:
        any_shop.product()

    assert caught.value.http_status == 409


def test_a_key_revoked_from_a_call_on(any_shop):
    any_shop.sandbox.faults = Script(faults_before={2: KeyRevoked()})
    any_shop.product()

    for _ in range(2):
        with pytest.raises(stripe.AuthenticationError):
            any_shop.product()


def test_a_list_may_lag_behind(any_shop):
    any_shop.product(id="first")
    any_shop.product(id="second")
    any_shop.sandbox.faults = Script(faults_before={3: StaleList(writes=1), 4: StaleList(writes=9), 6: StaleList(1)})

    def listed():
        return [each.id for each in any_shop.api.products.list().data]

    assert listed() == ["first"]
    assert listed() == []
    assert listed() == ["second", "first"]
    assert any_shop.api.products.retrieve("second").active  # only lists lag


def test_every_request_can_be_watched(any_shop):
    seen = []

    def watch(request, sandbox: Sandbox):
        seen.append((request.operation, request.status, len(sandbox.tables().products)))

    any_shop.sandbox.on_request = watch
    any_shop.sandbox.faults = Script(faults_after={2: Disconnect()})
    any_shop.product()
    with pytest.raises(stripe.APIConnectionError):
        any_shop.product()
    any_shop.api.products.list()

    assert seen == [("product_create", 200, 1), ("product_create", None, 2), ("product_list", 200, 2)]


@pytest.mark.parametrize(
    ("script", "attempts"),
    [
        (Script(faults_before={1: Disconnect()}), 2),
        (Script(faults_after={1: Disconnect()}), 2),
        (Script(faults_before={1: KeyInUse()}), 2),
        (Script(faults_before={1: LockTimeout(should_retry=True)}), 2),
        (Script(faults_after=dict.fromkeys((1, 2), Disconnect())), 3),
    ],
)
def test_the_sdk_with_retries_gets_over_one_mishap_without_a_second_object(fast_shop, script, attempts):
    fast_shop.sandbox.faults = script
    client = fast_shop.client(fast_shop.secret, retries=2)

    product = client.v1.products.create({"name": "Solo"})

    assert products(fast_shop) == [product.id]
    assert len(fast_shop.sandbox.requests) == attempts
    assert all(request.writes for request in fast_shop.sandbox.requests)


@pytest.mark.parametrize("fault", [ServerError(), RateLimited(), LockTimeout()])
def test_the_sdk_with_retries_gives_up_at_once_on_the_others(fast_shop, fault):
    fast_shop.sandbox.faults = Script(faults_before={1: fault})

    with pytest.raises(stripe.StripeError):
        fast_shop.client(fast_shop.secret, retries=2).v1.products.create({"name": "Solo"})

    assert len(fast_shop.sandbox.requests) == 1


def test_an_answer_from_the_store_can_be_lost_too(any_shop):
    any_shop.sandbox.faults = Script(faults_after={2: Disconnect()})
    create = any_shop.unchecked.v1.products.create
    create({"name": "Solo"}, {"idempotency_key": "one"})

    with pytest.raises(stripe.APIConnectionError):
        create({"name": "Solo"}, {"idempotency_key": "one"})

    assert len(products(any_shop)) == 1


def test_a_fault_can_be_aimed_at_one_kind_of_call(fast_shop):
    class NoLinks(Script):
        def before(self, request):
            return Disconnect() if request.operation == "payment_link_create" else None

    fast_shop.sandbox.faults = NoLinks()

    with pytest.raises(stripe.APIConnectionError):
        fast_shop.link()
    assert [each.operation for each in fast_shop.sandbox.requests] == [
        "product_create",
        "price_create",
        "payment_link_create",
    ]


def test_somebody_else_may_work_in_between(fast_shop):
    """Two runs at once, without threads: the second works inside the first one's call."""

    class Rival(Script):
        def before(self, request):
            if request.number == 1:
                fast_shop.product(id="solo")

    fast_shop.sandbox.faults = Rival()

    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        fast_shop.product(id="solo")
