"""Characters that must not be in the file: found before YAML is asked, so that nothing hides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.errors import Span

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
_FLAG = "\U0001f3f4(?:{})\U000e007f".format("|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) for region in ("gbeng", "gbsct", "gbwls")
))  # fmt: skip
"""England, Scotland and Wales: flags made of invisible letters."""
_SUSPECT = re.compile(f"(?P<flag>{_FLAG})|(?P<one>[{_BIDIRECTIONAL}{_INVISIBLE}{_CONTROL}\t])(?P=one)*|(?:\r(?!\n))+")
_PICTURE = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_HAS_TWO_LOOKS = re.compile(r"[0-9#*©®™‼⁉ℹ〰〽㊗㊙\u2190-\u2bff\U0001f000-\U0001faff]")


def suspects(text: str) -> Iterator[tuple[str, Span, str]]:
    """Every character that cannot stay: the code of its problem, where it is, and its name.

    A run of the same character is one.
    """
    line, line_start = 1, 0
    for match in _SUSPECT.finditer(text):
        if _belongs_to_a_picture(text, match):
            continue
        line += text.count("\n", line_start, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        character = match[0][0]
        span = Span.at(line, match.start() - line_start + 1, len(match[0]))
        yield _code(character, match.start()), span, f"U+{ord(character):04X} {_name(character)}"


def visible(text: str) -> str:
    """`text` with a mark for every character that cannot be seen, as wide as before."""

    def mark(match: re.Match[str]) -> str:
        if _belongs_to_a_picture(text, match):
            return match[0]
        return ("→" if match[0][0] == "\t" else "\ufffd") * len(match[0])

    return _SUSPECT.sub(mark, text)


def _belongs_to_a_picture(text: str, match: re.Match[str]) -> bool:
    """Whether what was found makes an emoji: a flag, two pictures joined, a sign shown as a picture."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match[0] == "\u200d":
        return bool(_PICTURE.fullmatch(before) and _PICTURE.fullmatch(after))
    if match[0] in ("\ufe0e", "\ufe0f"):
        return bool(_HAS_TWO_LOOKS.fullmatch(before))
    return match["flag"] is not None


def _code(character: str, index: int) -> str:
    if character == "\ufeff" and index == 0:
        return "Y103"
    if character == "\t":
        return "Y107"
    if re.match(f"[{_BIDIRECTIONAL}]", character):
        return "Y106"
    if re.match(f"[{_INVISIBLE}]", character):
        return "Y105"
    return "Y108" if character in "\r\x85\u2028\u2029" else "Y104"


def _name(character: str) -> str:
    return unicodedata.name(character, "control character").lower()
