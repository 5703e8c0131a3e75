"""Problems as text for a person, as JSON for a program, as annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Literal

from generator.errors import Place, Problem
from generator.messages import explain, printable, table

Format = Literal["text", "json", "github"]
_WIDEST_LINE = 110
_SHOWN_BEFORE = 30


def report(problems: Iterable[Problem], style: Format = "text", language: str | None = None) -> str:
    """All problems, in the order given.

    Returns:
        Text that ends with a line break, or nothing when there are no problems (JSON: an empty list).
    """
    if style == "json":
        return json.dumps([_as_json(problem, language) for problem in problems], ensure_ascii=False, indent=2) + "\n"
    show = _as_text if style == "text" else _as_annotation
    return "".join(show(problem, language) for problem in problems)


def _as_text(problem: Problem, language: str | None) -> str:
    labels, told = table(language)["labels"], explain(problem, language)
    where = f"{_where(problem.place)}: " if problem.place.file else ""
    lines = [f"{where}{labels[problem.severity]} {problem.code}: {told.what}\n"]
    lines += _excerpt(problem.place)
    if problem.also:
        lines += [f"  {labels['also']} {_where(problem.also)}\n", *_excerpt(problem.also)]
    return "".join([*lines, f"  {labels['expected']} {told.expected}\n", f"  {labels['fix']} {told.fix}\n\n"])


def _where(place: Place) -> str:
    return f"{printable(place.file)}:{place.span.line}:{place.span.column}"


def _excerpt(place: Place) -> list[str]:
    """The line, and under it a caret for each column that the span covers; of a long line the part around it."""
    line = printable(place.line_text)
    if not line.strip():
        return []
    start = place.span.column - 1
    end = place.span.end_column - 1 if place.span.end_line == place.span.line else start + 1
    shift = max(0, min(start - _SHOWN_BEFORE, len(line) - _WIDEST_LINE))
    shown = line[shift : shift + _WIDEST_LINE]
    start, end = start - shift, min(end - shift, len(shown))
    before, after = "…" if shift else "", "…" if shift + _WIDEST_LINE < len(line) else ""
    gutter = f"  {place.span.line} | "
    caret_at = _width(before + shown[:start])
    carets = "^" * max(1, _width(shown[start:end]))
    return [
        f"{gutter}{before}{shown}{after}".rstrip(" ") + "\n",
        f"{' ' * (len(gutter) - 2)}| {' ' * caret_at}{carets}\n",
    ]


def _width(text: str) -> int:
    """Columns that a terminal gives to `text`."""
    return sum(
        0 if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )  # fmt: skip


def _as_json(problem: Problem, language: str | None) -> dict[str, object]:
    told, also = explain(problem, language), problem.also
    return {
        **_position(problem.place),
        "severity": problem.severity,
        "code": problem.code,
        "what": told.what,
        "expected": told.expected,
        "fix": told.fix,
        "also": _position(also) if also else None,
    }


def _position(place: Place) -> dict[str, object]:
    span = place.span
    return {
        "file": printable(place.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _as_annotation(problem: Problem, language: str | None) -> str:
    told, span = explain(problem, language), problem.place.span
    where = f"file={_property(printable(problem.place.file))},line={span.line},col={span.column},"
    ends = f"endLine={span.end_line},endColumn={span.end_column}," if span.line == span.end_line else ""
    if not problem.place.file:
        where = ends = ""
    title = _property(f"{problem.code}: {told.what}")
    labels = table(language)["labels"]
    also = [f"{labels['also']} {_where(problem.also)}"] if problem.also else []
    text = _data("\n".join([*also, f"{labels['expected']} {told.expected}", f"{labels['fix']} {told.fix}"]))
    return f"::{problem.severity} {where}{ends}title={title}::{text}\n"


def _data(text: str) -> str:
    """Escapes as GitHub's workflow commands ask (source: actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
