"""Colours and whether they can be told apart (source: WCAG 2.2, contrast ratio). Pure."""

from __future__ import annotations

import colorsys

TEXT, LARGE = 4.5, 3.0
"""The least contrast, level AA, of text, and of large text and parts of the interface."""
_STEPS = 256
_LIGHT, _DARK = "#ffffff", "#000000"


def readable_on(colour: str) -> str:
    """White or black, whichever reads better on `colour`; one of them always reaches 4.5:1."""
    return max((_LIGHT, _DARK), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, background: str, ratio: float) -> str:
    """`colour` if it reaches `ratio` on `background`, else the nearest of its darker or lighter shades that does."""
    end = 0.0 if readable_on(background) == _DARK else 1.0
    shades = (_shade(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, background) >= ratio)


def _shade(colour: str, end: float, part: float) -> str:
    """The same hue and saturation, `part` of the way to black (0) or white (1)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    changed = colorsys.hls_to_rgb(hue, lightness + (end - lightness) * part, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in changed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    values = (channel / 255 for channel in _channels(colour))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
