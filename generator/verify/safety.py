"""What a browser would do with the pages: nothing from elsewhere, nothing that runs, nothing that leads astray."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.page import LINKED_DATA, Page, split
from generator.verify.styles import loaded_from_elsewhere

_RUNS = re.compile(
    r"(?:javascript|vbscript|livescript):|data:(?!image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,])", re.I
)
_EMBEDDED = ("iframe", "object", "embed", "frame", "applet", "portal", "template")
_CHANGED_BY_ANIMATION = re.compile(r"on|(?:xlink:)?href$", re.I)
_FORMS_GO_TO = ("buy.stripe.com", "book.stripe.com", "checkout.stripe.com")


def third_parties(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V630, V634: a page loads nothing from another site, and nothing unencrypted."""
    own = split(site.base).netloc
    for reference in page.references:
        parts = split(reference.url)
        if reference.loads and parts.netloc and parts.netloc != own:
            yield site.problem("V630", page.path, reference.url, found=parts.netloc)
        elif parts.scheme == "http":
            yield site.problem("V634", page.path, reference.url, found=reference.url)


def styles_from_elsewhere(site: BuiltSite, path: str, content: bytes) -> Iterator[Problem]:
    """V639: a style sheet loads nothing from another site."""
    if path.endswith((".css", ".html", ".svg")):
        for found in loaded_from_elsewhere(content):
            yield site.problem("V639", path, found, found=found)


def scripts(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V631, V632, V633: no script inside a page, no event attribute, no address that runs."""
    for script in page.all("script"):
        if script.get("type") != LINKED_DATA and not script.get("src"):
            yield site.problem("V631", page.path, "<script", found=" ".join(script.text.split())[:40])
    for element in page.elements:
        for name in element.attributes:
            if name.startswith("on"):
                yield site.problem("V632", page.path, name, found=name, tag=element.tag)
    for element in page.all("set", "animate"):
        changed = element.get("attributename") or element.get("attributeName")
        if _CHANGED_BY_ANIMATION.match(changed):
            yield site.problem("V632", page.path, changed, found=changed, tag=element.tag)
    for reference in page.references:
        if _RUNS.match(split(reference.url).geturl()):
            yield site.problem("V633", page.path, reference.url[:20], found=reference.url[:60])


def picture_that_runs(site: BuiltSite, path: str, content: bytes) -> Iterator[Problem]:
    """V632: a vector picture is a document too: it holds no script and no event attribute."""
    if path.endswith(".svg"):
        picture = Page(path, content)
        names = [name for element in picture.elements for name in element.attributes if name.startswith("on")]
        for found in (*names, *("script" for _ in picture.all("script"))):
            yield site.problem("V632", path, found, found=found, tag="svg")


def elements_that_lead_astray(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V635, V636, V637, V638: no base, nothing that hides from checks, no form or refresh that leaves the site."""
    for element in page.all("base"):
        yield site.problem("V635", page.path, "<base", found=element.get("href"))
    for element in page.all(*_EMBEDDED):
        yield site.problem("V636", page.path, f"<{element.tag}", tag=element.tag)
    for element in page.all("form", "button", "input"):
        url = element.get("action") or element.get("formaction")
        goes_to = split(url)
        if (goes_to.netloc or goes_to.scheme) and goes_to.netloc not in _FORMS_GO_TO:
            yield site.problem("V637", page.path, url, found=url)
    if page.moves_on and site.target(page, page.moves_on) is None:
        yield site.problem("V638", page.path, page.moves_on, found=page.moves_on)


OF_FILES = (styles_from_elsewhere, picture_that_runs)
OF_PAGES = (third_parties, scripts, elements_that_lead_astray)
