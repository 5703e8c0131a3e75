"""What Stripe would refuse, told before it is asked, at the place where it was written. Pure.

What our own types bound already is not looked at again: names have 120 characters at most, an id 60, so that names
of products and metadata always fit; a lookup key is shortened; a link has one or two lines, so with its options
never 20.

Sources of the figures: Stripe's API reference and OpenAPI document for 2026-10-28.endive, “Payment Links”,
“Products”, “Metadata”.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.resources import Catalog, Link, Origin
from generator.errors import Finding

OPTIONS = 10
FIELD_LABEL, ANSWER_LABEL, ANSWERS = 100, 100, 200
SUBMIT_TEXT, CLOSED_TEXT = 1200, 500
INVOICE_TEXT, PRODUCT_TEXT = 1500, 40_000
LARGEST = 10**12 - 1
"""Minor units: card amounts have 12 digits at most."""


def broken_limits(catalog: Catalog) -> tuple[Finding, ...]:
    """Everything in the catalogue that Stripe would refuse; each place once, however many links it is part of."""
    found: dict[tuple[str, Origin], Finding] = {}
    for finding in (*_of_links(catalog), *_of_products(catalog), *_of_prices(catalog)):
        found.setdefault((finding.code, Origin(finding.subject, finding.path)), finding)
    return tuple(found.values())


def _of_links(catalog: Catalog) -> Iterator[Finding]:
    for link in catalog.links.values():
        if len(link.options) > OPTIONS:
            path = catalog.products[catalog.prices[link.options[OPTIONS].price].product].origin.path
            facts = {"count": str(len(link.options)), "limit": str(OPTIONS), "name": link.package}
            yield Finding("P602", link.origin.subject, path, facts, at_name=True)
        for origin, text, limit in _texts(link):
            if len(text) > limit:
                facts = {"found": str(len(text)), "limit": str(limit), "name": link.title}
                yield Finding("P601", origin.subject, origin.path, facts, at_name=True)
        for number, field in enumerate(link.settings["custom_fields"]):
            options = (field.get("dropdown") or {}).get("options", ())
            if len(options) > ANSWERS:
                facts = {"found": str(len(options)), "limit": str(ANSWERS)}
                yield Finding("P603", link.origin.subject, ("brief", number, "options"), facts, at_name=True)


def _texts(link: Link) -> Iterator[tuple[Origin, str, int]]:
    """The texts of a link with where they come from and their longest length."""
    settings, grid = link.settings, link.origin.subject
    for number, field in enumerate(settings["custom_fields"]):
        yield Origin(grid, ("brief", number, "ask")), field["label"]["custom"], FIELD_LABEL
        for place, option in enumerate((field.get("dropdown") or {}).get("options", ())):
            yield Origin(grid, ("brief", number, "options", place)), option["label"], ANSWER_LABEL
    yield link.licence, settings["custom_text"]["submit"]["message"], SUBMIT_TEXT
    yield Origin(grid, ("closed",)), settings["inactive_message"], CLOSED_TEXT
    if invoice := (settings.get("invoice_creation") or {}).get("invoice_data"):
        yield link.licence, invoice["description"], INVOICE_TEXT


def _of_products(catalog: Catalog) -> Iterator[Finding]:
    for product in catalog.products.values():
        length = len(product.description)
        if length > PRODUCT_TEXT:
            facts = {"found": str(length), "limit": str(PRODUCT_TEXT), "name": product.name}
            yield Finding("P601", product.origin.subject, product.origin.path, facts, at_name=True)


def _of_prices(catalog: Catalog) -> Iterator[Finding]:
    for price in catalog.prices.values():
        if price.amount.minor > LARGEST:
            facts = {"found": str(price.amount), "name": catalog.products[price.product].name}
            yield Finding("P604", price.origin.subject, price.origin.path, facts)
