"""The languages: each page says its own and its address, and twins name each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.verify.built_site import MISSING, BuiltSite
from generator.verify.page import Page

_DEFAULT = "x-default"


def _public(site: BuiltSite) -> Iterator[Page]:
    """Pages that search engines shall know."""
    return (page for page in site.pages.values() if not page.is_hidden and not page.moves_on and page.path != MISSING)


def language(site: BuiltSite) -> Iterator[Problem]:
    """V650: every page says which language it is in."""
    for page in site.pages.values():
        if not page.language:
            yield site.problem("V650", page.path, "<html")


def own_address(site: BuiltSite) -> Iterator[Problem]:
    """V653: every public page gives its own full address, below that of the home page."""
    for page in _public(site):
        expected = f"{site.base}{page.address}"
        if page.canonical != expected:
            yield site.problem("V653", page.path, page.canonical, found=page.canonical or "—", expected=expected)


def twins(site: BuiltSite) -> Iterator[Problem]:
    """V651, V652: what a page names as its twin exists, is in that language, and names it back."""
    for page in _public(site):
        for language, url in page.alternates.items():
            address = url.removeprefix(site.base) if site.base and url.startswith(site.base) else None
            twin = site.by_address.get(address) if address is not None else None
            if twin is None or language not in (_DEFAULT, twin.language):
                yield site.problem("V652", page.path, url, found=url, language=language)
            elif language != _DEFAULT and page.canonical not in twin.alternates.values():
                yield site.problem("V651", page.path, url, page=twin.address, language=page.language)


def completeness(site: BuiltSite) -> Iterator[Problem]:
    """V654, V655, V656: a page has a twin in every language of the site, itself and a default included."""
    for page in _public(site):
        named = page.alternates
        if len(site.languages) > 1:
            for missing in sorted(site.languages - named.keys()):
                yield site.problem("V654", page.path, "</head>", missing=missing)
        if named and _DEFAULT not in named:
            yield site.problem("V655", page.path, "hreflang")
        if page.language in named and named[page.language] != page.canonical:
            yield site.problem("V656", page.path, named[page.language], found=named[page.language])


CHECKS = (language, own_address, twins, completeness)
