"""Problems: what is wrong with a creator's files, where, and how to mend it.

A problem is a value. It carries a stable code and the facts that fill its message; the words live in
`generator/messages`, the printing in `generator/report.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "notice"]
_SEVERITIES: Mapping[str, Severity] = {"W": "warning", "N": "notice"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in a file: lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, line: int, column: int, width: int = 1) -> Span:
        """A span of `width` characters on one line."""
        return cls(line, column, line, column + width)


FILE_START = Span.at(1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a named file, with the text of its first line so that it can be shown."""

    file: str
    span: Span
    line_text: str


NOWHERE = Place("", FILE_START, "")
"""For what is wrong outside any file: a key, an account."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Attributes:
        code: stable name of the kind of problem, such as `M210`.
        place: where it is.
        facts: what the message template needs, by name.
        also: another place that explains this one (the first of two equal keys).
    """

    code: str
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)
    also: Place | None = None

    @property
    def severity(self) -> Severity:
        """Codes that begin with W warn, those with N only remind; all others refuse."""
        return _SEVERITIES.get(self.code[0], "error")

    @property
    def order(self) -> tuple[str, Span, str]:
        """Problems are told file by file, from the top."""
        return (self.place.file, self.place.span, self.code)


Subject = Literal["studio", "licences", "collections", "costs"] | int | tuple[Literal["products", "portfolio"], int]
"""The file a rule speaks of: the studio's, that of shared licences, of collections, of private costs; a grid's by its
index; a product's or a case study's by its folder and index, as `("products", index)`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say. It knows no files: the offer book turns it into a `Problem` with a place.

    Attributes:
        code: stable name of the kind of problem.
        subject: the file.
        path: keys and list indexes that lead to the value.
        facts: what the message template needs, by name.
        at_name: point at the key and not at its value.
        also: the path of a place that explains this one.
        also_in: the file of that place; left out, the same file.
    """

    code: str
    subject: Subject
    path: tuple[str | int, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    at_name: bool = False
    also: tuple[str | int, ...] | None = None
    also_in: Subject | None = None


class ProblemsFound(Exception):  # noqa: N818 - it says what happened
    """The creator's files cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__(f"{len(self.problems)} problem(s)")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely meant, if one is close enough."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
