"""The demo in a real browser, as a buyer meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from studio import ROOT

from generator.checkouts import checkouts
from generator.source.load import load
from generator.wording.words import words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
GRID = "offres/videos-ugc/"
SEARCH, LOOK, NOTICE = "recherche/", "en/look/", "confidentialite/"
WORK, CASE, ELSEWHERE = "realisations/", "realisations/granola/", "en/work/tablet/"
PICKS = ("selection/", "selection/lampe-aurore/", "en/picks/micro-murmure/", "selection/kit-de-tournage/")
KINDS = (
    "",
    "offres/",
    GRID,
    "a-propos/",
    "mentions-legales/",
    "en/",
    "en/offers/uk-solo/",
    "404.html",
    WORK,
    CASE,
    ELSEWHERE,
    *PICKS,
    SEARCH,
    LOOK,
    NOTICE,
)


def opened(browser: Browser, url: str, width: int = 360, height: int = 640, **settings: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_pages_fit_and_ask_nobody_else(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in KINDS:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        broken = page.evaluate(
            "[...document.querySelectorAll('.price, .amount')].filter(e => e.checkVisibility() && "
            "e.getClientRects().length > 1 && getComputedStyle(e).whiteSpace != 'nowrap').length"
        )
        assert broken == 0, path
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_are_accessible(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(browser, address, width, color_scheme=scheme)
    for path in KINDS:
        page.goto(address + path)
        found = Axe().run(page)
        told = [(each["id"], [node["html"] for node in each["nodes"]][:2]) for each in found.response["violations"]]
        assert told == [], path
    page.context.close()


def test_a_phone_shows_price_and_button_at_once(browser: Browser, address: str) -> None:
    page = opened(browser, address + GRID)
    button = page.locator(".first-screen .button--primary")
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640
    assert re.sub(r"\s", " ", button.inner_text()) == "Réserver Trio, 675 €"
    page.context.close()


@pytest.mark.parametrize(("width", "table", "cards"), [(360, False, True), (768, False, True), (1440, True, False)])
def test_a_table_on_wide_screens_and_cards_on_narrow(
    browser: Browser, address: str, width: int, table: bool, cards: bool
) -> None:
    page = opened(browser, address + GRID, width)
    assert page.locator(".grid-table").is_visible() is table
    assert page.locator(".grid-cards").is_visible() is cards
    page.context.close()


def test_targets_are_large_enough(browser: Browser, address: str) -> None:
    page = opened(browser, address + GRID)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, summary")]
            .filter(e => e.checkVisibility() && !e.matches(".skip-link, p a, li p a"))
            .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
            .map(e => e.innerText)"""
    )
    assert small == []
    page.context.close()


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    page = opened(browser, address + GRID)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.context.close()


def test_the_language_switch_goes_to_the_same_page(browser: Browser, address: str) -> None:
    page = opened(browser, address + GRID)
    page.locator("header .language").click()
    assert page.url == address + "en/offers/videos-ugc/"
    page.locator("header .language").click()
    assert page.url == address + GRID
    page.context.close()


def test_pages_work_without_scripts_and_with_large_letters(browser: Browser, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    page.get_by_role("link", name="Voir les offres").first.click()
    assert page.url == address + "offres/"
    page.context.close()
    page = opened(browser, address + GRID)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


def test_every_amount_is_the_one_that_is_computed(browser: Browser, address: str) -> None:
    """The grid page, the page it leads to and our arithmetic agree for every checkout of the demo."""
    offers = load(Path(ROOT, "offers")).offers
    says = words("fr")
    page = opened(browser, address, 1440)
    for grid in offers.grids:
        page.goto(f"{address}offres/{grid.grid}/")
        sold = [each for each in checkouts(offers) if each.grid is grid]
        links = {}
        for checkout in sold:
            row = page.locator(f"#licence-{checkout.licence.id} tbody tr").filter(
                has=page.get_by_role("rowheader", name=checkout.package.name["fr"], exact=True)
            )
            amount = _plain(says.money(checkout.total))
            assert _plain(row.locator("td a .amount").inner_text()).startswith(amount), checkout.id
            links[checkout.id] = row.locator("td a").evaluate("link => link.href")
        for checkout in sold:
            page.goto(links[checkout.id])
            assert page.locator("[data-checkout]").get_attribute("data-checkout") == checkout.id
            shown = [element.get_attribute("value") for element in page.locator(".price data").all()]
            assert shown == [str(checkout.total.decimal)] * 2, checkout.id
    page.context.close()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_portfolio_is_chosen_by_sector_with_keys_alone_and_without_scripts(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address + WORK, java_script_enabled=False)
    assert page.locator(".work > :visible").count() == 9
    page.get_by_role("radio", name="Tout").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Sport").is_checked()
    assert page.locator(".work > :visible .poster__brand").all_inner_texts() == [
        "Foulée, sport", "Volt & Co, sport", "Souffle, sport", "Crête, sport"
    ]  # fmt: skip
    page.context.close()


def test_a_film_elsewhere_is_asked_for_nothing_before_the_click(browser: Browser, address: str) -> None:
    page = opened(browser, "about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(address) else None)
    page.route(re.compile("^https:"), lambda route: route.abort())
    page.goto(address + ELSEWHERE, wait_until="networkidle")
    assert asked == []
    with page.expect_request(re.compile("^https:")) as player:
        page.get_by_role("link", name="Watch on YouTube").click()
    assert player.value.url == "https://www.youtube-nocookie.com/embed/vitrinedemo?autoplay=1"
    assert page.locator("iframe.film__player").get_attribute("title") == "The tall glass test"
    page.context.close()


def test_a_film_of_ones_own_has_captions_and_weighs_nothing_before_it_plays(browser: Browser, address: str) -> None:
    page = opened(browser, "about:blank")
    films: list[str] = []
    page.on("request", lambda request: films.append(request.url) if ".mp4" in request.url else None)
    page.goto(address + CASE, wait_until="networkidle")
    assert films == []
    assert page.locator("track").evaluate_all("all => all.map(each => [each.srclang, each.default])") == [
        ["fr", True], ["en", False]
    ]  # fmt: skip
    page.context.close()


@pytest.mark.parametrize("path", ["", WORK, CASE, ELSEWHERE])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, path: str) -> None:
    page = opened(browser, "about:blank")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "each => window.moved += each.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate("window.moved") < 0.01
    page.context.close()


def test_the_search_finds_packages_by_what_buyers_call_them(browser: Browser, address: str) -> None:
    page = opened(browser, address + SEARCH)
    page.get_by_role("searchbox").fill("pack 3 videos tiktok")
    found = page.locator(".found > :visible a").all_inner_texts()
    assert "Trio" in found
    assert "Solo" not in found
    page.get_by_role("searchbox").fill("zzz")
    assert page.get_by_role("status").inner_text().startswith("Rien ne correspond")
    page.goto(address + SEARCH + "?q=avoria")
    (only,) = page.locator(".found > :visible a").all_inner_texts()
    assert only.startswith("Le petit")
    page.context.close()


@pytest.mark.parametrize("path", ["", WORK, CASE, ELSEWHERE, SEARCH])
def test_every_target_can_be_hit_and_every_focus_seen(browser: Browser, address: str, path: str) -> None:
    """WCAG 2.2, 2.5.8 (24 by 24 pixels, links in sentences aside) and 2.4.7."""
    page = opened(browser, address + path)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, summary, button, input, label")]
            .filter(e => e.checkVisibility() && !e.matches(".skip-link, p a, dd a, label input"))
            .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
            .map(e => e.outerHTML)"""
    )
    assert small == []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const at = document.activeElement, on = at.matches("label input") ? at.parentElement : at;
                return at.matches("video, body") || getComputedStyle(on).outlineStyle != "none" }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
    page.context.close()
