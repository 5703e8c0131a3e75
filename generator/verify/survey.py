"""What reading a whole site leaves behind: of each page the little that other pages are held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote

from generator.verify.built_site import BuiltSite
from generator.verify.page import Page, split
from generator.verify.styles import named_by_styles


class Anchor(NamedTuple):
    """A place in another page that a page leads to.

    Attributes:
        url: as it is written.
        address: of that page, below the root.
        name: the id that must stand there.
    """

    url: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A page as the others need to know it; for the words that are not explained see `Page`.

    Attributes:
        ids: each once.
        anchors: places in other pages that it leads to.
        names: every address below the root that it names in any way.
        leads_to: those of other pages that a reader can follow.
    """

    path: str
    address: str
    language: str
    canonical: str
    alternates: Mapping[str, str]
    is_listed: bool
    is_hidden: bool
    ids: frozenset[str]
    anchors: tuple[Anchor, ...]
    names: frozenset[str]
    leads_to: frozenset[str]


@dataclass(frozen=True)
class Survey:
    """What is known of a site after each of its files was read once.

    Attributes:
        pages: by address below the root.
        weights: bytes of each file, by path.
    """

    pages: Mapping[str, Outline]
    weights: Mapping[str, int]

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that pages of the site are in."""
        return frozenset(page.language for page in self.pages.values() if page.language)


def outlined(site: BuiltSite, page: Page) -> Outline:
    """What is kept of a page."""
    aims = [(each, address) for each in page.references if (address := site.target(page, each.url)) is not None]
    away = [(each, address) for each, address in aims if address != page.address]
    shown = [each.get("content") for each in page.all("meta") if each.get("property") in ("og:image", "og:video")]
    names = [*(address for _, address in aims), *filter(None, (site.target(page, url) for url in shown))]
    return Outline(
        path=page.path,
        address=page.address,
        language=page.language,
        canonical=page.canonical,
        alternates=page.alternates,
        is_listed=page.is_listed,
        is_hidden=page.is_hidden,
        ids=_shared(page.ids),
        anchors=tuple(
            Anchor(each.url, address, unquote(name)) for each, address in away if (name := split(each.url).fragment)
        ),
        names=_shared([*names, *named_by_styles(page.path, page.content)]),
        leads_to=_shared(address for each, address in away if (each.element.tag, each.attribute) == ("a", "href")),
    )


def _shared(words: Iterable[str]) -> frozenset[str]:
    """Words that thousands of pages have in common stand in memory once."""
    return frozenset(map(intern, words))
