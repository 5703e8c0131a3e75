"""Offers to pages and blocks, as values. MkDocs is not needed to test them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.addresses import grid_path, offers_path, relative
from generator.errors import nearest
from generator.media import Media, Published
from generator.model.grid import Grid
from generator.model.offers import Offers
from generator.outbound import Outbound
from generator.pages import structured_data as said
from generator.pages.look import favicon, letters, stylesheet
from generator.pages.page import Asset, Page
from generator.pages.portfolio_pages import portfolio_pages
from generator.pages.portfolio_views import PortfolioView
from generator.pages.press import Press
from generator.pages.richtext import rich_line
from generator.pages.selection_pages import advertised, selection_pages
from generator.pages.studio_pages import look_page, notice_pages, search_page
from generator.pages.views import DocumentView, GridView, StudioView
from generator.wording.typography import typeset_html
from generator.wording.words import words


class UnknownName(Exception):  # noqa: N818 - it says what happened
    """A short code names something that does not exist.

    Attributes:
        code: of the problem to tell.
        facts: what its message needs.
    """

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


class Renderer:
    """Renders one studio."""

    def __init__(
        self, offers: Offers, day: datetime.date, overrides: Path | None = None, media: Media | None = None
    ) -> None:
        media = media or Media()
        self.press = Press(offers, day, overrides, media)
        self.media: tuple[Published, ...] = tuple(media.published)
        sectors = [sector.id for sector in self.press.portfolios[self.languages[0]].sectors]
        css = stylesheet(offers.studio.brand, overrides, sectors)
        self.stylesheet = Asset(f"assets/vitrine.{hashlib.sha256(css).hexdigest()[:10]}.css", css)
        font = letters(offers.studio.brand, overrides)
        self.font = f"assets/{font}" if font else ""
        self.accent = offers.studio.brand.accent
        self.icon = Asset("assets/icon.svg", favicon(offers.studio.brand))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the one at the root first."""
        return self.press.languages

    def portfolio(self, language: str) -> PortfolioView:
        """The portfolio in one language."""
        return self.press.portfolios[language]

    def home_data(self, language: str) -> tuple[said.Data, ...]:
        """What a home page says to machines: who sells, and what."""
        studio = self.press.offers.studio
        portrait = self.studio(language).portrait
        image = {"image": said.absolute(studio, portrait.medium)} if portrait else {}
        return ({**said.shop(self.press.offers, language), **image},)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Files that pages refer to."""
        return (self.stylesheet, self.icon, *self.scripts)

    @property
    def scripts(self) -> tuple[Asset, ...]:
        """The scripts that pages ask for."""
        return tuple({script.path: script for page in self.pages for script in page.scripts}.values())

    @property
    def frames(self) -> frozenset[str]:
        """The sites whose players a page may open once a visitor asks for a film."""
        films = (
            piece.film for view in self.press.portfolios.values() for case in view.cases for piece in case.pieces
        )
        return frozenset("https://" + urlsplit(film.player).netloc for film in films if film and film.player)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every generated page, in all languages."""
        return tuple(page for language in self.languages for page in self._pages_in(language))

    def _pages_in(self, language: str) -> Iterator[Page]:
        yield self._offers_page(language)
        yield from (self._grid_page(grid, language) for grid in self.press.offers.grids)
        yield from portfolio_pages(self.press, language)
        yield from selection_pages(self.press, language)
        yield from notice_pages(self.press, language)
        yield search_page(self.press, language)
        yield look_page(self.press, language)

    def _offers_page(self, language: str) -> Page:
        says, twins = words(language), self.press.twins(lambda other: offers_path(other, self.languages))
        return Page(
            path=twins[language],
            language=language,
            title=says("titles", "offers"),
            description=says("titles", "offers_description"),
            twins=twins,
            make=partial(self.press.render, "offers.html", language, twins[language], level=2),
            data=(said.trail(self.press.offers.studio, language, (says("titles", "offers"), twins[language])),),
        )

    def _grid_page(self, grid: Grid, language: str) -> Page:
        name, path = grid.name[language], grid_path(grid.grid, language, self.languages)
        offers_page = (words(language)("titles", "offers"), offers_path(language, self.languages))
        return Page(
            path=path,
            language=language,
            title=name,
            description=rich_line(grid.summary[language]).striptags() if grid.summary else name,
            twins=self.press.twins(lambda other: grid_path(grid.grid, other, self.languages)),
            make=partial(self._grid_body, grid, language, path),
            data=(said.trail(self.press.offers.studio, language, offers_page, (name, path)),),
        )

    def _grid_body(self, grid: Grid, language: str, path: str) -> Markup:
        of_package = self.press.portfolios[language].of_package
        posters = dict.fromkeys(poster for package in grid.packages for poster in of_package.get(package.id, ()))
        view = self.press.grids[language][grid.grid]
        shown = tuple(posters)[:_POSTERS_OF_A_GRID]
        return self.press.render("grid.html", language, path, grid=view, level=2, in_grid_page=True, posters=shown)

    def block(self, name: str, arguments: tuple[str, ...], language: str, path: str) -> Markup:
        """A block that a hand-written page places, such as `packages videos-ugc`.

        Raises:
            UnknownName: there is no such block or no such grid.
        """
        if name in BLOCKS_OF_THE_STUDIO:
            return self.press.render(f"blocks/{name}.html", language, path, level=3)
        if name in BLOCKS_OF_THE_SELECTION:
            return self._recommended(name, arguments, language, path)
        if name not in BLOCKS_OF_A_GRID:
            known = (*BLOCKS_OF_THE_STUDIO, *BLOCKS_OF_A_GRID, *BLOCKS_OF_THE_SELECTION, *INLINE)
            raise UnknownName("S501", name=name, known=", ".join(known), near=nearest(name, known) or "")
        grid = _with_only(arguments[1:], self._grid(arguments, language))
        return self.press.render(f"blocks/{name}.html", language, path, grid=grid, level=3, in_grid_page=False)

    def _recommended(self, name: str, arguments: tuple[str, ...], language: str, path: str) -> Markup:
        selection, asked = self.press.selections[language], arguments[0] if arguments else ""
        find = selection.product_at if name == "product" else selection.collection_at
        view = find(asked, path)
        if view is None:
            known = selection.names
            raise UnknownName("S505", name=asked, known=", ".join(known) or "–", near=nearest(asked, known) or "")
        return advertised(self.press, f"blocks/{name}.html", language, path, view.disclosure, level=3, **{name: view})

    def outbound(self) -> Iterator[Outbound]:
        """Every link that pays on generated pages, in all languages."""
        for language in self.languages:
            yield from self.press.selections[language].links()

    def outbound_at(self, name: str, language: str, path: str) -> Iterator[Outbound]:
        """The links that the short code of a product or a collection brings to a page written by hand."""
        yield from self.press.selections[language].links_at(name, path)

    def _grid(self, arguments: tuple[str, ...], language: str) -> GridView:
        grids = self.press.grids[language]
        name = arguments[0] if arguments else ""
        if name not in grids:
            raise UnknownName("S502", name=name, known=", ".join(grids), near=nearest(name, grids) or "")
        return grids[name]

    def inline(self, name: str, arguments: tuple[str, ...], language: str) -> str:
        """A fact inside a sentence: `price solo`, `studio email`.

        Raises:
            UnknownName: there is no such package or fact.
        """
        facts = self._prices(language) if name == "price" else self.press.facts[language]
        asked = arguments[0] if arguments else ""
        if not facts.get(asked):
            known = [key for key, value in facts.items() if value]
            raise UnknownName("S503", name=asked, known=", ".join(known), near=nearest(asked, known) or "")
        return facts[asked]

    def _prices(self, language: str) -> Mapping[str, str]:
        packages = (package for grid in self.press.grids[language].values() for package in grid.packages)
        return {
            package.id: " ".join(
                filter(None, (package.price.prefix, package.price.amount.text if package.price.amount else ""))
            )
            for package in packages
        }

    def studio(self, language: str) -> StudioView:
        """The seller in one language."""
        return self.press.studios[language]

    def document(self, view: DocumentView, address: Callable[[str], str] | None = None, path: str = "") -> str:
        """A finished HTML page.

        Args:
            view: what it shows.
            address: how it names other pages of the site; left out, relative to `path`.
            path: its own address below the root.
        """
        html = self.press.templates.filled(
            "layout.html", page=view, url=address or (lambda target: relative(target, path)), say=words(view.language)
        )
        return typeset_html(html, view.language)


BLOCKS_OF_THE_STUDIO = ("grids", "contact", "portrait", "about", "reel", "work", "proof")
BLOCKS_OF_THE_SELECTION = ("product", "collection")
BLOCKS_OF_A_GRID = ("packages", "comparison", "licences", "add-ons", "questions")
INLINE = ("price", "studio")
_POSTERS_OF_A_GRID = 4


def _with_only(names: tuple[str, ...], grid: GridView) -> GridView:
    """The grid with the packages of these names, in their order; without names, with all."""
    if not names:
        return grid
    by_name = {package.id: package for package in grid.packages}
    for name in names:
        if name not in by_name:
            raise UnknownName("S504", name=name, known=", ".join(by_name), near=nearest(name, by_name) or "")
    return replace(grid, packages=tuple(by_name[name] for name in names))
