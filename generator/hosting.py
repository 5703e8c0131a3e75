"""What a host is told beside the pages: the two files that Cloudflare Pages and Netlify read.

GitHub Pages reads neither: there the pages' own meta elements and the pages that lead on do what they can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

HEADERS, REDIRECTS = "_headers", "_redirects"
_MOST_REDIRECTS = 2000  # source: Cloudflare Pages, static redirects
_POLICY = (
    "default-src 'none'; img-src 'self' data:; media-src 'self'; font-src 'self'; script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_EVERYWHERE = (
    "Strict-Transport-Security: max-age=31536000",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy: same-origin",
)
_FOR_EVER = "Cache-Control: public, max-age=31536000, immutable"
_HIDDEN = "X-Robots-Tag: noindex"


def headers(base: str, named_by_content: Iterable[str], unlisted: Iterable[str], frames: Iterable[str] = ()) -> str:
    """The content of `_headers`.

    Args:
        base: the path of the site's root at its host: `/`.
        named_by_content: files, or folders with `/*`, whose names change with their content.
        unlisted: addresses that search engines shall leave out.
        frames: sites whose players pages may open.
    """
    players = " ".join(sorted(frames)) or "'none'"
    policy = f"{_POLICY}; frame-src {players}"
    rules: dict[str, tuple[str, ...]] = {f"{base}*": (f"Content-Security-Policy: {policy}", *_EVERYWHERE)}
    rules |= {f"{base}{path}": (_FOR_EVER,) for path in sorted(named_by_content)}
    rules |= {f"{base}{path}": (_HIDDEN,) for path in sorted(unlisted)}
    return "\n".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules.items())


def redirects(base: str, moves: Mapping[str, str]) -> str:
    """The content of `_redirects`: from each earlier address to the present one, for good."""
    lines = [f"{base}{old} {base}{new} 301\n" for old, new in sorted(moves.items())]
    return "".join(lines[:_MOST_REDIRECTS])
