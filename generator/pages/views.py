"""What a template may see: named, public fields, in the reader's language. What is not named here cannot leak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount to show: `text` whole, and in parts so that the currency can be set smaller."""

    text: str
    number: str
    symbol: str
    symbol_first: bool
    value: str
    currency: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture: addresses with their widths, the smaller format first, and what it shows."""

    avif: tuple[tuple[str, int], ...]
    webp: tuple[tuple[str, int], ...]
    width: int
    height: int
    placeholder: str
    alt: str

    @property
    def medium(self) -> str:
        """The address of one that suits a phone, for whoever can take only one."""
        return next((path for path, width in self.webp if width >= 480), self.webp[-1][0])


@dataclass(frozen=True, slots=True)
class ButtonView:
    """What a button says and where it leads: to `path` on this site, or to `href` elsewhere."""

    label: str
    path: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class PriceView:
    """A package's price. `amount` is None when it is on quote."""

    amount: AmountView | None
    prefix: str
    every: str
    commitment: str
    working: str
    deposit: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One thing that a package says: the thing itself, and what is to know about it."""

    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """What one package says in one row; `same` when the package before says the same."""

    lines: tuple[LineView, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One thing that packages are compared by."""

    label: str
    cells: tuple[CellView, ...]
    is_contents: bool


@dataclass(frozen=True, slots=True)
class PackageView:
    """One tier."""

    id: str
    name: str
    called: tuple[str, ...]
    short: str
    summary: Markup | None
    popular: bool
    price: PriceView
    button: ButtonView
    contents: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class LicencePriceView:
    """A licence with one package: what it adds, what both cost, and how to book them."""

    package: str
    adds: str
    total: str
    working: str
    button: ButtonView


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A licence with its price for each package; `path` is where it stands in full, once it can be bought."""

    id: str
    name: str
    path: str
    price: str
    summary: Markup | None
    text: str
    territory: str
    duration: str
    renewal: str
    prices: tuple[LicencePriceView, ...]


@dataclass(frozen=True, slots=True)
class AddOnView:
    """An extra; `prices` names the packages when it does not cost the same with each."""

    id: str
    name: str
    amount: str
    summary: Markup | None
    up_to: str
    delivery: str
    prices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and its answer."""

    ask: str
    answer: Markup


@dataclass(frozen=True, slots=True)
class GridView:
    """A grid page, and each of the blocks that a hand-written page can place."""

    id: str
    name: str
    summary: Markup | None
    path: str
    note: str
    starts_at: AmountView | None
    packages: tuple[PackageView, ...]
    rows: tuple[RowView, ...]
    licences: tuple[LicenceView, ...]
    add_ons: tuple[AddOnView, ...]
    questions: tuple[QuestionView, ...]
    conditions: tuple[Markup, ...]

    @property
    def recommended(self) -> PackageView:
        """The package that a first button leads to: the popular one, else the first."""
        return next((package for package in self.packages if package.popular), self.packages[0])


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link in a menu; `current` marks the page that is open."""

    label: str
    path: str
    current: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class StudioView:
    """The seller, as pages show her; `face` is a tiny portrait in the address itself."""

    name: str
    tagline: str
    email: str
    phone: str
    city: str
    answers_in: str
    socials: tuple[tuple[str, str], ...]
    legal_name: str
    legal_line: str
    portrait: PictureView | None
    face: str
    about: Markup


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A whole page: the frame around `body`."""

    language: str
    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    home: str
    stylesheet: str
    icon: str
    font: str
    scripts: tuple[str, ...]
    data: tuple[Markup, ...]
    card: str
    feed: str
    search: str
    menu: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    languages: tuple[LinkView, ...]
    studio: StudioView
    body: Markup
    kind: Literal["home", "prose", "generated"]
    is_indexed: bool
    is_preview: bool
