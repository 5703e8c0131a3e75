"""The portfolio in one language: from case studies and their media to what the templates show."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from generator.addresses import case_path, portfolio_path
from generator.law import picture_mentions
from generator.media import Media
from generator.model.case_study import CaseStudy, Film, Piece, Platform
from generator.model.offers import Offers
from generator.pages.pieces import picture_view
from generator.pages.portfolio_views import (
    CaseView,
    FilmView,
    PieceView,
    PortfolioView,
    PosterView,
    QuoteView,
    ResultView,
    SectorView,
    TrackView,
)
from generator.pages.richtext import rich
from generator.pages.views import PictureView
from generator.portfolio import cases_for, shown
from generator.text import Text
from generator.wording.words import Words, words

FOLDER = "portfolio"
_BRANDS = 12
"""How many are named; the newest."""
_PLAYERS: dict[Platform, tuple[str, str]] = {
    "youtube": ("YouTube", "https://www.youtube-nocookie.com/embed/{id}?autoplay=1"),
    "vimeo": ("Vimeo", "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1"),
    "tiktok": ("TikTok", "https://www.tiktok.com/player/v1/{id}?autoplay=1"),
    "instagram": ("Instagram", "https://www.instagram.com/reel/{id}/embed/"),
}


def portfolio_view(offers: Offers, media: Media, language: str, day: datetime.date) -> PortfolioView:
    """Everything that pages say about the portfolio on `day`."""
    return _PortfolioReader(offers, media, words(language), day).view()


class _PortfolioReader:
    """Reads the cases for one language."""

    def __init__(self, offers: Offers, media: Media, says: Words, day: datetime.date) -> None:
        self._offers = offers
        self._media = media
        self._words = says
        self._day = day

    def view(self) -> PortfolioView:
        studio = self._offers.studio
        shown_now = shown(self._offers.cases, self._day)
        cases = {case.case: self._case(case) for case in shown_now}
        packages = (package for grid in self._offers.grids for package in grid.packages)
        spoken_for = {package.id: cases_for(package, shown_now) for package in packages}
        return PortfolioView(
            path=portfolio_path(self._words.language, studio.languages),
            cases=tuple(cases.values()),
            sectors=tuple(self._sectors(shown_now)),
            brands=tuple(dict.fromkeys(self._text(case.brand) for case in shown_now if case.permission))[:_BRANDS],
            of_package={
                package: tuple(cases[case.case].poster for case in speaking)
                for package, speaking in spoken_for.items()
                if speaking
            },
        )

    def _text(self, text: Text) -> str:
        return text[self._words.language]

    def _sectors(self, cases: tuple[CaseStudy, ...]) -> Iterator[SectorView]:
        for sector, count in Counter(case.sector for case in cases).most_common():
            yield SectorView(sector, self._words("sectors", sector), count)

    def _case(self, case: CaseStudy) -> CaseView:
        path = case_path(case.case, self._words.language, self._offers.studio.languages)
        pieces = tuple(self._piece(piece) for piece in case.media)
        brand = self._text(case.brand)
        quote = case.quote
        return CaseView(
            id=case.case,
            poster=PosterView(
                path=path,
                title=self._text(case.title),
                brand=brand,
                sector=self._words("sectors", case.sector),
                sector_id=case.sector,
                time=pieces[0].time,
                is_film=case.media[0].video is not None or case.media[0].seconds is not None,
                is_own_project=case.permission is None,
                picture=pieces[0].picture,
                marks=pieces[0].marks,
            ),
            published=self._words.month(case.published),
            day=case.published.isoformat(),
            brief=rich(self._text(case.brief)),
            made=rich(self._text(case.made)),
            pieces=pieces,
            results=tuple(
                ResultView(self._text(result.figure), self._text(result.what), self._text(result.source), brand, path)
                for result in case.results
            ),
            quote=QuoteView(self._text(quote.text), self._text(quote.name), self._text(quote.role))
            if quote
            else None,
            package=case.package or "",
            licence=case.licence or "",
        )

    def _piece(self, piece: Piece) -> PieceView:
        mentions = picture_mentions(self._offers.studio, piece, self._day)
        return PieceView(
            picture=self._picture(piece),
            film=self._film(piece.video, piece) if piece.video else None,
            time=f"{piece.seconds // 60}:{piece.seconds % 60:02}" if piece.seconds else "",
            seconds=piece.seconds,
            marks=tuple(mention[self._words.language] for mention in mentions),
        )

    def _picture(self, piece: Piece) -> PictureView:
        return picture_view(self._media.pictures[f"{FOLDER}/{piece.poster}"], self._text(piece.alt))

    def _film(self, film: Film, piece: Piece) -> FilmView:
        name, player = _PLAYERS[film.platform] if film.platform else ("", "")
        return FilmView(
            path=self._file(film.file) if film.file else "",
            type=f"video/{film.file.rpartition('.')[2].lower()}" if film.file else "",
            tracks=tuple(
                TrackView(self._file(file), language, words(language).name_of_language())
                for language, file in piece.captions.items()
            ),
            platform=film.platform,
            platform_name=name,
            url=film.url,
            player=player.format(id=film.id),
        )

    def _file(self, name: str) -> str:
        return self._media.files[f"{FOLDER}/{name}"].path


def pictures_of(offers: Offers) -> Iterator[str]:
    """The originals that pages show, below the offers' folder."""
    yield from (f"{FOLDER}/{piece.poster}" for case in offers.cases for piece in case.media)


def files_of(offers: Offers) -> Iterator[str]:
    """Films and captions that are published as they are, below the offers' folder."""
    for case in offers.cases:
        for piece in case.media:
            names = [*piece.captions.values(), *([piece.video.file] if piece.video and piece.video.file else [])]
            yield from (f"{FOLDER}/{name}" for name in names)
