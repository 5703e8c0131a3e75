"""French spacing: narrow no-break spaces where a line must not break, on text only.

`;`, `!`, `?` and thousands take U+202F; `:`, guillemets and units take U+00A0. Only spaces that were typed
are changed, so that addresses, code and data stay as they are.
"""

from __future__ import annotations

import re

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_UNITS = r"EUR|GBP|USD|h|s|min|jours?|mois|vidéos?|photos?|accroches?|personnes?|allers?-retours?"
_BEGIN_UNITS = "".join(sorted({unit[0] for unit in _UNITS.split("|")}))
_SEAM = "\x1f"
_SPACE = re.compile(
    # What may follow is asked first: most spaces are ruled out by it.
    rf" (?:(?=[\d;!?:»€£$%×–{_BEGIN_UNITS}])(?:(?P<narrow>(?<=\d )(?=\d{{3}}(?!\d))|(?=[;!?]))"
    rf"|(?=:(?:\s|$))|(?=»)|(?<=\d )(?=[€£$%]|(?:{_UNITS})\b)|(?=[×–]))|(?<=[«×] ))"
)
_LEFT_ALONE = "|".join(
    rf"(?i:{name})\b[^<]*(?:<(?!/(?i:{name})\s*>)[^<]*)*</(?i:{name})\s*"
    for name in ("script", "style", "code", "pre", "kbd", "textarea", "svg")
)
_OUTSIDE_TEXT = re.compile(f"(<(?:!--.*?--|{_LEFT_ALONE}|[^>]*)>)", re.DOTALL)


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
    # All texts at once: a rule costs more to begin than to go on. U+001F may not stand in HTML; rules take it for
    # a space, as they take the end of a text.
    pieces = _OUTSIDE_TEXT.split(html.replace(_SEAM, " "))
    pieces[::2] = typeset(_SEAM.join(pieces[::2]), language).split(_SEAM)
    return "".join(pieces)
