"""What one text of a file hides: words that YAML drops without a word, characters written as escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.errors import Span
from generator.source.characters import suspects
from generator.source.syntax import ODD_SPACE, Told

_ESCAPE = re.compile(r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<short>.))")
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
          "N": "\x85", "L": "\u2028", "P": "\u2029"}  # fmt: skip
_COMMENT = re.compile(r"#+(\s|$)")
_SWALLOWED = re.compile(r"(\s+)(#.*?)\s*$")
_MISTAKEN = re.compile(rf"(?<=:)[{ODD_SPACE}]|^[{ODD_SPACE}]|[{ODD_SPACE}]$")


def lost(lines: Sequence[str], span: Span, text: str) -> Iterator[Told]:
    """What a text without quotes loses, or swallows, although nobody sees it."""
    rest = lines[span.end_line - 1][span.end_column - 1 :]
    after = _SWALLOWED.match(rest) if "#" in rest else None
    if after and not (len(after[1]) >= 2 and _COMMENT.match(after[2])):
        at = Span.at(span.end_line, span.end_column + len(after[1]), len(after[2]))
        yield "Y120", at, _put_in_quotes(text, after[2])
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
        end = span.end_column - 1 if number == span.end_line else len(line)
        part = line[start:end]
        if not part.isascii() and (odd := _MISTAKEN.search(part)):
            yield "Y121", Span.at(number, start + odd.start() + 1), {}
        if number > span.line and part.startswith("- "):
            yield "Y132", Span.at(number, start + 1), {}


def lost_whole(lines: Sequence[str], span: Span) -> Told | None:
    """A value such as #b4451f, which is nothing but a comment."""
    after = re.match(r"\s*(#.*?)\s*$", lines[span.line - 1][span.column - 1 :])
    if not after or _COMMENT.match(after[1]):
        return None
    return "Y120", Span.at(span.line, span.column + after.start(1), len(after[1])), _put_in_quotes("", after[1])


def _put_in_quotes(text: str, rest: str) -> dict[str, str]:
    whole = f"{text} {rest}".strip()
    mended = f'"{whole}"' if '"' not in whole and "\\" not in whole else "'" + whole.replace("'", "''") + "'"
    return {"rest": rest, "mended": mended}


def hidden_by_escapes(lines: Sequence[str], span: Span) -> Iterator[Told]:
    r"""Characters that may not be in a file, and not as `\u202e` either."""
    for number in range(span.line, span.end_line + 1):
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else None
        line = lines[number - 1]
        for match in _ESCAPE.finditer(line[:end], start):
            digits = match["x"] or match["u"] or match["U"]
            written = chr(int(digits, 16)) if digits else _SHORT.get(match["short"], "")
            for code, _, found in suspects(f"·{written}"):
                yield code, Span.at(number, match.start() + 1, len(match[0])), {"found": found, "count": ""}


def glued_name(text: str) -> str | None:
    """`video:` of `video:1`, which lacks a space."""
    match = re.match(r"[\w-]+:(?=[^\s/])", text)
    return match[0] if match else None
