"""What refuses a look: an accent that nobody can tell from the paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.colours import LARGE, contrast, nearest_readable
from generator.errors import Finding
from generator.model.offers import Offers
from generator.model.studio import PAPER


def is_seen(accent: str) -> bool:
    """Whether an accent can be told from the paper."""
    return contrast(accent, PAPER) >= LARGE


def nearest_seen(accent: str) -> str:
    """The nearest shade of an accent that can be told from the paper."""
    return nearest_readable(accent, PAPER, LARGE)


def unseen_accent(offers: Offers) -> Iterator[Finding]:
    """An accent that marks no button, because it is nearly the colour of the paper; shades for text are derived."""
    accent = offers.studio.brand.accent
    if not is_seen(accent):
        facts = {"found": accent, "name": f"{contrast(accent, PAPER):.1f}", "mended": nearest_seen(accent)}
        yield Finding("R333", "studio", ("brand", "accent"), facts)
