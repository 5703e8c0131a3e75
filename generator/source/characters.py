"""Characters that must not be in the file: found before YAML is asked, so that nothing hides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.errors import Span

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_SUSPECT = re.compile(
    f"[{_BIDIRECTIONAL}{_INVISIBLE}\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200d\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
_JOINED_BY_ZWJ = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


def suspects(text: str) -> Iterator[tuple[str, Span, str]]:
    """Every character that cannot stay: the code of its problem, where it is, and its name."""
    for match in _SUSPECT.finditer(text):
        character, index = match[0], match.start()
        if character == "\u200d" and _joins_emoji(text, index):
            continue
        line_start = text.rfind("\n", 0, index) + 1
        span = Span.at(text.count("\n", 0, index) + 1, index - line_start + 1)
        yield _code(character, index), span, f"U+{ord(character):04X} {_name(character)}"


def visible(line: str) -> str:
    """`line` with every character that cannot be seen written out."""
    return _SUSPECT.sub(lambda match: " " if match[0] == "\t" else f"<U+{ord(match[0]):04X}>", line)


def _joins_emoji(text: str, index: int) -> bool:
    around = text[index - 1 : index], text[index + 1 : index + 2]
    return all(_JOINED_BY_ZWJ.fullmatch(character) for character in around)


def _code(character: str, index: int) -> str:
    if character == "\ufeff" and index == 0:
        return "Y103"
    if character == "\t":
        return "Y107"
    if re.match(f"[{_BIDIRECTIONAL}]", character):
        return "Y106"
    if re.match(f"[{_INVISIBLE}\u200d]", character):
        return "Y105"
    return "Y108" if character in "\r\x85\u2028\u2029" else "Y104"


def _name(character: str) -> str:
    return unicodedata.name(character, "control character").lower()
