"""What the YAML parser stumbled over, in words that need no YAML.

The parser says where it stopped; the mistake is often before that. These rules look for the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from generator.errors import FILE_START, Place, Problem, Span

ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like a space and are none for YAML."""
_KEY = re.compile(r"\s*(?:- +)*[^\s#][^#]*?:(?P<value>\s.*|$)")
_CLOSING = {"[": "]", "{": "}"}
Told = tuple[str, Span, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where and why the parser stopped.

    Attributes:
        lines: the text of the file.
        error: as libyaml or PyYAML raised it; both wordings are understood.
        last_quoted: the last text in quotes before it.
        bracket: the innermost bracket that is still open.
    """

    lines: Sequence[str]
    error: yaml.MarkedYAMLError
    last_quoted: Span | None = None
    bracket: Span | None = None

    @property
    def problem(self) -> str:
        return self.error.problem or ""

    @property
    def context(self) -> str:
        return self.error.context or ""

    @property
    def where(self) -> Span:
        return self._span(self.error.problem_mark) if self.error.problem_mark else FILE_START

    @property
    def opened(self) -> Span:
        return self._span(self.error.context_mark) if self.error.context_mark else self.where

    @property
    def line(self) -> str:
        return self.lines[self.where.line - 1]

    @property
    def before(self) -> str:
        """What stands on the line before the place where the parser stopped."""
        return self.line[: self.where.column - 1].strip()

    @property
    def at_end(self) -> bool:
        mark = self.error.problem_mark
        return mark is not None and not "".join([*self.lines[mark.line :]])[mark.column :].strip()

    def _span(self, mark: yaml.Mark) -> Span:
        """Where a mark points; past the end means the last character."""
        line = min(mark.line, len(self.lines) - 1)
        column = min(mark.column, max(0, len(self.lines[line]) - 1)) if line == mark.line else 0
        return Span.at(line + 1, column + 1)


def syntax_problem(place: Callable[[Span], Place], stumble: Stumble) -> Problem:
    """One problem for the parser's first error: after it, nothing can be said about the file."""
    code, span, facts = _told(stumble)
    return Problem(code, place(span), facts)


def _told(stumble: Stumble) -> Told:
    problem, context = stumble.problem, stumble.context
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        return "Y130", stumble.opened, {}
    if _swallowed_a_key(stumble):
        assert stumble.last_quoted is not None
        return "Y130", Span.at(stumble.last_quoted.line, stumble.last_quoted.column), {}
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        backslash = stumble.line.rfind("\\", 0, stumble.where.column)
        return "Y135", Span.at(stumble.where.line, backslash + 1, 2), {}
    if re.search("anchor|alias|tag|block scalar", context) or "tag handle" in problem:
        return _cannot_begin(stumble, stumble.opened)
    if "directive" in context or "directive" in problem or "incompatible" in problem:
        at = Span.at(stumble.opened.line, 1)
        meant = re.match(r"%[A-Za-z]+ ", stumble.lines[at.line - 1])
        return ("Y116", at, {}) if meant else _cannot_begin(stumble, at)
    if "cannot start any token" in problem or "keys are not allowed" in problem:
        return _cannot_begin(stumble, stumble.where)
    if "node content" in problem:
        return _nothing_where_a_value_should_be(stumble)
    if "expected ',' or" in problem:
        return _in_brackets(stumble)
    if "values are not allowed" in problem:
        return _second_colon(stumble)
    if "could not find expected ':'" in problem:
        return _no_colon(stumble.lines, stumble.opened)
    if "entries are not allowed" in problem:
        return "Y137", stumble.where, {}
    if "document start" in problem or "expected key" in problem or "block end" in problem or "'-' ind" in problem:
        return _out_of_line(stumble)
    return "Y139", stumble.where, {}


def _swallowed_a_key(stumble: Stumble) -> bool:
    """Whether the last text in quotes runs over lines that look like keys: its quote was not closed."""
    quoted = stumble.last_quoted
    if quoted is None or quoted.end_line != stumble.where.line or quoted.line == quoted.end_line:
        return False
    return any(_KEY.match(line) for line in stumble.lines[quoted.line : quoted.end_line])


def _cannot_begin(stumble: Stumble, at: Span) -> Told:
    return "Y134", at, {"found": stumble.lines[at.line - 1][at.column - 1 : at.column]}


def _nothing_where_a_value_should_be(stumble: Stumble) -> Told:
    if stumble.bracket and stumble.at_end:
        return _never_closed(stumble.lines, stumble.bracket)
    return _cannot_begin(stumble, stumble.where)


def _in_brackets(stumble: Stumble) -> Told:
    """A bracket that is never closed, or one whose entries are not separated."""
    line, column = stumble.opened.line, stumble.opened.column
    opening = stumble.lines[line - 1][column - 1]
    if stumble.at_end or not _closes(stumble.lines, line, column):
        return _never_closed(stumble.lines, stumble.opened)
    rest = stumble.line[stumble.where.column - 1 :]
    if rest[:1] in _CLOSING.values():
        return "Y126", stumble.where, {"found": rest[0], "opening": opening, "wanted": _CLOSING[opening]}
    word = re.search(r"[^\s,\[\]{}]+$", stumble.line[: stumble.where.column - 1]) if rest[:1] == ":" else None
    if word:
        return "Y124", Span.at(stumble.where.line, word.start() + 1, len(word[0])), {"found": word[0]}
    found = re.match(r"[^\s,\[\]{}]+|.?", rest)
    assert found is not None
    return "Y124", Span.at(stumble.where.line, stumble.where.column, max(1, len(found[0]))), {"found": found[0]}


def _never_closed(lines: Sequence[str], at: Span) -> Told:
    opening = lines[at.line - 1][at.column - 1]
    return "Y131", Span.at(at.line, at.column), {"found": opening, "wanted": _CLOSING[opening]}


def _closes(lines: Sequence[str], line: int, column: int) -> bool:
    """Whether the bracket there finds its partner before the next line that begins with a key."""
    text = lines[line - 1][column - 1 :]
    for follower in lines[line:]:
        if re.match(r"\s*(- +)*[\w-]+:(\s|$)", follower) and text.count("{") <= text.count("}"):
            break
        text += "\n" + follower
    text = re.sub(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", "", text)
    depth = 0
    for character in text:
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return True
    return False


def _second_colon(stumble: Stumble) -> Told:
    """A colon that makes no key: in the text, or of a key that a text on the lines above swallowed."""
    at = stumble.where
    indent = len(stumble.line) - len(stumble.line.lstrip())
    if re.search(r":\s", stumble.before) or stumble.before.startswith("- "):
        return "Y133", at, {}
    texts: list[int] = []
    for number in range(at.line - 1, 0, -1):
        above = stumble.lines[number - 1]
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        key = _KEY.match(above)
        if key and key["value"].strip(" |>-+"):
            if re.match(r"\s*-[^\s-]", above):
                return _no_space(number, above.index("-") + 1, "-")
            return "Y132", Span.at(at.line, indent + 1, max(1, at.column - indent - 1)), {}
        if key:
            break
        texts.append(number)
    if not texts:
        return "Y133", at, {}
    number = texts[-1]
    above = stumble.lines[number - 1]
    start = re.match(r"\s*(?:- +)*", above)
    assert start is not None
    return _no_colon(stumble.lines, Span.at(number, start.end() + 1))


def _no_colon(lines: Sequence[str], at: Span) -> Told:
    word = lines[at.line - 1][at.column - 1 :].rstrip()
    if odd := re.match(rf"[^\s:]+:[{ODD_SPACE}]", word):
        return "Y121", Span.at(at.line, at.column + odd.end() - 1), {}
    if glued := re.match(r"[\"']?[\w-]+[\"']?:(?=\S)(?!//)", word):
        return _no_space(at.line, at.column, glued[0])
    if re.match(r"-[^\s-]", word):
        return _no_space(at.line, at.column, "-")
    return "Y136", Span.at(at.line, at.column, max(1, len(word))), {"found": word}


def _no_space(line: int, column: int, name: str) -> Told:
    return "Y123", Span.at(line, column, len(name)), {"name": name}


def _out_of_line(stumble: Stumble) -> Told:
    """Something stands where neither a key nor an entry can begin."""
    at, before = stumble.where, stumble.before
    rest = stumble.line[at.column - 1 :].rstrip()
    if rest.startswith(":") and not before:
        return "Y119", at, {}
    if rest.startswith(":") and before.endswith(("'", '"')):
        return _no_space(at.line, stumble.line.index(before) + 1, before + ":")
    if before.endswith(("'", '"', "]", "}")):
        return "Y138", Span.at(at.line, at.column, max(1, len(rest))), {"found": rest, "end": before[-1]}
    if "document start" in stumble.problem:
        above = stumble.lines[: at.line - 1]
        if any(line.startswith("...") for line in above):
            return "Y115", Span.at(at.line, 1), {}
        directive = next((number for number, line in enumerate(above, 1) if line.startswith("%")), None)
        if directive:
            return "Y116", Span.at(directive, 1), {}
    word = re.match(r"-(?=\s)|[^\s:]+", rest)
    return "Y132", Span.at(at.line, at.column, len(word[0]) if word else 1), {}
