"""The licence: what a brand may do with the work, stated so that nobody has to guess.

French law asks that each right be named and its use bounded in extent, purpose, place and duration
(Code de la propriété intellectuelle, art. L131-3); what is not stated stays with the author. So every
axis is a required field.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from generator.model.durations import TermField, read_date
from generator.model.fields import Id, Ignores, Name, Prose, as_text
from generator.model.prices import ExtraPriceField
from generator.model.record import NonEmpty, OneOrMore, Record, refusal
from generator.model.territories import Territory, countries_of

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
    text = as_text(value)
    if text == "same":
        return "same"
    if text == "none":
        return "none"
    raise refusal("M238", found=text)


def _read_start(value: object) -> StartEvent | datetime.date:
    text = as_text(value)
    if text == "delivery":
        return "delivery"
    if text == "approval":
        return "approval"
    if text == "first-use":
        return "first-use"
    if text[:1].isdigit():
        return read_date(text)
    raise refusal("M239", found=text)


_EDITS_RANK: Mapping[Edits, int] = {"as-delivered": 0, "cut-downs": 1, "full-edit": 2}


class Licence(Record):
    """A usage right as a record, complete enough to be a contract clause."""

    id: Id
    """Stable name, unique in its grid; part of web addresses."""
    name: Name
    """What the buyer sees: "Ads, 3 months, France"."""
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
        PlainValidator(_read_start),
        WithJsonSchema(
            {"anyOf": [{"enum": ["delivery", "approval", "first-use"]}, {"type": "string", "format": "date"}]}
        ),
    ]
    """What the duration counts from: `delivery`, `approval`, `first-use`, or a date."""
    exclusivity: Annotated[
        Exclusivity | None,
        PlainValidator(_read_exclusivity),
        WithJsonSchema({"anyOf": [{"const": "none"}, {"type": "object"}]}),
    ]
    """`none`, or `{category: sports nutrition, duration: 90 days}`."""
    edits: Edits
    """What the brand may change: nothing (`as-delivered`), lengths and formats (`cut-downs`), all (`full-edit`)."""
    image_right: Annotated[
        ImageRight | Literal["same", "none"],
        PlainValidator(_read_image_right),
        WithJsonSchema({"anyOf": [{"enum": ["same", "none"]}, {"type": "object"}]}),
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
    packages: OneOrMore[Id] | None = Field(default=None)
    """The packages it can be added to; left out, all."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""

    @classmethod
    def code_when_missing(cls, field: str) -> str:
        """What the law asks for has a message of its own."""
        return "M202" if field in ("id", "name") else "M231"

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
            and (self.image_right == "same" or other.image_right in ("none", self.image_right))
        )

    def covers(self, other: Licence) -> bool:
        """Whether a buyer of this licence already has `other`, for at least as long."""
        return self.grants_all_of(other) and self.duration.lasts_as_long_as(other.duration)


def _excludes_all_of(mine: Exclusivity | None, other: Exclusivity | None) -> bool:
    if other is None:
        return True
    same_scope = mine is not None and (mine.category is None or mine.category == other.category)
    return mine is not None and same_scope and mine.duration.lasts_as_long_as(other.duration)


class SharedLicences(Record):
    """`offers/licences.yml`: licences that several grids sell, written once."""

    licences: NonEmpty[Licence]
    """The licences; a grid names one with `use:`."""


class LicenceUse(Record):
    """A licence of `offers/licences.yml` sold in this grid, perhaps at a price of its own."""

    use: Id
    """The id of the shared licence."""
    price: ExtraPriceField | None = None
    """Its price in this grid; left out, the price written with the licence."""
    packages: OneOrMore[Id] | None = None
    """The packages it can be added to; left out, as written with the licence."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""

    def applied_to(self, shared: Licence) -> Licence:
        """The shared licence as this grid sells it."""
        own = {name: getattr(self, name) for name in ("price", "packages") if getattr(self, name) is not None}
        return shared.model_copy(update={**own, "ignore": {**shared.ignore, **self.ignore}})
