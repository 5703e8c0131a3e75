"""`sitemap.xml`: every page that may be found, with its twins in the other languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(address: str, pages: Iterable[tuple[str, Mapping[str, str]]], leading: str) -> str:
    """The sitemap.

    Args:
        address: the full address of the site's root.
        pages: the address of each page below the root, and those of its twins by language, its own included.
        leading: the language for readers of any other.
    """
    root = address.rstrip("/")
    return _HEAD + "".join(_entry(root, path, twins, leading) for path, twins in pages) + "</urlset>\n"


def _entry(root: str, path: str, twins: Mapping[str, str], leading: str) -> str:
    named = [*twins.items(), *([("x-default", twins[leading])] if leading in twins else [])] if len(twins) > 1 else []
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(f"{root}/{twin}")}/>'
        for language, twin in named
    )
    return f"<url><loc>{escape(f'{root}/{path}')}</loc>{alternates}</url>\n"
