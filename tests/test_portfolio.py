"""Case studies: what is shown, when, and what is said beside it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator.media import Media, Picture, Published, Rendition
from generator.model.case_study import Film
from generator.model.offers import Offers
from generator.pages.portfolio_view import files_of, pictures_of
from generator.pages.render import Renderer
from generator.portfolio import cases_for, shown
from offers import case, grid, offers, package

DAY = datetime.date(2026, 11, 24)
GRID = grid(package("solo", "250 EUR") + package("duo", "400 EUR", more="was: [pair]"))
PLAIN = Picture(480, 853, "data:,", tuple(Rendition(f"a.{kind}", Path(), kind, 480) for kind in ("avif", "webp")))  # type: ignore[arg-type]


def rendered(of: Offers) -> dict[str, str]:
    """The pages of the portfolio by address, with ordinary spaces."""
    media = Media(dict.fromkeys(pictures_of(of), PLAIN), {name: Published(name, Path()) for name in files_of(of)})
    pages = Renderer(of, DAY, media=media).pages
    return {
        page.path: " ".join(page.body.split())
        for page in pages
        if page.path.startswith(("realisations/", "en/work/"))
    }


@pytest.mark.parametrize(
    ("written", "film"),
    [
        ("https://www.youtube.com/watch?v=aB3-_567890", Film(platform="youtube", id="aB3-_567890")),
        ("https://www.youtube.com/shorts/aB3-_567890", Film(platform="youtube", id="aB3-_567890")),
        ("https://youtu.be/aB3-_567890", Film(platform="youtube", id="aB3-_567890")),
        ("https://vimeo.com/123456789", Film(platform="vimeo", id="123456789")),
        (
            "https://www.tiktok.com/@ma.ya/video/7412345678901234567",
            Film(platform="tiktok", id="7412345678901234567"),
        ),
        ("https://www.instagram.com/reel/C1aB_d-e/", Film(platform="instagram", id="C1aB_d-e")),
    ],
)
def test_films_elsewhere(written: str, film: Film) -> None:
    of = offers(GRID, cases=(case(film=f'video: "{written}"'),))
    read = of.cases[0].media[0].video
    assert read == Film(platform=film.platform, id=film.id, url=written)
    page = rendered(of)["realisations/granola/"]
    assert f'href="{written}"' in page
    assert f"/{film.id}" in page.partition('data-player="')[2]


def test_the_newest_comes_first_and_what_may_not_be_shown_does_not_come() -> None:
    ends = "{by: Inès, on: 2026-01-01, until: 2026-11-24}"
    of = offers(
        GRID,
        cases=(
            case("old").replace("2026-10-12", "2026-01-01"),
            case("new"),
            case("ending", permission=ends),
        ),
    )
    assert [each.case for each in shown(of.cases, DAY)] == ["new", "ending", "old"]
    assert [each.case for each in shown(of.cases, DAY + datetime.timedelta(1))] == ["new", "old"]
    assert "Inès" not in "".join(rendered(of).values())


def test_cases_speak_for_the_package_that_was_booked_also_under_its_earlier_name() -> None:
    of = offers(GRID, cases=tuple(case(f"case-{number}", "package: duo") for number in range(5)))
    solo, duo = of.grids[0].packages
    assert [each.case for each in cases_for(duo, of.cases)] == ["case-0", "case-1", "case-2"]
    assert cases_for(solo, of.cases) == ()


def test_a_case_leads_to_what_was_booked_and_says_what_it_is() -> None:
    of = offers(GRID, cases=(case(more="package: duo\nlicence: organic"),))
    french, english = (rendered(of)[path] for path in ("realisations/granola/", "en/work/granola/"))
    assert 'href="../../offres/videos/#package-duo"' in french
    assert 'href="../../offers/videos/#licence-organic"' in english
    assert "Projet personnel, sans commande de la marque" in french
    assert "<p>Show <em>it</em>.</p>" in french


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("ai: edited", "Images modifiées par une intelligence artificielle"),
        ("ai: generated", "Images virtuelles, créées par une intelligence artificielle"),
        ("retouched: yes", "Images retouchées"),
    ],
)
def test_what_the_law_wants_to_be_said_stands_beside_the_picture(flag: str, said: str) -> None:
    pages = rendered(offers(GRID, cases=(case(film=flag),)))
    assert said in pages["realisations/"]
    assert said in pages["realisations/granola/"]


def test_nothing_typed_in_a_case_comes_alive() -> None:
    evil = "<script>alert(1)</script>"
    of = offers(
        GRID,
        cases=(case().replace("Show *it*.", evil).replace("Avoria", f"'{evil}'").replace("A bowl", f"'\"{evil}'"),),
    )
    assert "<script" not in "".join(rendered(of).values())


def test_a_long_series_begins_with_its_first_piece_and_goes_on_below() -> None:
    series = ", ".join(["{poster: plain.png, alt: A bowl}"] * 12)
    written = case().replace("media: [{poster: plain.png, alt: A bowl}]", f"media: [{series}]")
    page = rendered(offers(GRID, cases=(written,)))["realisations/granola/"]
    first, _, others = page.partition("La suite de la série")
    assert first.count('class="film"') == 1
    assert others.count('class="film"') == 11
    assert first.count('fetchpriority="high"') == 1
    assert others.count("fetchpriority") == 0


def test_many_brands_are_not_all_named_and_none_is_no_gap() -> None:
    allowed = "{by: Inès, on: 2026-01-01}"
    many = offers(
        GRID,
        cases=tuple(
            case(f"case-{number}", permission=allowed).replace("Avoria", f"Brand {number}") for number in range(30)
        ),
    )
    renderer = Renderer(many, DAY, media=Media(dict.fromkeys(pictures_of(many), PLAIN)))
    assert len(renderer.portfolio("fr").brands) == 12
    index = next(page for page in renderer.pages if page.path == "realisations/")
    assert len(index.description) < 200
    own = offers(GRID, cases=(case(),))
    renderer = Renderer(own, DAY, media=Media(dict.fromkeys(pictures_of(own), PLAIN)))
    assert "Filmé pour" not in renderer.block("proof", (), "fr", "")
    index = next(page for page in renderer.pages if page.path == "realisations/")
    assert index.description.startswith("Des vidéos tournées pour montrer")


@pytest.mark.parametrize("block", ["reel", "work", "proof"])
def test_a_block_of_an_empty_portfolio_shows_nothing(block: str) -> None:
    said = Renderer(offers(GRID), DAY).block(block, (), "fr", "")
    assert said.striptags() == ""
    assert "<ul" not in said
    assert "<dl" not in said


def test_a_studio_without_a_portfolio_has_no_page_of_it() -> None:
    assert rendered(offers(GRID)) == {}
