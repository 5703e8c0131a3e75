"""Offers to pages and blocks, as values. MkDocs is not needed to test them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from generator.addresses import grid_path, offers_path, relative
from generator.errors import nearest
from generator.model.offers import Offers
from generator.pages.environment import environment
from generator.pages.grid_view import grid_view
from generator.pages.look import favicon, stylesheet
from generator.pages.pieces import mention_of_tax
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
    """

    path: str
    language: str
    title: str
    description: str
    twins: Mapping[str, str]
    body: Markup


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

    def __init__(self, offers: Offers, day: datetime.date, overrides: Path | None = None) -> None:
        self._offers = offers
        self._day = day
        self._environment = environment(overrides)
        self._views: dict[str, dict[str, GridView]] = {
            language: {grid.grid: grid_view(offers, grid, language, day) for grid in offers.grids}
            for language in offers.studio.languages
        }
        css = stylesheet(offers.studio.brand, overrides)
        self.stylesheet = Asset(f"assets/vitrine.{hashlib.sha256(css).hexdigest()[:10]}.css", css)
        self.icon = Asset("assets/icon.svg", favicon(offers.studio.brand))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the one at the root first."""
        return self._offers.studio.languages

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
        return (index, *(self._grid_page(grid, language) for grid in self._views[language].values()))

    def _grid_page(self, grid: GridView, language: str) -> Page:
        return Page(
            path=grid.path,
            language=language,
            title=grid.name,
            description=grid.summary.striptags() if grid.summary else grid.name,
            twins={other: grid_path(grid.id, other, self.languages) for other in self.languages},
            body=self._render("grid.html", language, grid.path, grid=grid, level=2, in_grid_page=True),
        )

    def block(self, name: str, arguments: tuple[str, ...], language: str, path: str) -> Markup:
        """A block that a hand-written page places, such as `packages videos-ugc`.

        Raises:
            UnknownName: there is no such block or no such grid.
        """
        if name in ("grids", "contact"):
            return self._render(f"blocks/{name}.html", language, path, level=3)
        if name not in BLOCKS_OF_A_GRID:
            known = ("grids", "contact", *BLOCKS_OF_A_GRID, *INLINE)
            raise UnknownName("S501", name=name, known=", ".join(known), near=nearest(name, known) or "")
        grid = self._grid(arguments, language)
        return self._render(f"blocks/{name}.html", language, path, grid=grid, level=3, in_grid_page=False)

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
            **context,
        )
        return Markup(html)  # noqa: S704 - made by templates that escape


BLOCKS_OF_A_GRID = ("packages", "comparison", "licences", "add-ons", "questions")
INLINE = ("price", "studio")
