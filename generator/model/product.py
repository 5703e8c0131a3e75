"""What the creator recommends: her own judgement first, then where it can be bought."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from generator.affiliate.amazon import is_picture_of_amazon
from generator.model.affiliate import SHOPS_OWN, LinkField
from generator.model.durations import Day
from generator.model.fields import Id, Name, Prose, as_text
from generator.model.record import Record, refusal
from generator.model.written import NonEmpty, OneOrMore, Written, text

_PICTURE = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:jpe?g|png|webp)"


def _read_picture(value: object) -> str:
    written = as_text(value)
    if is_picture_of_amazon(written):
        raise refusal("A614", found=written)
    if not re.fullmatch(_PICTURE, written):
        raise refusal("A617", found=written)
    return written


class OwnPicture(Record):
    """A picture that the creator took herself."""

    file: Annotated[str, Written(_read_picture, text(_PICTURE))]
    """The file beside this one: `softbox.jpg`."""
    alt: Name
    """What it shows, for those who do not see it."""


class Review(Record):
    """What the creator thinks of it, and on what grounds."""

    text: Prose
    """The review itself."""
    for_whom: Name
    """Whom it suits."""
    good: NonEmpty[Name]
    """What is good about it."""
    less_good: NonEmpty[Name]
    """What is not. There is always something."""
    tested: Name
    """How it was tried: "forty shoots in my kitchen"."""
    since: Day
    """The day from which it was used."""
    updated: Day
    """The day of the last second look."""
    obtained: Literal["bought", "gift", "loan", "sponsored"]
    """How it came: paid for, given, lent, or within a paid collaboration. Pages say so."""


class Product(Record):
    """A product that the creator recommends; its links pay her a commission."""

    product: Id
    """A stable name; part of its web address."""
    name: Name
    """What it is called."""
    brand: Name
    """Who makes it."""
    summary: Name
    """The judgement in one line."""
    pictures: NonEmpty[OwnPicture]
    """Pictures taken by the creator; the first one stands for the product."""
    review: Review
    """The review."""
    links: NonEmpty[LinkField]
    """Where it can be bought, by market and network."""
    packages: OneOrMore[Id] = ()
    """Packages that are filmed with it."""
    case_studies: OneOrMore[Id] = ()
    """Case studies that were filmed with it."""

    @classmethod
    def code_when_unknown(cls, key: str) -> str:
        """Prices, stock and ratings are the shop's."""
        return "A613" if key in SHOPS_OWN else super().code_when_unknown(key)

    @property
    def from_brand(self) -> bool:
        """Whether the brand gave it, lent it or paid."""
        return self.review.obtained != "bought"

    @property
    def shows_prices(self) -> bool:
        """False when a network of its links forbids prices, stock and ratings beside them."""
        return all(link.by.shows_prices for link in self.links)


class Collection(Record):
    """Products that belong together: "my lighting kit"."""

    id: Id
    """A stable name; part of its web address."""
    name: Name
    """What it is called."""
    summary: Prose
    """What it is for."""
    products: NonEmpty[Id]
    """The products, in the order in which they are shown."""


class Collections(Record):
    """`offers/collections.yml`."""

    collections: NonEmpty[Collection]
    """The collections, in the order in which they are shown."""
