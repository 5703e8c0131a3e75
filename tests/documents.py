"""The documents of a studio, as text by address."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from generator.lock import Pins
from generator.media import Media
from generator.model.offers import Offers
from generator.pages.documents.listing import documents
from generator.pages.documents.standalone import Document, Standalone
from generator.pages.render import Renderer
from generator.sold import SoldLicence

DAY = datetime.date(2026, 11, 24)
NOTHING_PINNED = Pins()


def listed(
    offers: Offers,
    pins: Pins = NOTHING_PINNED,
    sold: Iterable[SoldLicence] = (),
    address: str = "https://maya.example/",
    overrides: Path | None = None,
    is_preview: bool = False,
    media: Media | None = None,
) -> dict[str, Document]:
    """Every document by its address below the root."""
    renderer = Renderer(offers, DAY, media=media)
    sellers = {language: renderer.studio(language) for language in offers.studio.languages}
    work = {language: renderer.portfolio(language) for language in offers.studio.languages}
    standalone = Standalone(offers.studio, sellers, address, overrides, is_preview=is_preview)
    found = tuple(documents(offers, pins, sold, work, DAY, standalone))
    assert len({document.path for document in found}) == len(found)
    return {document.path: document for document in found}


def documents_of(offers: Offers, **settings: object) -> dict[str, str]:
    """Their HTML, with ordinary spaces."""
    found = listed(offers, **settings)  # type: ignore[arg-type]
    return {
        path: document.content().replace("\u202f", " ").replace("\u00a0", " ").replace("&nbsp;", " ")
        for path, document in found.items()
    }
