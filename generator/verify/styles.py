"""What style sheets ask for, wherever they stand: in a file of their own, in a page, in a picture."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

_ASKS = tuple(  # each begins with letters that are known, which is found ten times faster than a choice
    re.compile(begins + rb"[\"']?\s*(?=([^\"')]{1,2000}))")
    for begins in (rb"url\(\s*", rb"@import\s+", rb"image-set\(\s*")
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+", re.I)


def loaded_from_elsewhere(content: bytes) -> Iterator[str]:
    """Every address at another site."""
    for url in _urls(content):
        if elsewhere := _ELSEWHERE.match(url):
            yield elsewhere[0]


def named_by_styles(path: str, content: bytes) -> Iterator[str]:
    """Every file of the site that is asked for, by its path below the root.

    Args:
        path: of the file that the styles stand in.
        content: of that file.
    """
    for url in _urls(content):
        if not re.match(r"[a-z]+:|//|#", url):
            file = url.partition("#")[0].partition("?")[0]
            yield posixpath.normpath(posixpath.join(posixpath.dirname(f"/{path}"), file)).lstrip("/")


def _urls(content: bytes) -> Iterator[str]:
    lowered = content.lower()
    for pattern in _ASKS:
        for match in pattern.finditer(lowered):
            yield content[slice(*match.span(1))].decode("utf-8", "replace").strip()
