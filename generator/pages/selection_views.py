"""What a template may see of recommendations, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.views import PictureView


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """What stands before the first link that pays."""

    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutboundView:
    """A link that pays: what its button says, the mark beside it, and a code that goes with it."""

    label: str
    href: str
    mark: str
    code: str


@dataclass(frozen=True, slots=True)
class MarketView:
    """The links for readers of one market."""

    name: str
    links: tuple[OutboundView, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A page of this site that has to do with a product, and what kind of page it is."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product with the creator's judgement, and its links as they stand at one place."""

    id: str
    name: str
    brand: str
    summary: str
    path: str
    picture: PictureView
    pictures: tuple[PictureView, ...]
    review: Markup
    for_whom: str
    good: tuple[str, ...]
    less_good: tuple[str, ...]
    tested: str
    since: str
    updated: str
    obtained: str
    markets: tuple[MarketView, ...]
    related: tuple[RelatedView, ...]
    disclosure: DisclosureView


@dataclass(frozen=True, slots=True)
class CollectionView:
    """Products that belong together."""

    id: str
    name: str
    summary: Markup
    path: str
    products: tuple[ProductView, ...]
    disclosure: DisclosureView


@dataclass(frozen=True, slots=True)
class SelectionView:
    """All that is recommended."""

    path: str
    products: tuple[ProductView, ...]
    collections: tuple[CollectionView, ...]
    disclosure: DisclosureView
