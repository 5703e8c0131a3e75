"""French spacing: narrow no-break spaces where a line must not break, on text only.

`;`, `!`, `?` and thousands take U+202F; `:`, guillemets and units take U+00A0. Only spaces that were typed
are changed, so that addresses, code and data stay as they are.
"""

from __future__ import annotations

import re

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_UNITS = r"EUR|GBP|USD|h|s|min|jours?|mois|vidéos?|photos?|accroches?|personnes?|allers?-retours?"
_SPACE = re.compile(
    rf" (?:(?P<narrow>(?<=\d )(?=\d{{3}}(?!\d))|(?=[;!?]))"
    rf"|(?=:(?:\s|$))|(?<=« )|(?=»)|(?<=\d )(?=[€£$%]|(?:{_UNITS})\b)|(?=[×–])|(?<=× ))"
)
_OUTSIDE_TEXT = re.compile(
    r"(<!--.*?-->|<(script|style|code|pre|kbd|textarea|svg)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE
)


def typeset(text: str, language: str) -> str:
    """`text` with the spaces of `language`."""
    return _SPACE.sub(_unbroken, text) if language == "fr" else text


def _unbroken(space: re.Match[str]) -> str:
    return _NO_BREAK if space["narrow"] is None else _NARROW


def plain(markdown: str) -> str:
    """A text in Markdown as one plain line, for places that show no markup."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[*_`#>]+", "", text).split())


def typeset_html(html: str, language: str) -> str:
    """`html` with the texts of its elements typeset; tags, scripts, styles and code are left alone."""
    if language != "fr":
        return html
    pieces: list[str] = []
    end = 0
    for match in _OUTSIDE_TEXT.finditer(html):
        pieces += (typeset(html[end : match.start()], language), match[0])
        end = match.end()
    pieces.append(typeset(html[end:], language))
    return "".join(pieces)
