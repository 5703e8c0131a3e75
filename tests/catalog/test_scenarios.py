"""Every scenario in fair weather: applied, published and pruned in order, and pruned too early."""

from __future__ import annotations

from tests.catalog.scenarios import SCENARIOS


def test_without_a_mishap_all_is_well_at_once(prepared):
    name, one, start, _ = prepared
    one.go_back(start)
    one.update(restore=SCENARIOS[name].restore)
    one.check_settled()
    one.check_nothing_was_made_twice()


def test_pruned_too_early_the_live_site_still_sells(prepared):
    name, one, start, _ = prepared
    one.go_back(start)
    one.apply(restore=SCENARIOS[name].restore)
    one.prune()
    one.settle()
