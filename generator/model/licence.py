"""The licence: what a brand may do with the work, stated so that nobody has to guess.

French law asks that each right be named and its use bounded in extent, purpose, place and duration
(Code de la propriété intellectuelle, art. L131-3); what is not stated stays with the author. So every
axis is a required field.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import ConfigDict, Field

from generator.errors import nearest
from generator.model.durations import DATE, Term, TermField, read_date
from generator.model.fields import Id, Ignores, Name, Prose, as_text, kind_of
from generator.model.prices import ExtraPriceField
from generator.model.record import Record, Refusals, at_least_one, refusal
from generator.model.territories import Territory, countries_of
from generator.model.written import OneOrMore, Written, list_of, one_of, text
from generator.text import Text

Right = Literal["reproduction", "representation", "adaptation"]
Medium = Literal[
    "brand-social",
    "creator-social",
    "meta-ads",
    "meta-partnership",
    "tiktok-ads",
    "tiktok-spark",
    "youtube-ads",
    "google-ads",
    "pinterest-ads",
    "snapchat-ads",
    "linkedin-ads",
    "x-ads",
    "display-ads",
    "influencer-reposts",
    "website",
    "email",
    "marketplace",
    "app-store",
    "press",
    "print",
    "out-of-home",
    "in-store",
    "events",
    "tv",
    "ctv",
    "radio-podcast",
    "internal",
]
Purpose = Literal["organic", "paid", "internal"]
Edits = Literal["as-delivered", "cut-downs", "full-edit"]
Sublicensee = Literal["agency", "retailers", "affiliates", "group-companies"]
StartEvent = Literal["delivery", "approval", "first-use"]

FROM_THE_CREATORS_ACCOUNT: frozenset[Medium] = frozenset(("creator-social", "meta-partnership", "tiktok-spark"))
"""Media that show the work under the creator's own name (posting, whitelisting)."""


class Exclusivity(Record):
    """What the creator will not do for others meanwhile."""

    category: Name | None = None
    """The kind of product that is off limits; left out, all other brands are."""
    duration: TermField
    """For how long."""


def _read_exclusivity(value: object) -> Exclusivity | None:
    if isinstance(value, Mapping):
        return Exclusivity.model_validate(value)
    if as_text(value) != "none":
        raise refusal("M237", found=as_text(value))
    return None


class ImageRight(Record):
    """How the creator's face and voice may be used, when it differs from the rights on the video."""

    duration: TermField | None = None
    """For how long; left out, as long as the licence."""
    territory: OneOrMore[Territory] | None = None
    """Where; left out, where the licence holds."""
    media: OneOrMore[Medium] | None = None
    """On which media; left out, those of the licence."""
    excluded: Prose | None = None
    """Contexts in which the image may not appear."""


def _read_image_right(value: object) -> ImageRight | Literal["same", "none"]:
    if isinstance(value, Mapping):
        return ImageRight.model_validate(value)
    word = as_text(value)
    if word == "same":
        return "same"
    if word == "none":
        return "none"
    raise refusal("M238", found=word)


def _read_start(value: object) -> StartEvent | datetime.date:
    word = as_text(value)
    if word == "delivery":
        return "delivery"
    if word == "approval":
        return "approval"
    if word == "first-use":
        return "first-use"
    if word[:1].isdigit():
        return read_date(word)
    raise refusal("M239", found=word)


_EDITS_RANK: Mapping[Edits, int] = {"as-delivered": 0, "cut-downs": 1, "full-edit": 2}


_IDENTITY = ("id", "name")


def _may_be_alike(schema: dict[str, Any]) -> None:
    rest = [key for key in schema["required"] if key not in _IDENTITY]
    schema |= {"required": list(_IDENTITY), "anyOf": [{"required": ["like"]}, {"required": rest}]}


class Licence(Record):
    """A usage right as a record, complete enough to be a contract clause."""

    model_config = ConfigDict(json_schema_extra=_may_be_alike)

    id: Id
    """Stable name, unique in its grid; part of web addresses."""
    name: Name
    """What the buyer sees: "Ads, 3 months, France"."""
    like: Id | None = None
    """A licence written above in the same list: what is not said here is as it is said there, but for the price."""
    summary: Prose | None = None
    """One or two sentences of the creator's own, beside the sentence made from the fields."""
    rights: OneOrMore[Right]
    """Each right granted: copying (reproduction), showing (representation), changing (adaptation)."""
    media: OneOrMore[Medium]
    """Where the work may be shown."""
    purpose: OneOrMore[Purpose]
    """`organic` (no media budget), `paid` (advertising), `internal`."""
    territory: OneOrMore[Territory]
    """Countries, groups (`EU`, `DACH`...) or `world`."""
    duration: TermField
    """How long: `90 days`, `3 months`, `perpetual` (for as long as the law protects the work)."""
    starts: Annotated[
        StartEvent | datetime.date,
        Written(_read_start, one_of("delivery", "approval", "first-use"), text(DATE)),
    ]
    """What the duration counts from: `delivery`, `approval`, `first-use`, or a date."""
    exclusivity: Annotated[Exclusivity | None, Written(_read_exclusivity, one_of("none"), Exclusivity)]
    """`none`, or `{category: sports nutrition, duration: 90 days}`."""
    edits: Edits
    """What the brand may change: nothing (`as-delivered`), lengths and formats (`cut-downs`), all (`full-edit`)."""
    image_right: Annotated[
        ImageRight | Literal["same", "none"], Written(_read_image_right, one_of("same", "none"), ImageRight)
    ]
    """The creator's face and voice: `same` bounds as the rights, `none` when nobody can be recognised, or its own."""
    sublicence: OneOrMore[Sublicensee] | None = None
    """Who else may use it on the brand's behalf; left out, the brand alone."""
    ai_use: Literal["refused", "allowed"] = "refused"
    """Whether the work may train or feed an image or voice generator."""
    price: ExtraPriceField | None = None
    """What it adds to a package; left out, the licence exists only where a package includes it."""
    renewal: ExtraPriceField | None = None
    """What it costs to extend it once for the same duration."""
    packages: OneOrMore[Id] | None = None
    """The packages it can be added to; left out, all."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""

    @classmethod
    def code_when_missing(cls, field: str) -> str:
        """What the law asks for has a message of its own."""
        return "M202" if field in _IDENTITY else "M231"

    def grants_all_of(self, other: Licence) -> bool:
        """Whether a buyer of this licence may do all that `other` allows, however long either lasts."""
        return (
            set(self.rights) >= set(other.rights)
            and set(self.media) >= set(other.media)
            and set(self.purpose) >= set(other.purpose)
            and countries_of(self.territory) >= countries_of(other.territory)
            and _EDITS_RANK[self.edits] >= _EDITS_RANK[other.edits]
            and set(self.sublicence or ()) >= set(other.sublicence or ())
            and (self.ai_use == "allowed" or other.ai_use == "refused")
            and _excludes_all_of(self.exclusivity, other.exclusivity)
            and _shows_all_of(self, other)
            and _starts_with(self.starts, other.starts)
        )

    def covers(self, other: Licence) -> bool:
        """Whether a buyer of this licence already has `other`, for at least as long."""
        return self.grants_all_of(other) and self.duration.lasts_as_long_as(other.duration)


def _excludes_all_of(mine: Exclusivity | None, other: Exclusivity | None) -> bool:
    if other is None or mine is None:
        return other is None
    return mine.category in (None, other.category) and mine.duration.lasts_as_long_as(other.duration)


def _shows_all_of(mine: Licence, other: Licence) -> bool:
    """Whether the creator's image may be used under `mine` wherever it may under `other`."""
    if other.image_right == "none" or mine.image_right == other.image_right == "same":
        return True
    if mine.image_right == "none":
        return False
    own, others = _image_bounds(mine), _image_bounds(other)
    return (
        own.duration.lasts_as_long_as(others.duration)
        and countries_of(own.territory) >= countries_of(others.territory)
        and set(own.media) >= set(others.media)
        and own.excluded in (None, others.excluded)
    )


class _ImageBounds(NamedTuple):
    duration: Term
    territory: tuple[str, ...]
    media: tuple[Medium, ...]
    excluded: Text | None


def _image_bounds(licence: Licence) -> _ImageBounds:
    """How far the image right goes; what it leaves out is as in the licence."""
    own = licence.image_right if isinstance(licence.image_right, ImageRight) else ImageRight()
    return _ImageBounds(
        own.duration or licence.duration,
        own.territory or licence.territory,
        own.media or licence.media,
        own.excluded,
    )


def _starts_with(mine: StartEvent | datetime.date, other: StartEvent | datetime.date) -> bool:
    """The three events are days apart; a date may be another season."""
    return mine == other or not (isinstance(mine, datetime.date) or isinstance(other, datetime.date))


_NEVER_ALIKE = ("id", "name", "summary", "price", "renewal", "packages", "ignore")
L = TypeVar("L")


def read_licences(value: object, read: Callable[[object], L]) -> tuple[L, ...]:
    """A list of licences, each read by `read` once its `like` has been followed.

    Problems of a licence are told once, and not again for those that are like it.
    """
    if not isinstance(value, list):
        raise refusal("M204", kind=kind_of(value))
    at_least_one(value)
    refusals = Refusals()
    written: dict[str, Mapping[str, object]] = {}
    unreadable: set[str] = set()
    licences = []
    for index, entry in enumerate(value):
        own: Mapping[str, object] = entry if isinstance(entry, Mapping) else {}
        full = refusals.read(index, partial(_followed, written=written), entry) if "like" in own else entry
        name, like = str(own.get("id")), str(own.get("like"))
        licence = refusals.read(index, read, full) if full is not None and like not in unreadable else None
        if licence is None:
            unreadable.add(name)
        else:
            licences.append(licence)
        written[name] = full if isinstance(full, Mapping) else own
    refusals.tell()
    return tuple(licences)


def _followed(entry: Mapping[str, object], written: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    like = entry["like"]
    if not isinstance(like, str) or like not in written:
        refusals = Refusals()
        near = nearest(str(like), written) or ""
        refusals.note("like", refusal("M246", found=str(like), near=near, known=", ".join(written) or "–"))
        refusals.tell()
    return {**{key: said for key, said in written[str(like)].items() if key not in _NEVER_ALIKE}, **entry}


class SharedLicences(Record):
    """`offers/licences.yml`: licences that several grids sell, written once."""

    licences: Annotated[
        tuple[Licence, ...],
        Written(partial(read_licences, read=Licence.model_validate), list_of(Licence)),
    ]
    """The licences; a grid names one with `use:`."""


class LicenceUse(Record):
    """A licence of `offers/licences.yml` sold in this grid, perhaps at a price of its own."""

    use: Id
    """The id of the shared licence."""
    price: ExtraPriceField | None = None
    """Its price in this grid; left out, the price written with the licence."""
    renewal: ExtraPriceField | None = None
    """What it costs here to extend it once; left out, as written with the licence."""
    packages: OneOrMore[Id] | None = None
    """The packages it can be added to; left out, as written with the licence."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""

    def applied_to(self, shared: Licence) -> Licence:
        """The shared licence as this grid sells it."""
        names = ("price", "renewal", "packages")
        own = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        return shared.model_copy(update={**own, "ignore": {**shared.ignore, **self.ignore}})
