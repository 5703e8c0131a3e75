"""What holds the site together: links, anchors, lists of pages, and what every page owes to its readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from generator.errors import Problem
from generator.verify.built_site import MISSING, BuiltSite
from generator.verify.page import Page, split

_SITEMAP = "sitemap.xml"
_POINTS = frozenset(("aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "headers"))


def links(site: BuiltSite) -> Iterator[Problem]:
    """V660, V661, V664: every address of the site that a page names exists, anchors included."""
    for page in site.pages.values():
        for reference in page.references:
            address = site.target(page, reference.url)
            if split(reference.url).scheme == "invalid":
                yield site.problem("V660", page.path, reference.url, found=reference.url)
            if address is None:
                continue
            if not site.holds(address):
                code = "V664" if reference.loads else "V660"
                yield site.problem(code, page.path, reference.url, found=reference.url)
                continue
            anchor = unquote(split(reference.url).fragment)
            aim = site.by_address.get(address)
            if anchor and aim and anchor not in aim.ids and anchor != "top":
                yield site.problem("V661", page.path, reference.url, found=anchor, page=address or "/")


def redirects(site: BuiltSite) -> Iterator[Problem]:
    """V660: what `_redirects` and pages that lead on lead to exists."""
    for line in site.files.get("_redirects", b"").decode("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) > 1 and not words[0].startswith("#") and not site.holds(words[1].lstrip("/")):
            yield site.problem("V660", "_redirects", line, found=words[1])
    for page in site.pages.values():
        if page.moves_on and (address := site.target(page, page.moves_on)) is not None and not site.holds(address):
            yield site.problem("V660", page.path, page.moves_on, found=page.moves_on)


def identifiers(site: BuiltSite) -> Iterator[Problem]:
    """V662, V663: an id stands once in a page, and what refers to one finds it."""
    for page in site.pages.values():
        for name, times in Counter(page.ids).items():
            if times > 1:
                yield site.problem("V662", page.path, f'id="{name}"', found=name)
        known = set(page.ids)
        for element in page.elements:
            for attribute in element.attributes:
                if attribute in _POINTS:
                    for name in set(element.get(attribute).split()) - known:
                        yield site.problem("V663", page.path, f'{attribute}="', found=name, attribute=attribute)


def sitemap(site: BuiltSite) -> Iterator[Problem]:
    """V665, V666: the list of pages names every public page and no other."""
    if _SITEMAP not in site.files:
        yield site.problem("V666", _SITEMAP, page="/")
        return
    try:
        listed = {each.text or "" for each in _locations(site.files[_SITEMAP])}
    except ElementTree.ParseError:
        yield site.problem("V665", _SITEMAP, found=_SITEMAP)
        return
    public = {f"{site.base}{page.address}": page for page in site.pages.values() if _is_listed(page)}
    for url in sorted(listed - public.keys()):
        yield site.problem("V665", _SITEMAP, url, found=url)
    for url in sorted(public.keys() - listed):
        yield site.problem("V666", public[url].path, page=url)


def _locations(content: bytes) -> Iterator[ElementTree.Element]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ElementTree.ParseError
    return ElementTree.fromstring(content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")  # noqa: S314


def _is_listed(page: Page) -> bool:
    return not page.is_hidden and not page.moves_on and page.path != MISSING


def missing_page(site: BuiltSite) -> Iterator[Problem]:
    """V667: there is a home page, and a page for unknown addresses."""
    for path in ("index.html", MISSING):
        if path not in site.files:
            yield site.problem("V667", path)


def names(site: BuiltSite) -> Iterator[Problem]:
    """V668: no two files differ only by capitals; on other computers they would be one."""
    first: dict[str, str] = {}
    for path in site.files:
        other = first.setdefault(path.casefold(), path)
        if other != path:
            yield site.problem("V668", path, other=other)


def orphans(site: BuiltSite) -> Iterator[Problem]:
    """V669: every public page can be reached from another one."""
    reached = {
        address
        for page in site.pages.values()
        for element in page.all("a")
        if "href" in element.attributes and (address := site.target(page, element.get("href"))) != page.address
    }
    homes = {"", *(f"{language}/" for language in site.languages)}
    for page in site.pages.values():
        if _is_listed(page) and page.address not in reached | homes:
            yield site.problem("V669", page.path)


def what_a_page_owes(site: BuiltSite) -> Iterator[Problem]:
    """V670 to V677: title, one headline, description, words for pictures, a whole document."""
    for page in site.pages.values():
        if not page.content.rstrip().endswith(b"</html>"):
            yield site.problem("V676", page.path)
            continue
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


CHECKS = (
    links,
    redirects,
    identifiers,
    sitemap,
    missing_page,
    names,
    orphans,
    what_a_page_owes,
)
