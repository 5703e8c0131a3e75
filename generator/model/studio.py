"""The studio: who sells, in which languages and currencies, under which law and with which look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from generator.model.affiliate import AccountField
from generator.model.amounts import CurrencyCode, Rate
from generator.model.case_study import PictureFile
from generator.model.fields import Colour, Email, Id, Ignores, Name, Prose, WebAddress, as_text
from generator.model.record import Record, refusal
from generator.model.territories import Country
from generator.model.written import NonEmpty, OneOrMore, Written, text

Language = Literal["fr", "en"]
Hosting = Literal["github-pages", "cloudflare-pages", "netlify", "other"]


class Social(Record):
    """A profile elsewhere."""

    name: Name
    """The network: Instagram."""
    url: WebAddress
    """The profile's address."""


class Portrait(Record):
    """A face or a logo: with whom a buyer deals."""

    file: PictureFile
    """The picture beside `studio.yml`: `maya.jpg`. Shown whole, and as a square of its middle beside the name."""
    alt: Name
    """What it shows, for people who do not see it."""


class Contact(Record):
    """How a brand reaches the creator."""

    email: Email
    """Where requests and briefs arrive."""
    phone: Name | None = None
    """A number that may be published."""
    city: Name | None = None
    """Where the creator works."""
    answers_in: Name | None = None
    """How soon an answer comes: "within 24 h"."""
    parcels: Name | None = None
    """Where brands send their products: a relay point or a business address. Shown to buyers on the thank-you page,
    which no other page names but anyone can open."""
    socials: tuple[Social, ...] = ()
    """Profiles elsewhere."""


PAPER, SURFACE = "#f8f5ef", "#efeae0"
DARK_PAPER, DARK_SURFACE = "#151210", "#211d19"
"""What pages are printed on, by day and by night; `overrides/assets/tokens.css` says the same."""


class Brand(Record):
    """The tokens of the look."""

    accent: Colour = "#cf3412"
    """The one accent colour; darker and lighter shades for text and for dark paper are derived from it."""
    font: Literal["grotesque", "serif", "humanist"] = "grotesque"
    """The family of the headlines."""
    corners: Literal["square", "soft", "round"] = "soft"
    """How buttons and pictures end."""


def _read_statement(value: object) -> str:
    words = as_text(value)
    if not re.fullmatch(_STATEMENT, words) or not re.search("[A-Za-z]", words):
        raise refusal("M247", found=words)
    return words


_STATEMENT = r"[A-Za-z0-9 .,&/+-]{2,22}"


class StripeAccount(Record):
    """How the studio appears at Stripe."""

    mark: Id = "vitrine"
    """Tells this studio's products and links from all others in the same Stripe account. Never change it once links
    exist: those made under another mark are no longer recognised."""
    statement: Annotated[str | None, Written(_read_statement, text(_STATEMENT))] = None
    """What stands on the buyer's bank statement behind the name of the account: 2 to 22 plain letters and digits."""


class Host(Record):
    """Who keeps the site online; French law asks for it in the legal notice."""

    name: Name
    """Company name."""
    address: Name
    """Postal address."""
    phone: Name | None = None
    """Telephone."""


class Legal(Record):
    """Who answers for the studio."""

    country: Country
    """The country whose rules the notices follow."""
    status: Literal["sole-trader", "company", "artist-author"] = "sole-trader"
    """The form of business."""
    name: Name
    """The legal name: "Maya Laurent EI"."""
    address: Name | None = None
    """Postal address; a business address service protects the home."""
    registration: Name | None = None
    """Registration number: "SIRET 123 456 789 00012"."""
    vat_number: Name | None = None
    """VAT number, if any."""
    publisher: Name | None = None
    """Director of publication; left out, the legal name."""
    host: Host | None = None
    """The site's host."""


class Tax(Record):
    """Whether the prices shown include VAT."""

    regime: Literal["exempt", "inclusive", "exclusive"]
    """`exempt`: no VAT is charged; `inclusive`: prices contain it; `exclusive`: it comes on top."""
    rate: Rate | None = None
    """The VAT rate, unless exempt."""
    mention: Name | None = None
    """The mention to print; left out, the one that the law of the country asks for at the date of the build."""


def _read_tax(value: object) -> Tax:
    tax = Tax.model_validate(value if isinstance(value, Mapping) else {"regime": value})
    if (tax.regime == "exempt") != (tax.rate is None):
        raise refusal("M244", regime=tax.regime)
    return tax


_SUB_ID = r"(?:[A-Za-z0-9_-]|\{(?:page|slot|market)\})+"


def _read_sub_id(value: object) -> str:
    template = as_text(value)
    if not re.fullmatch(_SUB_ID, template):
        raise refusal("A618", found=template)
    return template


class Affiliate(Record):
    """How the creator is paid for what she recommends in `offers/products/`."""

    accounts: NonEmpty[AccountField] = ()
    """Her accounts with networks and merchants, each with its market."""
    sub_id: Annotated[str, Written(_read_sub_id, text(_SUB_ID))] = "{page}-{slot}"
    """What networks report back with a sale; never anything about the reader."""


class Studio(Record):
    """`offers/studio.yml`: the seller. Every fact about the studio is written here and nowhere else."""

    name: Name
    """The studio's name, as the wordmark shows it."""
    url: WebAddress
    """The address where the site is published, with `https://` and a slash at the end."""
    tagline: Name
    """What a brand gets, in one line."""
    languages: OneOrMore[Language]
    """The languages of the site; the first is at `/`, the others at `/en/`."""
    currencies: OneOrMore[CurrencyCode]
    """The currencies it sells in; the first is shown first."""
    host: Hosting = "other"
    """Who keeps the site online; the publishing workflow brings it there."""
    audience: Literal["businesses", "consumers"] = "businesses"
    """Who may buy. Selling to consumers has duties of its own (withdrawal, mediation)."""
    contact: Contact
    """How to reach the creator."""
    legal: Legal
    """Who answers for the studio."""
    tax: Annotated[Tax, Written(_read_tax, {"const": "exempt"}, Tax)]
    """`exempt`, or `{regime: exclusive, rate: 20%}`."""
    stripe: StripeAccount = StripeAccount()
    """How the studio appears at Stripe."""
    affiliate: Affiliate = Affiliate()
    """Accounts with affiliate networks."""
    brand: Brand = Brand()
    """The look."""
    portrait: Portrait | None = None
    """A face or a logo, shown beside the name on the pages that a buyer opens, with the contact, and where a page
    places it: `{{ portrait }}`."""
    about: Prose | None = None
    """A few sentences about the creator, which a page places: `{{ about }}`."""
    ignore: Ignores = Field(default_factory=dict)
    """Warnings that have been looked at: code to reason."""
