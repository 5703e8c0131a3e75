"""All checks of a built site. Each looks at one file, at one page, or at what reading all of them left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.errors import Problem
from generator.verify import buying, disclosures, languages, leaks, safety, sizes, structure
from generator.verify.built_site import BuiltSite
from generator.verify.page import Page
from generator.verify.survey import Outline, Survey, outlined

OfFile = Callable[[BuiltSite, str, bytes], Iterator[Problem]]
OfPage = Callable[[BuiltSite, Page], Iterator[Problem]]
OfSite = Callable[[BuiltSite, Survey], Iterator[Problem]]

OF_FILES: tuple[OfFile, ...] = (*leaks.OF_FILES, *safety.OF_FILES, *sizes.OF_FILES)
OF_PAGES: tuple[OfPage, ...] = (
    *buying.OF_PAGES,
    *leaks.OF_PAGES,
    *safety.OF_PAGES,
    *disclosures.OF_PAGES,
    *languages.OF_PAGES,
    *structure.OF_PAGES,
    *sizes.OF_PAGES,
)
OF_SITE: tuple[OfSite, ...] = (*leaks.OF_SITE, *languages.OF_SITE, *structure.OF_SITE, *sizes.OF_SITE)


def verified(site: BuiltSite) -> tuple[Problem, ...]:
    """Everything that is wrong with a site, file by file, in whatever order the files are read."""
    found = list(leaks.secrets(site))
    pages: dict[str, Outline] = {}
    weights: dict[str, int] = {}
    for path in sorted(site.files):
        content = site.files[path]
        weights[path] = len(content)
        found += (problem for check in OF_FILES for problem in check(site, path, content))
        if path.endswith(".html"):
            page = Page(path, content)
            found += (problem for check in OF_PAGES for problem in check(site, page))
            pages[page.address] = outlined(site, page)
    survey = Survey(pages, weights)
    found += (problem for check in OF_SITE for problem in check(site, survey))
    return tuple(sorted(found, key=_order))


def _order(problem: Problem) -> tuple[object, ...]:
    """Two of one kind at one place are told by what they say."""
    return (*problem.order, *sorted(problem.facts.items()))
