"""What always holds of prices, whatever a creator writes: tried with studios made up by chance."""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checkouts import Checkout, checkouts
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.money import CURRENCIES, Money, exponent, rounded, smallest_step
from generator.pricing import (
    Flat,
    Priced,
    Several,
    Share,
    price_of_add_on,
    price_of_licence,
    price_of_package,
    price_of_renewal,
)
from generator.source.load import load

SOLD_IN = ("EUR", "GBP", "JPY", "ISK", "KWD")
STUDIO = {
    "name": "Maya", "url": "https://maya.example/", "tagline": "Videos", "languages": "en",
    "contact": {"email": "maya@maya.example"}, "legal": {"country": "FR", "name": "Maya EI"}, "tax": "exempt",
}  # fmt: skip
Data = dict[str, Any]
often = settings(max_examples=60)

# --- studios made up by chance: plain data, in which an amount is a number of cents -------------------

cents = st.integers(1, 500_000)
percents = st.integers(1, 30_000).map(lambda hundredths: f"{Decimal(hundredths) / 100}%")
steps = st.one_of(
    percents.map(lambda percent: f"+{percent}"),
    percents.map(lambda percent: f"+{percent} per month"),
    st.builds(
        lambda amount, per: {"amount": amount, "per": per} if per else {"amount": amount},
        cents,
        st.sampled_from(["", "month", "video", "video per month"]),
    ),
)
by_the_month = st.one_of(percents.map(lambda percent: f"+{percent} per month"), st.just("25 EUR per month"))
surcharges = st.lists(steps, min_size=1, max_size=3)
MEDIA = ["brand-social", "meta-ads", "website"]
rights = st.fixed_dictionaries(
    {
        "months": st.integers(1, 24),
        "media": st.lists(st.sampled_from(MEDIA), min_size=1, max_size=3, unique=True),
        "price": st.one_of(surcharges, st.just("on quote")),
        "renewal": surcharges,
    }
)
prices = st.one_of(
    st.builds(lambda amount: {"amount": amount}, cents),
    st.builds(
        lambda each, times, discount: {"each": {"amount": each}, "times": times, "discount": discount},
        cents,
        st.integers(1, 12),
        st.integers(1, 9999).map(lambda hundredths: f"{Decimal(hundredths) / 100}%"),
    ),
)
packs = st.one_of(
    prices,
    st.builds(lambda times: {"of": "p0", "times": times}, st.integers(1, 12)),
    st.builds(lambda amount: {"from": {"amount": amount}}, cents),
    st.just("on quote"),
)


@st.composite
def studios(draw: st.DrawFn) -> Data:
    """One grid of one to four packages, its licences and its add-ons."""
    arithmetic = draw(st.sampled_from(["additive", "chained", "running-total"]))
    licences = draw(st.lists(rights, min_size=1, max_size=4))
    first, *others = draw(st.tuples(prices, packs, packs, packs))[: draw(st.integers(1, 4))]
    extras = draw(st.lists(cents, max_size=2))
    rush = draw(st.lists(percents, max_size=3 if arithmetic == "additive" else 1))
    return {
        "arithmetic": arithmetic,
        "round_to": draw(st.sampled_from([None, "0.05", "1", "10"])),
        "deposit": draw(st.one_of(st.none(), st.tuples(st.integers(1, 99), st.integers(1, 99), cents))),
        "licences": licences,
        "packages": [
            {
                "price": price,
                "videos": draw(st.integers(1, 6)),
                "licence": draw(st.integers(0, len(licences) - 1)),
                "every": draw(st.sampled_from([None, None, "month"])),
            }
            for price in (first, *others)
        ],
        "add_ons": [{"amount": amount} for amount in extras] + [f"+{percent}" for percent in rush],
    }


def written(value: Any, currencies: Sequence[str]) -> Any:
    """`value` as the YAML has it, its amounts in each currency."""
    if isinstance(value, list):
        return [written(item, currencies) for item in value]
    if not isinstance(value, dict):
        return str(value)
    if "amount" in value:
        rest = {"per": value["per"]} if "per" in value else {}
        return {currency: amount(value["amount"], currency) for currency in currencies} | rest
    return {key: written(item, currencies) for key, item in value.items()}


def amount(hundredths: int, currency: str) -> str:
    """About as many units in any currency, as finely as it can be charged."""
    whole = exponent(currency) == 0 or currency == "ISK"
    return str(max(1, hundredths // 100) if whole else Decimal(hundredths) / 100)


def grid_of(studio: Data, currencies: Sequence[str]) -> Data:
    grid: Data = {
        "grid": "videos", "name": "Videos", "currencies": list(currencies), "percentages": studio["arithmetic"],
        "packages": [], "licences": [], "add_ons": [],
    }  # fmt: skip
    if studio["round_to"]:
        grid["round_to"] = studio["round_to"]
    if studio["deposit"]:
        small, large, above = studio["deposit"]
        rules = [f"{small}%", {"share": f"{large}%", "above": {"amount": above}}]
        grid["deposit"] = written(rules, currencies)
    for number, package in enumerate(studio["packages"]):
        grid["packages"].append({
            "id": f"p{number}", "name": f"P{number}", "price": written(package["price"], currencies),
            "deliverables": [{"video": str(package["videos"])}], "delivery": "7 days", "revisions": "2",
            "licence": f"l{package['licence']}",
        })  # fmt: skip
        if package["every"]:
            grid["packages"][-1]["every"] = package["every"]
    for number, licence in enumerate(studio["licences"]):
        grid["licences"].append({
            "id": f"l{number}", "name": f"L{number}", "rights": "reproduction", "media": licence["media"],
            "purpose": "paid", "territory": "FR", "duration": f"{30 * licence['months']} days", "starts": "delivery",
            "exclusivity": "none", "edits": "as-delivered", "image_right": "same",
            "price": written(licence["price"], currencies), "renewal": written(licence["renewal"], currencies),
        })  # fmt: skip
    for number, price in enumerate(studio["add_ons"]):
        grid["add_ons"].append({"id": f"a{number}", "name": f"A{number}", "price": written(price, currencies)})
    return grid


def offers_of(*grids: Data, currencies: Sequence[str] = SOLD_IN) -> Offers:
    """What the real loader reads: JSON is YAML, and all its values are texts."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "packages").mkdir()
        studio = STUDIO | {"currencies": list(currencies)}
        (Path(name) / "studio.yml").write_text(json.dumps(studio), "utf-8")
        for number, grid in enumerate(grids):
            (Path(name) / "packages" / f"{number}.yml").write_text(json.dumps(grid), "utf-8")
        return load(Path(name)).offers


def told(checkout: Checkout) -> object:
    """All that a buyer sees of a checkout's prices."""
    extras = {extra.add_on.id: extra.price for extra in checkout.extras}
    return checkout.package_price, checkout.licence_price, checkout.total, checkout.instalments, extras


def everything_sold(offers: Offers) -> dict[str, object]:
    return {checkout.id: told(checkout) for checkout in checkouts(offers)}


# --- what always holds -------------------------------------------------------------------------------


@often
@given(studios())
def test_what_is_shown_adds_up(studio: Data) -> None:
    sold = list(checkouts(offers_of(grid_of(studio, SOLD_IN))))

    assert len({checkout.id for checkout in sold}) == len(sold)
    for checkout in sold:
        assert checkout.total == checkout.package_price.amount + checkout.licence_price.amount
        if split := checkout.instalments:
            assert split.deposit + split.balance == checkout.total
            assert 0 < split.deposit.minor < checkout.total.minor
        if checkout.licence.id == checkout.package.licence:
            assert checkout.licence_price == Priced(Money(0, checkout.currency))


@often
@given(studios())
def test_every_amount_can_be_charged(studio: Data) -> None:
    for checkout in checkouts(offers_of(grid_of(studio, SOLD_IN))):
        split = checkout.instalments
        amounts = [checkout.total, *(extra.price.amount for extra in checkout.extras)]
        amounts += [split.deposit, split.balance] if split else []
        assert {money.currency for money in amounts} == {checkout.currency}
        assert all(money.minor % {"ISK": 100, "KWD": 10}.get(checkout.currency, 1) == 0 for money in amounts)


@often
@given(studios())
def test_the_working_leads_to_the_amount(studio: Data) -> None:
    offers = offers_of(grid_of(studio, SOLD_IN))
    (grid,) = offers.grids
    for package in grid.packages:
        for currency in SOLD_IN:
            base = price_of_package(package, grid, currency)
            if base is None or not base.amount.minor:
                continue  # on quote, or rounded to nothing: W315
            check(base, currency, grid.round_to, several(base, currency, grid.round_to))
            for licence in licences_for(package, offers.licences(grid)):
                right = price_of_licence(licence, package, grid, offers.licences(grid), currency)
                renewal = price_of_renewal(licence, package, grid, currency)
                for extra in filter(None, (right, renewal)):
                    check(extra, currency, grid.round_to, summed(extra, base, None, grid.percentages))
                for add_on in add_ons_for(package, grid):
                    extra = price_of_add_on(add_on, package, grid, currency, right)
                    assert extra is not None
                    check(extra, currency, grid.round_to, summed(extra, base, right, grid.percentages))


def check(priced: Priced, currency: str, round_to: Decimal | None, exact: Fraction) -> None:
    """The amount is what the working makes, rounded half up: to what the grid says when there are percentages."""
    percentages = [
        step.percent if isinstance(step, Share) else step.discount
        for step in priced.working
        if not isinstance(step, Flat)
    ]
    step = smallest_step(currency)
    if any(percentages) and round_to is not None:
        step = max(step, int(round_to * 10 ** exponent(currency)))
    assert priced.amount == Money(math.floor(exact / step + Fraction(1, 2)) * step, currency)


def several(priced: Priced, currency: str, round_to: Decimal | None) -> Fraction:
    if not priced.working:
        return Fraction(priced.amount.minor)
    (step,) = priced.working
    assert isinstance(step, Several)
    return step.times * step.each.minor * (1 - Fraction(step.discount or 0) / 100)


def summed(extra: Priced, package: Priced, licence: Priced | None, arithmetic: str) -> Fraction:
    """The sum of the steps, each percentage of what the arithmetic says; the bases that are told agree."""
    flats = [flat(step) for step in extra.working if isinstance(step, Flat)]
    rates = [rate(step) for step in extra.working if isinstance(step, Share)]
    before = Fraction(package.amount.minor)
    if licence and arithmetic != "additive":
        before += licence.amount.minor
    if licence and arithmetic == "chained":
        before -= sum(flat(step) for step in licence.working if isinstance(step, Flat))
    if arithmetic == "additive":
        bases, total = [before] * len(rates), before * sum(rates) + sum(flats)
    elif arithmetic == "chained":
        products = [before * math.prod(1 + each for each in rates[:place]) for place in range(len(rates) + 1)]
        bases, total = products[:-1], products[-1] - before + sum(flats)
    else:
        bases, running = [], before
        for step in extra.working:
            if isinstance(step, Share):
                bases.append(running)
                running *= 1 + rate(step)
            elif isinstance(step, Flat):
                running += flat(step)
        total = running - before
    shown = [step.base for step in extra.working if isinstance(step, Share)]
    for base, exact in zip(shown, bases, strict=True):
        assert abs(base.minor - exact) * 2 <= smallest_step(base.currency)
    return Fraction(total)


def rate(step: Share) -> Fraction:
    return Fraction(step.percent) / 100 * (1 if step.months is None else step.months)


def flat(step: Flat) -> int:
    return step.amount.minor * (1 if step.months is None else step.months) * (step.videos or 1)


@often
@given(studios(), st.integers())
def test_the_order_in_which_things_are_written_changes_nothing(studio: Data, seed: int) -> None:
    grid = grid_of(studio, SOLD_IN)
    other = {"grid": "photos", "name": "Photos", "packages": [dict(grid["packages"][0], id="q", price="1 EUR")],
             "add_ons": [], "currencies": ["EUR"]}  # fmt: skip
    other["licences"] = [{**licence, "price": "+1%", "renewal": "+1%"} for licence in grid["licences"]]

    written_down = everything_sold(offers_of(grid, other))

    assert everything_sold(offers_of(shuffled(other, seed), shuffled(grid, seed))) == written_down


def shuffled(grid: Data, seed: int) -> Data:
    """`grid` with keys, packages, licences and add-ons in another order; the steps of a price keep theirs."""
    chance = random.Random(seed)

    def keys_shuffled(record: Data) -> Data:
        return dict(chance.sample(list(record.items()), len(record)))

    def list_shuffled(key: str) -> list[Data]:
        return [keys_shuffled(record) for record in chance.sample(grid[key], len(grid[key]))]

    return keys_shuffled(grid | {key: list_shuffled(key) for key in ("packages", "licences", "add_ons")})


@often
@given(studios())
def test_one_currency_more_changes_nothing_in_the_others(studio: Data) -> None:
    alone = everything_sold(offers_of(grid_of(studio, ["EUR"])))
    together = everything_sold(offers_of(grid_of(studio, SOLD_IN)))

    assert alone == {name: prices for name, prices in together.items() if name.endswith(".eur")}


@often
@given(studios(), st.randoms(use_true_random=False))
def test_the_order_of_steps_matters_only_for_a_running_total(studio: Data, chance: random.Random) -> None:
    if studio["arithmetic"] == "running-total":
        studio["arithmetic"] = "chained"
    reordered = studio | {
        "licences": [
            licence if licence["price"] == "on quote"
            else licence | {"price": chance.sample(licence["price"], len(licence["price"]))}
            for licence in studio["licences"]
        ]
    }  # fmt: skip

    before, after = (
        {checkout.id: checkout.total for checkout in checkouts(offers_of(grid_of(each, SOLD_IN)))}
        for each in (studio, reordered)
    )

    assert before == after


@often
@given(studios())
def test_without_flat_amounts_chained_is_the_running_total_and_no_less_than_additive(studio: Data) -> None:
    in_percent = [
        licence | {"price": [step for step in licence["price"] if isinstance(step, str)] or ["+10%"]}
        for licence in studio["licences"]
        if licence["price"] != "on quote"
    ]
    if not in_percent:
        return
    first = studio["packages"][0] | {"licence": 0}
    totals: dict[str, Mapping[str, Money]] = {}
    for arithmetic in ("additive", "chained", "running-total"):
        same = studio | {"arithmetic": arithmetic, "licences": in_percent, "packages": [first], "add_ons": []}
        totals[arithmetic] = {c.id: c.total for c in checkouts(offers_of(grid_of(same, SOLD_IN)))}

    assert totals["chained"] == totals["running-total"]
    assert all(total <= totals["chained"][name] for name, total in totals["additive"].items())


@given(
    st.integers(1, 700),
    st.lists(st.integers(1, 24), min_size=2, max_size=6, unique=True),
    st.lists(by_the_month, min_size=1),
    st.sampled_from(["additive", "chained", "running-total"]),
)
def test_a_longer_right_by_the_month_never_costs_less(
    included: int, months: list[int], price: list[str], arithmetic: str
) -> None:
    right = {"months": 1, "media": ["meta-ads"], "price": "on quote", "renewal": ["+1%"]}
    studio = {
        "arithmetic": arithmetic, "round_to": None, "deposit": None, "add_ons": [], "licences": [right],
        "packages": [{"price": {"amount": 22_500}, "videos": 1, "licence": 0, "every": None}],
    }  # fmt: skip
    grid = grid_of(studio, ["EUR"])
    grid["licences"][0]["duration"] = f"{included} days"
    template = grid["licences"][0]
    for count in sorted(months):
        longer = {"id": f"m{count}", "duration": f"{count} months", "price": price}
        grid["licences"].append(template | longer)

    offers = offers_of(grid, currencies=["EUR"])
    (package,), licences = offers.grids[0].packages, offers.licences(offers.grids[0])
    costs = []
    for count in sorted(months):
        priced = price_of_licence(licences[f"m{count}"], package, offers.grids[0], licences, "EUR")
        assert priced is not None
        costs.append(priced.amount)
        assert (priced.amount.minor == 0) is licences["l0"].covers(licences[f"m{count}"])

    assert costs == sorted(costs)


@given(st.fractions(0, 10**9), st.sampled_from(sorted(CURRENCIES)), st.sampled_from([None, "0.05", "0.5", "1", "10"]))
def test_rounding_is_stable_near_and_half_up(minor: Fraction, currency: str, to: str | None) -> None:
    step = max(smallest_step(currency), int(Decimal(to or 0) * 10 ** exponent(currency)))

    once = rounded(minor, currency, Decimal(to) if to else None)

    assert rounded(Fraction(once.minor), currency, Decimal(to) if to else None) == once
    assert once.minor % step == 0
    assert -step < 2 * (minor - once.minor) < step or 2 * (once.minor - minor) == step
