"""Links that leave the site and pay: which account each uses, what it becomes, and what is refused. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.affiliate.address import host_of
from generator.affiliate.network import Target
from generator.affiliate.networks import network_of, refused
from generator.affiliate.programme import PROGRAMME
from generator.errors import Finding, Subject, nearest
from generator.model.affiliate import Account, AffiliateLink
from generator.model.offers import Offers
from generator.model.product import Product
from generator.model.record import Path, texts
from generator.model.studio import Studio
from generator.model.territories import countries_of
from generator.text import AMOUNT


@dataclass(frozen=True, slots=True)
class Outbound:
    """A link of a product at one place of the site.

    Attributes:
        product: what it leads to.
        entry: the link as it was written.
        page: the page it stands on, in one word.
        slot: the place on that page.
        sub_id: what the network reports back; empty where it takes none.
        url: the link that pays.
        destination: the product's address without any tag; empty when only the network knows it.
    """

    product: Product
    entry: AffiliateLink
    page: str
    slot: str
    sub_id: str
    url: str
    destination: str


def outbound(studio: Studio, product: Product, page: str, slot: str) -> tuple[Outbound, ...]:
    """The links of `product` at a place, in the order in which they were written.

    Args:
        studio: whose accounts they use; they must have been found good by `broken_links`.
        product: the product.
        page: the page, in letters, digits and dashes.
        slot: the place on the page.
    """
    return tuple(_built(studio, product, entry, page, slot) for entry in product.links)


def _built(studio: Studio, product: Product, entry: AffiliateLink, page: str, slot: str) -> Outbound:
    target = _target(entry, account_of(entry, studio.affiliate.accounts))
    wanted = studio.affiliate.sub_id.format(page=page, slot=slot, market=entry.market.lower())
    sub_id = entry.by.sub_id_of(target, wanted)
    url, destination = entry.by.build(target, sub_id), entry.by.destination(target)
    return Outbound(product, entry, page, slot, sub_id, url, destination)


def account_of(entry: AffiliateLink, accounts: tuple[Account, ...]) -> Account | None:
    """The account that a link is paid to: of its network, agreeing with its ids, with the smallest market around."""
    wanted = countries_of((entry.market,))
    fitting = [
        account
        for account in accounts
        if account.network == entry.network
        and all(account.ids[name] == value for name, value in entry.ids.items() if name in account.ids)
        and wanted <= countries_of((account.market,))
    ]
    return min(fitting, key=lambda account: len(countries_of((account.market,))), default=None)


def _target(entry: AffiliateLink, account: Account | None) -> Target:
    ids = {**(account.ids if account else {}), **entry.ids}
    return Target(entry.market, ids, entry.url or "", entry.link or "")


def pays(offers: Offers) -> Callable[[str], str]:
    """Tells by which network an address pays, or nothing; knows the studio's own programmes and links.

    The same addresses stand on many pages, so the answers are kept. The studio's own site pays nobody.
    """
    own = host_of(offers.studio.url)
    programmes = [account.ids for account in offers.studio.affiliate.accounts if account.network == PROGRAMME.name]
    given = {entry.link: entry.by.title for product in offers.products for entry in product.links if entry.link}

    def paid_by(url: str) -> str:
        return given.get(url) or ("" if host_of(url) == own else network_of(url, programmes))

    return lru_cache(maxsize=4096)(paid_by)


# --- what is refused ---------------------------------------------------------------------------------


def broken_links(offers: Offers) -> Iterator[Finding]:
    """Accounts that cannot be right, links that cannot be made, words that may not stand beside them."""
    yield from _accounts(offers.studio)
    for index, product in enumerate(offers.products):
        subject: Subject = ("products", index)
        for place, entry in enumerate(product.links):
            yield from _link(offers.studio, subject, ("links", place), entry)
        if not product.shows_prices:
            yield from _claims(subject, product)
    yield from _links_in_words(offers)


def _accounts(studio: Studio) -> Iterator[Finding]:
    for place, account in enumerate(studio.affiliate.accounts):
        by = account.by
        why = by.market_refused(account.market) or by.account_refused(account.market, account.ids)
        if why:
            yield Finding(why.code, "studio", ("affiliate", "accounts", place, why.key), why.facts)


def _link(studio: Studio, subject: Subject, path: Path, entry: AffiliateLink) -> Iterator[Finding]:
    account = account_of(entry, studio.affiliate.accounts)
    why = entry.by.market_refused(entry.market)
    if account is None and entry.by.account and not why:
        markets = [each.market for each in studio.affiliate.accounts if each.network == entry.network]
        facts = {"network": entry.by.title, "name": entry.network, "market": entry.market}
        key = "programme" if "programme" in entry.ids else "market"
        yield Finding("A619", subject, (*path, key), facts | {"known": ", ".join(markets) or "–"})
        return
    why = why or refused(entry.by, _target(entry, account))
    if why:
        yield Finding(why.code, subject, (*path, why.key), why.facts)


_STARS = r"[0-5](?:[.,][0-9])?(?: ?/ ?5\b|[ \u00a0-]?(?:étoiles?|stars?)\b)"
_STOCK = r"\b(?:en|in|out of|rupture de|fin de) stock\b"
_CLAIM = re.compile(f"{AMOUNT.pattern}|{_STARS}|{_STOCK}", re.IGNORECASE)


def _claims(subject: Subject, product: Product) -> Iterator[Finding]:
    """Prices, ratings and stock in words: beside a link of Amazon only Amazon may serve them."""
    for path, text in texts(product):
        if path[0] == "links":
            continue  # what a code gives stands beside the link of the shop that gives it
        found = next(filter(None, map(_CLAIM.search, text.wordings)), None)
        if found:
            yield Finding("A615", subject, path, {"found": found[0]})


_REST = r"//[^\s<>\"'`)\]}]+"
# Three beginnings that are letters as they stand, and not an optional scheme: so the search skips to them.
_ADDRESS = re.compile(f"h(?i:ttps?:){_REST}|H(?i:ttps?:){_REST}|{_REST}")


def addresses_in(text: str) -> Iterator[re.Match[str]]:
    """Every web address that is written out in a text."""
    return _ADDRESS.finditer(text)


def _links_in_words(offers: Offers) -> Iterator[Finding]:
    """Links that pay and stand in a text: they would reach pages, e-mails and QR codes without disclosure."""
    paid_by = pays(offers)
    for subject, start, record in offers.records():
        for path, text in texts(record, start):
            for wording in text.wordings:
                for match in addresses_in(wording):
                    if network := paid_by(match[0]):
                        yield Finding("A620", subject, path, {"network": network, "found": match[0]})


# --- names -------------------------------------------------------------------------------------------


def unknown_products(offers: Offers) -> Iterator[Finding]:
    """Ids that are used twice or lead nowhere, among products and collections and from them to packages."""
    first: dict[str, tuple[Subject, Path]] = {}
    for name, subject, path in _ids(offers):
        if name in first:
            also_in, also = first[name]
            yield Finding("R303", subject, path, {"name": name}, also=also, also_in=also_in)
        first.setdefault(name, (subject, path))
    products = [product.product for product in offers.products]
    for place, collection in enumerate(offers.collections):
        for number, name in enumerate(collection.products):
            if name not in products:
                yield _unknown("A621", "collections", ("collections", place, "products", number), name, products)
    packages = [package.id for grid in offers.grids for package in grid.packages]
    cases = [case.case for case in offers.cases]
    for index, product in enumerate(offers.products):
        for code, key, names, known in (
            ("A622", "packages", product.packages, packages),
            ("A623", "case_studies", product.case_studies, cases),
        ):
            for number, name in enumerate(names):
                if name not in known:
                    yield _unknown(code, ("products", index), (key, number), name, known)


def _ids(offers: Offers) -> Iterator[tuple[str, Subject, Path]]:
    for index, product in enumerate(offers.products):
        yield product.product, ("products", index), ("product",)
    for place, collection in enumerate(offers.collections):
        yield collection.id, "collections", ("collections", place, "id")


def _unknown(code: str, subject: Subject, path: Path, name: str, known: list[str]) -> Finding:
    facts = {"name": name, "known": ", ".join(known) or "–", "near": nearest(name, known) or ""}
    return Finding(code, subject, path, facts)
