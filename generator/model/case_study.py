"""The case study: a piece of the portfolio, what came of it, and the right to show it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Day, Flag, Id, Name, Prose, Times, as_text, kind_of
from generator.model.record import Record, Refusals, refusal
from generator.model.written import NonEmpty, Written, one_of, text

Sector = Literal[
    "animals", "apps", "beauty", "childhood", "culture", "drinks", "education", "fashion", "finance", "food", "games",
    "garden", "home", "jewellery", "mobility", "nutrition", "services", "sport", "tech", "travel", "wellness",
]  # fmt: skip

# --- files -------------------------------------------------------------------------------------------

_STEM = "[A-Za-z0-9][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*"
_PICTURE, _FILM, _CAPTIONS = (rf"{_STEM}\.(?:{ends})" for ends in ("jpe?g|png|webp|avif", "mp4|webm", "vtt"))


def _file(pattern: str, value: object) -> str:
    name = as_text(value)
    if not re.fullmatch(pattern, name, re.IGNORECASE):
        ends = pattern[pattern.rindex("(?:") + 3 : -1].replace("jpe?g", "jpg").replace("|", ", ")
        raise refusal("M271", found=name, known=ends)
    return name


PictureFile = Annotated[str, Written(lambda value: _file(_PICTURE, value), text(_PICTURE))]
"""A picture that lies beside the YAML: `granola.jpg`."""

# --- films -------------------------------------------------------------------------------------------

Platform = Literal["youtube", "vimeo", "tiktok", "instagram"]

_WATCHED_AT: Mapping[Platform, str] = {
    "youtube": r"https://(?:www\.youtube\.com/(?:watch\?v=|shorts/)|youtu\.be/)(?P<id>[A-Za-z0-9_-]{11})",
    "vimeo": r"https://vimeo\.com/(?P<id>[0-9]{6,12})",
    "tiktok": r"https://www\.tiktok\.com/@[A-Za-z0-9._]+/video/(?P<id>[0-9]{15,20})",
    "instagram": r"https://www\.instagram\.com/(?:reel|p)/(?P<id>[A-Za-z0-9_-]{5,20})/?",
}


@dataclass(frozen=True, slots=True)
class Film:
    """A video to watch: a file beside the YAML, or one that a platform shows.

    Attributes:
        file: its name; empty for one elsewhere.
        platform: who shows it; None for a file.
        id: what the platform calls it.
        url: where it can be watched there.
    """

    file: str = ""
    platform: Platform | None = None
    id: str = ""
    url: str = ""


def _read_film(value: object) -> Film:
    written = as_text(value)
    if not written.startswith(("http:", "https:")):
        return Film(file=_file(_FILM, written))
    for platform, pattern in _WATCHED_AT.items():
        if match := re.fullmatch(pattern, written):
            return Film(platform=platform, id=match["id"], url=written)
    raise refusal("M272", found=written)


def _read_captions(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise refusal("M203", kind=kind_of(value))
    refusals = Refusals()
    files = {language: refusals.read(language, lambda name: _file(_CAPTIONS, name), name)
             for language, name in value.items()}  # fmt: skip
    refusals.tell()
    return {language: name for language, name in files.items() if name}


class Piece(Record):
    """One video or picture of a case study."""

    poster: PictureFile
    """The picture that stands for it, beside the YAML: `granola.jpg`. The original is not changed."""
    alt: Name
    """What the picture shows, for people who do not see it."""
    video: Annotated[Film | None, Written(_read_film, text(_FILM), *map(text, _WATCHED_AT.values()))] = None
    """A file beside the YAML (`granola.mp4`), or its address at YouTube, Vimeo, TikTok or Instagram, which is asked
    for nothing before the visitor clicks."""
    seconds: Times | None = None
    """How long the video is."""
    captions: Annotated[
        Mapping[str, str],
        Written(_read_captions, {"type": "object", "additionalProperties": text(_CAPTIONS)}),
    ] = Field(default_factory=dict)
    """Caption files beside the YAML, by language: `{fr: granola.fr.vtt}`."""
    ai: Literal["none", "edited", "generated"] = "none"
    """What artificial intelligence did: nothing, changed it, made it. Shown beside the picture, as the law asks."""
    retouched: Flag = False
    """A body or a face was retouched. Shown beside the picture, as the law asks."""


# --- the case ----------------------------------------------------------------------------------------


class Result(Record):
    """Something that was measured."""

    figure: Name
    """The figure: "+38 %"."""
    what: Name
    """What it counts: "clicks, against the brand's earlier ads"."""
    source: Name
    """Who measured it, and when. A figure without a source is not shown, so it is required."""


class Quote(Record):
    """What the client said."""

    text: Name
    """Her words."""
    name: Name
    """Her name."""
    role: Name
    """What she does, and where."""


class Permission(Record):
    """The brand's agreement that the piece may be shown."""

    by: Name
    """Who gave it; never shown."""
    on: Day
    """When."""
    until: Day | None = None
    """The last day; after it the case leaves the site. Left out, it does not end."""


def _read_permission(value: object) -> Permission | None:
    if value == "own-project":
        return None
    if isinstance(value, str):
        raise refusal("M273", found=value)
    permission = Permission.model_validate(value)
    if permission.until and permission.until < permission.on:
        raise refusal("M274", found=permission.until.isoformat(), name=permission.on.isoformat())
    return permission


class CaseStudy(Record):
    """`offers/portfolio/*.yml`: a piece of work, one file for each, with its pictures and videos beside it."""

    case: Id
    """Stable name, unique in the portfolio; part of its web address."""
    title: Name
    """What the video is about, in a line."""
    brand: Name
    """For whom it was made."""
    sector: Sector
    """The brand's field; visitors choose by it."""
    published: Day
    """Since when it is in the portfolio; the newest comes first."""
    brief: Prose
    """What the brand asked for."""
    made: Prose
    """What was made of it."""
    media: NonEmpty[Piece]
    """Its videos and pictures; the first stands for the case."""
    results: tuple[Result, ...] = ()
    """What was measured."""
    quote: Quote | None = None
    """What the client said."""
    package: Id | None = None
    """The package that the brand booked."""
    licence: Id | None = None
    """The licence that the brand holds."""
    permission: Annotated[Permission | None, Written(_read_permission, one_of("own-project"), Permission)]
    """The brand's agreement, or `own-project` for a piece that no brand ordered, which is then said."""

    def is_shown(self, day: datetime.date) -> bool:
        """Whether it may be shown on `day`."""
        return self.permission is None or self.permission.until is None or day <= self.permission.until
