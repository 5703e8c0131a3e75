"""Every document of a studio, each made only when it is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator.addresses import licence_path, thanks_path
from generator.checkouts import Checkout
from generator.lock import Pins
from generator.model.grid import Package
from generator.model.offers import Offers
from generator.model.studio import Studio
from generator.pages import pieces
from generator.pages.documents.checkout import checkout_view
from generator.pages.documents.licence import licence_view
from generator.pages.documents.shelf import Shelf
from generator.pages.documents.standalone import Document, Said, Standalone
from generator.pages.documents.thanks import thanks_view
from generator.pages.portfolio_views import PortfolioView
from generator.pages.social_card import Card
from generator.pages.structured_data import service
from generator.sold import SoldLicence, for_sale
from generator.wording.words import words


def documents(
    offers: Offers,
    pins: Pins,
    sold: Iterable[SoldLicence],
    work: Mapping[str, PortfolioView],
    day: datetime.date,
    standalone: Standalone,
) -> Iterator[Document]:
    """All of them, each in every language.

    Args:
        offers: what is sold today.
        pins: the Payment Links behind the buttons.
        sold: wordings of licences that keep their address, whether they are sold today or not.
        work: the portfolio by language.
        day: decides which dated wordings hold.
        standalone: renders.
    """
    for grid in offers.grids:
        shelf = Shelf.of(offers, grid, pins, work, day)
        for checkout in shelf.checkouts.values():
            yield from _of_checkout(shelf, checkout, standalone)
        for package in grid.packages:
            yield from _of_package(package, offers, standalone)
    yield from _of_licences(tuple(for_sale(offers)), sold, standalone, offers.studio)


def _of_checkout(shelf: Shelf, checkout: Checkout, standalone: Standalone) -> Iterator[Document]:
    twins: dict[str, str] = {language: shelf.path(checkout, language) for language in shelf.offers.studio.languages}
    card = partial(_card_of_checkout, shelf, checkout)
    yield from _twins(twins, partial(_checkout_page, shelf, checkout, standalone), card, is_listed=True)
    for earlier in checkout.package.was or ():
        old: dict[str, str] = {language: shelf.path_of(earlier, checkout, language) for language in twins}
        yield from _moved(old, twins, standalone, card)


def _of_package(package: Package, offers: Offers, standalone: Standalone) -> Iterator[Document]:
    languages = offers.studio.languages
    now: dict[str, str] = {language: thanks_path(package.id, language, languages) for language in languages}
    card = partial(_card_of_studio, offers.studio)
    yield from _twins(now, partial(_thanks_page, package, offers.studio, standalone), card, is_listed=False)
    for earlier in package.was or ():
        old: dict[str, str] = {language: thanks_path(earlier, language, languages) for language in languages}
        yield from _moved(old, now, standalone, card)


def _of_licences(
    today: Iterable[SoldLicence], kept: Iterable[SoldLicence], standalone: Standalone, studio: Studio
) -> Iterator[Document]:
    """The wordings of today and all that were kept; one that is both appears once, as one of today."""
    languages, card = studio.languages, partial(_card_of_studio, studio)
    current = {(each.licence, each.version): each for each in today}
    successors = {each.licence: each for each in current.values()}
    for each in (*current.values(), *(old for old in kept if (old.licence, old.version) not in current)):
        is_current = (each.licence, each.version) in current
        successor = None if is_current else successors.get(each.licence)
        twins: dict[str, str] = {
            language: _licence_path(each, language, languages) for language in languages if language in each.said
        }
        make = partial(_licence_page, each, successor, languages, standalone)
        yield from _twins(twins, make, card, is_listed=is_current)


def _licence_path(sold: SoldLicence, language: str, languages: Sequence[str]) -> str:
    return licence_path(sold.licence, sold.version, language, languages)


def _twins(
    twins: Mapping[str, str],
    make: Callable[[Document], str],
    card: Callable[[str], Card],
    *,
    is_listed: bool,
) -> Iterator[Document]:
    for language, path in twins.items():
        yield Document(path, language, twins, is_listed, card(language), make)


def _moved(
    old: Mapping[str, str], now: Mapping[str, str], standalone: Standalone, card: Callable[[str], Card]
) -> Iterator[Document]:
    for document in _twins(old, partial(_moved_page, now, standalone), card, is_listed=False):
        yield replace(document, moved_to=now[document.language])


def _card_of_checkout(shelf: Shelf, checkout: Checkout, language: str) -> Card:
    """The same for all licences of a package that add to its price, so that a grid needs few pictures."""
    says, studio = words(language), shelf.offers.studio
    first = pieces.contents(checkout.package, says)[0]
    amount = says.money(checkout.package_price.amount)
    if checkout.every:
        amount = f"{amount} {says('price', f'every_{checkout.every}')}"
    if checkout.licence_price.amount.minor:
        amount = says("price", "from", amount=amount)
    line = ", ".join(filter(None, (first.what, first.detail)))
    name = checkout.package.name[language]
    return Card(name, line, amount, studio.name[language], studio.brand.accent)


def _card_of_studio(studio: Studio, language: str) -> Card:
    return Card(studio.tagline[language], "", "", studio.name[language], studio.brand.accent)


def _checkout_page(shelf: Shelf, checkout: Checkout, standalone: Standalone, document: Document) -> str:
    says = words(document.language)
    view = checkout_view(shelf, checkout, says)
    studio = shelf.offers.studio
    title = says("checkout", "title", package=view.name, amount=view.total.text, licence=view.licence)
    first = view.contents[0]
    description = f"{', '.join(filter(None, (first.what, first.detail)))}. {view.licence}."
    url = standalone.absolute(document.path)
    data = service(checkout, studio, document.language, description, url)
    return standalone.html("checkout.html", document, Said(title, description, data), checkout=view)


def _licence_page(
    sold: SoldLicence,
    successor: SoldLicence | None,
    languages: Sequence[str],
    standalone: Standalone,
    document: Document,
) -> str:
    language = document.language
    current = _licence_path(successor, language, languages) if successor and language in successor.said else ""
    view = licence_view(sold.said[language], sold.version, current)
    description = words(language)("licence_page", "description", title=view.title)
    said = Said(view.title, description, is_indexed=document.is_listed)
    return standalone.html("licence.html", document, said, licence=view)


def _thanks_page(package: Package, studio: Studio, standalone: Standalone, document: Document) -> str:
    says = words(document.language)
    said = Said(says("thanks", "window"), says("thanks", "lead"), is_aside=True)
    return standalone.html("thanks.html", document, said, thanks=thanks_view(package, studio, says))


def _moved_page(now: Mapping[str, str], standalone: Standalone, document: Document) -> str:
    """At an earlier address: leads to where the page is now."""
    title = words(document.language)("moved", "title")
    said = Said(title, title, is_indexed=False)
    return standalone.html("moved.html", document, said, target=now[document.language])
