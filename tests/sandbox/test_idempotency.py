from threading import Event, Thread

import pytest
import stripe

from generator.sandbox.faults import Script, ServerError


def once(shop, key="one", **params):
    return shop.unchecked.v1.products.create({"name": "Solo", **params}, {"idempotency_key": key})


def test_the_same_key_gives_the_same_answer(shop):
    assert once(shop).id == once(shop).id
    assert once(shop, key="two").id != once(shop).id


def test_a_replay_says_so(shop):
    once(shop)

    _, _, headers = shop.raw("POST", "/v1/products", "name=Solo", Idempotency_Key="one")

    assert headers["Idempotent-Replayed"] == "true"


def test_a_replay_is_of_the_first_answer_not_of_the_present(shop):
    """A key derived from the wanted state brings back an object that has since been archived."""
    product = once(shop, id="solo")
    shop.api.products.update("solo", {"active": False})

    assert once(shop, id="solo").active is product.active is True
    assert not shop.api.products.retrieve("solo").active


def test_other_parameters_under_the_same_key(shop):
    once(shop)

    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        once(shop, id="other")
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        shop.unchecked.v1.prices.create({"currency": "eur"}, {"idempotency_key": "one"})


def test_a_day_later_the_key_is_new(shop):
    first = once(shop)
    shop.sandbox.clock.advance(hours=23.9)
    assert once(shop).id == first.id

    shop.sandbox.clock.advance(hours=0.2)
    assert once(shop).id != first.id


def test_what_failed_validation_is_not_kept(shop):
    with pytest.raises(stripe.InvalidRequestError):
        once(shop, id="not an id")

    assert once(shop, id="an_id").id == "an_id"


def test_what_was_refused_while_running_is_kept(shop):
    shop.product(id="solo")
    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        once(shop, id="solo")
    shop.api.products.delete("solo")

    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        once(shop, id="solo")


def test_a_500_is_kept_even_though_nothing_happened(shop):
    shop.sandbox.faults = Script(faults_before={1: ServerError()})

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            once(shop)

    assert shop.api.products.list().data == []
    assert once(shop, key="two").name == "Solo"


def test_a_refused_key_is_not_kept(shop):
    status, _, _ = shop.raw("POST", "/v1/products", "name=Solo", Idempotency_Key="one", Authorization="Bearer no")
    assert status == 401

    assert once(shop).name == "Solo"


def test_a_request_still_running_holds_its_key(shop):
    """Two at once: the second is told to come back."""
    running, finish = Event(), Event()

    class Slow(Script):
        def after(self, request, response):
            if request.number == 1:
                running.set()
                finish.wait(5)

    shop.sandbox.faults = Slow()
    first = Thread(target=once, args=(shop,))
    first.start()
    running.wait(5)

    status, answer, _ = shop.raw("POST", "/v1/products", "name=Solo", Idempotency_Key="one")
    finish.set()
    first.join()

    assert (status, answer["error"]["code"]) == (409, "idempotency_key_in_use")
    assert len(shop.api.products.list().data) == 1


def test_a_key_has_a_greatest_length(shop):
    assert once(shop, key="k" * 255).id
    with pytest.raises(stripe.InvalidRequestError, match="255"):
        once(shop, key="k" * 256)


def test_only_posts_have_keys(shop):
    product = shop.product()
    for _ in range(2):
        shop.raw("GET", "/v1/products", Idempotency_Key="one")
    assert shop.raw("DELETE", f"/v1/products/{product.id}", Idempotency_Key="one")[0] == 200
    assert shop.raw("DELETE", f"/v1/products/{product.id}", Idempotency_Key="one")[0] == 404
