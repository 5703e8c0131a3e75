"""What a buyer pays: the golden values, the three arithmetics, and what always holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checkouts import Checkout, checkouts
from generator.money import Money
from generator.pricing import Costs, margin
from offers import grid, offers, package, paid


def sold(text: str, *, licence: str = "organic", name: str = "solo") -> Checkout:
    """The checkout of a package with a licence in euros."""
    return next(c for c in checkouts(offers(text)) if (c.package.id, c.licence.id) == (name, licence))


def total(*packages: str, licences: str = "", licence: str = "organic", name: str = "solo", more: str = "") -> str:
    return str(sold(grid("".join(packages), licences, more), licence=licence, name=name).total)


SOLO = package("solo", "250 EUR")


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        ("{of: solo, times: 3, discount: 10%}", "675 EUR"),
        ("{of: solo, times: 6, discount: 15%}", "1275 EUR"),
        ("{each: 150 EUR, times: 8}", "1200 EUR"),
        ("{each: 33.33 EUR, times: 3, discount: 10%}", "89.99 EUR"),
    ],
)
def test_a_pack_is_computed(price: str, amount: str) -> None:
    assert total(SOLO, package("pack", price, 3), name="pack") == amount


@pytest.mark.parametrize(
    ("base", "price", "duration", "added"),
    [
        ("250", "+50%", "perpetual", "125 EUR"),
        ("250", "+40% per month", "60 days", "200 EUR"),
        ("250", "+25%", "90 days", "62.50 EUR"),
        ("225", "+30% per month", "90 days", "202.50 EUR"),
        ("400", "+30% per month", "6 months", "720 EUR"),
        ("250", "150 EUR per 30 days", "60 days", "300 EUR"),
        ("250", "40 EUR per video per month", "60 days", "80 EUR"),
    ],
)
def test_a_licence_adds_its_price(base: str, price: str, duration: str, added: str) -> None:
    text = grid(package("solo", f"{base} EUR"), paid("ads", price, duration))
    assert str(sold(text, licence="ads").licence_price.amount) == added


def test_months_that_are_included_are_not_charged_again() -> None:
    first = paid("ads-30", "", "30 days")
    text = grid(package("solo", "225 EUR", licence="ads-30"), first + paid("ads-90", "+30% per month", "90 days"))
    assert str(sold(text, licence="ads-90").total) == "360 EUR"


def test_an_included_licence_costs_nothing_and_is_not_sold_twice() -> None:
    text = grid(
        package("solo", "250 EUR", licence="ads-90"), paid("ads-90", "+30%") + paid("ads-30", "+20%", "30 days")
    )
    assert [(c.licence.id, str(c.total)) for c in checkouts(offers(text))] == [("ads-90", "250 EUR")]


@pytest.mark.parametrize(
    ("arithmetic", "steps", "amount"),
    [
        ("additive", "[+50%, +30%, +25%]", "615 EUR"),
        ("chained", "[+50%, +30%, +25%]", "731.25 EUR"),
        ("running-total", "[+50%, +30%, +25%]", "731.25 EUR"),
        ("additive", "[+50%, 100 EUR, +10%]", "580 EUR"),
        ("chained", "[+50%, 100 EUR, +10%]", "595 EUR"),
        ("running-total", "[+50%, 100 EUR, +10%]", "605 EUR"),
    ],
)
def test_percentages_combine_as_the_grid_says(arithmetic: str, steps: str, amount: str) -> None:
    licences = paid("ads", steps)
    more = f"percentages: {arithmetic}"
    assert total(package("solo", "300 EUR"), licences=licences, licence="ads", more=more) == amount


@pytest.mark.parametrize(
    ("rule", "price", "split"),
    [
        ("40%", "675", ("270 EUR", "405 EUR")),
        ("{share: 50%, above: 400 EUR}", "400", None),
        ("{share: 50%, above: 400 EUR}", "400.01", ("200.01 EUR", "200 EUR")),
        ("[40%, {share: 50%, above: 1000 EUR}]", "1200", ("600 EUR", "600 EUR")),
    ],
)
def test_a_deposit_and_its_balance(rule: str, price: str, split: tuple[str, str] | None) -> None:
    checkout = sold(grid(package("solo", f"{price} EUR"), more=f"deposit: {rule}"))
    found = checkout.instalments
    assert (found and (str(found.deposit), str(found.balance))) == split


def test_a_subscription_is_paid_in_full_each_month() -> None:
    checkout = sold(grid(package("solo", "800 EUR", more="every: month"), more="deposit: 40%"))
    assert (checkout.every, checkout.instalments) == ("month", None)


def test_what_has_no_fixed_price_cannot_be_bought_at_once() -> None:
    text = grid(SOLO + package("film", "from 400 EUR") + package("tv", "on quote"), paid("ads", "on quote"))
    assert [c.id for c in checkouts(offers(text))] == ["solo.organic.eur"]


def test_what_is_left_of_a_price() -> None:
    left = margin(Money(25000, "EUR"), 1, Costs(Decimal("1.5"), Money(25, "EUR"), Decimal("24.6"), 140))
    assert [str(m) for m in (left.fee, left.charges, left.net, left.per_hour)] == [
        "4 EUR", "61.50 EUR", "184.50 EUR", "79.07 EUR",
    ]  # fmt: skip
    assert margin(Money(25000, "EUR"), None, Costs(Decimal(0), Money(0, "EUR"), Decimal(0), 140)).per_hour is None


cents = st.integers(min_value=100, max_value=500_000).map(lambda minor: str(Decimal(minor) / 100))
percents = st.integers(min_value=1, max_value=300)


@given(cents, st.lists(percents, min_size=2, max_size=4), st.integers(1, 99))
def test_sums_and_orders(price: str, steps: list[int], share: int) -> None:
    amounts = {}
    for arithmetic in ("additive", "chained", "running-total"):
        for name, order in (("there", steps), ("back", steps[::-1])):
            licences = paid("ads", "[" + ", ".join(f"+{step}%" for step in order) + "]")
            more = f"percentages: {arithmetic}\ndeposit: {share}%"
            checkout = sold(grid(package("solo", f"{price} EUR"), licences, more), licence="ads")
            assert checkout.total == checkout.package_price.amount + checkout.licence_price.amount
            assert checkout.instalments is not None
            assert checkout.instalments.deposit + checkout.instalments.balance == checkout.total
            amounts[arithmetic, name] = checkout.total
    for arithmetic in ("additive", "chained", "running-total"):
        assert amounts[arithmetic, "there"] == amounts[arithmetic, "back"]
    assert amounts["additive", "there"] <= amounts["chained", "there"] == amounts["running-total", "there"]


@given(st.permutations(["solo", "duo", "trio"]), st.permutations(["a", "b"]))
def test_the_order_of_what_is_written_changes_no_price(packages: list[str], licences: list[str]) -> None:
    written = {"solo": package("solo", "250 EUR"), "duo": package("duo", "{of: solo, times: 2}", 2),
               "trio": package("trio", "{of: duo, times: 2, discount: 10%}", 3)}  # fmt: skip
    rights = {"a": paid("a", "+30%"), "b": paid("b", "+60%", "180 days")}
    text = grid("".join(written[name] for name in packages), "".join(rights[name] for name in licences))
    found = {checkout.id: str(checkout.total) for checkout in checkouts(offers(text))}
    assert len(found) == 9
    assert (found["trio.organic.eur"], found["trio.a.eur"], found["duo.b.eur"]) == ("900 EUR", "1170 EUR", "800 EUR")


def test_several_currencies_have_their_own_prices() -> None:
    text = grid(package("solo", "{EUR: 250, GBP: 215}"), paid("ads", "+10%"), currencies="[EUR, GBP]")
    found = {checkout.id: str(checkout.total) for checkout in checkouts(offers(text))}
    assert found["solo.ads.eur"] == "275 EUR"
    assert found["solo.ads.gbp"] == "236.50 GBP"
