"""One studio in all its languages, and the templates that show it: what every maker of pages draws from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from markupsafe import Markup

from generator.addresses import relative, selection_path
from generator.media import Media
from generator.model.offers import Offers
from generator.notices import facts_of
from generator.pages.filling import Templates
from generator.pages.grid_view import grid_view
from generator.pages.pieces import mention_of_tax, picture_view
from generator.pages.portfolio_view import portfolio_view
from generator.pages.portfolio_views import PortfolioView
from generator.pages.richtext import rich
from generator.pages.selection_view import Selection
from generator.pages.views import GridView, PackageView, StudioView
from generator.wording.words import words


class Grids(Mapping[str, GridView]):
    """What pages say of each grid in one language, by its id; worked out when a page asks for it."""

    def __init__(self, offers: Offers, language: str, day: datetime.date) -> None:
        self._grids = {grid.grid: grid for grid in offers.grids}
        self._view = cache(lambda name: grid_view(offers, self._grids[name], language, day))

    def __getitem__(self, name: str) -> GridView:
        return self._view(name)

    def __contains__(self, name: object) -> bool:
        return name in self._grids

    def __iter__(self) -> Iterator[str]:
        return iter(self._grids)

    def __len__(self) -> int:
        return len(self._grids)


class Press:
    """Fills templates with what a studio says in one language."""

    def __init__(self, offers: Offers, day: datetime.date, overrides: Path | None, media: Media) -> None:
        self.offers = offers
        self._media = media
        self.day = day
        self.templates = Templates(overrides)
        self.grids: Mapping[str, Grids] = {
            language: Grids(offers, language, day) for language in offers.studio.languages
        }
        self.portfolios: Mapping[str, PortfolioView] = {
            language: portfolio_view(offers, media, language, day) for language in offers.studio.languages
        }
        self.selections: Mapping[str, Selection] = {
            language: Selection(offers, media, language, day) for language in offers.studio.languages
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the one at the root first."""
        return self.offers.studio.languages

    @cached_property
    def sold(self) -> Mapping[str, Mapping[str, tuple[GridView, PackageView]]]:
        """Each package with its grid, by language and id."""
        return {
            language: {package.id: (grid, package) for grid in grids.values() for package in grid.packages}
            for language, grids in self.grids.items()
        }

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, str]]:
        """What pages and notices say of the studio, by language; empty where it has not told."""
        return {language: self._facts(language) for language in self.languages}

    def _facts(self, language: str) -> Mapping[str, str]:
        studio, contact = self.offers.studio, self.offers.studio.contact
        texts = {
            "name": studio.name,
            "tagline": studio.tagline,
            "city": contact.city,
            "answers-in": contact.answers_in,
            **facts_of(studio),
        }
        facts = {key: text[language] if text else "" for key, text in texts.items()}
        says = words(language)
        return facts | {
            "email": contact.email,
            "url": studio.url,
            "status": says("status", studio.legal.status),
            "tax-mention": mention_of_tax(studio, self.day, says),
        }

    @cached_property
    def studios(self) -> Mapping[str, StudioView]:
        """The seller, by language."""
        return {language: self._studio(language) for language in self.languages}

    def _studio(self, language: str) -> StudioView:
        facts, studio, says = self.facts[language], self.offers.studio, words(language)
        portrait = studio.portrait
        line = (facts["legal-name"], facts["status"], facts["registration"], facts["tax-mention"])
        return StudioView(
            name=facts["name"],
            tagline=facts["tagline"],
            email=facts["email"],
            phone=facts["phone"],
            city=facts["city"],
            answers_in=facts["answers-in"],
            socials=tuple((social.name[language], social.url) for social in studio.contact.socials),
            legal_name=facts["legal-name"],
            legal_line=" · ".join(filter(None, (*line, says("audience", studio.audience).rstrip(".")))),
            portrait=picture_view(self._media.pictures[portrait.file], portrait.alt[language]) if portrait else None,
            face=self._media.squares[portrait.file] if portrait else "",
            about=rich(studio.about[language] if studio.about else ""),
        )

    def twins(self, path: Callable[[str], str]) -> Mapping[str, str]:
        """The addresses of one page in all languages."""
        return {language: path(language) for language in self.languages}

    def render(self, template: str, language: str, path: str, **context: object) -> Markup:
        """A template, filled for a page at `path`."""
        html = self.templates.filled(
            template,
            say=words(language),
            url=lambda target: relative(target, path),
            studio=self.studios[language],
            grids=self.grids[language].values(),
            portfolio=self.portfolios[language],
            selection_path=selection_path(language, self.languages),
            **context,
        )
        return Markup(html)  # noqa: S704 - made by templates that escape
