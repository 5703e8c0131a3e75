"""What keeps a studio from being published well, though nothing is wrong with it: facts that the law asks for,
work that may not be shown any more, and examples that nobody has replaced. Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.errors import Finding
from generator.model.offers import Offers
from generator.notices import missing_facts

EXAMPLES = {"fr": "exemple", "en": "example"}
"""The id of the case study and of the product that a new studio comes with, by its first language."""
EXAMPLE_HOST = "studio.example"
"""Where the addresses are that a new studio is proposed."""


def unready(offers: Offers, day: datetime.date) -> Iterator[Finding]:
    """Notices, each at its place; they keep nothing from being built."""
    missing: dict[tuple[str, str], list[str]] = {}
    for key, law in missing_facts(offers.studio):
        section, _, name = key.partition(".")
        missing.setdefault((section, law), []).append(name)
    for (section, law), names in missing.items():
        yield Finding("N701", "studio", (section,), {"names": ", ".join(names), "section": section, "law": law})
    studio = offers.studio
    if studio.url == f"https://{EXAMPLE_HOST}/":
        yield Finding("N704", "studio", ("url",), {"found": studio.url})
    if studio.contact.email.endswith(f"@{EXAMPLE_HOST}"):
        yield Finding("N704", "studio", ("contact", "email"), {"found": studio.contact.email})
    for index, case in enumerate(offers.cases):
        if not case.is_shown(day):
            yield Finding("N702", ("portfolio", index), ("permission", "until"), {"name": case.case})
        if case.case in EXAMPLES.values():
            yield Finding("N703", ("portfolio", index), ("case",), {"name": case.case})
    for index, product in enumerate(offers.products):
        if product.product in EXAMPLES.values():
            yield Finding("N703", ("products", index), ("product",), {"name": product.product})
