"""Files that only machines read: robots.txt, llms.txt, and a feed of new work in each language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from generator.addresses import feed_path
from generator.pages.portfolio_views import CaseView
from generator.pages.press import Press
from generator.pages.views import GridView
from generator.wording.words import words


@dataclass(frozen=True, slots=True)
class Told:
    """A file for machines, which is made when it is written.

    Attributes:
        path: its address below the root.
        make: makes the whole of it.
    """

    path: str
    make: Callable[[], str]

    def content(self) -> str:
        """The whole file."""
        return self.make()


def for_machines(press: Press) -> Iterator[Told]:
    """All of them. They say what the pages say, and nothing of what is not public."""
    root = press.offers.studio.url.rstrip("/")
    yield Told("robots.txt", lambda: f"User-agent: *\nAllow: /\n\nSitemap: {root}/sitemap.xml\n")
    yield Told("llms.txt", lambda: "\n".join(_llms(press, root, press.languages[0])))
    for language in press.languages:
        if press.portfolios[language].cases:
            yield Told(feed_path(language, press.languages), partial(_feed, press, root, language))


def _llms(press: Press, root: str, language: str) -> Iterator[str]:
    """The form of llmstxt.org: a title, a summary, links with a line each."""
    studio, says = press.studios[language], words(language)
    yield f"# {studio.name}\n\n> {studio.tagline}\n"
    yield f"{studio.legal_line}\n"
    for grid in press.grids[language].values():
        yield f"## {grid.name}\n"
        yield from _packages(grid, root)
        yield ""
    if press.portfolios[language].cases:
        yield f"## {says('titles', 'portfolio')}\n"
        for case in press.portfolios[language].cases:
            about = " ".join(case.brief.striptags().split())
            yield f"- [{case.poster.title}, {case.poster.brand}]({root}/{case.poster.path}): {about}"
        yield ""
    yield f"## {says('search', 'contact')}\n\n- {studio.email}\n"


def _packages(grid: GridView, root: str) -> Iterator[str]:
    for package in grid.packages:
        price = package.price
        amount = f"{price.prefix} {price.amount.text if price.amount else ''} {price.every}"
        contents = ", ".join(f"{line.what} {line.detail}".strip() for line in package.contents[0].lines)
        yield f"- [{package.name}]({root}/{grid.path}#package-{package.id}): {' '.join(amount.split())}. {contents}"


def _feed(press: Press, root: str, language: str) -> str:
    """RSS 2.0 (rssboard.org/rss-specification)."""
    return "".join(_lines_of_feed(press, root, language))


def _lines_of_feed(press: Press, root: str, language: str) -> Iterator[str]:
    studio, portfolio, says = press.studios[language], press.portfolios[language], words(language)
    own = f"{root}/{feed_path(language, press.languages)}"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{escape(studio.name)}, {escape(says('titles', 'portfolio').lower())}</title>\n"
        f"<link>{escape(f'{root}/{portfolio.path}')}</link>\n<description>{escape(studio.tagline)}</description>\n"
        f"<language>{language}</language>\n"
        f'<atom:link href={quoteattr(own)} rel="self" type="application/rss+xml"/>\n'
    )
    yield from (_item(case, root) for case in portfolio.cases)
    yield "</channel></rss>\n"


def _item(case: CaseView, root: str) -> str:
    address = escape(f"{root}/{case.poster.path}")
    day = datetime.datetime.combine(datetime.date.fromisoformat(case.day), datetime.time(), datetime.UTC)
    return (
        f"<item><title>{escape(f'{case.poster.title}, {case.poster.brand}')}</title><link>{address}</link>"
        f"<guid>{address}</guid><pubDate>{format_datetime(day)}</pubDate>"
        f"<description>{escape(str(case.brief))}</description></item>\n"
    )
