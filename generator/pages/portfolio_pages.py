"""The pages of the portfolio: the index, and one for each case study."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.pages import structured_data as said
from generator.pages.page import Page, script
from generator.pages.press import Press
from generator.wording.words import Words, words

_OTHERS, _BRANDS_OF_A_DESCRIPTION = 4, 5


def portfolio_pages(press: Press, language: str) -> Iterator[Page]:
    """All of them, in one language; none where there is no case to show."""
    portfolio, says = press.portfolios[language], words(language)
    if not portfolio.cases:
        return
    twins = press.twins(lambda other: press.portfolios[other].path)
    yield Page(
        path=portfolio.path,
        language=language,
        title=says("titles", "portfolio"),
        description=_description(portfolio.brands, says),
        twins=twins,
        make=partial(press.render, "portfolio.html", language, portfolio.path),
        data=(said.trail(press.offers.studio, language, (says("titles", "portfolio"), portfolio.path)),),
    )
    for place in range(len(portfolio.cases)):
        yield _case_page(press, place, language)


def _description(brands: tuple[str, ...], says: Words) -> str:
    if not brands:
        return says("portfolio", "description_own")
    return says("portfolio", "description", brands=says.listed(brands[:_BRANDS_OF_A_DESCRIPTION]))


def _case_page(press: Press, place: int, language: str) -> Page:
    portfolio, says, studio = press.portfolios[language], words(language), press.offers.studio
    case, posters = portfolio.cases[place], portfolio.posters
    grid, package = press.sold[language].get(case.package, (None, None))
    licence = next((each for each in grid.licences if each.id == case.licence), None) if grid else None
    way = said.trail(
        studio, language, (says("titles", "portfolio"), portfolio.path), (case.poster.title, case.poster.path)
    )
    return Page(
        path=case.poster.path,
        language=language,
        title=f"{case.poster.title}, {case.poster.brand}",
        description=case.brief.striptags(),
        twins=press.twins(lambda other: press.portfolios[other].cases[place].poster.path),
        make=partial(
            press.render,
            "case.html",
            language,
            case.poster.path,
            case=case,
            grid=grid,
            package=package,
            licence=licence,
            filmed_with=press.selections[language].of_case(case.id),
            others=(posters[place + 1 : place + 1 + _OTHERS] + posters[: min(place, _OTHERS)])[:_OTHERS],
        ),
        scripts=(script("player.js"),) if any(piece.film and piece.film.player for piece in case.pieces) else (),
        data=(way, *(said.film(studio, case, piece) for piece in case.pieces if piece.film)),
    )
