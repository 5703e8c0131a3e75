"""What the templates of documents may see: named, public fields, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.pages.portfolio_views import PosterView
from generator.pages.views import AmountView, LineView, QuestionView, StudioView


@dataclass(frozen=True, slots=True)
class PayView:
    """The button that buys: what it says, where it leads, and whether a payment or an e-mail is behind it."""

    label: str
    href: str
    by: Literal["card", "mail"]


@dataclass(frozen=True, slots=True)
class PartView:
    """One line of a sum: a package or a licence, its price and how that came about."""

    name: str
    amount: str
    working: str


@dataclass(frozen=True, slots=True)
class ExtraView:
    """An add-on with its price."""

    name: str
    amount: str
    summary: Markup | None
    up_to: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Another checkout: what it is, what it costs more or less, and its address below the root."""

    name: str
    detail: str
    difference: str
    path: str


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """One purchasable thing.

    Attributes:
        id: the checkout's, for whoever compares the page with the lock.
        due: what is charged when the button is pressed.
        paid: when the total is split, what is paid now and what later.
        facts: label and value: delivery, rounds of changes.
        rights: what the licence allows, a sentence each.
        licence_path: where the licence stands in full.
    """

    id: str
    kicker: str
    name: str
    summary: Markup | None
    total: AmountView
    due: AmountView
    every: str
    commitment: str
    paid: tuple[str, ...]
    parts: tuple[PartView, ...]
    working: str
    note: str
    pay: PayView
    contents: tuple[LineView, ...]
    facts: tuple[tuple[str, str], ...]
    includes: tuple[str, ...]
    licence: str
    rights: tuple[str, ...]
    licence_path: str
    posters: tuple[PosterView, ...]
    extras: tuple[ExtraView, ...]
    licences: tuple[ChoiceView, ...]
    packages: tuple[ChoiceView, ...]
    currencies: tuple[ChoiceView, ...]
    grid_path: str
    questions: tuple[QuestionView, ...]
    conditions: tuple[Markup, ...]
    ask: str
    transfer: str
    by_card: Literal["by_card", "by_card_company"]


@dataclass(frozen=True, slots=True)
class LicenceDocumentView:
    """A licence in full.

    Attributes:
        articles: heading and text of each point.
        current: the address of the wording that is sold today, when it is another one.
    """

    title: str
    version: str
    articles: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True, slots=True)
class StepView:
    """Something that happens next; `address` is a postal one."""

    title: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ThanksView:
    """What a buyer needs once she has paid: what comes next, what the creator asks, and that as an e-mail."""

    name: str
    steps: tuple[StepView, ...]
    brief: tuple[str, ...]
    brief_mail: str
    email: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands above and around a document, whatever it says.

    Attributes:
        alternates: hreflang and full address of each language, when the site's address is known.
        languages: code, name and address below the root of the other languages.
        policy: the content security policy.
        icon: the site's icon, in the address itself.
        letters: the font file below the root, or nothing.
        card: the full address of the picture for messengers, or nothing.
        data: JSON-LD, ready to stand in its script element.
    """

    language: str
    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    is_indexed: bool
    is_aside: bool
    policy: str
    style: Markup
    icon: str
    letters: str
    card: str
    data: Markup | None
    studio: StudioView
    home: str
    is_preview: bool
