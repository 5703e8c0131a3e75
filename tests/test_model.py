"""What a creator may write, and what is made of it."""

from __future__ import annotations

import pytest

from generator.checkouts import checkouts
from generator.checks import warnings
from generator.errors import ProblemsFound
from generator.model.amounts import read_amounts
from generator.model.costs import PrivateCosts
from generator.model.grid import Grid
from generator.model.licence import Licence
from generator.model.offers import Offers
from offers import ORGANIC, STUDIO, book, codes, grid, offers, package, paid

SOLO = package("solo", "250 EUR")


def refused(text: str, studio: str = STUDIO, licences: str = "") -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        book(text, studio=studio, licences=licences)
    return [problem.code for problem in found.value.problems]


@pytest.mark.parametrize(
    ("written", "code"),
    [("{from: 400 EUR, to: 800 EUR}", "M201"), ("{}", "M206"), ("{from: {EUR: 4,}}", None), ("[250 EUR]", "M205")],
)
def test_prices_of_a_package(written: str, code: str | None) -> None:
    text = grid(package("solo", written))
    if code:
        assert refused(text) == [code]
    else:
        assert list(checkouts(offers(text))) == []


@pytest.mark.parametrize(
    ("written", "total"),
    [
        ("{EUR: 30, GBP: 25}", "280 EUR"),
        ("{EUR: 30, per: video}", "310 EUR"),
        ("{EUR: 30, per: video per month}", "430 EUR"),
        ("{EUR: 30, per: 30 days}", "340 EUR"),
    ],
)
def test_an_amount_by_currency_may_be_per_something(written: str, total: str) -> None:
    text = grid(package("duo", "250 EUR", 2), paid("ads", written))
    assert [str(c.total) for c in checkouts(offers(text)) if c.licence.id == "ads"] == [total]


@pytest.mark.parametrize(
    ("written", "code"),
    [("{EUR: 30, per: week}", "M234"), ("+0%", "M234"), ("[]", "M206"), ("[+10%, lots]", "M234"), ('""', "M234")],
)
def test_extras_that_cannot_be_read(written: str, code: str) -> None:
    assert refused(grid(SOLO, paid("ads", written))) == [code]


@pytest.mark.parametrize("written", ["from +30%", "{from: 100 EUR}", "on quote"])
def test_extras_without_a_fixed_price_are_not_sold_at_once(written: str) -> None:
    assert [c.licence.id for c in checkouts(offers(grid(SOLO, paid("ads", written))))] == ["organic"]


@pytest.mark.parametrize(
    ("written", "code"), [("[]", "M206"), ("[[40%]]", "M205"), ("{above: 400 EUR}", "M202"), ("[40%, x]", "M220")]
)
def test_deposits_that_cannot_be_read(written: str, code: str) -> None:
    assert refused(grid(SOLO, more=f"deposit: {written}")) == [code]


def test_a_deposit_that_would_be_everything_or_nothing_is_not_split() -> None:
    checkout = next(checkouts(offers(grid(package("solo", "0.01 EUR"), more="deposit: 40%"))))
    assert checkout.instalments is None


def test_a_deposit_of_whole_euros_falls_back_to_cents() -> None:
    checkout = next(checkouts(offers(grid(package("solo", "1 EUR"), more="deposit: 40%\nround_to: 10"))))
    assert checkout.instalments
    assert str(checkout.instalments.deposit) == "0.40 EUR"


def test_a_package_may_be_free_of_the_grids_deposit_and_of_limits() -> None:
    written = SOLO.replace("revisions: 2", "revisions: unlimited") + "\n  deposit: none\n"
    (checkout,) = checkouts(offers(grid(written, more="deposit: 40%\nbalance: 14 days")))
    assert (checkout.package.revisions, checkout.instalments) == ("unlimited", None)


@pytest.mark.parametrize("balance", ["approval", "delivery"])
def test_the_balance_is_due_at_an_event(balance: str) -> None:
    assert offers(grid(SOLO, more=f"balance: {balance}")).grids[0].balance == balance


def test_licences_are_a_list() -> None:
    text = grid(SOLO).partition("licences:")[0]
    assert refused(f"{text}licences: organic\n") == ["M204"]
    assert refused(f"{text}licences: [[organic]]\n") == ["M203"]
    assert refused(f"{text}licences: []\n") == ["M206"]


def image(right: str) -> Licence:
    """A licence with this image right."""
    text = paid("ads", "+30%").replace("image_right: same", f"image_right: {right}")
    found: Offers = offers(grid(SOLO, text))
    return found.licences(found.grids[0])["ads"]


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ("same", "none", True),
        ("none", "same", False),
        ("same", "{duration: 30 days}", True),
        ("{duration: 30 days}", "same", False),
        ("{territory: EU}", "{territory: [FR, BE]}", True),
        ("{media: meta-ads}", "{media: website}", False),
        ("{excluded: politics}", "{excluded: politics}", True),
    ],
)
def test_image_rights_that_contain_each_other(wide: str, narrow: str, covers: bool) -> None:
    assert image(wide).covers(image(narrow)) is covers


def right(change: tuple[str, str]) -> Licence:
    """The licence for advertising with one line changed."""
    found = offers(grid(SOLO, paid("ads", "+30%").replace(*change)))
    return found.licences(found.grids[0])["ads"]


PLAIN = ("nothing", "nothing")


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        (PLAIN, PLAIN, True),
        (("duration: 90 days", "duration: perpetual"), PLAIN, True),
        (PLAIN, ("duration: 90 days", "duration: perpetual"), False),
        (("territory: FR", "territory: world"), PLAIN, True),
        (("edits: cut-downs", "edits: full-edit"), PLAIN, True),
        (PLAIN, ("edits: cut-downs", "edits: full-edit"), False),
        (("starts: delivery", "starts: first-use"), ("starts: delivery", "starts: approval"), True),
        (("starts: delivery", "starts: 2027-01-31"), PLAIN, False),
        (("exclusivity: none", "exclusivity: {duration: 90 days}"), PLAIN, True),
        (PLAIN, ("exclusivity: none", "exclusivity: {duration: 90 days}"), False),
        (
            ("exclusivity: none", "exclusivity: {duration: 90 days}"),
            ("exclusivity: none", "exclusivity: {category: sport, duration: 30 days}"),
            True,
        ),
    ],
)
def test_licences_that_contain_each_other(wide: tuple[str, str], narrow: tuple[str, str], covers: bool) -> None:
    assert right(wide).covers(right(narrow)) is covers


def test_a_shared_licence_is_sold_as_a_grid_says() -> None:
    shared = f"licences:{ORGANIC}{paid('ads', '+30%')}"
    text = grid(SOLO).partition("licences:")[0] + "licences: [organic, {use: ads, price: +50%}]\n"
    assert [str(c.total) for c in checkouts(offers(text, licences=shared))] == ["250 EUR", "375 EUR"]


def test_amounts_are_text_or_a_map() -> None:
    assert {code: str(money) for code, money in read_amounts({"EUR": "250", "GBP": "215.5"}).items()} == {
        "EUR": "250 EUR", "GBP": "215.50 GBP",
    }  # fmt: skip


def test_a_word_may_stand_for_a_list() -> None:
    assert offers(grid(SOLO, currencies="EUR")).grids[0].currencies == ("EUR",)
    assert refused(grid(SOLO, currencies="{EUR: 1}")) != []


COSTS = PrivateCosts.model_validate(
    {"card_percent": "1.5%", "card_fixed": "0.25 EUR", "charges": "24.6%", "time_per_video": "2 h 20",
     "floor": {"EUR": "230", "GBP": "200"}}
)  # fmt: skip


def test_the_floor_is_for_videos_in_a_currency_that_is_sold() -> None:
    photos = package("photo", "100 EUR").replace("video: 1", "photo: 5")
    text = grid(SOLO + package("duo", "400 EUR", 2) + photos + package("tv", "on quote"))
    assert codes(warnings(offers(text), COSTS)) == ["W306"]


def test_a_contract_is_a_matter_of_french_law() -> None:
    text = grid(package("solo", "2000 EUR"), paid("ads", "+30%").replace("meta-ads", "meta-partnership"))
    assert codes(warnings(offers(text))) == ["W314"]
    assert codes(warnings(offers(text, studio=STUDIO.replace("country: FR", "country: GB")))) == []


def test_a_larger_package_is_compared_in_each_currency_and_only_with_lesser_rights() -> None:
    cheap = package("trio", "{EUR: 600, GBP: 100}", 3)
    text = grid(package("solo", "{EUR: 250, GBP: 215}") + cheap, currencies="[EUR, GBP]")
    assert codes(warnings(offers(text))) == ["W311"]
    other = grid(package("solo", "250 EUR", licence="ads") + package("trio", "200 EUR", 3), paid("ads", "+30%"))
    assert codes(warnings(offers(other))) == []


def test_words_may_name_every_amount_of_their_grid() -> None:
    said = 'summary: "250 EUR, 100 EUR, 150 EUR, 75 EUR, 325 EUR"'
    text = grid(SOLO, paid("ads", "+30%", more="renewal: 20 EUR"), f"deposit: 40%\n{said}", "[EUR, GBP]")
    text = text.replace("250 EUR\n", "{EUR: 250, GBP: 215}\n").replace(
        "renewal: 20 EUR", "renewal: {EUR: 20, GBP: 15}"
    )
    assert codes(warnings(offers(text))) == []


def test_a_grid_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        offers(grid(SOLO)).grids[0].grid = "other"  # type: ignore[misc]
    assert Grid.model_config["frozen"]
