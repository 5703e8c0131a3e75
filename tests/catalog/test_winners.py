"""Which price and which link at Stripe is the one that is wanted: small questions with one answer each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.catalog.observed import MARK, NAME, PROMISES, Observed, sells
from generator.catalog.winners import fits, has_twins, winners
from generator.lock import PaymentLink, Pins
from generator.money import Money
from tests.catalog.small_studio import SmallStudio

STUDIO = SmallStudio()
LINK = "solo.organic.eur.fr"
SOLO, HOOK = "vitrine_package_solo_fr_eur_10000", "vitrine_addon_videos_hook_fr_eur_2000"
CATALOG = STUDIO.catalog


def price(key: str, **changes: object) -> dict:
    wanted = CATALOG.prices[key]
    return {
        "id": f"price_{key}",
        "object": "price",
        "active": True,
        "product": wanted.product,
        "currency": "eur",
        "unit_amount": wanted.amount.minor,
        "recurring": None,
        "tax_behavior": "unspecified",
        "lookup_key": key,
        "metadata": {MARK: "vitrine", NAME: key},
        **changes,
    }


def link(name: str = "plink_1", options: tuple[str, ...] = (HOOK,), active: bool = True, **metadata: str) -> dict:
    item = {"adjustable_quantity": {"enabled": True, "maximum": 5, "minimum": 0}, "quantity": 1}
    return {
        "id": name,
        "object": "payment_link",
        "active": active,
        "url": f"https://buy.stripe.com/{name}",
        "line_items": {"data": [{"id": "li_1", "price": price(SOLO), "quantity": 1}]},
        "optional_items": [{**item, "price": f"price_{each}"} for each in options],
        "metadata": {MARK: "vitrine", NAME: LINK, **metadata},
    }


def observed(*links: dict, prices: tuple[dict, ...] = (), pins: Pins | None = None) -> Observed:
    found = {each["id"]: each for each in (price(SOLO), price(HOOK), *prices)}
    pinned = {each.id: name for name, each in (pins.links if pins else {}).items()}
    return Observed("vitrine", prices=found, links={each["id"]: each for each in links}, pinned=pinned)


def pinned(name: str, **options: int) -> Pins:
    shown = {option: Money(minor, "EUR") for option, minor in options.items()}
    url = f"https://buy.stripe.com/{name}"
    return Pins({LINK: PaymentLink(name, url, Money(10_000, "EUR"), None, shown)})


def won(at_stripe: Observed, pins: Pins | None = None, published: tuple[str, ...] = ()) -> str | None:
    found = winners(CATALOG, at_stripe, pins or Pins(), published).get(LINK)
    return found["id"] if found else None


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "usd"},
        {"unit_amount": 10_001},
        {"unit_amount": None},
        {"product": "vitrine_package_duo_fr"},
        {"recurring": {"interval": "month", "interval_count": 1}},
        {"tax_behavior": "inclusive"},
    ],
)
def test_a_price_that_differs_in_anything_is_another(change):
    assert sells(price(SOLO), CATALOG.prices[SOLO])
    assert not sells(price(SOLO, **change), CATALOG.prices[SOLO])


def test_a_price_is_found_by_its_lookup_key_or_else_by_its_mark():
    wiped, renamed = price(SOLO, metadata={}), price(SOLO, id="price_renamed", lookup_key=None)
    assert observed(prices=(wiped,)).price_named(SOLO) == wiped
    assert Observed("vitrine", prices={"price_renamed": renamed}).price_named(SOLO) == renamed
    assert observed().price_named("vitrine_package_duo_fr_eur_10000") is None


def test_every_three_months_is_not_every_month():
    wanted = SmallStudio(retainer=400).catalog.prices["vitrine_package_monthly_fr_eur_40000_month"]
    monthly = price(SOLO, product=wanted.product, unit_amount=40_000)
    assert sells({**monthly, "recurring": {"interval": "month", "interval_count": 1}}, wanted)
    assert not sells({**monthly, "recurring": {"interval": "month", "interval_count": 3}}, wanted)


def test_the_pinned_link_wins_then_the_published_then_the_open_then_the_oldest():
    newest, middle, oldest = link("plink_3"), link("plink_2"), link("plink_1")
    there = observed(newest, middle, oldest)
    assert won(there) == "plink_1"
    assert won(observed(newest, middle, {**oldest, "active": False})) == "plink_2"
    assert won(there, published=(middle["url"],)) == "plink_2"
    assert won(there, pinned("plink_3"), (middle["url"],)) == "plink_3"


def test_what_a_run_has_written_does_not_look_newer_for_it():
    there = observed(link("plink_2"), link("plink_1"))
    assert won(there.with_records([link("plink_1"), link("plink_3")])) == "plink_1"


def test_a_link_that_was_closed_is_better_than_none():
    assert won(observed(link(active=False))) == "plink_1"


@pytest.mark.parametrize("mark", [{}, {MARK: "another-studio", NAME: LINK}])
def test_links_of_others_never_win(mark):
    foreign = {**link(), "metadata": mark}
    assert won(observed(foreign)) is None
    assert won(observed(foreign, pins=pinned("plink_1", hook=2000)), pinned("plink_1", hook=2000)) == "plink_1"


def test_the_lock_knows_a_link_whose_name_was_edited():
    renamed = link(**{NAME: "solo.other.eur.fr"})
    assert won(observed(renamed)) is None
    assert won(observed(renamed, pins=pinned("plink_1"))) == "plink_1"


def test_an_option_may_come_but_not_go_nor_change():
    dearer = price(HOOK, id="price_dearer", unit_amount=3000)
    without_hook = SmallStudio(hook=None).catalog
    there = observed(prices=(dearer,))
    wanted = CATALOG.links[LINK]

    assert fits(wanted, link(), CATALOG, there)
    assert fits(wanted, link(options=()), CATALOG, there)
    assert not fits(wanted, {**link(), "optional_items": [{"price": "price_dearer"}]}, CATALOG, there)
    assert not fits(without_hook.links[LINK], link(), without_hook, there)


def test_a_link_that_had_all_options_is_better_than_one_that_would_gain_them():
    promise = " ".join(CATALOG.links[LINK].promises)
    bare, former = link("plink_2", options=()), link("plink_1", active=False, **{PROMISES: promise})
    assert won(observed(bare, former, pins=pinned("plink_2")), pinned("plink_2")) == "plink_1"
    assert won(observed(bare, pins=pinned("plink_2")), pinned("plink_2")) == "plink_2"

    wiped = {**bare, "metadata": {}}
    shows_the_hook = pinned("plink_2", hook=2000)
    assert won(observed(wiped, former, pins=shows_the_hook), shows_the_hook) == "plink_2"


def test_an_option_that_somebody_took_away_is_still_remembered():
    dearer = SmallStudio(hook=30).catalog
    promise = " ".join(CATALOG.links[LINK].promises)
    stripped = link(options=(), **{PROMISES: promise})
    wiped = {**link(options=()), "metadata": {}}

    assert fits(CATALOG.links[LINK], stripped, CATALOG, observed())
    assert not fits(dearer.links[LINK], stripped, dearer, observed())
    pins = pinned("plink_1", hook=2000)
    assert not winners(dearer, observed(wiped, pins=pins), pins)
    assert winners(CATALOG, observed(wiped, pins=pins), pins)


def test_options_of_somebody_else_do_not_matter():
    foreign = price(HOOK, id="price_foreign", product="prod_other", metadata={})
    added = {**link(), "optional_items": [{"price": "price_foreign"}, {"price": "price_not_listed"}]}
    assert fits(CATALOG.links[LINK], added, CATALOG, observed(prices=(foreign,)))


def test_another_number_of_lines_is_another_link():
    twice = link()
    twice["line_items"]["data"] *= 2
    assert not fits(CATALOG.links[LINK], twice, CATALOG, observed())


def test_twins_are_open_and_unpinned():
    there = observed(link("plink_2"), link("plink_1"))
    assert has_twins(CATALOG, there, Pins())
    assert not has_twins(CATALOG, there, pinned("plink_1"))
    assert not has_twins(CATALOG, observed(link("plink_2"), link("plink_1", active=False)), Pins())


def test_the_fingerprint_of_a_link_covers_what_its_products_say():
    wanted = CATALOG.links[LINK]
    for name in ("vitrine_package_solo_fr", "vitrine_addon_videos_hook_fr"):
        said = replace(CATALOG.products[name], description="Something else")
        other = replace(CATALOG, products={**CATALOG.products, name: said})
        assert other.content_of(wanted) != CATALOG.content_of(wanted)
