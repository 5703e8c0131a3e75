"""What pages say to machines, in the words of schema.org: only what the page shows, and no ratings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.addresses import root_path
from generator.checkouts import Checkout, checkouts_of
from generator.model.offers import Offers
from generator.model.product import Product
from generator.model.studio import Studio
from generator.money import Money
from generator.pages.portfolio_views import CaseView, PieceView
from generator.pages.richtext import rich
from generator.text import Text

Data = Mapping[str, Any]
_UNIT_CODES = {"week": "WEE", "month": "MON", "year": "ANN"}  # UN/CEFACT recommendation 20
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def as_script(data: Mapping[str, Any]) -> Markup:
    """`data` as JSON that cannot end its script element, whatever a text contains."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: S704 - no character left that HTML knows


def seller(studio: Studio, language: str) -> dict[str, Any]:
    """Who sells."""
    return {
        "@type": "Organization",
        "name": studio.name[language],
        "url": absolute(studio, ""),
        "email": studio.contact.email,
    }


def shop(offers: Offers, language: str) -> Data:
    """The studio with everything it sells at a fixed price."""
    studio = offers.studio
    catalog = [
        {
            "@type": "OfferCatalog",
            "name": grid.name[language],
            "itemListElement": [
                {
                    **offer(checkout, studio, ""),
                    "itemOffered": {"@type": "Service", "name": checkout.package.name[language]},
                }
                for checkout in checkouts_of(offers, grid)
                if checkout.licence.id == checkout.package.licence
            ],
        }
        for grid in offers.grids
    ]
    told: dict[str, Any] = {**seller(studio, language), "description": studio.tagline[language]}
    if studio.contact.socials:
        told["sameAs"] = [social.url for social in studio.contact.socials]
    return {**told, "hasOfferCatalog": {"@type": "OfferCatalog", "itemListElement": catalog}}


def trail(studio: Studio, language: str, *steps: tuple[str, str]) -> Data:
    """The way from the home page to another: names and addresses below the root, the page's own last."""
    home = (studio.name[language], root_path(language, studio.languages))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(studio, path)}
            for place, (name, path) in enumerate((home, *steps), start=1)
        ],
    }


def film(studio: Studio, case: CaseView, piece: PieceView) -> Data:
    """A film that can be watched on the page of a case study."""
    assert piece.film is not None
    told: dict[str, Any] = {
        "@type": "VideoObject",
        "name": case.poster.title,
        "description": case.brief.striptags(),
        "thumbnailUrl": absolute(studio, piece.picture.medium),
        "uploadDate": case.day,
    }
    if piece.film.path:
        told["contentUrl"] = absolute(studio, piece.film.path)
    else:
        told["embedUrl"] = piece.film.player.partition("?")[0]
    if piece.seconds:
        told["duration"] = f"PT{piece.seconds}S"
    return told


def absolute(studio: Studio, path: str) -> str:
    """The full address of `path` below the root."""
    return f"{studio.url.rstrip('/')}/{path}"


def service(checkout: Checkout, studio: Studio, language: str, description: str, url: str) -> dict[str, Any]:
    """A checkout as a service with its one offer."""
    return {
        "@type": "Service",
        "name": checkout.package.name[language],
        "description": description,
        "provider": seller(studio, language),
        "offers": offer(checkout, studio, url),
    }


def offer(checkout: Checkout, studio: Studio, url: str) -> dict[str, Any]:
    """What `checkout` costs in all, and for whom it is."""
    made: dict[str, Any] = {
        "@type": "Offer",
        "sku": checkout.id,
        "price": _plain(checkout.total),
        "priceCurrency": checkout.currency,
        "availability": "https://schema.org/InStock",
    }
    if url:
        made["url"] = url
    if studio.audience == "businesses":
        made["eligibleCustomerType"] = {"@id": "http://purl.org/goodrelations/v1#Business"}
    specification: dict[str, Any] = {}
    if checkout.every:
        specification = {"billingDuration": 1, "unitCode": _UNIT_CODES[checkout.every]}
    if studio.tax.regime != "exempt":
        specification["valueAddedTaxIncluded"] = studio.tax.regime == "inclusive"
    if specification:
        kind = "UnitPriceSpecification" if checkout.every else "PriceSpecification"
        amount = {"price": _plain(checkout.total), "priceCurrency": checkout.currency}
        made["priceSpecification"] = {"@type": kind, **amount, **specification}
    return made


def review(product: Product, studio: Studio, language: str, images: Sequence[str]) -> dict[str, Any]:
    """A product of somebody else's and what the studio thinks of it: never an offer, and no rating.

    Args:
        product: what is judged.
        studio: who judges.
        language: the page's.
        images: full addresses of its pictures.
    """
    judged = product.review
    return {
        "@type": "Product",
        "name": product.name[language],
        "brand": {"@type": "Brand", "name": product.brand[language]},
        "image": list(images),
        "review": {
            "@type": "Review",
            "author": {"@type": "Person", "name": studio.name[language], "url": absolute(studio, "")},
            "name": product.summary[language],
            "reviewBody": rich(judged.text[language]).striptags(),
            "dateModified": judged.updated.isoformat(),
            "positiveNotes": _notes(judged.good, language),
            "negativeNotes": _notes(judged.less_good, language),
        },
    }


def _notes(points: Iterable[Text], language: str) -> dict[str, Any]:
    listed = enumerate((point[language] for point in points), 1)
    items = [{"@type": "ListItem", "position": place, "name": point} for place, point in listed]
    return {"@type": "ItemList", "itemListElement": items}


def _plain(money: Money) -> str:
    """An amount as schema.org wants it: a point, no currency sign, no spaces."""
    return str(money.decimal)
