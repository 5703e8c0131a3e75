"""Pictures for a new studio until there is work of its own; they say so."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from generator.colours import readable_on

POSTER, PICTURE = (1080, 1920), (1080, 1350)
"""Width and height in pixels: a vertical film, and a product."""


def drawn(word: str, accent: str, size: tuple[int, int]) -> bytes:
    """A picture that cannot be taken for work: circles in the studio's colour and a word across, as JPEG."""
    width, height = size
    ink = readable_on(accent)
    picture = Image.new("RGB", size, accent)
    draw = ImageDraw.Draw(picture)
    for step in range(5, 0, -1):
        shade = Image.blend(Image.new("RGB", (1, 1), accent), Image.new("RGB", (1, 1), ink), step * 0.05)
        draw.circle((width, height), height * step / 5, fill=shade.getpixel((0, 0)))
    font = ImageFont.load_default(width / (0.8 * len(word)))
    draw.text((width / 2, height / 2), word, fill=ink, font=font, anchor="mm")
    file = io.BytesIO()
    picture.save(file, "jpeg", quality=88)
    return file.getvalue()
