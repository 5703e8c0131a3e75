"""Looking at an account while its lists lag, or change while they are read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generator.catalog.apply import observe
from generator.catalog.plan import plan
from generator.errors import ProblemsFound
from generator.lock import Pins
from generator.sandbox.faults import Disconnect, Script, StaleList
from generator.sandbox.state import WRITES_REMEMBERED
from tests.catalog.scenarios import SMALL
from tests.catalog.world import World, world

MANY = replace(SMALL, duo=300, retainer=400)


def list_lags(one: World, of: str, by: int) -> None:
    """From now on it answers as so many writes ago."""

    def lag(request):
        return StaleList(by) if request.operation == f"{of}_list" else None

    one.sandbox.faults = SimpleNamespace(before=lag, after=lambda *_: None)


def test_a_list_that_lags_hides_no_link_that_is_pinned():
    with world(MANY) as one:
        one.update()
        list_lags(one, "payment_link", by=WRITES_REMEMBERED)
        pins = one.pins()

        observed = observe(one.key, one.studio.catalog.mark, pins)

    assert len(pins.links) > 3
    assert {each.id for each in pins.links.values()} <= observed.links.keys()


def test_a_list_that_lags_hides_no_price_of_a_link():
    with world(MANY) as one:
        one.update()
        list_lags(one, "price", by=WRITES_REMEMBERED)
        pins, catalog = one.pins(), one.studio.catalog

        assert not plan(catalog, observe(one.key, catalog.mark, pins), pins).writes


def test_a_link_whose_last_sale_a_lagging_list_hides_opens_with_more_places():
    """The list still shows it open, so there seems to be nothing to open."""
    with world(replace(SMALL, slots=1)) as one:
        one.update()
        for url in one.addresses:
            one.buy(url)
        one.studio = replace(one.studio, slots=2)
        list_lags(one, "payment_link", by=1)
        one.update()
        one.sandbox.faults = Script()
        one.check_settled()


def test_a_link_that_a_lagging_list_shows_open_is_looked_at_before_it_is_published():
    """A price returns while the list still shows its old link as it was before prune closed it."""
    with world(SMALL) as one:
        for solo in (100, 150):
            one.studio = replace(SMALL, solo=solo)
            one.update()
        one.studio = SMALL
        list_lags(one, "payment_link", by=3)
        one.update()
        one.sandbox.faults = Script()
        one.check_settled()


def test_nothing_is_archived_while_the_list_hides_what_the_lock_pins():
    """It may hide a link that the site still uses too, and archiving its price would close it."""
    with world(SMALL) as one:
        one.update()
        one.studio = replace(SMALL, solo=150)
        one.apply()
        list_lags(one, "payment_link", by=WRITES_REMEMBERED)

        with pytest.raises(ProblemsFound) as caught:
            one.prune()

    assert [(each.code, each.facts) for each in caught.value.problems] == [("L434", {"count": "2"})]


def test_nothing_is_planned_by_a_list_that_hides_what_the_lock_pins():
    """The add-on is back before the site followed: the link that it shows is the best one, and hidden."""
    with world(SMALL) as one:
        one.update()
        one.studio = replace(SMALL, hook=None)
        one.apply()
        one.studio = SMALL
        list_lags(one, "payment_link", by=6)
        with pytest.raises(ProblemsFound) as caught:
            one.apply()
        assert [each.code for each in caught.value.problems] == ["L434"]
        one.sandbox.faults = Script()
        one.settle()


def test_a_run_does_not_forget_what_a_list_showed_before():
    """The lock is lost; the first look shows all, the second hides the link that needed nothing."""
    with world(SMALL) as one:
        one.update()
        with one.at_the_dashboard() as client:
            one_of_two = next(iter(one.pins().links.values())).id
            client.payment_links.update(one_of_two, {"allow_promotion_codes": True})
        one.lock.unlink()

        def weather(request):
            if request.writes:
                list_lags(one, "payment_link", by=WRITES_REMEMBERED)

        one.sandbox.faults = SimpleNamespace(before=weather, after=lambda *_: None)
        one.apply(restore=True)
        assert {pin.url for pin in one.pins().links.values()} == set(one.addresses)


def test_a_link_that_cannot_be_looked_at_is_not_pinned():
    with world(SMALL) as one:
        one.update()
        one.lock.unlink()
        one.sandbox.faults = SimpleNamespace(
            before=lambda each: Disconnect() if each.operation == "payment_link_retrieve" else None,
            after=lambda *_: None,
        )
        with pytest.raises(ProblemsFound) as caught:
            one.apply()

        assert [each.code for each in caught.value.problems] == ["L429"]
        assert not one.lock.exists()


def test_what_holds_a_name_and_cannot_be_read_now_is_found_by_the_next_look():
    """The lists hide all that is there, so it is asked for again; Stripe says so, and then the line breaks."""
    with world(SMALL) as one:
        one.update()
        before = one.pins()
        one.lock.unlink()
        breaks = iter(range(3))  # as often as the SDK asks again

        def weather(request):
            if request.operation != "product_retrieve":
                return StaleList(WRITES_REMEMBERED)
            if next(breaks) == 2:
                one.sandbox.faults = Script()
            return Disconnect()

        one.sandbox.faults = SimpleNamespace(before=weather, after=lambda *_: None)
        one.apply()

        assert next(breaks, None) is None
        assert one.pins() == before


@pytest.mark.parametrize("does", ["apply", "prune"])
def test_a_run_whose_writes_never_arrive_gives_up_and_says_how_many(does):
    with world(SMALL) as one:
        one.update()
        one.studio = replace(SMALL, solo=150)
        if does == "prune":
            one.apply()
            one.publish()
        one.sandbox.faults = SimpleNamespace(
            before=lambda each: Disconnect() if each.writes else None, after=lambda *_: None
        )
        with pytest.raises(ProblemsFound) as caught:
            getattr(one, does)()

    assert [(each.code, each.facts) for each in caught.value.problems] == [("L432", {"count": "4", "rounds": "6"})]


def test_a_lock_of_another_account_is_told_and_nothing_is_made():
    with world(MANY) as one:
        one.update()
        elsewhere = {name: replace(link, id=f"{link.id}_of_another") for name, link in one.pins().links.items()}

        with pytest.raises(ProblemsFound) as caught:
            observe(one.key, one.studio.catalog.mark, Pins(elsewhere))

    assert [each.code for each in caught.value.problems] == ["L422"]


def test_a_product_that_is_deleted_while_the_list_is_read_is_no_crash():
    """The next page is asked for by the last one's id, which Stripe then does not know any more."""
    with world(SMALL) as one:
        with one.at_the_dashboard() as client:
            for number in range(101):
                client.products.create({"name": "Workshop", "id": f"workshop_{number}"})

        def deletes_it(request):
            if request.params.get("starting_after") == "workshop_1":
                one.sandbox.faults = Script()
                with one.at_the_dashboard() as client:
                    client.products.delete("workshop_1")

        one.sandbox.faults = SimpleNamespace(before=deletes_it, after=lambda *_: None)
        with pytest.raises(ProblemsFound) as caught:
            observe(one.key, one.studio.catalog.mark, Pins())

    assert [each.code for each in caught.value.problems] == ["L419"]
