"""Offers to pages and blocks, as values. MkDocs is not needed to test them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.addresses import grid_path, offers_path, recommendation_path, relative, selection_path
from generator.errors import nearest
from generator.media import Media, Published
from generator.model.offers import Offers
from generator.outbound import Outbound
from generator.pages.environment import environment
from generator.pages.grid_view import grid_view
from generator.pages.look import favicon, letters, stylesheet
from generator.pages.pieces import mention_of_tax
from generator.pages.portfolio_view import portfolio_view
from generator.pages.portfolio_views import CaseView, PortfolioView
from generator.pages.selection_view import Selection
from generator.pages.selection_views import CollectionView, DisclosureView, ProductView
from generator.pages.views import DocumentView, GridView, StudioView
from generator.wording.typography import typeset_html
from generator.wording.words import words


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    Attributes:
        path: its address below the site's root, ending in a slash.
        twins: the addresses of the same page in all languages, its own included.
        body: what stands between header and footer.
        in_footer: listed at the foot of each page of its language.
        scripts: what makes it better where scripts run.
    """

    path: str
    language: str
    title: str
    description: str
    twins: Mapping[str, str]
    body: Markup
    in_footer: bool = False
    scripts: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A generated file that pages refer to."""

    path: str
    content: bytes


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
        self._offers = offers
        self._day = day
        self._environment = environment(overrides)
        self._views: dict[str, dict[str, GridView]] = {
            language: {grid.grid: grid_view(offers, grid, language, day) for grid in offers.grids}
            for language in offers.studio.languages
        }
        self._media = media or Media()
        self._portfolios: dict[str, PortfolioView] = {
            language: portfolio_view(offers, self._media, language, day) for language in offers.studio.languages
        }
        self._selections: dict[str, Selection] = {
            language: Selection(offers, self._media, language, day) for language in offers.studio.languages
        }
        sectors = [sector.id for sector in self._portfolios[self.languages[0]].sectors]
        css = stylesheet(offers.studio.brand, overrides, sectors)
        self.stylesheet = Asset(f"assets/vitrine.{hashlib.sha256(css).hexdigest()[:10]}.css", css)
        font = letters(offers.studio.brand, overrides)
        self.font = f"assets/{font}" if font else ""
        self._player = _script("player.js")
        self.icon = Asset("assets/icon.svg", favicon(offers.studio.brand))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the one at the root first."""
        return self._offers.studio.languages

    def portfolio(self, language: str) -> PortfolioView:
        """The portfolio in one language."""
        return self._portfolios[language]

    @property
    def media(self) -> tuple[Published, ...]:
        """Pictures and films that pages refer to."""
        return tuple(self._media.published)

    @property
    def scripts(self) -> tuple[Asset, ...]:
        """The scripts that pages ask for."""
        return tuple({script.path: script for page in self.pages for script in page.scripts}.values())

    @property
    def frames(self) -> frozenset[str]:
        """The sites whose players a page may open once a visitor asks for a film."""
        films = (piece.film for view in self._portfolios.values() for case in view.cases for piece in case.pieces)
        return frozenset("https://" + urlsplit(film.player).netloc for film in films if film and film.player)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every generated page, in all languages."""
        return tuple(page for language in self.languages for page in self._pages_in(language))

    def _pages_in(self, language: str) -> tuple[Page, ...]:
        says = words(language)
        index = Page(
            path=offers_path(language, self.languages),
            language=language,
            title=says("titles", "offers"),
            description=says("titles", "offers_description"),
            twins={other: offers_path(other, self.languages) for other in self.languages},
            body=self._render("offers.html", language, offers_path(language, self.languages), level=2),
        )
        grids = (self._grid_page(grid, language) for grid in self._views[language].values())
        return (index, *grids, *self._portfolio_pages(language), *self._selection_pages(language))

    def _portfolio_pages(self, language: str) -> Iterator[Page]:
        portfolio, says = self._portfolios[language], words(language)
        if not portfolio.cases:
            return
        yield Page(
            path=portfolio.path,
            language=language,
            title=says("titles", "portfolio"),
            description=says("portfolio", "description", brands=says.listed(portfolio.brands)),
            twins={other: self._portfolios[other].path for other in self.languages},
            body=self._render("portfolio.html", language, portfolio.path),
        )
        for index, case in enumerate(portfolio.cases):
            twins = {other: self._portfolios[other].cases[index].poster.path for other in self.languages}
            yield self._case_page(case, portfolio, language, twins)

    def _case_page(self, case: CaseView, portfolio: PortfolioView, language: str, twins: Mapping[str, str]) -> Page:
        grids = self._views[language].values()
        booked = ((grid, package) for grid in grids for package in grid.packages if package.id == case.package)
        grid, package = next(booked, (None, None))
        licence = next((each for each in grid.licences if each.id == case.licence), None) if grid else None
        place = portfolio.cases.index(case)
        others = (portfolio.posters[place + 1 :] + portfolio.posters[:place])[:4]
        return Page(
            path=case.poster.path,
            language=language,
            title=f"{case.poster.title}, {case.poster.brand}",
            description=case.brief.striptags(),
            twins=twins,
            body=self._render(
                "case.html",
                language,
                case.poster.path,
                case=case,
                grid=grid,
                package=package,
                licence=licence,
                others=others,
            ),
            scripts=(self._player,) if any(piece.film and piece.film.player for piece in case.pieces) else (),
        )

    def _grid_page(self, grid: GridView, language: str) -> Page:
        return Page(
            path=grid.path,
            language=language,
            title=grid.name,
            description=grid.summary.striptags() if grid.summary else grid.name,
            twins={other: grid_path(grid.id, other, self.languages) for other in self.languages},
            body=self._render("grid.html", language, grid.path, grid=grid, level=2, in_grid_page=True),
        )

    def _selection_pages(self, language: str) -> Iterator[Page]:
        """What the creator recommends; nothing when she recommends nothing."""
        selection, says = self._selections[language], words(language)
        if not self._offers.products:
            return
        everything = selection.all()
        yield Page(
            path=everything.path,
            language=language,
            title=says("selection", "menu"),
            description=says("selection", "description"),
            twins={other: selection_path(other, self.languages) for other in self.languages},
            body=self._advertised(
                "selection.html", language, everything.path, everything.disclosure, selection=everything
            ),
            in_footer=True,
        )
        for product in self._offers.products:
            seen = selection.product_page(product.product)
            yield self._recommendation(seen, "product.html", language, seen.summary, product=seen)
        for collection in self._offers.collections:
            shown = selection.collection_page(collection.id)
            yield self._recommendation(
                shown, "collection.html", language, shown.summary.striptags(), collection=shown
            )

    def _recommendation(
        self, view: ProductView | CollectionView, template: str, language: str, description: str, **context: object
    ) -> Page:
        return Page(
            path=view.path,
            language=language,
            title=view.name,
            description=description,
            twins={other: recommendation_path(view.id, other, self.languages) for other in self.languages},
            body=self._advertised(template, language, view.path, view.disclosure, level=2, **context),
        )

    def _advertised(
        self, template: str, language: str, path: str, disclosure: DisclosureView, **context: object
    ) -> Markup:
        """A page or block that leads to shops for money. What must be said stands above it, whatever the template."""
        said = self._render("blocks/disclosure.html", language, path, disclosure=disclosure)
        return said + self._render(template, language, path, **context)

    def block(self, name: str, arguments: tuple[str, ...], language: str, path: str) -> Markup:
        """A block that a hand-written page places, such as `packages videos-ugc`.

        Raises:
            UnknownName: there is no such block or no such grid.
        """
        if name in BLOCKS_OF_THE_STUDIO:
            return self._render(f"blocks/{name}.html", language, path, level=3)
        if name in BLOCKS_OF_THE_SELECTION:
            return self._recommended(name, arguments, language, path)
        if name not in BLOCKS_OF_A_GRID:
            known = (*BLOCKS_OF_THE_STUDIO, *BLOCKS_OF_A_GRID, *BLOCKS_OF_THE_SELECTION, *INLINE)
            raise UnknownName("S501", name=name, known=", ".join(known), near=nearest(name, known) or "")
        grid = _with_only(arguments[1:], self._grid(arguments, language))
        return self._render(f"blocks/{name}.html", language, path, grid=grid, level=3, in_grid_page=False)

    def _recommended(self, name: str, arguments: tuple[str, ...], language: str, path: str) -> Markup:
        selection, asked = self._selections[language], arguments[0] if arguments else ""
        find = selection.product_at if name == "product" else selection.collection_at
        view = find(asked, path)
        if view is None:
            known = selection.names
            raise UnknownName("S505", name=asked, known=", ".join(known) or "–", near=nearest(asked, known) or "")
        return self._advertised(f"blocks/{name}.html", language, path, view.disclosure, level=3, **{name: view})

    def outbound(self) -> Iterator[Outbound]:
        """Every link that pays on generated pages, in all languages."""
        for language in self.languages:
            yield from self._selections[language].links()

    def outbound_at(self, name: str, language: str, path: str) -> Iterator[Outbound]:
        """The links that the short code of a product or a collection brings to a page written by hand."""
        yield from self._selections[language].links_at(name, path)

    def _grid(self, arguments: tuple[str, ...], language: str) -> GridView:
        grids = self._views[language]
        name = arguments[0] if arguments else ""
        if name not in grids:
            raise UnknownName("S502", name=name, known=", ".join(grids), near=nearest(name, grids) or "")
        return grids[name]

    def inline(self, name: str, arguments: tuple[str, ...], language: str) -> str:
        """A fact inside a sentence: `price solo`, `studio email`.

        Raises:
            UnknownName: there is no such package or fact.
        """
        facts = self._prices(language) if name == "price" else self._studio_facts(language)
        asked = arguments[0] if arguments else ""
        if not facts.get(asked):
            known = [key for key, value in facts.items() if value]
            raise UnknownName("S503", name=asked, known=", ".join(known), near=nearest(asked, known) or "")
        return facts[asked]

    def _prices(self, language: str) -> Mapping[str, str]:
        packages = (package for grid in self._views[language].values() for package in grid.packages)
        return {
            package.id: " ".join(
                filter(None, (package.price.prefix, package.price.amount.text if package.price.amount else ""))
            )
            for package in packages
        }

    def _studio_facts(self, language: str) -> Mapping[str, str]:
        studio = self._offers.studio
        legal, contact = studio.legal, studio.contact
        texts = {
            "name": studio.name,
            "tagline": studio.tagline,
            "city": contact.city,
            "phone": contact.phone,
            "answers-in": contact.answers_in,
            "legal-name": legal.name,
            "address": legal.address,
            "registration": legal.registration,
            "vat-number": legal.vat_number,
            "publisher": legal.publisher or legal.name,
            "host": legal.host.name if legal.host else None,
            "host-address": legal.host.address if legal.host else None,
            "host-phone": legal.host.phone if legal.host else None,
        }
        facts = {key: text[language] if text else "" for key, text in texts.items()}
        return facts | {
            "email": contact.email,
            "url": studio.url,
            "tax-mention": mention_of_tax(studio, self._day, words(language)),
        }

    def studio(self, language: str) -> StudioView:
        """The seller in one language."""
        facts, studio, says = self._studio_facts(language), self._offers.studio, words(language)
        status = says("status", studio.legal.status)
        line = (facts["legal-name"], status, facts["registration"], facts["tax-mention"])
        return StudioView(
            name=facts["name"],
            tagline=facts["tagline"],
            email=facts["email"],
            phone=facts["phone"],
            city=facts["city"],
            answers_in=facts["answers-in"],
            socials=tuple((social.name[language], social.url) for social in studio.contact.socials),
            legal_name=facts["legal-name"],
            legal_line=f"{', '.join(filter(None, line))}. {says('audience', studio.audience)}",
        )

    def document(self, view: DocumentView, address: Callable[[str], str] | None = None, path: str = "") -> str:
        """A finished HTML page.

        Args:
            view: what it shows.
            address: how it names other pages of the site; left out, relative to `path`.
            path: its own address below the root.
        """
        html = self._environment.get_template("layout.html").render(
            page=view, url=address or (lambda target: relative(target, path)), say=words(view.language)
        )
        return typeset_html(html, view.language)

    def _render(self, template: str, language: str, path: str, **context: object) -> Markup:
        html = self._environment.get_template(template).render(
            say=words(language),
            url=lambda target: relative(target, path),
            studio=self.studio(language),
            grids=tuple(self._views[language].values()),
            portfolio=self._portfolios[language],
            selection_path=selection_path(language, self.languages),
            **context,
        )
        return Markup(html)  # noqa: S704 - made by templates that escape


BLOCKS_OF_THE_STUDIO = ("grids", "contact", "reel", "work", "proof")
BLOCKS_OF_THE_SELECTION = ("product", "collection")
BLOCKS_OF_A_GRID = ("packages", "comparison", "licences", "add-ons", "questions")
INLINE = ("price", "studio")


def _with_only(names: tuple[str, ...], grid: GridView) -> GridView:
    """The grid with the packages of these names, in their order; without names, with all."""
    if not names:
        return grid
    by_name = {package.id: package for package in grid.packages}
    for name in names:
        if name not in by_name:
            raise UnknownName("S504", name=name, known=", ".join(by_name), near=nearest(name, by_name) or "")
    return replace(grid, packages=tuple(by_name[name] for name in names))


def _script(name: str) -> Asset:
    content = resources.files("generator.pages").joinpath("scripts", name).read_bytes()
    stem, _, ends = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ends}", content)
