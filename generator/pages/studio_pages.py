"""The pages that every studio has without writing them: legal notices, search, and the look explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.addresses import named_path
from generator.notices import KINDS, notice
from generator.pages.page import Page, script
from generator.pages.press import Press
from generator.wording.words import words

BLOCKS = (
    "about",
    "add-ons",
    "comparison",
    "contact",
    "grids",
    "licences",
    "packages",
    "portrait",
    "proof",
    "questions",
    "reel",
    "work",
)


def notice_pages(press: Press, language: str) -> Iterator[Page]:
    """Legal notice, terms of sale, privacy."""
    says = words(language)
    for kind in KINDS:
        twins = _twins(press, kind)
        sections = tuple(notice(press.offers.studio, kind, language, press.facts[language]))
        yield Page(
            path=twins[language],
            language=language,
            title=says("titles", kind),
            description=says("notices", kind),
            twins=twins,
            make=partial(
                press.render, "notice.html", language, twins[language], title=says("titles", kind), sections=sections
            ),
            in_footer=True,
        )


def search_page(press: Press, language: str) -> Page:
    """Everything that can be found, as one list; a script narrows it while the visitor types."""
    says = words(language)
    twins = _twins(press, "search")
    return Page(
        path=twins[language],
        language=language,
        title=says("titles", "search"),
        description=says("search", "description"),
        twins=twins,
        make=partial(press.render, "search.html", language, twins[language]),
        scripts=(script("search.js"),),
        in_footer=True,
    )


def look_page(press: Press, language: str) -> Page:
    """The tokens and components of the look, shown with themselves."""
    says = words(language)
    twins = _twins(press, "look")
    return Page(
        path=twins[language],
        language=language,
        title=says("titles", "look"),
        description=says("look", "description"),
        twins=twins,
        make=partial(press.render, "look.html", language, twins[language], blocks=BLOCKS),
        in_footer=True,
    )


def _twins(press: Press, page: str) -> Mapping[str, str]:
    return press.twins(lambda language: named_path(page, language, press.languages))
