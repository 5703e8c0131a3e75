"""What the law wants said: a paid recommendation says that it is paid, beside the link and to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.page import Element, Page, split

# Hosts of the networks' own tracking links, as their documentation for publishers gives them.
_NETWORKS = re.compile(
    r"(^|\.)(awin1\.com|amzn\.to|amzn\.eu|tradedoubler\.com|track\.effiliation\.com|action\.metaffiliation\.com"
    r"|go\.skimresources\.com|click\.linksynergy\.com|anrdoezrs\.net|dpbolvw\.net|jdoqocy\.com|kqzyfj\.com|tkqlhce\.com"
    r"|shareasale\.com|pntra\.com|prf\.hn|rakuten\.com|sovrn\.co|c\.ts\.link)$"
)
_AMAZON = re.compile(r"(^|\.)amazon\.[a-z.]{2,6}$")
_SAYS_SO = re.compile(
    r"affili|commission|liens? r[ée]mun[ée]r[ée]|je touche|i earn|paid link|amazon associate|partenaire amazon", re.I
)


def _is_paid(element: Element) -> bool:
    parts = split(element.get("href"))
    host = parts.hostname or ""
    return bool(_NETWORKS.search(host)) or bool(_AMAZON.search(host) and "tag" in parse_qs(parts.query))


def _says_paid(element: Element) -> bool:
    return "sponsored" in element.get("rel").lower().split()


def marked_links(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V640: a link that earns money tells machines so."""
    for element in page.all("a"):
        if _is_paid(element) and not _says_paid(element):
            yield site.problem("V640", page.path, element.get("href"), found=element.get("href"))


def words_beside_links(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V641: a page with links that earn money says so in words, before the first of them."""
    first = next((each for each in page.all("a") if _says_paid(each) or _is_paid(each)), None)
    if first is not None and not _SAYS_SO.search(_before(page, first)):
        yield site.problem("V641", page.path, first.get("href"))


def _before(page: Page, element: Element) -> str:
    """The words of the page up to the end of an element's own text."""
    words, own = page.text, element.text
    end = words.find(own) if own.strip() else -1
    return words[: end + len(own)] if end >= 0 else words


OF_PAGES = (marked_links, words_beside_links)
