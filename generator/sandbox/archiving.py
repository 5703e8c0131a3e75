"""What archiving does to the links already out there.

"When you archive a price, payment links that use it are deactivated", and the same for a product (Stripe
docs, "Manage products and prices"). Whether an optional item counts as use is not documented; here it does,
the more hostile reading.
"""

from generator.sandbox.state import Record, Tables


def prices_of(tables: Tables, link: Record) -> list[str]:
    """Every price a link can charge, optional ones included."""
    items = [*tables.line_items[link["id"]], *(link["optional_items"] or [])]
    return [item["price"] for item in items]


def deactivate_links(tables: Tables, archived: set[str]) -> None:
    for link in list(tables.payment_links.values()):
        if link["active"] and archived.intersection(prices_of(tables, link)):
            tables.payment_links[link["id"]] = {**link, "active": False}
