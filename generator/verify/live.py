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
from generator.verify.page import MISSING, Page

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
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        fetched = pool.map(lambda address: _fetched(root, address), site.pages)
        for (address, path), (content, trouble) in zip(site.pages.items(), fetched, strict=True):
            built = site.files[path]
            if content is None:
                yield site.problem("V690", path, url=root + address, found=trouble)
            elif content != built:
                yield _difference(site, Page(path, built), Page(path, content))


def _difference(site: BuiltSite, here: Page, there: Page) -> Problem:
    built, published = _sold(site, here), _sold(site, there)
    if built != published:
        found = ", ".join(f"{said} ({url})" for said, url in sorted(built ^ published))
        return site.problem("V691", here.path, found=found)
    return site.problem("V692", here.path)


def _sold(site: BuiltSite, page: Page) -> set[tuple[str, str]]:
    """What the buttons of a page say, and where they lead; and every amount that it tells machines."""
    said = {(" ".join(element.text.split()), url) for element, url in buttons(site, page)}
    return said | {(element.get("value"), "data") for element in page.all("data")}


def _fetched(root: str, address: str) -> tuple[bytes | None, str]:
    """A published page, or why it cannot be had."""
    request = urllib.request.Request(  # noqa: S310 - the address comes from the command line, checked there
        root + quote(address), headers={"User-Agent": _NAME, "Cache-Control": "no-cache"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return answer.read(), ""
    except urllib.error.HTTPError as error:
        with error:
            return (error.read(), "") if address == MISSING and error.code == 404 else (None, str(error.code))
    except (OSError, ValueError) as error:
        return None, str(error)
