"""Pictures in the sizes and formats that browsers choose from, made once and kept by content; films as they are."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import uuid
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageOps

Format = Literal["avif", "webp"]
FORMATS: tuple[Format, ...] = ("avif", "webp")
"""The smaller first; every browser that lacks it knows the second."""
WIDTHS = (240, 480, 720, 1080)
_SETTINGS: Mapping[Format, Mapping[str, Any]] = {
    "avif": {"quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"quality": 76, "method": 4},
}
_PLACEHOLDER_WIDTH, _SQUARE = 9, 80
_RECIPE = f"2 {WIDTHS} {_SETTINGS} {_SQUARE}"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the creator's, or made from one, that the site contains.

    Attributes:
        path: its address below the site's root; it changes with the content, so that it may be kept for ever.
        file: where it lies now.
    """

    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class Rendition(Published):
    """One size and format of a picture; the width is in pixels."""

    format: Format
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with everything that a page needs to show it without moving.

    Attributes:
        width: of the largest rendition, in pixels.
        height: of the largest rendition, in pixels.
        placeholder: a few pixels of it as a data address, to stand there until it has come.
        renditions: by format, the narrowest first.
    """

    width: int
    height: int
    placeholder: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """What the offers show, by the name of the original below their folder: `portfolio/granola.jpg`.

    Attributes:
        pictures: in all sizes.
        squares: the middle of a picture, so small that pages carry it in themselves; as a data address.
        files: films and captions.
    """

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    squares: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Published] = field(default_factory=dict)

    @property
    def published(self) -> Iterator[Published]:
        """Every file that the site contains."""
        yield from (rendition for picture in self.pictures.values() for rendition in picture.renditions)
        yield from self.files.values()


def prepare(
    folder: Path, pictures: Iterable[str], files: Iterable[str], cache: Path, squares: Iterable[str] = ()
) -> Media:
    """Pictures in all their sizes; what is not in `cache` yet is made, on all processors. Originals are only read.

    Args:
        folder: the offers.
        pictures: names of originals below it.
        files: names of films and captions below it, which are published as they are.
        cache: keeps what was made.
        squares: names of originals that are also wanted as a small square.

    Raises:
        OSError: a file cannot be read after all, or the cache cannot be written.
    """
    names = tuple(dict.fromkeys(pictures))
    if names:
        cache.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda name: _picture(folder / name, cache), names)
        return Media(
            pictures=dict(zip(names, made, strict=True)),
            squares={name: _square(folder / name, cache) for name in squares},
            files={name: _as_it_is(folder / name) for name in files},
        )


def _square(original: Path, cache: Path) -> str:
    """The middle of a picture, a little above it, where faces are."""
    content = original.read_bytes()
    file = cache / f"{_key(content)}-square.webp"
    if not file.is_file():
        with Image.open(io.BytesIO(content)) as opened:
            square = ImageOps.fit(
                _opaque(opened), (_SQUARE, _SQUARE), Image.Resampling.LANCZOS, centering=(0.5, 0.25)
            )
        _save(square, file, "webp", quality=60, method=6)
    return _data_address(file)


def _as_it_is(file: Path) -> Published:
    with file.open("rb") as opened:
        mark = hashlib.file_digest(opened, "sha256").hexdigest()[:8]
    return Published(f"assets/media/{file.stem.lower()}.{mark}{file.suffix.lower()}", file)


def _picture(original: Path, cache: Path) -> Picture:
    content = original.read_bytes()
    key = _key(content)
    with Image.open(io.BytesIO(content)) as opened:
        width, height = _upright_size(opened)
        widths = sorted({min(step, width) for step in WIDTHS})
        wanted: Mapping[Path, tuple[int, Format]] = {
            cache / f"{key}-{step}.{kind}": (step, kind) for kind in FORMATS for step in widths
        }
        tiny = cache / f"{key}-tiny.webp"
        missing = [file for file in (tiny, *wanted) if not file.is_file()]
        if missing:
            _make(_opaque(opened), missing, wanted)
    largest = widths[-1]
    name = original.stem.lower()
    return Picture(
        width=largest,
        height=_height(largest, width, height),
        placeholder=_data_address(tiny),
        renditions=tuple(
            Rendition(f"assets/media/{name}-{step}.{key[:8]}.{kind}", file, kind, step)
            for file, (step, kind) in wanted.items()
        ),
    )


def _make(upright: Image.Image, missing: Iterable[Path], wanted: Mapping[Path, tuple[int, Format]]) -> None:
    for file in missing:
        step, kind = wanted.get(file, (_PLACEHOLDER_WIDTH, "webp"))
        resized = upright.resize((step, _height(step, *upright.size)), Image.Resampling.LANCZOS)
        settings = _SETTINGS[kind] if file in wanted else {"quality": 40, "method": 6}
        _save(resized, file, kind, **settings)


def _save(picture: Image.Image, file: Path, kind: Format, **settings: Any) -> None:
    being_written = file.with_name(f"{file.name}.{uuid.uuid4().hex}")
    picture.save(being_written, kind, **settings)
    being_written.replace(file)  # whole or not at all, also when two builds run at once


def _key(content: bytes) -> str:
    return hashlib.sha256(_RECIPE.encode() + content).hexdigest()[:16]


def _opaque(opened: Image.Image) -> Image.Image:
    """The picture upright, on white where it could be seen through: a logo must be readable on dark paper too."""
    upright = ImageOps.exif_transpose(opened)
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright.convert("RGBA")).convert("RGB")


def _data_address(webp: Path) -> str:
    return "data:image/webp;base64," + base64.b64encode(webp.read_bytes()).decode()


def _upright_size(opened: Image.Image) -> tuple[int, int]:
    """Width and height as the camera meant them; read from the head of the file."""
    turned = opened.getexif().get(0x0112, 1) >= 5
    return (opened.height, opened.width) if turned else opened.size


def _height(step: int, width: int, height: int) -> int:
    return max(1, round(height * step / width))
