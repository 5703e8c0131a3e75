"""Weights: what a buyer's phone has to fetch, and what hosts accept."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.page import Page
from generator.verify.survey import Survey

_KILO = 1000
_STANDALONE_PAGE = 14 * _KILO  # the first flight of a new connection: ten segments of about 1,460 bytes
_PAGE = 100 * _KILO
_PICTURE = 500 * _KILO
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


class Limits(NamedTuple):
    """What a host accepts: bytes in all, files, bytes in one."""

    site: int
    files: int
    file: int


# Sources: GitHub Pages limits; Cloudflare Pages limits of the free plan.
_HOSTS: Mapping[str, Limits] = {
    "github-pages": Limits(1_000_000_000, 1_000_000, 100 * 2**20),
    "cloudflare-pages": Limits(10**12, 20_000, 25 * 2**20),
}


def light(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V680: a page is light on the wire; one that only sells a checkout arrives in the first flight."""
    sells = any("data-checkout" in element.attributes for element in page.elements)
    limit = _STANDALONE_PAGE if sells else _PAGE
    if len(page.content) <= limit or _on_the_wire(page.content, level=1) <= limit:
        return
    if (weight := _on_the_wire(page.content, level=6)) > limit:
        yield site.problem("V680", page.path, weight=_kilobytes(weight), limit=_kilobytes(limit))


def _on_the_wire(content: bytes, level: int) -> int:
    """What hosts send; the lowest level is quick and never lighter than the usual one."""
    return len(gzip.compress(content, level, mtime=0))


def picture(site: BuiltSite, path: str, content: bytes) -> Iterator[Problem]:
    """V681: a picture is small enough for a phone."""
    if path.lower().endswith(_PICTURES) and len(content) > _PICTURE:
        yield site.problem("V681", path, weight=_kilobytes(len(content)), limit=_kilobytes(_PICTURE))


def host(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V682, V683: the host accepts every file, and all of them."""
    limits = _HOSTS.get(site.host)
    if limits is None:
        return
    for path, weight in survey.weights.items():
        if weight > limits.file:
            facts = {"weight": _kilobytes(weight), "limit": _kilobytes(limits.file), "host": site.host}
            yield site.problem("V682", path, **facts)
    weight, files = sum(survey.weights.values()), len(survey.weights)
    if weight > limits.site or files > limits.files:
        facts = {"weight": _kilobytes(weight), "files": str(files), "host": site.host}
        yield site.problem("V683", "index.html", **facts)


def _kilobytes(weight: int) -> str:
    return f"{weight / _KILO:.0f} kB"


OF_FILES = (picture,)
OF_PAGES = (light,)
OF_SITE = (host,)
