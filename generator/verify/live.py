"""The site as it is published: fetched page by page and held against the site that was built."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.buying import buttons
from generator.verify.page import Page

_AT_ONCE = 8
_SECONDS = 20
_NAME = "vitrine-verify"


def published(site: BuiltSite, url: str) -> Iterator[Problem]:
    """V690 to V693: every page that was built is served, sells the same, and is the same.

    Args:
        site: as it was built.
        url: where it is published.
    """
    root = f"{url.rstrip('/')}/"
    if site.base and site.base != root:
        yield site.problem("V693", "index.html", site.base, expected=site.base, found=root)
    pages = [page for page in site.pages.values() if page.address == page.path.removesuffix("index.html")]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for page, (content, trouble) in zip(pages, pool.map(lambda page: _fetched(root, page), pages), strict=True):
            if content is None:
                yield site.problem("V690", page.path, url=root + page.address, found=trouble)
            elif content != page.content:
                yield _difference(site, page, content)


def _difference(site: BuiltSite, page: Page, content: bytes) -> Problem:
    there = BuiltSite(site.name, {page.path: content}, pins=site.pins, test_links=site.test_links)
    here = BuiltSite(site.name, {page.path: page.content}, pins=site.pins, test_links=site.test_links)
    sold, built = _sold(there), _sold(here)
    if sold != built:
        found = ", ".join(f"{said} ({url})" for said, url in sorted(sold ^ built))
        return site.problem("V691", page.path, found=found)
    return site.problem("V692", page.path)


def _sold(site: BuiltSite) -> set[tuple[str, str]]:
    """What the buttons of a page say, and where they lead; and every amount that it tells machines."""
    said = {(" ".join(element.text.split()), url) for _, element, url in buttons(site)}
    for page in site.pages.values():
        said |= {(element.get("value"), "data") for element in page.all("data")}
    return said


def _fetched(root: str, page: Page) -> tuple[bytes | None, str]:
    """A published page, or why it cannot be had."""
    request = urllib.request.Request(  # noqa: S310 - the address comes from the command line, checked there
        root + quote(page.address), headers={"User-Agent": _NAME, "Cache-Control": "no-cache"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return answer.read(), ""
    except urllib.error.HTTPError as error:
        with error:
            return (error.read(), "") if page.path == "404.html" and error.code == 404 else (None, str(error.code))
    except (OSError, ValueError) as error:
        return None, str(error)
