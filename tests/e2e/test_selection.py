"""Recommendations in a real browser: what the reader sees before she clicks, and what leaves on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAYS = "a[rel~=sponsored]"


@pytest.mark.parametrize(
    "path",
    ["selection/lampe-aurore/", "selection/kit-de-tournage/", "en/picks/lampe-aurore/", "en/picks/kit-de-tournage/"],
)
def test_the_disclosure_is_seen_above_every_link(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(address + path)
    disclosure = page.locator("[data-disclosure]")
    box = disclosure.bounding_box()
    assert disclosure.is_visible()
    assert box
    assert box["y"] + box["height"] <= 640  # on a phone, without scrolling
    links = page.locator(PAYS).all()
    assert len(links) >= 4
    assert all(link.is_visible() for link in links)
    assert all((link.bounding_box() or box)["y"] > box["y"] + box["height"] for link in links)
    names = [link.inner_text() for link in page.locator(f"{PAYS}[href*='amazon.']").all()]
    assert all("Amazon" in name for name in names)
    page.close()


def test_nothing_that_pays_is_printed(browser: Browser, address: str) -> None:
    """Amazon allows its links on pages, and not in a PDF."""
    page = browser.new_page()
    page.goto(address + "selection/lampe-aurore/")
    page.emulate_media(media="print")
    assert page.locator(PAYS).count() > 0
    assert not any(link.is_visible() for link in page.locator(PAYS).all())
    printed = page.pdf()
    assert b"/URI" in printed  # the other links of the page are in it
    assert b"amazon" not in printed
    assert b"awin1" not in printed
    page.close()


@pytest.mark.parametrize("path", ["selection/", "selection/lampe-aurore/", "selection/kit-de-tournage/", "a-propos/"])
def test_pictures_stay_in_their_frames(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 768, "height": 900})
    page.goto(address + path)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".placeholder, picture img")].filter(each => {
            const frame = each.closest(".pick-frame, .portrait").getBoundingClientRect();
            const box = each.getBoundingClientRect();
            return Math.abs(frame.width - box.width) > 1 || Math.abs(frame.height - box.height) > 1;
        }).length"""
    )
    assert outside == 0
    assert page.locator(".pick-frame img").count() > 0
    page.close()
