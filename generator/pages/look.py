"""The studio's own colour, corners and letters on top of the style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.colours import LARGE, TEXT, nearest_readable, readable_on
from generator.model.studio import DARK_PAPER, DARK_SURFACE, SURFACE, Brand
from generator.shipped import shipped

_CORNERS = {"square": "0", "soft": "0.5rem", "round": "1.5rem"}
_FONTS = {
    "serif": 'ui-serif, "Iowan Old Style", Charter, "Bitstream Charter", "Source Serif 4", Georgia, serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
}
_TOKENS, _LOOK, _STANDALONE = "assets/tokens.css", "assets/vitrine.css", "assets/standalone.css"
SOURCES = (_TOKENS, _LOOK, _STANDALONE)
"""The style sheets of `overrides/` that are published in other forms than their own."""
_REMARK = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_FONT_FILE = re.compile(r'url\("(fonts/[^"]+)"\)')


def stylesheet(brand: Brand, overrides: Path | None, sectors: Iterable[str] = ()) -> bytes:
    """The style sheet of every page in the frame: the shared tokens, the look, then the brand's own tokens.

    Args:
        brand: the tokens of the studio.
        overrides: the studio's folder; a style sheet of the same name there replaces ours.
        sectors: what the portfolio can be filtered by; a rule for each hides the others.
    """
    choices = (
        f".filtered:has(#sector-{sector}:checked) .work > :not(.is-{sector}) {{ display: none; }}\n"
        for sector in sectors
    )
    return "".join((_with_brand((_TOKENS, _LOOK), brand, overrides), *choices)).encode()


def inlined(brand: Brand, overrides: Path | None) -> str:
    """The style that stands inside each page outside the frame, without the remarks of its authors."""
    return _REMARK.sub("", _with_brand((_TOKENS, _STANDALONE), brand, overrides)).strip()


def letters(brand: Brand, overrides: Path | None) -> str:
    """The font file that pages fetch early, below `assets/`; empty for fonts of the system."""
    match = _FONT_FILE.search(inlined(brand, overrides)) if brand.font not in _FONTS else None
    return match[1] if match else ""


def _with_brand(sources: Iterable[str], brand: Brand, overrides: Path | None) -> str:
    files = (_source(name, overrides) for name in sources)
    sheets = [file.read_text("utf-8").replace("\r\n", "\n").rstrip() for file in files]
    tokens = [
        f"--accent: {brand.accent};",
        f"--accent-ink: {readable_on(brand.accent)};",
        f"--accent-text: {nearest_readable(brand.accent, SURFACE, TEXT)};",
        f"--accent-display: {nearest_readable(brand.accent, SURFACE, LARGE)};",
        f"--radius: {_CORNERS[brand.corners]};",
    ]
    if brand.font in _FONTS:
        tokens.append(f"--font-display: {_FONTS[brand.font]};")
    by_night = nearest_readable(brand.accent, DARK_SURFACE, TEXT)
    dark = f"--accent-fill: {by_night}; --accent-text: {by_night}; --accent-display: {by_night};"
    return "\n\n".join(
        (
            *sheets,
            f":root {{ {' '.join(tokens)} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} --accent-fill-ink: {DARK_PAPER}; }} }}\n",
        )
    )


def _source(name: str, overrides: Path | None) -> Path:
    """A style sheet of the studio's own, or else the one that ships with Vitrine."""
    own = overrides / name if overrides else None
    return own if own and own.exists() else shipped("overrides") / name


def favicon(brand: Brand) -> bytes:
    """A vertical frame in the accent colour: a video, a shop window."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<rect x="4" y="1" width="8" height="14" rx="2" fill="{brand.accent}"/></svg>\n'
    ).encode()
