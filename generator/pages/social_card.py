"""The picture that a messenger shows beside a link: 1200 x 630, in the studio's own look.

What matters stands in the middle, since some cut the edges. Pillow draws it; the letters are those of the pages,
converted from the web font for it (Instrument Sans, SIL Open Font License, `overrides/assets/fonts/OFL.txt`).
"""

from __future__ import annotations

import hashlib
import io
import math
import uuid
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from zlib import Z_RLE

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.colours import contrast

FOLDER = "assets/cards"
"""Where they are in a site."""
WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT, _TOP, _BOTTOM = 110, 1090, 92, 540
_PAPER = "#f8f5ef"
_INKS = ("#191613", "#655e55")
_INK, _QUIET, _ACCENT = range(3)
_FULL = 63
"""Steps between paper and an ink."""
_STRENGTHS = tuple(
    bytes([0, *(min(255, ink * (_FULL + 1) + strength) for strength in range(1, 256))]) for ink in range(3)
)
_ANY = bytes([0] + [255] * 255)
_RECIPE = "3"
"""Counts changes of the drawing, so that a kept picture of an earlier one is drawn again."""
_LARGEST, _SMALLEST = 128, 56


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says.

    Attributes:
        title: the large words.
        line: the quiet ones under them.
        amount: a price, or nothing.
        studio: who it is from.
        accent: the studio's colour.
    """

    title: str
    line: str
    amount: str
    studio: str
    accent: str

    @property
    def path(self) -> str:
        """Its address below the root; another content has another one."""
        content = "\n".join((_RECIPE, self.title, self.line, self.amount, self.studio, self.accent))
        return f"{FOLDER}/{hashlib.sha256(content.encode()).hexdigest()[:16]}.png"


def drawn(card: Card, cache_folder: Path) -> Path:
    """The file of `card`, drawn once and kept in `cache_folder`."""
    kept = cache_folder / Path(card.path).name
    if not kept.exists():
        cache_folder.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{kept.name}.{uuid.uuid4().hex}")
        draft.write_bytes(draw(card))
        draft.replace(kept)
    return kept


def draw(card: Card) -> bytes:
    """The picture as PNG, some 14 KB."""
    amount_colour = _ACCENT if contrast(card.accent, _PAPER) >= 3 else _INK
    sheet = _Sheet()
    sheet.mark((_LEFT, _TOP + 2, _LEFT + 20, _TOP + 38), 5, _ACCENT)
    sheet.write((_LEFT + 38, _TOP + 33), readable(card.studio), 36, 600, _INK)
    lines, size = fitted(readable(card.title), 2 if card.amount else 3)
    baseline = _TOP + 110 + size * 0.78
    for line in lines:
        sheet.write((_LEFT - 4, baseline), line, size, 600, _INK)
        baseline += size
    sheet.write((_LEFT, baseline - size + 70), cut(readable(card.line), 38), 38, 400, _QUIET)
    sheet.write((_LEFT, _BOTTOM), readable(card.amount), 88, 600, amount_colour)
    return sheet.png(card.accent)


class _Sheet:
    """The picture as it is drawn: each pixel is one of the strengths, from nothing to full, of one of the inks.

    So edges are smooth, no colour has to be guessed, and one byte is enough for each pixel.
    """

    def __init__(self) -> None:
        self._pixels = Image.new("L", (WIDTH, HEIGHT), 0)

    def write(self, at: tuple[float, float], text: str, size: int, weight: int, ink: int) -> None:
        """Text with its baseline at `at`, clear of what stands there."""
        letters = _letters(size, weight)
        left, top, right, bottom = letters.getbbox(text, anchor="ls")
        x, y = math.floor(at[0] + left) - 1, math.floor(at[1] + top) - 1
        stamp = Image.new("L", (math.ceil(right - left) + 3, math.ceil(bottom - top) + 3), 0)
        pen = ImageDraw.Draw(stamp)
        pen.text((at[0] - x, at[1] - y), text, fill=_FULL, font=letters, anchor="ls")
        self._press(stamp, (x, y), ink)

    def mark(self, box: tuple[int, int, int, int], radius: int, ink: int) -> None:
        """A filled box with round corners."""
        left, top, right, bottom = box
        stamp = Image.new("L", (right - left + 1, bottom - top + 1), 0)
        ImageDraw.Draw(stamp).rounded_rectangle((0, 0, right - left, bottom - top), radius, fill=_FULL)
        self._press(stamp, (left, top), ink)

    def _press(self, stamp: Image.Image, at: tuple[int, int], ink: int) -> None:
        inked, shape = (stamp.tobytes().translate(table) for table in (_STRENGTHS[ink], _ANY))
        self._pixels.paste(Image.frombytes("L", stamp.size, inked), at, Image.frombytes("L", stamp.size, shape))

    def png(self, accent: str) -> bytes:
        """The file. Runs of one strength are found quicker than by a full search, and are nearly all there is."""
        self._pixels.putpalette(_palette(accent))
        file = io.BytesIO()
        self._pixels.save(file, "PNG", compress_level=1, compress_type=Z_RLE)
        return file.getvalue()


@cache
def _palette(accent: str) -> list[int]:
    """Red, green and blue of every strength of every ink on the paper."""
    paper, palette = ImageColor.getrgb(_PAPER), list[int]()
    for ink in (*_INKS, accent):
        full = ImageColor.getrgb(ink)
        for step in range(_FULL + 1):
            palette += [round(p + (c - p) * step / _FULL) for p, c in zip(paper, full, strict=True)]
    return palette


def readable(text: str) -> str:
    """`text` without what the letters cannot show: emoji, other scripts."""
    return " ".join("".join(sign for sign in text if _is_shown(sign)).split())


def fitted(title: str, most: int) -> tuple[list[str], int]:
    """The title in as few and as large lines as fit, and the size of its letters."""
    for size in range(_LARGEST, _SMALLEST, -8):
        lines = _lines(title, size)
        if len(lines) <= most and all(_width(line, size, 600) <= _RIGHT - _LEFT for line in lines):
            return lines, size
    lines = _lines(title, _SMALLEST)
    shown = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, _SMALLEST, 600) for line in shown], _SMALLEST


def _lines(title: str, size: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size, 600) > _RIGHT - _LEFT:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def cut(line: str, size: int, weight: int = 400) -> str:
    """As many words of `line` as fit; only a word that is too long alone is cut itself."""
    if _width(line, size, weight) <= _RIGHT - _LEFT:
        return line
    words = line.split()
    while len(words) > 1 and _width(" ".join(words) + "…", size, weight) > _RIGHT - _LEFT:
        words.pop()
    kept = " ".join(words)
    while _width(f"{kept}…", size, weight) > _RIGHT - _LEFT:
        kept = kept[:-1]
    return kept.rstrip(" ,;:.–—-") + "…"


def _width(text: str, size: int, weight: int) -> float:
    return _letters(size, weight).getlength(text)


@cache
def _letters(size: int, weight: int) -> ImageFont.FreeTypeFont:
    file = resources.files("generator.pages") / "letters" / "instrument-sans-latin.ttf"
    font = ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _is_shown(sign: str) -> bool:
    """Whether the letters have `sign`; one that they lack looks like any other that they lack."""
    letters = _letters(36, 400)
    return sign.isspace() or bytes(letters.getmask(sign)) != bytes(letters.getmask("\uffff"))
