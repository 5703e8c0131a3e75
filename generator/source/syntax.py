"""What the YAML parser stumbled over, in words that need no YAML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import yaml

from generator.errors import FILE_START, Place, Problem, Span


def syntax_problem(place: Callable[[Span], Place], lines: Sequence[str], error: yaml.MarkedYAMLError) -> Problem:
    """One problem for the parser's first error: after it, nothing can be said about the file.

    Args:
        place: finds a span in the file.
        lines: the text of the file.
        error: as libyaml or PyYAML raised it; both wordings are understood.
    """
    problem, context = error.problem or "", error.context or ""
    where = _span(error.problem_mark, lines) if error.problem_mark else FILE_START
    opened = _span(error.context_mark, lines) if error.context_mark else where
    character = lines[where.line - 1][where.column - 1 : where.column]
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        return Problem("Y130", place(opened))
    if "expected ',' or" in problem or "flow" in context:
        return Problem("Y131", place(opened), {"found": lines[opened.line - 1][opened.column - 1 : opened.column]})
    if "values are not allowed" in problem:
        return Problem("Y133", place(where))
    if "cannot start any token" in problem:
        return Problem("Y134", place(where), {"found": character})
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return Problem("Y135", place(where))
    if "could not find expected ':'" in problem:
        line = lines[opened.line - 1]
        word = line[opened.column - 1 :].rstrip()
        return Problem("Y136", place(Span.at(opened.line, opened.column, max(1, len(word)))), {"found": word})
    if "entries are not allowed" in problem:
        return Problem("Y137", place(where))
    if "expected key" in problem or "block end" in problem or "'-' indicator" in problem:
        return Problem("Y132", place(where))
    return Problem("Y139", place(where))


def _span(mark: yaml.Mark, lines: Sequence[str]) -> Span:
    """Where a mark points; past the end means the last character."""
    line = min(mark.line, len(lines) - 1)
    column = min(mark.column, max(0, len(lines[line]) - 1)) if line == mark.line else 0
    return Span.at(line + 1, column + 1)
