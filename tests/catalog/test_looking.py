"""Looking at an account while its lists lag, or change while they are read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generator.catalog.apply import observe
from generator.errors import ProblemsFound
from generator.lock import Pins
from generator.sandbox.faults import Script, StaleList
from generator.sandbox.state import WRITES_REMEMBERED
from tests.catalog.scenarios import SMALL
from tests.catalog.world import world

MANY = replace(SMALL, duo=300, retainer=400)


def test_a_list_that_lags_hides_no_link_that_is_pinned():
    with world(MANY) as one:
        one.update()
        start = len(one.sandbox.requests)
        lags = {start + place: StaleList(WRITES_REMEMBERED) for place in range(1, 9)}
        one.sandbox.faults = Script(faults_before=lags)
        pins = one.pins()

        observed = observe(one.key, one.studio.catalog.mark, pins)

    assert len(pins.links) > 3
    assert {each.id for each in pins.links.values()} <= observed.links.keys()


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
