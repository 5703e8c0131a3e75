"""What people do meanwhile, one thing at a time: at the Dashboard, at a page, in the offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.catalog.apply import apply, observe, prune
from generator.catalog.plan import plan
from generator.catalog.winners import pins_of
from generator.errors import ProblemsFound
from generator.lock import Pins
from tests.catalog.scenarios import SMALL
from tests.catalog.watcher import MARK
from tests.catalog.world import World, world

HOOK = "vitrine_addon_videos_hook_fr_eur_2000"


@pytest.fixture
def one() -> Iterator[World]:
    """A small studio that is published."""
    with world(SMALL) as published:
        published.update()
        yield published


def planned(one: World):
    return plan(one.studio.catalog, observe(one.key, MARK, one.pins()), one.pins())


def refused(does) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        does()
    return [each.code for each in caught.value.problems]


def first_link(one: World) -> str:
    return one.pins().links["solo.organic.eur.fr"].id


def price_of(client, key: str) -> str:
    return client.prices.list({"lookup_keys": [key]}).data[0].id


# --- whose it is -------------------------------------------------------------------------------------------


def test_a_product_of_ours_by_name_alone_is_not_ours(one):
    with one.at_the_dashboard() as client:
        client.products.create({"id": "vitrine_package_duo_fr", "name": "Mine"})
    one.studio = replace(SMALL, duo=300)

    assert refused(one.apply) == ["L423"]
    assert one.sandbox.tables().products["vitrine_package_duo_fr"]["name"] == "Mine"


def test_somebody_elses_price_keeps_the_key_that_we_want(one):
    key = "vitrine_package_solo_fr_eur_15000"
    with one.at_the_dashboard() as client:
        theirs = client.prices.create(
            {"product": "vitrine_package_solo_fr", "currency": "usd", "unit_amount": 100, "lookup_key": key}
        ).id
    one.studio = replace(SMALL, solo=150)

    assert refused(one.apply) == ["L423"]
    assert one.sandbox.tables().prices[theirs]["lookup_key"] == key


def test_a_price_whose_metadata_were_wiped_is_ours_by_its_key(one):
    with one.at_the_dashboard() as client:
        client.prices.update(price_of(client, HOOK), {"metadata": ""})

    assert [(each.kind, each.name) for each in planned(one).writes] == [("price", HOOK)]
    one.settle(restore=True)


def move_key_to_an_archived_price(one: World) -> None:
    """The hook's lookup key, to what solo cost before."""
    one.studio = replace(SMALL, solo=150)
    one.update()
    with one.at_the_dashboard() as client:
        other = client.prices.list({"lookup_keys": ["vitrine_package_solo_fr_eur_10000"], "active": False}).data[0].id
        client.prices.update(other, {"lookup_key": HOOK, "transfer_lookup_key": True})


def test_a_key_that_was_moved_to_another_price_of_ours_comes_back(one):
    move_key_to_an_archived_price(one)
    before = one.pins()
    one.update(restore=True)

    assert not planned(one).writes
    assert one.pins() == before
    holder = next(each for each in one.sandbox.tables().prices.values() if each["lookup_key"] == HOOK)
    assert (holder["product"], holder["unit_amount"]) == ("vitrine_addon_videos_hook_fr", 2000)


def test_a_link_that_returns_may_use_another_price_than_its_key_names_now(one):
    move_key_to_an_archived_price(one)
    one.update(restore=True)
    before = one.pins()
    for hook in (None, 20):
        one.studio = replace(one.studio, hook=hook)
        one.update()

    assert one.pins() == before


# --- what is set back --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": 3},
        {"adjustable_quantity": {"enabled": True}},
    ],
)
def test_a_line_sells_one(one, change):
    name = first_link(one)
    with one.at_the_dashboard() as client:
        client.payment_links.update(name, {"line_items": [{"id": _line(one, name), **change}]})

    assert [each.fields for each in planned(one).drift] == [("line_items",)]
    assert refused(one.apply) == ["L424"]
    one.settle(restore=True)
    item = one.sandbox.tables().line_items[name][0]
    assert (item["quantity"], item["adjustable_quantity"]) == (1, None)


def _line(one: World, name: str) -> str:
    return one.sandbox.tables().line_items[name][0]["id"]


def test_an_option_may_be_taken_as_often_as_the_offers_say(one):
    one.studio = replace(SMALL, hooks=2)
    one.settle()
    item = one.sandbox.tables().payment_links[first_link(one)]["optional_items"][0]
    assert item["adjustable_quantity"]["maximum"] == 2


def test_what_is_sold_again_is_no_longer_marked_as_archived(one):
    for hook in (None, 20):
        one.studio = replace(SMALL, hook=hook)
        one.update()

    tables = one.sandbox.tables()
    on_sale = [*tables.products.values(), *tables.prices.values(), *tables.payment_links.values()]
    assert [each["id"] for each in on_sale if each["active"] and "vitrine_retired" in each["metadata"]] == []


# --- places ------------------------------------------------------------------------------------------------


def test_what_is_sold_out_stays_closed():
    with world(replace(SMALL, slots=1)) as one:
        one.update()
        for url in one.addresses:
            one.buy(url)

        assert not planned(one).writes
        one.settle()


def test_a_link_that_has_sold_all_of_fewer_places_is_closed():
    """Stripe refuses a limit that is reached already as long as the link is open."""
    with world(replace(SMALL, slots=3)) as one:
        one.update()
        for url in one.addresses:
            one.buy(url)
        one.studio = replace(one.studio, slots=1)
        one.settle()
        links = one.sandbox.tables().payment_links.values()
        assert not any(link["active"] for link in links if link["url"] in one.addresses)


# --- what stops a run --------------------------------------------------------------------------------------


def test_only_the_approved_plan_is_carried_out(one):
    one.studio = replace(SMALL, solo=150)
    wanted = planned(one)

    def carry_out(approved: str) -> Pins:
        return apply(one.studio.catalog, one.key, one.pins(), approved=approved, workers=1)

    assert refused(lambda: carry_out("another")) == ["L425"]
    assert planned(one).fingerprint == wanted.fingerprint
    assert set(carry_out(wanted.fingerprint).links) == set(one.studio.catalog.links)


def test_another_account_is_told_before_anything_else(one):
    pins = Pins(one.pins().links, "acct_of_somebody_else")
    assert refused(lambda: observe(one.key, MARK, pins)) == ["L417"]


def test_prune_waits_for_apply_and_for_the_lock(one):
    def carry_out(pins: Pins) -> int:
        return prune(one.studio.catalog, one.key, pins, one.addresses, workers=1)

    old = one.pins()
    one.studio = replace(SMALL, solo=150)
    assert refused(lambda: carry_out(old)) == ["L427"]
    one.apply()
    assert refused(lambda: carry_out(Pins({}, old.account))) == ["L427"]
    still_open = {link["url"] for link in one.sandbox.tables().payment_links.values() if link["active"]}
    assert {link.url for link in old.links.values()} <= still_open


# --- what the lock says ------------------------------------------------------------------------------------


def test_the_lock_says_what_stripe_charges_and_not_what_the_offers_do(one):
    name = first_link(one)
    with one.at_the_dashboard() as client:
        client.payment_links.update(name, {"line_items": [{"id": _line(one, name), "quantity": 3}]})
    observed = observe(one.key, MARK, one.pins())

    found = pins_of(one.studio.catalog, observed, planned(one).won)
    assert found.links["solo.organic.eur.fr"].charges.minor == 30_000


def test_a_deposit_is_locked_beside_the_whole_price():
    with world(replace(SMALL, deposit="30%")) as one:
        one.update()
        link = one.pins().links["solo.organic.eur.fr"]
    assert (link.charges.minor, link.total.minor) == (3000, 10_000)
