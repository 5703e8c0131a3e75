"""What a template may see of the portfolio, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.case_study import Platform
from generator.pages.views import PictureView


@dataclass(frozen=True, slots=True)
class PosterView:
    """A case study as others refer to it. `marks` are what the law wants to be said beside its picture."""

    path: str
    title: str
    brand: str
    sector: str
    sector_id: str
    time: str
    is_film: bool
    is_own_project: bool
    picture: PictureView
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """Captions in one language."""

    path: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class FilmView:
    """A film: a file of the site's (`path`), or one at a platform, whose player is asked for only after a click."""

    path: str
    type: str
    tracks: tuple[TrackView, ...]
    platform: Platform | None
    platform_name: str
    url: str
    player: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """One picture or film of a case study."""

    picture: PictureView
    film: FilmView | None
    time: str
    seconds: int | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A figure, what it counts, who measured it, and for whom."""

    figure: str
    what: str
    source: str
    brand: str
    path: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What a client said."""

    text: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page of a case study. `package` and `licence` are ids of what was booked, empty when nothing was."""

    id: str
    poster: PosterView
    published: str
    day: str
    brief: Markup
    made: Markup
    pieces: tuple[PieceView, ...]
    results: tuple[ResultView, ...]
    quote: QuoteView | None
    package: str
    licence: str


@dataclass(frozen=True, slots=True)
class SectorView:
    """A sector that visitors can choose by, and how many cases it has."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The portfolio: all cases with the newest first, and what they prove together.

    Attributes:
        of_package: the posters that speak for a package, by its id; packages without any are missing.
    """

    path: str
    cases: tuple[CaseView, ...]
    sectors: tuple[SectorView, ...]
    brands: tuple[str, ...]
    of_package: Mapping[str, tuple[PosterView, ...]]

    @property
    def posters(self) -> tuple[PosterView, ...]:
        """A poster for each case."""
        return tuple(case.poster for case in self.cases)

    @property
    def proof(self) -> tuple[ResultView, ...]:
        """The first figure of each case that has one."""
        return tuple(case.results[0] for case in self.cases if case.results)
