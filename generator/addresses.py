"""Where pages live below the site's root, and how one page names another."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from generator.wording.words import words

PRETEND_CHECKOUT = "pretend-checkout/"
"""Where buttons of a preview lead; no published site has it."""


def root_path(language: str, languages: Iterable[str]) -> str:
    """Where a language lives: the first at the root, the others below their code."""
    return "" if language == next(iter(languages)) else f"{language}/"


def offers_path(language: str, languages: Iterable[str]) -> str:
    """The address of the index of grids: `offres/`, `en/offers/`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'offers')}/"


def grid_path(grid: str, language: str, languages: Iterable[str]) -> str:
    """The address of a grid's page: `offres/videos-ugc/`, `en/offers/videos-ugc/`."""
    return f"{offers_path(language, languages)}{grid}/"


def named_path(page: str, language: str, languages: Iterable[str]) -> str:
    """The address of a page that every studio has: `mentions-legales/`, `en/legal/`."""
    return f"{root_path(language, languages)}{words(language)('paths', page)}/"


def feed_path(language: str, languages: Iterable[str]) -> str:
    """The address of the feed of new work: `feed.xml`, `en/feed.xml`."""
    return f"{root_path(language, languages)}feed.xml"


def portfolio_path(language: str, languages: Iterable[str]) -> str:
    """The address of the portfolio: `realisations/`, `en/work/`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'portfolio')}/"


def case_path(case: str, language: str, languages: Iterable[str]) -> str:
    """The address of a case study: `realisations/granola/`, `en/work/granola/`."""
    return f"{portfolio_path(language, languages)}{case}/"


def checkout_path(
    package: str, licence: str, currency: str, language: str, languages: Iterable[str], leading: str
) -> str:
    """The address that a creator sends: `c/solo/ads-90-fr/`, in English `en/c/solo/ads-90-fr/`.

    Args:
        package: the package's id as it is now; earlier ones lead here.
        licence: the licence's id.
        currency: what it is charged in.
        language: the page's language.
        languages: those of the site, the one at the root first.
        leading: the grid's first currency, which needs no step of its own; another adds one: `c/solo/ads-90-fr/gbp/`.
    """
    step = "" if currency == leading else f"{currency.lower()}/"
    return f"{root_path(language, languages)}c/{package}/{licence}/{step}"


def licence_path(licence: str, version: str, language: str, languages: Iterable[str]) -> str:
    """The address of one wording of a licence, for ever: `licences/ads-90-fr/3f2a91c07b/`, `en/licences/…`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'licences')}/{licence}/{version}/"


def selection_path(language: str, languages: Iterable[str]) -> str:
    """The address of what the creator recommends: `selection/`, `en/picks/`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'selection')}/"


def recommendation_path(name: str, language: str, languages: Iterable[str]) -> str:
    """The address of a product or a collection: `selection/softbox/`, `en/picks/softbox/`."""
    return f"{selection_path(language, languages)}{name}/"


def thanks_path(package: str, language: str, languages: Iterable[str]) -> str:
    """Where Stripe returns the buyer of a package: `merci/solo/`, `en/thanks/solo/`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'thanks')}/{package}/"


def payment_address(url: str, language: str, **more: str) -> str:
    """How a Payment Link is opened: in the language of who reads, whatever the browser's.

    Args:
        url: the link's own address.
        language: that of the page or the message.
        more: further parameters, which Stripe drops without a word when they break its rules
            (source: Stripe documentation, "Customize a payment link" and "Track a payment link").
    """
    named = {"locale": language, **{name: value for name, value in more.items() if value}}
    return f"{url}{'&' if '?' in url else '?'}{urlencode(named, quote_via=quote)}"


def relative(path: str, seen_from: str) -> str:
    """How the page at `seen_from` names `path`, so that the site works below any address."""
    here, there = seen_from.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
