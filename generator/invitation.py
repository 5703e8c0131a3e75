"""What a creator sends to a brand: the page, the direct way to pay, and a message around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.addresses import checkout_path, grid_path, payment_address
from generator.checkouts import Checkout, checkouts
from generator.errors import NOWHERE, Problem, ProblemsFound, nearest
from generator.lock import Pins
from generator.model.offers import Offers, licences_for
from generator.money import Money
from generator.wording import phrases
from generator.wording.typography import typeset
from generator.wording.words import words

CHECKOUT_LOCALES = frozenset(
    """
    auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro
    ru sk sl sv th tr vi zh zh-HK zh-TW
    """.split()
)
"""The languages that Stripe's checkout speaks (source: stripe-python 16, `SessionCreateParams.locale`)."""
_LONGEST_REFERENCE, _LONGEST_CAMPAIGN = 200, 150


@dataclass(frozen=True, slots=True)
class Choice:
    """Which checkout is meant; what is left out is what the package includes, in the grid's first currency."""

    package: str
    licence: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who it is sent to.

    Attributes:
        brand: its name, which comes back with the payment.
        email: filled in at the checkout.
        locale: the language of the checkout; the page and the message take it where the studio has it.
        campaign: a name to count by.
    """

    brand: str = ""
    email: str = ""
    locale: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is sent. `payment` is empty while there is no Payment Link that charges the price."""

    title: str
    page: str
    payment: str
    message: str


def choose(offers: Offers, choice: Choice) -> Checkout:
    """The checkout that is meant.

    Raises:
        ProblemsFound: there is none of these names, with the nearest that there is; or it has no fixed price.
    """
    sold = tuple(checkouts(offers))
    _refuse_on_request(offers, sold, choice)
    ids = {name: each.package.id for each in sold for name in (each.package.id, *(each.package.was or ()))}
    package = ids[_known("package", choice.package, ids)]
    of_package = [each for each in sold if each.package.id == package]
    licences = [each.licence.id for each in of_package]
    licence = _known("licence", choice.licence or of_package[0].package.licence, licences)
    priced = {each.currency: each for each in of_package if each.licence.id == licence}
    return priced[_known("currency", choice.currency.upper() or next(iter(priced)), priced)]


def _refuse_on_request(offers: Offers, sold: Iterable[Checkout], choice: Choice) -> None:
    """What is sold, but after a talk: a brand that wants it asks on the page of its grid."""
    studio = offers.studio
    at_once = {name for each in sold for name in (each.package.id, f"{each.package.id} {each.licence.id}")}
    for grid in offers.grids:
        for package in grid.packages:
            if choice.package != package.id:
                continue
            offered = [licence.id for licence in licences_for(package, offers.licences(grid))]
            licence = choice.licence if choice.licence in offered else ""
            if f"{package.id} {licence}".strip() not in at_once:
                page = f"{studio.url.rstrip('/')}/{grid_path(grid.grid, studio.languages[0], studio.languages)}"
                facts = {"name": " + ".join(filter(None, (package.id, licence))), "page": page}
                raise ProblemsFound([Problem("L433", NOWHERE, facts)])


def _known(kind: str, name: str, known: Iterable[str]) -> str:
    names = tuple(dict.fromkeys(known))
    if name in names:
        return name
    facts = {"kind": kind, "name": name, "near": nearest(name, names) or "", "known": ", ".join(names)}
    raise ProblemsFound([Problem("L430", NOWHERE, facts)])


def invitation(offers: Offers, pins: Pins, checkout: Checkout, recipient: Recipient) -> Invitation:
    """The message for `recipient`, in a language of the studio."""
    studio = offers.studio
    locale = recipient.locale or studio.languages[0]
    if locale not in CHECKOUT_LOCALES:
        known = sorted(CHECKOUT_LOCALES)
        facts = {"found": locale, "near": nearest(locale, known) or "", "known": ", ".join(known)}
        raise ProblemsFound([Problem("L431", NOWHERE, facts)])
    language = _language(locale, studio.languages)
    says = words(language)
    leading = offers.currencies(checkout.grid)[0]
    names = checkout.package.id, checkout.licence.id, checkout.currency
    page = f"{studio.url.rstrip('/')}/{checkout_path(*names, language, studio.languages, leading)}"
    link = pins.link_of(checkout, language)
    payment = payment_address(link.url, locale, **_parameters(recipient)) if link else ""
    said = {
        "package": checkout.package.name[language],
        "contents": phrases.deliverable(checkout.package.deliverables[0], says),
        "licence": checkout.licence.name[language],
        "amount": _every(checkout.total, checkout, language),
        "page": page,
        "payment": payment,
        "brand": recipient.brand,
        "studio": studio.name[language],
    }
    lines = [
        says("invitation", "hello"),
        says("invitation", "offer_for" if recipient.brand else "offer", **said),
        page,
        *([says("invitation", "pay"), payment] if payment else []),
        said["studio"],
    ]
    return Invitation(
        title=says("checkout", "title", **said),
        page=page,
        payment=payment,
        message=typeset("\n\n".join(lines), language),
    )


def _language(locale: str, languages: tuple[str, ...]) -> str:
    """The studio's language for a locale; English for strangers, where the studio has it."""
    spoken = locale.partition("-")[0]
    return next((language for language in (spoken, "en") if language in languages), languages[0])


def _every(total: Money, checkout: Checkout, language: str) -> str:
    says = words(language)
    return f"{says.money(total)} {says('price', f'every_{checkout.every}')}" if checkout.every else says.money(total)


def _parameters(recipient: Recipient) -> Mapping[str, str]:
    """What Stripe takes along; it drops values that break its rules, so they are mended here."""
    return {
        "prefilled_email": recipient.email,
        "client_reference_id": reference(recipient.brand, _LONGEST_REFERENCE),
        "utm_campaign": reference(recipient.campaign, _LONGEST_CAMPAIGN),
    }


def reference(text: str, longest: int) -> str:
    """`text` in the letters that Stripe takes, digits, dashes and underscores; empty when none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")[:longest].strip("-")
