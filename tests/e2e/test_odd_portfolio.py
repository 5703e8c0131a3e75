"""A portfolio of two hundred cases with scripts, words and lengths that nobody planned for."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Quiet
from playwright.sync_api import Browser
from studio import copy_of_the_demo, vitrine

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TITLES = (
    "مساء الخير يا قهوة، صباح النور يا شاي",
    "שלום",
    "🎬🔥✨ Une vidéo 🌸",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "Le petit déjeuner qui tient jusqu’à midi, raconté par quelqu’un qui n’aimait pas ça et qui en reprend",
)
LONG_SERIES = len(TITLES)
SECTORS = ("animals", "apps", "beauty", "culture", "fashion", "food", "games", "home", "sport", "tech", "travel")
PAGES = ("", "realisations/", *(f"realisations/odd-{number}/" for number in range(LONG_SERIES + 1)))


def written(number: int, posters: list[str]) -> str:
    title = TITLES[number] if number < len(TITLES) else f"Réalisation {number}"
    pieces = 12 if number == LONG_SERIES else 1
    media = "".join(f"  - {{poster: {posters[place % len(posters)]}, alt: Une image}}\n" for place in range(pieces))
    results = "".join(f"  - {{figure: +{step}1 %, what: de clics, source: Meta}}\n" for step in range(1, 7))
    return (
        f'case: odd-{number}\ntitle: "{title}"\nbrand: "{title[:20]}"\nsector: {SECTORS[number % len(SECTORS)]}\n'
        f"published: 2026-10-{number % 28 + 1:02d}\nbrief: Une demande.\nmade: Une vidéo.\nmedia:\n{media}"
        f"{f'results:{chr(10)}{results}' if number == LONG_SERIES else ''}permission: own-project\n"
    )


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = copy_of_the_demo(tmp_path_factory.mktemp("odd"))
    portfolio = folder / "offers/portfolio"
    posters = sorted(path.name for path in portfolio.glob("*.jpg"))
    for number in range(200):
        Path(portfolio, f"odd-{number}.yml").write_text(written(number, posters), "utf-8")
    built = vitrine("build", folder=folder)
    assert built.returncode == 0, built.stderr
    handler = functools.partial(Quiet, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_screen(browser: Browser, odd: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PAGES:
        page.goto(odd + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_text_stands_beside_the_first_piece_of_a_long_series(browser: Browser, odd: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{odd}realisations/odd-{LONG_SERIES}/")
    first_figure = page.locator(".figure__number").first.bounding_box()
    assert first_figure
    assert first_figure["y"] < 600
    assert page.locator(".film").count() == 12
    context.close()


def test_a_large_portfolio_stays_light_and_begins_with_work(browser: Browser, odd: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{odd}realisations/", wait_until="networkidle")
    assert len(gzip.compress(page.content().encode(), 6)) < 20_000
    assert len(asked) < 20  # pictures further down wait until they are near
    poster = page.locator(".work .poster").first.bounding_box()
    assert poster
    assert poster["y"] < 500
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    context.close()
