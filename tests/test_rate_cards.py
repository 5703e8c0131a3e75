"""Published rate cards, written in our vocabulary, give the prices and the warnings they should.

Each file of `golden/cards` holds currencies and languages, a grid as its creator would write it, and what a
buyer pays. Cards whose name begins with `contradictory` have a defect found in a real one.
"""

from __future__ import annotations

import re
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from generator.checkouts import checkout_id, checkouts
from generator.checks import warnings
from generator.model.offers import Offers
from generator.money import Money
from generator.pricing import (
    Costs,
    Priced,
    margin,
    price_of_add_on,
    price_of_licence,
    price_of_package,
    price_of_renewal,
)
from generator.source.load import OfferBook, load

CARDS = sorted((Path(__file__).parent / "golden" / "cards").glob("*.yml"))
STUDIO = """\
name: Studio of a card
url: https://card.example/
tagline: Videos
languages: {languages}
currencies: {currencies}
contact: {{email: hello@card.example}}
legal: {{country: FR, name: Card EI}}
tax: exempt
"""


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_a_card_costs_what_it_says(card: Path, tmp_path: Path) -> None:
    book, says = opened(card, tmp_path)

    assert [paid(book.offers, row) for row in says["expect"]] == says["expect"]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_a_card_raises_its_warnings_and_no_other(card: Path, tmp_path: Path) -> None:
    book, says = opened(card, tmp_path)

    problems = book.problems(warnings(book.offers))

    expected = says.get("warn", [])
    assert [problem.code for problem in problems] == [row["code"] for row in expected]
    assert all(row["at"] in problem.place.line_text for row, problem in zip(expected, problems, strict=True))


def test_a_french_video_paid_by_card_leaves_79_euros_an_hour() -> None:
    costs = Costs(Decimal("1.5"), Money(25, "EUR"), Decimal("24.6"), minutes_per_video=140)

    left = margin(Money(250_00, "EUR"), videos=1, costs=costs)

    assert (left.fee, left.charges) == (Money(4_00, "EUR"), Money(61_50, "EUR"))
    assert (left.net, left.per_hour) == (Money(184_50, "EUR"), Money(79_07, "EUR"))


def opened(card: Path, folder: Path) -> tuple[OfferBook, dict[str, list[dict[str, str]]]]:
    """The card's grid, read by the real loader as a file of its own, and all that the card says."""
    text = card.read_text("utf-8")
    says = yaml.load(text, yaml.BaseLoader)  # texts only, as our own reader
    grid = re.search(r"^grid:\n((?: .*\n|\n)+)", text, re.MULTILINE)
    assert grid is not None
    (folder / "packages").mkdir()
    (folder / "packages" / card.name).write_text(textwrap.dedent(grid[1]), "utf-8")
    studio = STUDIO.format(**{key: f"[{', '.join(words)}]" for key, words in says["studio"].items()})
    (folder / "studio.yml").write_text(studio, "utf-8")
    return load(folder), says


def paid(offers: Offers, row: dict[str, str]) -> dict[str, str]:
    """The row of a card with every amount in it replaced by what we compute."""
    grid = offers.grids[0]
    licences = offers.licences(grid)
    package = next(package for package in grid.packages if package.id == row["package"])
    licence = licences[row.get("licence", package.licence)]
    currency = row.get("currency", offers.currencies(grid)[0])
    right = price_of_licence(licence, package, grid, licences, currency)
    checkout = {sold.id: sold for sold in checkouts(offers)}.get(checkout_id(package.id, licence.id, currency))
    split = checkout.instalments if checkout else None
    computed = {
        "package_price": shown(price_of_package(package, grid, currency)),
        "licence_price": shown(right),
        "renewal": shown(price_of_renewal(licence, package, grid, currency)),
        "total": f"{checkout.total.decimal}" if checkout else "on quote",
        "deposit": f"{split.deposit.decimal}" if split else "none",
        "balance": f"{split.balance.decimal}" if split else "none",
        "every": checkout.every if checkout and checkout.every else "once",
    }
    if "add_on" in row:
        add_on = next(add_on for add_on in grid.add_ons if add_on.id == row["add_on"])
        computed["price"] = shown(price_of_add_on(add_on, package, grid, currency, right))
    return {key: computed.get(key, said) for key, said in row.items()}


def shown(price: Priced | None) -> str:
    if price is None:
        return "on quote"
    return f"{'from ' if price.only_from else ''}{price.amount.decimal}"
