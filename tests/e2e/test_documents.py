"""Checkout, licence and thank-you pages in a real browser, as a buyer with a phone meets them."""

from __future__ import annotations

import gzip
import re
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from studio import ROOT

from generator.checkouts import checkouts
from generator.source.load import load
from generator.wording.clauses import licence_version

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OFFERS = load(Path(ROOT, "offers")).offers
ADS = next(each.licence for each in checkouts(OFFERS) if each.licence.id == "ads-90-fr")
CHECKOUT = "c/trio/ads-90-fr/"
LICENCE = f"licences/ads-90-fr/{licence_version(ADS)}/"
DOCUMENTS = (
    CHECKOUT,
    "c/trio/ads-perpetual-fr/",
    "c/abonnement/ads-90-fr/",
    "en/c/uk-standard/paid-90-gb/",
    LICENCE,
    f"en/{LICENCE}",
    "merci/trio/",
    "en/thanks/uk-standard/",
)


def context_of(browser: Browser, width: int = 360, height: int = 640, **settings: object) -> BrowserContext:
    return browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_documents_fit_and_ask_nobody_else(browser: Browser, address: str, width: int) -> None:
    context = context_of(browser, width, 800)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in DOCUMENTS:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_documents_are_accessible(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = context_of(browser, width, 800, color_scheme=scheme)
    page = context.new_page()
    for path in DOCUMENTS:
        page.goto(address + path)
        told = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
        assert told == [], path
    context.close()


def test_a_buyer_sees_with_whom_she_deals(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    page.goto(address + CHECKOUT)
    beside_the_name = page.locator(".wordmark img")
    assert beside_the_name.evaluate("face => face.naturalWidth") == 80
    assert page.get_by_role("link", name="Maya Laurent", exact=True).is_visible()
    for path in ("", "a-propos/"):
        page.goto(address + path)
        portrait = page.get_by_role("img", name="Une silhouette de formes claires")
        portrait.scroll_into_view_if_needed()
        assert portrait.is_visible(), path
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", [document for document in DOCUMENTS if "c/" in document])
def test_a_phone_shows_price_and_button_at_once_and_again_at_the_end(
    browser: Browser, address: str, path: str, scripts: bool
) -> None:
    context = context_of(browser, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address + path)
    price, button = page.locator(".buy .price").bounding_box(), page.locator(".buy .button").bounding_box()
    assert price
    assert button
    assert 0 < price["y"] < button["y"]
    assert button["y"] + button["height"] <= 640
    first, last = (element.inner_text() for element in page.locator(".button").all())
    assert first == last
    context.close()


def test_every_page_of_a_checkout_fits_into_the_first_packets(address: str) -> None:
    """14,336 bytes are what a server sends before it waits for the first answer."""
    for checkout in checkouts(OFFERS):
        for prefix in ("", "en/"):
            url = f"{address}{prefix}c/{checkout.package.id}/{checkout.licence.id}/"
            with urllib.request.urlopen(url) as answer:
                assert len(gzip.compress(answer.read(), 6)) <= 14_336, url


def test_a_page_makes_four_requests_and_needs_forty_kilobytes_beside_its_posters(
    browser: Browser, address: str
) -> None:
    context = context_of(browser)
    page = context.new_page()
    bodies: list[tuple[str, bytes]] = []
    page.on("response", lambda answer: bodies.append((answer.url, answer.body())))
    page.goto(address + CHECKOUT, wait_until="networkidle")
    sent = {url: body for url, body in bodies if url.startswith("http")}
    assert len(sent) <= 4
    page_alone = {url: body for url, body in sent.items() if not url.endswith((".avif", ".webp"))}
    sizes = [len(body if url.endswith("woff2") else gzip.compress(body, 6)) for url, body in page_alone.items()]
    assert sum(sizes) <= 40_960
    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    context.close()


def test_nothing_moves_and_the_largest_paint_is_text(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    page.goto(address + CHECKOUT, wait_until="networkidle")
    seen = page.evaluate(
        """() => new Promise(done => {
            const seen = {shift: 0, largest: ""};
            new PerformanceObserver(list => list.getEntries().forEach(e => { seen.shift += e.value; }))
                .observe({type: "layout-shift", buffered: true});
            new PerformanceObserver(list => {
                seen.largest = list.getEntries().at(-1).element.tagName;
                requestAnimationFrame(() => done(seen));
            }).observe({type: "largest-contentful-paint", buffered: true});
        })"""
    )
    assert seen["shift"] == 0
    assert seen["largest"] not in ("IMG", "VIDEO", "SVG")
    context.close()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    page.goto(address + CHECKOUT)
    reachable = page.locator("a, summary").count()
    reached = set()
    for _ in range(reachable):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        reached.add(page.evaluate("[...document.querySelectorAll('a, summary')].indexOf(document.activeElement)"))
    assert reached == set(range(reachable))
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None
    context.close()


def test_targets_are_large_enough(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    for path in DOCUMENTS:
        page.goto(address + path)
        assert _small_targets(page) == [], path
    context.close()


def _small_targets(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("a, summary")]
            .filter(e => e.checkVisibility() && !e.closest("details p, details li, .notice"))
            .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
            .map(e => e.innerText)"""
    )
    return found


def test_the_other_checkouts_are_one_link_away(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    page.goto(address + CHECKOUT)
    difference = page.locator(".choices a", has_text="Belgique").locator(".amount").inner_text()
    assert re.sub(r"\s", " ", difference) == "+ 168,75 €"
    page.locator(".choices a", has_text="Belgique").click()
    assert page.url == f"{address}c/trio/ads-90-fr-be/"
    assert page.locator(".price data").first.get_attribute("value") == "843.75"
    page.locator(".choices a", has_text="Solo").click()
    assert page.url == f"{address}c/solo/ads-90-fr-be/"
    page.get_by_role("link", name="EN, English").click()
    assert page.url == f"{address}en/c/solo/ads-90-fr-be/"
    page.get_by_role("link", name="Read the licence in full").click()
    assert page.locator("h1").inner_text() == "Ads and social, 3 months, France and Belgium"
    context.close()


def test_a_printed_page_keeps_price_and_rights_and_drops_buttons(browser: Browser, address: str) -> None:
    context = context_of(browser, 800)
    page = context.new_page()
    page.goto(address + CHECKOUT)
    page.emulate_media(media="print")
    assert page.locator(".buy .price").is_visible()
    assert page.locator(".button").first.is_hidden()
    assert page.locator("details p").first.is_visible()
    context.close()


def test_large_letters_fit(browser: Browser, address: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    for path in DOCUMENTS:
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()
