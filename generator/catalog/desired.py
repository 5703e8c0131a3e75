"""Offers to the catalogue as it should be at Stripe. Pure.

One checkout is one link in each language; a licence that is charged has a line of its own, because French invoices
show rights apart from work; a total that is split is one line, the deposit. Add-ons are options of the link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.catalog.resources import Catalog, Link, Option, Origin, Price, Product
from generator.catalog.settings import TAX_BEHAVIOR, Shop, balance, link_settings
from generator.checkouts import Checkout, Extra, checkouts_of
from generator.lock import link_name
from generator.model.grid import Package
from generator.money import Money
from generator.wording import phrases
from generator.wording.typography import plain, typeset
from generator.wording.words import Words, words


def desired_catalog(shop: Shop) -> Catalog:
    """Every product, price and link that the offers ask for."""
    products, prices, links = dict[str, Product](), dict[str, Price](), dict[str, Link]()
    for index, grid in enumerate(shop.offers.grids):
        part = _of_grid(Shop(shop.offers.alone(grid), shop.address, shop.day), index)
        products.update(part.products)
        prices.update(part.prices)
        links.update(part.links)
    return Catalog(shop.offers.studio.stripe.mark, products, prices, links)


@lru_cache(maxsize=4096)  # a preview asks again after each edit, which is of one file
def _of_grid(shop: Shop, index: int) -> Catalog:
    (grid,) = shop.offers.grids
    collected = _Collected(shop)
    for checkout in checkouts_of(shop.offers, grid):
        for language in shop.offers.studio.languages:
            collected.add(index, checkout, words(language))
    return Catalog(shop.offers.studio.stripe.mark, collected.products, collected.prices, collected.links)


@dataclass
class _Collected:
    """The catalogue of a grid while it grows: what several checkouts share is there once."""

    shop: Shop
    products: dict[str, Product] = field(default_factory=dict)
    prices: dict[str, Price] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    def add(self, index: int, checkout: Checkout, says: Words) -> None:
        language = says.language
        options = tuple(self._option(index, checkout, extra, says) for extra in checkout.extras)
        place = ("packages", checkout.grid.packages.index(checkout.package))
        own = self.shop.offers.studio.languages[0]  # the creator's, in which she is told what happens
        package, licence = checkout.package.name[own], checkout.licence.name[own]
        link = Link(
            name=link_name(checkout.id, language),
            title=f"{package}, {licence}",
            package=package,
            lines=tuple(self._lines(index, checkout, says)),
            options=options,
            settings=link_settings(self.shop, checkout, language),
            origin=Origin(index, place),
            licence=self._licence_origin(index, checkout),
            slots=checkout.package.slots,
            charges=checkout.due,
            total=checkout.total if checkout.instalments else None,
            every=checkout.every,
        )
        self.links[link.name] = link

    def _lines(self, index: int, checkout: Checkout, says: Words) -> Iterator[str]:
        package_origin = Origin(index, ("packages", checkout.grid.packages.index(checkout.package), "price"))
        if checkout.instalments:
            yield self._priced(_deposit(self._mark, checkout, says, package_origin), checkout.due, None)
            return
        package = _package(self._mark, checkout.package, says, package_origin)
        yield self._priced(package, checkout.package_price.amount, checkout.every)
        if checkout.licence_price.amount.minor:
            origin = self._licence_origin(index, checkout)
            product = _licence(self._mark, checkout, says, origin)
            yield self._priced(product, checkout.licence_price.amount, checkout.every)

    def _option(self, index: int, checkout: Checkout, extra: Extra, says: Words) -> Option:
        origin = Origin(index, ("add_ons", checkout.grid.add_ons.index(extra.add_on)))
        product = _add_on(self._mark, checkout, extra, says, origin)
        key = self._priced(product, extra.price.amount, None)
        return Option(extra.add_on.id, key, extra.add_on.up_to)

    @property
    def _mark(self) -> str:
        return self.shop.offers.studio.stripe.mark

    def _licence_origin(self, index: int, checkout: Checkout) -> Origin:
        ids = list(self.shop.offers.licences(checkout.grid))
        return Origin(index, ("licences", ids.index(checkout.licence.id)))

    def _priced(self, product: Product, amount: Money, every: str | None) -> str:
        self.products[product.id] = product
        tax = TAX_BEHAVIOR[self.shop.offers.studio.tax.regime]
        price = Price(product.id, amount, every, tax, product.origin)
        self.prices[price.key] = price
        return price.key


def _package(mark: str, package: Package, says: Words, origin: Origin) -> Product:
    contents = []
    for what in package.deliverables:
        details = phrases.deliverable_details(what, says)
        contents.append(phrases.deliverable(what, says) + (f" ({', '.join(details)})" if details else ""))
    said = says(
        "stripe",
        "package",
        contents=says.listed(contents),
        delivery=phrases.delivery(package, says),
        revisions=phrases.revisions(package, says),
    )
    return _product(f"{mark}_package_{package.identity}", package.name[says.language], said, says, origin)


def _licence(mark: str, checkout: Checkout, says: Words, origin: Origin) -> Product:
    licence = checkout.licence
    name = says("stripe", "licence", licence=licence.name[says.language])
    name_of_product = f"{mark}_licence_{checkout.grid.grid}_{licence.id}"
    return _product(name_of_product, name, phrases.licence(licence, says), says, origin)


def _add_on(mark: str, checkout: Checkout, extra: Extra, says: Words, origin: Origin) -> Product:
    add_on = extra.add_on
    said = plain(add_on.summary[says.language]) if add_on.summary else ""
    return _product(f"{mark}_addon_{checkout.grid.grid}_{add_on.id}", add_on.name[says.language], said, says, origin)


def _deposit(mark: str, checkout: Checkout, says: Words, origin: Origin) -> Product:
    split, language = checkout.instalments, says.language
    assert split is not None
    names = {"package": checkout.package.name[language], "licence": checkout.licence.name[language]}
    name = says("stripe", "deposit", percent=says.percent(split.share), **names)
    amounts = {"total": says.money(checkout.total), "deposit": says.money(split.deposit)}
    said = says("stripe", "deposit_text", **names, **amounts, balance=balance(split, checkout.grid, says))
    sold = f"{checkout.package.identity}_{checkout.licence.id}_{checkout.currency.lower()}"
    name_of_product = f"{mark}_deposit_{sold}_{checkout.total.minor}_{split.deposit.minor}"
    return _product(name_of_product, name, said, says, origin)


def _product(name: str, title: str, said: str, says: Words, origin: Origin) -> Product:
    language = says.language
    return Product(f"{name}_{language}", typeset(title, language), typeset(said, language), origin)
