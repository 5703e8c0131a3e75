"""Pictures and films beside case studies, products and the studio: there, of the kind they say, and not too large."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from generator.errors import Finding, Subject, nearest
from generator.model.case_study import CaseStudy
from generator.model.offers import Offers
from generator.source.nodes import KeyPath

_MIB = 1024 * 1024
MOST_BYTES: Mapping[str, int] = {"poster": 20 * _MIB, "video": 25 * _MIB, "captions": _MIB}
"""25 MiB is what Cloudflare Pages takes for one file (developers.cloudflare.com/pages/platform/limits, 2026-11)."""
MOST_PIXELS = 50_000_000
LEAST_WIDTH = 480
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_BEGINS = {
    ".mp4": lambda head: head[4:8] == b"ftyp",
    ".webm": lambda head: head.startswith(b"\x1a\x45\xdf\xa3"),
    ".vtt": lambda head: head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"),
}


def unusable_media(offers: Offers, folder: Path) -> Iterator[Finding]:
    """Every file that the offers name and that cannot be shown, with the key that names it.

    Args:
        offers: what names them.
        folder: the offers; the files lie beside the YAML that names them.
    """
    judged: dict[tuple[Path, str], tuple[str, Mapping[str, str]] | None] = {}
    for subject, path, kind, name in _named(offers):
        file = folder / (subject[0] if isinstance(subject, tuple) else "") / name
        if (file, kind) not in judged:
            judged[file, kind] = _trouble(file, kind)
        if told := judged[file, kind]:
            yield Finding(told[0], subject, path, {"name": name, **told[1]})


def _named(offers: Offers) -> Iterator[tuple[Subject, KeyPath, str, str]]:
    if offers.studio.portrait:
        yield "studio", ("portrait", "file"), "poster", offers.studio.portrait.file
    for index, case in enumerate(offers.cases):
        yield from ((("portfolio", index), *each) for each in _files(case))
    for index, product in enumerate(offers.products):
        for place, picture in enumerate(product.pictures):
            yield ("products", index), ("pictures", place, "file"), "poster", picture.file


def _files(case: CaseStudy) -> Iterator[tuple[KeyPath, str, str]]:
    for place, piece in enumerate(case.media):
        yield ("media", place, "poster"), "poster", piece.poster
        if piece.video and piece.video.file:
            yield ("media", place, "video"), "video", piece.video.file
        for language, name in piece.captions.items():
            yield ("media", place, "captions", language), "captions", name


def _trouble(file: Path, kind: str) -> tuple[str, Mapping[str, str]] | None:
    """Why `file` cannot be used; links are refused, so that nothing from elsewhere is published."""
    try:
        facts = file.lstat()
    except OSError:
        beside = sorted(path.name for path in file.parent.iterdir() if path.suffix.lower() == file.suffix.lower())
        return "F601", {"near": nearest(file.name, beside) or "", "known": file.parent.as_posix() + "/"}
    if not stat.S_ISREG(facts.st_mode):
        return "Y141", {"found": "a link" if stat.S_ISLNK(facts.st_mode) else "not a file"}
    if facts.st_size > MOST_BYTES[kind]:
        return "F602", {"found": f"{facts.st_size / _MIB:.0f}", "limit": f"{MOST_BYTES[kind] // _MIB}"}
    if kind == "poster":
        return _trouble_of_a_picture(file)
    with file.open("rb") as opened:
        head = opened.read(64)
    return None if _BEGINS[file.suffix.lower()](head) else ("F603", {"known": file.suffix[1:]})


def _trouble_of_a_picture(file: Path) -> tuple[str, Mapping[str, str]] | None:
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return "F604", {}
    if width * height > MOST_PIXELS:
        return "F605", {"found": f"{width} × {height}"}
    return ("F606", {"found": f"{width} × {height}", "limit": str(LEAST_WIDTH)}) if width < LEAST_WIDTH else None
