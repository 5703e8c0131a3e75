"""The offer grid: packages sold side by side, the licences and add-ons that go with them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from generator.model.amounts import CurrencyCode
from generator.model.durations import Delay, DelayField, TermField, read_delay
from generator.model.fields import Flag, Id, Ignores, Name, Prose, Quantity, Range, Ratio, Times, as_text, kind_of
from generator.model.licence import Licence, LicenceUse, read_licences
from generator.model.prices import DepositField, DepositRule, ExtraPriceField, PackagePriceField, read_deposit
from generator.model.record import Record, refusal
from generator.model.written import NonEmpty, OneOrMore, Written, list_of, one_of, text

DeliverableKind = Literal["video", "photo", "post", "story", "carousel", "script", "audio", "raw_footage", "item"]
KINDS: tuple[DeliverableKind, ...] = (
    "video", "photo", "post", "story", "carousel", "script", "audio", "raw_footage", "item",
)  # fmt: skip
Channel = Literal[
    "tiktok", "instagram", "youtube", "facebook", "pinterest", "linkedin", "snapchat", "x", "twitch", "blog"
]


class Deliverable(Record):
    """A thing the brand receives. Exactly one of the kinds says what and how many."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [kind]} for kind in KINDS]})

    video: Quantity | None = None
    """How many edited videos."""
    photo: Quantity | None = None
    """How many photos."""
    post: Quantity | None = None
    """How many publications on the creator's account."""
    story: Quantity | None = None
    """How many stories on the creator's account."""
    carousel: Quantity | None = None
    """How many carousels."""
    script: Quantity | None = None
    """How many written scripts."""
    audio: Quantity | None = None
    """How many voice-overs or audio spots."""
    raw_footage: Quantity | None = None
    """How many sets of unedited footage."""
    item: Quantity | None = None
    """How many of something else, named by `name`."""
    name: Name | None = None
    """What it is called, when the kind does not say enough."""
    seconds: Quantity | None = None
    """Length of each: `15-45`, `up to 30`, `60+`."""
    formats: OneOrMore[Ratio] | None = None
    """Picture formats: `"9:16"`."""
    hooks: Quantity | None = None
    """How many different openings of each."""
    people: Quantity | None = None
    """How many people are on screen."""
    on: OneOrMore[Channel] | None = None
    """Where the creator publishes it."""

    @property
    def kind(self) -> DeliverableKind:
        """Which of the kinds is filled."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def quantity(self) -> Range:
        """How many of that kind."""
        quantity: Range = getattr(self, self.kind)
        return quantity


def _read_deliverable(value: object) -> Deliverable:
    deliverable = Deliverable.model_validate(value)
    kinds = [kind for kind in KINDS if getattr(deliverable, kind) is not None]
    if len(kinds) != 1:
        raise refusal("M240", count=str(len(kinds)))
    if kinds == ["item"] and deliverable.name is None:
        raise refusal("M241")
    return deliverable


DeliverableField = Annotated[Deliverable, Written(_read_deliverable, Deliverable)]


def _read_revisions(value: object) -> int | Literal["unlimited"]:
    rounds = as_text(value)
    if rounds == "unlimited":
        return "unlimited"
    if not re.fullmatch("[0-9]{1,2}", rounds):
        raise refusal("M242", found=rounds)
    return int(rounds)


def _read_balance(value: object) -> Literal["delivery", "approval"] | Delay:
    when = as_text(value)
    if when == "delivery":
        return "delivery"
    return "approval" if when == "approval" else read_delay(when)


def _read_own_deposit(value: object) -> tuple[DepositRule, ...]:
    return () if value == "none" else read_deposit(value)


class Package(Record):
    """One tier of a grid: what the brand gets, for how much, and when."""

    id: Id
    """Stable name, unique in the whole studio; part of web addresses. It outlives changes of name and price."""
    was: OneOrMore[Id] | None = None
    """Earlier ids, the oldest first, so that a renamed package keeps its identity: its links, their addresses."""
    name: Name
    """What the buyer calls it."""
    called: OneOrMore[Name] = ()
    """What else buyers call it; the search finds it by these words."""
    summary: Prose | None = None
    """For whom it is, in one sentence."""
    popular: Flag = False
    """The one that is recommended; at most one in a grid."""
    price: PackagePriceField
    """What it costs, before licences and add-ons."""
    every: Literal["week", "month", "year"] | None = None
    """The price is paid again each week, month or year (a retainer)."""
    commitment: TermField | None = None
    """The least time a recurring package is taken for."""
    deposit: Annotated[tuple[DepositRule, ...] | None, Written(_read_own_deposit, one_of("none"), DepositField)] = (
        None
    )
    """What is paid when ordering, where it differs from the rest of the grid; `none` for all at once."""
    deliverables: NonEmpty[DeliverableField]
    """What the brand receives."""
    includes: tuple[Name, ...] = ()
    """What else is in the price: script, subtitles, music."""
    delivery: DelayField
    """How long it takes."""
    delivery_from: Literal["order", "brief", "product", "script-approval"] = "brief"
    """What the delay counts from: the order, the complete brief, the product received, the script approved."""
    revisions: Annotated[
        int | Literal["unlimited"],
        Written(_read_revisions, {"type": "integer", "minimum": 0, "maximum": 99}, text("[0-9]{1,2}|unlimited")),
    ]
    """Rounds of changes in the price; a round is one list of remarks. `unlimited` is possible."""
    licence: Id
    """The licence that is included."""
    slots: Times | None = None
    """How many can be bought through one Payment Link, which then closes by itself. Each licence, currency and
    language has a link of its own, and each link counts for itself."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""

    @property
    def identity(self) -> str:
        """The id that it had first: what Stripe and the lock know it by, whatever it is called now."""
        return self.was[0] if self.was else self.id

    @property
    def videos(self) -> int | None:
        """How many videos the package has; None when it has none or the number is open."""
        counts = [deliverable.video.exact for deliverable in self.deliverables if deliverable.video]
        return sum(count for count in counts if count) if counts and None not in counts else None


class AddOn(Record):
    """An extra that the buyer may tick or multiply."""

    id: Id
    """Stable name, unique in its grid."""
    name: Name
    """What the buyer sees."""
    summary: Prose | None = None
    """What it changes, in one sentence."""
    price: ExtraPriceField
    """What it adds."""
    up_to: Times = 1
    """How many can be taken."""
    delivery: DelayField | None = None
    """The delay it brings, when it shortens it."""
    packages: OneOrMore[Id] | None = None
    """The packages it can be added to; left out, all."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""


class Question(Record):
    """An objection answered before it is raised."""

    ask: Name
    """The question as a buyer would put it."""
    answer: Prose
    """The answer, in Markdown."""


class BriefQuestion(Record):
    """Something that the buyer fills in at Stripe before she pays."""

    ask: Name
    """What is asked: "Your product's page"."""
    options: tuple[Name, ...] = ()
    """Answers to choose from; left out, the buyer writes one."""
    answer: Literal["text", "number"] = "text"
    """What may be written: any `text`, or a whole `number`."""
    optional: Flag = False
    """Whether it may stay empty."""


def _at_most_six(value: object) -> object:
    if isinstance(value, list) and len(value) > 6:
        raise refusal("M208", found=str(len(value)))
    return value


def _at_most_three(value: object) -> object:
    if isinstance(value, list) and len(value) > 3:
        raise refusal("M248", found=str(len(value)))
    return value


Arithmetic = Literal["additive", "chained", "running-total"]


_ROUNDINGS = ("0.01", "0.05", "0.10", "0.50", "1", "5", "10")


def _read_rounding(value: object) -> Decimal:
    step = as_text(value)
    if step not in _ROUNDINGS:
        raise refusal("M243", found=step)
    return Decimal(step)


def _read_licence(value: object) -> Licence | LicenceUse:
    if isinstance(value, str):
        return LicenceUse.model_validate({"use": value})
    if not isinstance(value, dict):
        raise refusal("M203", kind=kind_of(value))
    return LicenceUse.model_validate(value) if "use" in value else Licence.model_validate(value)


LicencesField = Annotated[
    tuple[Licence | LicenceUse, ...],
    Written(partial(read_licences, read=_read_licence), list_of(Id, LicenceUse, Licence)),
]


class Grid(Record):
    """`offers/packages/*.yml`: a family of packages that a buyer compares and chooses from."""

    grid: Id
    """Stable name, unique in the studio; part of web addresses."""
    name: Name
    """The title of its page."""
    summary: Prose | None = None
    """What it is for, under the title."""
    currencies: OneOrMore[CurrencyCode] | None = None
    """The currencies it is sold in; left out, all those of the studio."""
    percentages: Arithmetic = "additive"
    """How several percentages combine: each of the package (`additive`), multiplied with each other (`chained`), or
    each of the sum so far in the order written, flat amounts included (`running-total`)."""
    round_to: Annotated[Decimal | None, Written(_read_rounding, {"enum": [*_ROUNDINGS, *map(float, _ROUNDINGS)]})] = (
        None
    )
    """What amounts computed from percentages are rounded to, half up, once; left out, the smallest coin."""
    deposit: DepositField | None = None
    """The part of a total that is paid when ordering; left out, all of it."""
    balance: Annotated[
        Literal["delivery", "approval"] | Delay,
        Written(_read_balance, one_of("delivery", "approval"), DelayField),
    ] = "delivery"
    """When the rest is due: on `delivery`, on `approval`, or a delay after delivery such as `14 days`."""
    packages: Annotated[NonEmpty[Package], BeforeValidator(_at_most_six)] = Field(json_schema_extra={"maxItems": 6})
    """The packages, in the order they are shown."""
    licences: LicencesField
    """The usage rights that can be bought or are included."""
    add_ons: tuple[AddOn, ...] = ()
    """Extras that the buyer may choose."""
    questions: tuple[Question, ...] = ()
    """Answers to what buyers ask."""
    brief: Annotated[tuple[BriefQuestion, ...], BeforeValidator(_at_most_three)] = Field(
        default=(), json_schema_extra={"maxItems": 3}
    )
    """Up to three questions that the buyer answers at Stripe before she pays."""
    promotion_codes: Flag = False
    """Whether the buyer may enter a promotion code that was made in the Stripe Dashboard."""
    closed: Prose | None = None
    """What is read at Stripe on a link that is no longer sold; left out, a sentence with the site's address."""
    conditions: tuple[Prose, ...] = ()
    """Small print of this grid: cancellation, re-shoots, validity."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""
