"""The languages: each page says its own and its address, and twins name each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.page import Page
from generator.verify.survey import Outline, Survey

_DEFAULT = "x-default"


def language(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V650: every page says which language it is in."""
    if not page.language:
        yield site.problem("V650", page.path, "<html")


def own_address(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V653: every public page gives its own full address, below that of the home page."""
    expected = f"{site.base}{page.address}"
    if page.is_listed and page.canonical != expected:
        yield site.problem("V653", page.path, page.canonical, found=page.canonical or "—", expected=expected)


def default(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V655, V656: a page that names twins names itself among them, and one for everybody else."""
    named = page.alternates
    if page.is_listed and named and _DEFAULT not in named:
        yield site.problem("V655", page.path, "hreflang")
    if page.is_listed and page.language in named and named[page.language] != page.canonical:
        yield site.problem("V656", page.path, named[page.language], found=named[page.language])


def twins(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V651, V652: what a page names as its twin exists, is in that language, and names it back."""
    for page in _listed(survey):
        for language, url in page.alternates.items():
            address = url.removeprefix(site.base) if site.base and url.startswith(site.base) else None
            twin = survey.pages.get(address) if address is not None else None
            if twin is None or language not in (_DEFAULT, twin.language):
                yield site.problem("V652", page.path, url, found=url, language=language)
            elif language != _DEFAULT and page.canonical not in twin.alternates.values():
                yield site.problem("V651", page.path, url, page=twin.address, language=page.language)


def completeness(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V654: a page has a twin in every language of the site."""
    if len(survey.languages) > 1:
        for page in _listed(survey):
            for missing in sorted(survey.languages - page.alternates.keys()):
                yield site.problem("V654", page.path, "</head>", missing=missing)


def _listed(survey: Survey) -> Iterator[Outline]:
    return (page for page in survey.pages.values() if page.is_listed)


OF_PAGES = (language, own_address, default)
OF_SITE = (twins, completeness)
