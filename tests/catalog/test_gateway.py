"""What Stripe's answers mean: the SDK itself, over a transport that gives the answer of a test."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stripe

from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.trouble import AlreadyThere, Outdated, Unanswered, Unreached
from generator.errors import ProblemsFound

KEY = read_key("rk_test_4eC39HqLyjWDarjtT1zdp7dc", live=False)


class Answering(stripe.HTTPClient):
    """Answers every request alike."""

    name = "answering"

    def __init__(self, status: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        super().__init__()
        self.requests: list[dict[str, str]] = []
        self._answer = (json.dumps(answer), status, headers or {})

    def request(self, method, url, headers, post_data=None):
        self.requests.append(headers)
        return self._answer

    def _sleep_time_seconds(self, num_retries: int) -> float:
        return 0

    def close(self) -> None:
        """Nothing is open."""


def refusal(message: str, code: str = "", **more: str) -> dict[str, Any]:
    return {"error": {"type": "invalid_request_error", "message": message, "code": code, **more}}


def writer(status: int, answer: dict[str, Any]) -> StripeWriter:
    return StripeWriter(KEY, transport=Answering(status, answer), sleep=lambda _: None)


def told(does) -> tuple[str, dict[str, str]]:
    with pytest.raises(ProblemsFound) as caught:
        does()
    return caught.value.problems[0].code, dict(caught.value.problems[0].facts)


@pytest.mark.parametrize(
    ("message", "code", "meaning"),
    [
        ("Product already exists.", "resource_already_exists", AlreadyThere),
        ("A price (`price_1`) already uses that lookup key.", "", AlreadyThere),
        ("The price specified is inactive. This field only accepts active prices.", "", Outdated),
        ("No such product: 'vitrine_package_solo_fr'", "resource_missing", Outdated),
    ],
)
def test_refusals_after_which_looking_again_helps(message, code, meaning):
    with pytest.raises(meaning):
        writer(400, refusal(message, code)).write("price", None, {"currency": "eur"})


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("You cannot collect consent to your terms of service unless a URL is set in the Stripe Dashboard.", "L420"),
        ("You must have a valid head office address to enable automatic tax calculation.", "L421"),
        ("Your account cannot make payment links.", "L426"),
    ],
)
def test_refusals_that_only_a_person_can_mend(message, code):
    assert told(lambda: writer(400, refusal(message)).write("link", None, {}))[0] == code


def test_a_refusal_is_repeated_in_stripes_words_without_a_key():
    said = refusal("Keys such as sk_live_abc123 and rk_test_x are not taken here.")
    for ask in (lambda one: one.links(), lambda one: one.link("plink_1")):
        code, facts = told(lambda ask=ask: ask(writer(400, said)))
        assert (code, facts["found"]) == ("L426", "Keys such as … and … are not taken here.")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            "The provided key does not have the required 'rak_plan_write' permission.",
            "Prices: Write (rak_plan_write)",
        ),
        ("Having the 'rak_coupon_read' permission would allow this.", "coupon: Read (rak_coupon_read)"),
        ("Your account may not do this.", "prices.list"),
    ],
)
def test_a_permission_is_named_as_the_dashboard_names_it(message, name):
    assert told(lambda: writer(403, refusal(message)).prices()) == ("L414", {"name": name})


def test_a_key_that_may_not_read_the_account_goes_on_without():
    assert writer(403, refusal("Having the 'rak_accounts_kyc_basic_read' permission …")).account() is None


@pytest.mark.parametrize("status", [500, 503, 409])
def test_after_these_nobody_knows_whether_it_was_done(status):
    with pytest.raises(Unanswered) as caught:
        writer(status, {"error": {"type": "api_error", "message": "An unknown error occurred"}}).write(
            "link", None, {}
        )
    assert not isinstance(caught.value, Unreached)


def test_an_object_of_the_other_mode_is_never_taken_for_ours():
    page = {
        "object": "list",
        "has_more": False,
        "data": [{"id": "plink_1", "object": "payment_link", "livemode": True}],
    }
    assert told(writer(200, page).links) == ("L417", {"found": "plink_1", "expected": "test mode"})


def test_a_key_that_is_printed_by_mistake_does_not_show_its_secret():
    assert KEY.secret not in f"{KEY} {KEY!r} {[KEY]}"


def test_no_price_has_the_key():
    assert writer(200, {"object": "list", "has_more": False, "data": []}).price_at("solo") is None


@pytest.mark.parametrize(
    ("asked", "least", "most"), [("7", 7, 7), ("3600", 60, 60), ("soon", 0.25, 16), ("", 0.25, 16)]
)
def test_stripe_may_say_how_long_to_wait(asked, least, most):
    waited: list[float] = []
    transport = Answering(429, {"error": {"message": "Too many requests"}}, {"Retry-After": asked})
    one = StripeWriter(KEY, transport=transport, sleep=waited.append)

    assert told(one.links)[0] == "L418"
    assert (len(waited), len(transport.requests)) == (8, 9)
    assert all(least <= pause <= most for pause in waited)


def test_a_request_is_repeated_under_its_own_key_and_the_next_one_has_another():
    transport = Answering(429, {"error": {"message": "Too many requests"}})
    one = StripeWriter(KEY, transport=transport, sleep=lambda _: None)
    for _ in range(2):
        assert told(lambda: one.write("product", None, {"name": "Solo"}))[0] == "L418"

    keys = [sent["Idempotency-Key"] for sent in transport.requests]
    assert (len(keys), len(set(keys[:9])), len(set(keys))) == (18, 1, 2)


def test_a_line_that_breaks_once_is_no_trouble():
    """The same key, so that Stripe does not do it twice."""

    class Breaking(Answering):
        def request(self, *arguments, **named):
            answer = super().request(*arguments, **named)
            if len(self.requests) == 1:
                raise stripe.APIConnectionError("Connection reset", should_retry=True)
            return answer

    transport = Breaking(200, {"id": "vitrine_package_solo_fr", "object": "product"})
    made = StripeWriter(KEY, transport=transport).write("product", None, {"name": "Solo"})

    assert made["id"] == "vitrine_package_solo_fr"
    assert len({sent["Idempotency-Key"] for sent in transport.requests}) == 1


def test_every_request_says_which_version_it_speaks_and_nothing_about_this_computer():
    transport = Answering(200, {"object": "list", "has_more": False, "data": []})
    StripeWriter(KEY, transport=transport).links()
    sent = transport.requests[0]
    assert sent["Stripe-Version"] == "2026-10-28.endive"
    assert "X-Stripe-Client-Telemetry" not in sent
    assert stripe.enable_telemetry is False
