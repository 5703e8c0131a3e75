"""The picture beside a link: its size, what it shows, and that it is drawn once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from documents import documents_of, listed
from PIL import Image, ImageChops

from generator.pages.social_card import Card, cut, draw, drawn, fitted, readable
from offers import grid, offers, package, paid

TRIO = Card("Trio", "3 vidéos, 15 à 45 s", "675 €", "Maya Laurent", "#b4451f")
LONG = "Une vidéo de démonstration très complète pour votre page produit et toutes vos campagnes de printemps, encore"
LONGEST_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card))).convert("RGB")


@pytest.mark.parametrize(
    "card",
    [
        TRIO,
        Card(LONG, LONG, "à partir de 1 012,50 €", "Maya Laurent", "#b4451f"),
        Card(LONGEST_WORD, "", "1 €", "M", "#000000"),
        Card(LONG, "", "", LONG[:40], "#ffffff"),
        Card("", "", "", "", "#ffff00"),
    ],
)
def test_a_card_suits_every_messenger_and_keeps_its_margins(card: Card) -> None:
    assert len(draw(card)) < 300_000
    image = picture(card)
    assert image.size == (1200, 630)
    paper = Image.new("RGB", image.size, image.getpixel((0, 0)))  # type: ignore[arg-type]
    left, top, right, bottom = ImageChops.difference(image, paper).getbbox() or (110, 90, 1090, 560)
    assert left >= 100
    assert top >= 80
    assert right <= 1100
    assert bottom <= 600


def test_every_part_shows() -> None:
    whole = picture(TRIO)
    for without in (
        Card("", TRIO.line, TRIO.amount, TRIO.studio, TRIO.accent),
        Card(TRIO.title, "", TRIO.amount, TRIO.studio, TRIO.accent),
        Card(TRIO.title, TRIO.line, "", TRIO.studio, TRIO.accent),
        Card(TRIO.title, TRIO.line, TRIO.amount, "", TRIO.accent),
        Card(TRIO.title, TRIO.line, TRIO.amount, TRIO.studio, "#1f6f5c"),
    ):
        assert ImageChops.difference(whole, picture(without)).getbbox()
        assert without.path != TRIO.path


def test_a_price_can_be_read_whatever_the_accent() -> None:
    yellow = picture(Card("", "", "675 €", "", "#ffff00"))
    darkest, _ = yellow.convert("L").crop((110, 400, 500, 560)).getextrema()
    assert isinstance(darkest, int)
    assert darkest < 50


def test_what_the_letters_lack_is_left_out() -> None:
    assert readable("Été 🎬 — 株式会社 Œuvre «\u00a0a\u00a0» 50\u202f€ نُوو") == "Été — Œuvre « a » 50 €"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Une vidéo, trois débuts", "Une vidéo, trois débuts"),
        ("Prêt pour vos campagnes de printemps, d’été, d’automne", "Prêt pour vos campagnes de printemps, d’été…"),
        (LONGEST_WORD, "Donaudampfschifffahrtsgesellschaftskapitänsmütze…"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_that_is_too_long_ends_between_words(line: str, shown: str) -> None:
    assert cut(line, 38) == shown


def test_a_title_that_is_too_long_says_so() -> None:
    lines, _ = fitted(LONG, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert LONG.startswith(" ".join(lines)[:-1])


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    first = drawn(TRIO, tmp_path / "cards")
    first.write_bytes(b"kept")
    assert drawn(TRIO, tmp_path / "cards").read_bytes() == b"kept"
    assert [path.name for path in (tmp_path / "cards").iterdir()] == [Path(TRIO.path).name]


def test_each_page_names_its_card() -> None:
    sold = offers(grid(package("solo", "250 EUR"), paid("ads", "+60%") + paid("more", "+80%")))
    found, pages = listed(sold), documents_of(sold)
    included, ads, more = (found[f"c/solo/{licence}/"].card for licence in ("organic", "ads", "more"))
    assert (included.title, included.amount) == ("Solo", "250\u00a0€")
    assert ads == more
    assert ads.amount == "à partir de 250\u00a0€"
    assert f'property="og:image" content="https://maya.example/{included.path}"' in pages["c/solo/organic/"]
    assert found["merci/solo/"].card.title == "Videos"
    assert "og:image" not in documents_of(sold, address="")["c/solo/organic/"]
