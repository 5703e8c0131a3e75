"""What could be typed into every text field, in every place that shows it, in a real browser: nothing runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hostile import site_that_says, texts_of_the_model
from playwright.sync_api import Browser, Page
from test_pages import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
RUNS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<body onload=alert(1)>",
)
TOUCH_EVERYTHING = """() => {
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(name));
    if (element.matches("a[href^='javascript:' i]")) element.click();
  }
}"""


class Trap:
    """A page that counts what runs in it and what it asks for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sprung: list[str] = []
        page.expose_function("sprung", self.spring)
        page.add_init_script("window.alert = () => window.sprung('a script ran')")
        page.on("request", lambda request: self.sprung.append(request.url) if "x.example" in request.url else None)
        page.goto("about:blank")

    def spring(self, what: str) -> None:
        """Notes what happened."""
        self.sprung.append(what)

    def show(self, html: str) -> list[str]:
        """What happens when `html` is shown and everything in it is touched."""
        self.sprung.clear()
        self.page.set_content(html, wait_until="load")
        self.page.evaluate(TOUCH_EVERYTHING)
        return list(self.sprung)


@pytest.fixture
def trap(browser: Browser) -> Iterator[Trap]:
    context = browser.new_context()
    yield Trap(context.new_page())
    context.close()


@pytest.mark.parametrize("payload", RUNS)
def test_the_trap_springs_when_something_runs(trap: Trap, payload: str) -> None:
    assert trap.show(f"<!doctype html><title>x</title><body>{payload}<p>x</p>") != []


def test_nothing_typed_in_yaml_runs(trap: Trap) -> None:
    """The documents' own policy is taken out first, so that escaping alone has to hold."""
    asked: set[str] = set()
    shown = 0
    for payload in PAYLOADS:
        for html in site_that_says(lambda field, said=payload: asked.add(field) or said):  # type: ignore[misc]
            shown += 1
            assert trap.show(re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", html)) == [], payload
    assert texts_of_the_model() <= asked
    assert len(PAYLOADS) * len(texts_of_the_model()) >= 1_500
    assert shown > 50 * len(PAYLOADS)
