"""The forms in which a text may lie in a file: as it is, compressed, for HTML, JSON, an address, in base64."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

_DEEPEST = 3
GZIP = b"\x1f\x8b"
_MOST = 50_000_000
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_JSON_ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})|\\([/\"\\])")


def forms(content: bytes, depth: int = _DEEPEST) -> Iterator[bytes]:
    """`content`, and everything that it may stand for, disguises within disguises included."""
    yield content
    if depth == 0:
        return
    for undo in _DISGUISES:
        plain = undo(content)
        if plain and plain != content:
            yield from forms(plain, depth - 1)


def _compressed(content: bytes) -> bytes:
    if not content.startswith(GZIP):
        return b""
    try:
        return gzip.decompress(content) if len(content) < _MOST else b""
    except (OSError, EOFError, zlib.error):
        return b""


def _entities(content: bytes) -> bytes:
    return html.unescape(content.decode("utf-8", "replace")).encode("utf-8", "replace") if b"&" in content else b""


def _json(content: bytes) -> bytes:
    return _JSON_ESCAPE.sub(_json_character, content) if b"\\" in content else b""


def _json_character(match: re.Match[bytes]) -> bytes:
    return match[2] or chr(int(match[1], 16)).encode("utf-8", "replace")


def _address(content: bytes) -> bytes:
    return unquote_to_bytes(content.replace(b"+", b" ")) if b"%" in content else b""


def _wide(content: bytes) -> bytes:
    """UTF-16 of plain letters, as Windows tools and some metadata write it."""
    return content.replace(b"\x00", b"") if b"\x00" in content else b""


def _base64(content: bytes) -> bytes:
    return b"\n".join(_decoded(run) for run in _BASE64.findall(content))


def _decoded(run: bytes) -> bytes:
    """What a run of base64 says, if it is a text or compressed; else it only looked like base64."""
    if run.islower():
        return b""
    run = run.rstrip(b"=")
    try:
        said = base64.b64decode(run + b"=" * (-len(run) % 4), altchars=b"-_" if b"-" in run or b"_" in run else None)
    except binascii.Error:
        return b""
    return said if said.isascii() or said.startswith(GZIP) or _is_text(said) else b""


def _is_text(said: bytes) -> bool:
    try:
        said.decode()
    except UnicodeDecodeError:
        return False
    return True


_DISGUISES: tuple[Callable[[bytes], bytes], ...] = (_compressed, _entities, _json, _address, _wide, _base64)
