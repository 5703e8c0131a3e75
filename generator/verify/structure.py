"""What holds the site together: links, anchors, lists of pages, and what every page owes to its readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.page import MISSING, Page, split
from generator.verify.survey import Anchor, Survey

_SITEMAP = "sitemap.xml"
_POINTS = frozenset(("aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "headers"))


def links(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V660, V661, V664: every address of the site that a page names exists, its own anchors included."""
    for reference in page.references:
        address, parts = site.target(page, reference.url), split(reference.url)
        if parts.scheme == "invalid":
            yield site.problem("V660", page.path, reference.url, found=reference.url)
        elif address is not None and not site.holds(address):
            code = "V664" if reference.loads else "V660"
            yield site.problem(code, page.path, reference.url, found=reference.url)
        elif address == page.address and (anchor := unquote(parts.fragment)) and anchor not in page.ids:
            yield from _dead_anchor(site, page.path, Anchor(reference.url, address, anchor))


def anchors(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V661: the places in other pages that a page leads to are there."""
    for page in survey.pages.values():
        for anchor in page.anchors:
            aim = survey.pages.get(anchor.address)
            if aim and anchor.name not in aim.ids:
                yield from _dead_anchor(site, page.path, anchor)


def _dead_anchor(site: BuiltSite, path: str, anchor: Anchor) -> Iterator[Problem]:
    if anchor.name != "top":
        yield site.problem("V661", path, anchor.url, found=anchor.name, page=anchor.address or "/")


def redirects(site: BuiltSite, _: Survey) -> Iterator[Problem]:
    """V660: what `_redirects` leads to exists."""
    for line in site.files.get("_redirects", b"").decode("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) > 1 and not words[0].startswith("#") and not site.holds(words[1].lstrip("/")):
            yield site.problem("V660", "_redirects", line, found=words[1])


def refresh(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V660: what a page leads on to exists."""
    if page.moves_on and (address := site.target(page, page.moves_on)) is not None and not site.holds(address):
        yield site.problem("V660", page.path, page.moves_on, found=page.moves_on)


def identifiers(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V662, V663: an id stands once in a page, and what refers to one finds it."""
    times = Counter(page.ids)
    for name in times:
        if times[name] > 1:
            yield site.problem("V662", page.path, f'id="{name}"', found=name)
    for element in page.elements:
        for attribute in _POINTS.intersection(element.attributes):
            for name in set(element.get(attribute).split()) - times.keys():
                yield site.problem("V663", page.path, f'{attribute}="', found=name, attribute=attribute)


def sitemap(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V665, V666: the list of pages names every public page and no other."""
    if _SITEMAP not in site.files:
        yield site.problem("V666", _SITEMAP, page="/")
        return
    try:
        listed = {each.text or "" for each in _locations(site.files[_SITEMAP])}
    except ElementTree.ParseError:
        yield site.problem("V665", _SITEMAP, found=_SITEMAP)
        return
    public = {f"{site.base}{page.address}": page.path for page in survey.pages.values() if page.is_listed}
    for url in sorted(listed - public.keys()):
        yield site.problem("V665", _SITEMAP, url, found=url)
    for url in sorted(public.keys() - listed):
        yield site.problem("V666", public[url], page=url)


def _locations(content: bytes) -> Iterator[ElementTree.Element]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ElementTree.ParseError
    return ElementTree.fromstring(content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")  # noqa: S314


def missing_page(site: BuiltSite, _: Survey) -> Iterator[Problem]:
    """V667: there is a home page, and a page for unknown addresses."""
    return (site.problem("V667", path) for path in ("index.html", MISSING) if path not in site.files)


def names(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V668: no two files differ only by capitals; on other computers they would be one."""
    first: dict[str, str] = {}
    for path in survey.weights:
        other = first.setdefault(path.casefold(), path)
        if other != path:
            yield site.problem("V668", path, other=other)


def orphans(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V669: every public page can be reached from another one."""
    homes = {"", *(f"{language}/" for language in survey.languages)}
    reached = homes.union(*(page.leads_to for page in survey.pages.values()))
    for page in survey.pages.values():
        if page.is_listed and page.address not in reached:
            yield site.problem("V669", page.path)


def what_a_page_owes(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V670 to V677: title, one headline, description, words for pictures, a whole document."""
    if not page.content.rstrip().endswith(b"</html>"):
        yield site.problem("V676", page.path)
        return
    if not re.search(rb"<meta charset=\"?utf-8", page.content[:1024], re.I):
        yield site.problem("V677", page.path, "<head")
    if not next((each.text for each in page.all("title")), "").strip():
        yield site.problem("V670", page.path, "<head")
    if (headlines := sum(1 for _ in page.all("h1"))) != 1:
        yield site.problem("V672", page.path, "<h1", found=str(headlines))
    yield from _words_for_pictures(site, page)
    if not page.meta("description"):
        yield site.problem("V674", page.path, "<head")
    if not page.meta("viewport"):
        yield site.problem("V675", page.path, "<head")


def _words_for_pictures(site: BuiltSite, page: Page) -> Iterator[Problem]:
    for element in page.all("img"):
        if "alt" not in element.attributes:
            yield site.problem("V673", page.path, element.get("src"), found=element.get("src"))
    for element in page.all("a", "button"):
        if element.get("aria-hidden") == "true":
            continue  # a second way to the same place, for pointers only
        says = element.text.strip() or element.get("aria-label") or element.get("title")
        if not says and not any(child.attributes.get("alt") for child in element.node.css("img")):
            yield site.problem("V678", page.path, element.get("href"), found=element.get("href") or "button")


OF_PAGES = (links, refresh, identifiers, what_a_page_owes)
OF_SITE = (anchors, redirects, sitemap, missing_page, names, orphans)
