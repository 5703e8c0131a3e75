"""Problems as text for a person, as JSON for a program, as annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Literal

from generator.errors import Place, Problem
from generator.messages import explain, table

Format = Literal["text", "json", "github"]
_WIDEST_LINE = 110


def report(problems: Iterable[Problem], style: Format = "text", language: str = "en") -> str:
    """All problems, in the order given.

    Returns:
        Text that ends with a line break, or nothing when there are no problems (JSON: an empty list).
    """
    if style == "json":
        return json.dumps([_as_json(problem, language) for problem in problems], ensure_ascii=False, indent=2) + "\n"
    show = _as_text if style == "text" else _as_annotation
    return "".join(show(problem, language) for problem in problems)


def _as_text(problem: Problem, language: str) -> str:
    labels, told = table(language)["labels"], explain(problem, language)
    place = problem.place
    where = f"{place.file}:{place.span.line}:{place.span.column}"
    lines = [f"{where}: {labels[problem.severity]} {problem.code}: {told.what}\n", *_excerpt(place)]
    if problem.also:
        also = problem.also
        lines += [f"  {labels['also']} {also.file}:{also.span.line}:{also.span.column}\n", *_excerpt(also)]
    return "".join([*lines, f"  {labels['expected']}: {told.expected}\n", f"  {labels['fix']}: {told.fix}\n\n"])


def _excerpt(place: Place) -> list[str]:
    """The line, and under it a caret for each column that the span covers."""
    if not place.line_text.strip():
        return []
    start = place.span.column - 1
    end = place.span.end_column - 1 if place.span.end_line == place.span.line else start + 1
    shift = max(0, min(start - 30, len(place.line_text) - _WIDEST_LINE))
    shown = place.line_text[shift : shift + _WIDEST_LINE]
    start, end = start - shift, min(end - shift, len(shown))
    before = ("…" if shift else "") + shown[:start]
    gutter = f"  {place.span.line} | "
    after = "…" if shift + _WIDEST_LINE < len(place.line_text) else ""
    carets = "^" * max(1, _width(shown[start:end]))
    line = f"{gutter}{'…' if shift else ''}{shown}{after}".rstrip()
    return [f"{line}\n", f"{' ' * (len(gutter) - 2)}| {' ' * _width(before)}{carets}\n"]


def _width(text: str) -> int:
    """Columns that a terminal gives to `text`."""
    return sum(
        0 if unicodedata.combining(character) or character in "\ufe0e\ufe0f\u200d"
        else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )  # fmt: skip


def _as_json(problem: Problem, language: str) -> dict[str, object]:
    told, span = explain(problem, language), problem.place.span
    return {
        "file": problem.place.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "severity": problem.severity,
        "code": problem.code,
        "what": told.what,
        "expected": told.expected,
        "fix": told.fix,
    }


def _as_annotation(problem: Problem, language: str) -> str:
    told, span = explain(problem, language), problem.place.span
    where = f"file={_property(problem.place.file)},line={span.line},col={span.column}"
    ends = f",endLine={span.end_line},endColumn={span.end_column}" if span.line == span.end_line else ""
    title = _property(f"{problem.code}: {told.what}")
    labels = table(language)["labels"]
    text = _data(f"{labels['expected']}: {told.expected}\n{labels['fix']}: {told.fix}")
    return f"::{problem.severity} {where}{ends},title={title}::{text}\n"


def _data(text: str) -> str:
    """Escapes as GitHub's workflow commands ask (source: actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
