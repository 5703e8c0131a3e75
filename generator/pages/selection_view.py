"""Recommendations to views: each product with its links as they stand at one place of the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from babel.languages import get_official_languages

from generator.addresses import case_path, grid_path, recommendation_path, selection_path
from generator.law import disclosure, link_mark
from generator.media import Media
from generator.model.affiliate import AffiliateLink
from generator.model.offers import Offers
from generator.model.product import Collection, OwnPicture, Product
from generator.outbound import Outbound, outbound
from generator.pages.pieces import picture_view
from generator.pages.richtext import rich
from generator.pages.selection_views import (
    CollectionView,
    DisclosureView,
    MarketView,
    OutboundView,
    ProductView,
    RelatedView,
    SelectionView,
)
from generator.pages.structured_data import review
from generator.pages.views import PictureView
from generator.portfolio import shown
from generator.wording.words import Words, words

FOLDER = "products"
REVIEW = "review"
"""The slot of the links on a product's own page; elsewhere the slot is the product."""


class Selection:
    """What a studio recommends, as one language shows it."""

    def __init__(self, offers: Offers, media: Media, language: str, day: datetime.date) -> None:
        """A selection.

        Args:
            offers: the studio, its products and its collections.
            media: the pictures that the products name.
            language: the reader's.
            day: decides which codes and which dated wordings hold.
        """
        self._offers = offers
        self._media = media
        self._language = language
        self._day = day
        self._says: Words = words(language)
        self._products = {product.product: product for product in offers.products}
        self._collections = {collection.id: collection for collection in offers.collections}

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of products and of collections, which differ."""
        return (*self._products, *self._collections)

    def all(self) -> SelectionView:
        """Everything, without a link that pays."""
        products, collections = self._products.values(), self._collections.values()
        return SelectionView(
            path=selection_path(self._language, self._offers.studio.languages),
            products=tuple(self._product(product, "", "") for product in products),
            collections=tuple(self._collection(collection, "") for collection in collections),
            disclosure=self._disclosure(products),
        )

    def product_page(self, name: str) -> ProductView:
        """A product as its own page shows it."""
        return self._product(self._products[name], self._page(name), REVIEW)

    def collection_page(self, name: str) -> CollectionView:
        """A collection as its own page shows it."""
        return self._collection(self._collections[name], self._page(name))

    def product_at(self, name: str, path: str) -> ProductView | None:
        """A product as a page written by hand shows it; None when there is none of that name."""
        product = self._products.get(name)
        return self._product(product, page_word(path), product.product) if product else None

    def collection_at(self, name: str, path: str) -> CollectionView | None:
        """A collection as a page written by hand shows it; None when there is none of that name."""
        collection = self._collections.get(name)
        return self._collection(collection, page_word(path)) if collection else None

    def of_case(self, case: str) -> tuple[RelatedView, ...]:
        """The products that a piece of work was filmed with: their reviews, so without a link that pays."""
        return tuple(
            RelatedView(self._says("selection", "product"), product.name[self._language], self._path(product.product))
            for product in self._offers.products
            if case in product.case_studies
        )

    def links(self) -> Iterator[Outbound]:
        """Every link on the pages of products and of collections."""
        for product in self._offers.products:
            yield from outbound(self._offers.studio, product, self._page(product.product), REVIEW)
        for collection in self._offers.collections:
            yield from self._links_of(collection, self._page(collection.id))

    def links_at(self, name: str, path: str) -> Iterator[Outbound]:
        """The links of a product or a collection on a page written by hand."""
        if name in self._collections:
            yield from self._links_of(self._collections[name], page_word(path))
        else:
            yield from outbound(self._offers.studio, self._products[name], page_word(path), name)

    def _links_of(self, collection: Collection, page: str) -> Iterator[Outbound]:
        for name in collection.products:
            yield from outbound(self._offers.studio, self._products[name], page, name)

    def _page(self, name: str) -> str:
        """A page of the selection in one word; those of the first language need not say which it is."""
        return name if self._language == self._offers.studio.languages[0] else f"{self._language}-{name}"

    def _path(self, name: str) -> str:
        return recommendation_path(name, self._language, self._offers.studio.languages)

    def _collection(self, collection: Collection, page: str) -> CollectionView:
        products = [self._products[name] for name in collection.products]
        return CollectionView(
            id=collection.id,
            name=collection.name[self._language],
            summary=rich(collection.summary[self._language]),
            path=self._path(collection.id),
            products=tuple(self._product(product, page, product.product) for product in products),
            disclosure=self._disclosure(products),
        )

    def _product(self, product: Product, page: str, slot: str) -> ProductView:
        language, says, judged = self._language, self._says, product.review
        brand = product.brand[language]
        pictures = tuple(self._picture(picture) for picture in product.pictures)
        return ProductView(
            id=product.product,
            name=product.name[language],
            brand=brand,
            summary=product.summary[language],
            path=self._path(product.product),
            picture=pictures[0],
            pictures=pictures,
            review=rich(judged.text[language]),
            for_whom=judged.for_whom[language],
            good=tuple(point[language] for point in judged.good),
            less_good=tuple(point[language] for point in judged.less_good),
            tested=judged.tested[language],
            since=says("selection", "since", month=says.month(judged.since)),
            updated=says("selection", "updated", date=says.date(judged.updated)),
            obtained=says("selection", f"obtained_{judged.obtained}", brand=brand),
            markets=self._markets(outbound(self._offers.studio, product, page, slot)),
            related=tuple(self._related(product)),
            disclosure=self._disclosure((product,)),
        )

    def said_to_machines(self, name: str) -> Mapping[str, Any]:
        """A product and its review in the words of schema.org."""
        product, root = self._products[name], self._offers.studio.url.rstrip("/")
        images = [f"{root}/{self._picture(picture).medium}" for picture in product.pictures]
        return review(product, self._offers.studio, self._language, images)

    def _picture(self, picture: OwnPicture) -> PictureView:
        return picture_view(self._media.pictures[f"{FOLDER}/{picture.file}"], picture.alt[self._language])

    def _related(self, product: Product) -> Iterator[RelatedView]:
        """The collections that it belongs to, the work that was filmed with it, the packages that are."""
        language, languages, says = self._language, self._offers.studio.languages, self._says
        for collection in self._collections.values():
            if product.product in collection.products:
                yield RelatedView(
                    says("selection", "collection"), collection.name[language], self._path(collection.id)
                )
        for case in shown(self._offers.cases, self._day):
            if case.case in product.case_studies:
                path = case_path(case.case, language, languages)
                yield RelatedView(says("selection", "case"), f"{case.title[language]}, {case.brand[language]}", path)
        for grid in self._offers.grids:
            for package in grid.packages:
                if package.id in product.packages:
                    path = f"{grid_path(grid.grid, language, languages)}#package-{package.id}"
                    yield RelatedView(says("selection", "package"), package.name[language], path)

    def _disclosure(self, products: Iterable[Product]) -> DisclosureView:
        products = tuple(products)
        links = [link for product in products for link in product.links]
        from_brand = any(product.from_brand for product in products)
        said = disclosure(self._offers.studio, links, self._language, self._day, from_brand=from_brand)
        given = [
            self._says("selection", f"obtained_{product.review.obtained}", brand=product.brand[self._language])
            for product in products
            if product.from_brand and len(products) == 1
        ]
        return DisclosureView(said.label, (*said.sentences, *given))

    def _markets(self, links: Iterable[Outbound]) -> tuple[MarketView, ...]:
        """The links by market: first the markets that speak the reader's language, then those of everybody."""
        ordered = sorted(links, key=lambda link: (self._distance(link.entry.market), link.entry.market))
        return tuple(
            MarketView(self._says.market(market), tuple(self._link(link) for link in group))
            for market, group in groupby(ordered, key=lambda link: link.entry.market)
        )

    def _distance(self, market: str) -> int:
        if len(market) != 2:
            return 1
        return 0 if self._language in get_official_languages(market, de_facto=True) else 2

    def _link(self, link: Outbound) -> OutboundView:
        entry, says = link.entry, self._says
        merchant = entry.merchant[self._language] if entry.merchant else entry.by.merchant
        return OutboundView(
            label=says("selection", "see_at" if entry.merchant else "see_on", merchant=merchant),
            href=link.url,
            mark=link_mark(self._offers.studio, entry, self._language, self._day),
            code=self._code(entry),
        )

    def _code(self, entry: AffiliateLink) -> str:
        code, says = entry.code, self._says
        if code is None or code.until < self._day:
            return ""
        gives, until = code.gives[self._language], says.date(code.until)
        return says("selection", "code", code=code.code[self._language], gives=gives, date=until)


def page_word(path: str) -> str:
    """A page written by hand, in one word: `en/about/` is `en-about`, the home page `home`."""
    return path.removesuffix("index.md").removesuffix(".md").strip("/").replace("/", "-") or "home"


def pictures_of(offers: Offers) -> Iterator[str]:
    """The originals that pages of recommendations show, below the offers' folder."""
    yield from (f"{FOLDER}/{picture.file}" for product in offers.products for picture in product.pictures)
