"""Bytes of one YAML file to nodes, or to the problems that prevent it.

Only the plain part of YAML is let in: texts, lists, maps. What makes a file mean something else than it
shows (anchors, tags, merge keys, several documents, duplicate keys, a swallowed #) is refused at its
place. libyaml's event stream is read without recursion, so that no nesting can exhaust the stack; its
own composer would crash the process on a long run of brackets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.errors import FILE_START, Place, Problem, Span
from generator.source import scalars
from generator.source.characters import suspects, visible
from generator.source.nodes import ListNode, MapNode, Node, TextNode
from generator.source.syntax import Stumble, Told, syntax_problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 64
_MOST_PROBLEMS = 20
_TOLD_ONCE = ("Y104", "Y107", "Y108")
_BEGINS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_SAYS = (yaml.ScalarEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent, yaml.AliasEvent)
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name as the creator types it, its lines, and its value if it has one."""

    name: str
    lines: tuple[str, ...]
    root: Node | None

    def place(self, span: Span) -> Place:
        """`span` in this file, with the line to show."""
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        return Place(self.name, span, line)


def read(content: bytes, name: str) -> tuple[SourceFile, tuple[Problem, ...]]:
    """Reads one file.

    Args:
        content: its bytes.
        name: how to call it in messages, with forward slashes.

    Returns:
        The file, whose root is None when it could not be parsed, and all its problems of this stage.
    """
    if len(content) > MAX_BYTES:
        empty = SourceFile(name, (), None)
        return empty, (Problem("Y101", empty.place(FILE_START), {"limit": str(MAX_BYTES // 1024)}),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, name, error.start)
    if content.count(0) * 4 > len(content):
        return _not_utf8(content, name, content.index(0))
    file = SourceFile(name, _lines(text), None)
    found = tuple(_hidden(file, text))
    if found:
        return file, found[:_MOST_PROBLEMS]
    return _Reader(file, text.replace("\r\n", "\n")).result()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(visible(text).replace("\r\n", "\n").split("\n"))


def _not_utf8(content: bytes, name: str, start: int) -> tuple[SourceFile, tuple[Problem, ...]]:
    before = content[:start].decode("utf-8", "replace")
    at = Span.at(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    file = SourceFile(name, _lines(content.decode("utf-8", "replace")), None)
    return file, (Problem("Y102", file.place(at), {"found": f"0x{content[start]:02X}"}),)


def _hidden(file: SourceFile, text: str) -> Iterator[Problem]:
    """What hides in the text; an editor that writes tabs made one mistake and not a hundred."""
    found = list(suspects(text))
    counts = Counter(code for code, _, _ in found)
    told: set[str] = set()
    for code, span, what in found:
        once = code in _TOLD_ONCE and counts[code] > 1
        if code not in told:
            yield Problem(code, file.place(span), {"found": what, "count": str(counts[code]) if once else ""})
        told |= {code} if once else set()


class _Reader:
    """Turns the event stream of one file into nodes, noting what cannot stay."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self._file = file
        self._text = text
        self._lines = text.split("\n")
        self._problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._last_quoted: Span | None = None

    def result(self) -> tuple[SourceFile, tuple[Problem, ...]]:
        try:
            root = self._root(yaml.parse(self._text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            root = None
            brackets = [opened.node.span for opened in self._stack if opened.in_brackets]
            stumble = Stumble(self._lines, error, self._last_quoted, brackets[-1] if brackets else None)
            if not self._explained(brackets):
                self._problems.append(syntax_problem(self._file.place, stumble))
        return SourceFile(self._file.name, self._file.lines, root), tuple(self._problems)

    def _explained(self, brackets: list[Span]) -> bool:
        """Whether a closing bracket is missing because a # swallowed it."""
        swallowed = [problem.place.span for problem in self._problems if problem.code == "Y120"]
        return bool(brackets) and any(span > brackets[-1] for span in swallowed)

    def _note(self, code: str, span: Span, also: Span | None = None, **facts: str) -> None:
        self._problems.append(Problem(code, self._file.place(span), facts, self._file.place(also) if also else None))

    def _tell(self, told: Told) -> None:
        code, span, facts = told
        self._problems.append(Problem(code, self._file.place(span), facts))

    def _root(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, _SAYS):
                node = self._node(event, _span(event))
                if self._stack:
                    self._put(self._stack[-1], node)
                else:
                    root = node
            elif isinstance(event, _BEGINS):
                if not self._opened(event, _span(event)):
                    return None
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note("Y115", Span.at(_span(event).line, 1, 3))
                    return root
                if event.version or event.tags:
                    line = next(number for number, line in enumerate(self._lines, 1) if line.startswith("%"))
                    self._note("Y116", Span.at(line, 1))
        if root is None or _is_missing(root):
            self._note("Y140", FILE_START)
        return None if isinstance(root, TextNode) and root.empty else root

    def _opened(self, event: Any, span: Span) -> bool:
        self._refuse_decorations(event, span)
        if len(self._stack) >= MAX_DEPTH:
            self._note("Y122", Span.at(span.line, span.column), limit=str(MAX_DEPTH))
            return False
        node = ListNode(span) if isinstance(event, yaml.SequenceStartEvent) else MapNode(span)
        self._stack.append(_Open(node, in_brackets=bool(event.flow_style)))
        return True

    def _node(self, event: yaml.Event, span: Span) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span)
        if isinstance(event, yaml.AliasEvent):
            name = event.anchor or ""
            if not (self._stack and self._stack[-1].skip):
                self._note("Y112", Span.at(span.line, span.column, len(name) + 1), found=name)
            return TextNode("", span, empty=True, told=True)
        node = self._stack.pop().node
        node.span = Span(node.span.line, node.span.column, span.end_line, span.end_column)
        return node

    def _put(self, parent: _Open, node: Node) -> None:
        if isinstance(parent.node, ListNode):
            if _is_missing(node):
                self._note("Y118", Span.at(node.span.line, max(1, node.span.column - 1)), name="-")
            parent.node.items.append(node)
        elif parent.name is None:
            parent.name = self._name(parent, parent.node, node)
        else:
            if not parent.skip:
                self._value(parent, parent.node, parent.name, node)
            parent.name, parent.skip = None, False

    def _name(self, parent: _Open, group: MapNode, node: Node) -> TextNode:
        parent.skip = True
        if not isinstance(node, TextNode):
            self._problems = [each for each in self._problems if not _within(each.place.span, node.span)]
            self._note("Y117", Span.at(node.span.line, node.span.column))
        elif _is_missing(node) or not (node.text or node.empty):
            self._note("Y119", node.span)
        elif node.text == "<<":
            self._note("Y114", node.span)
        elif node.text in group.entries:
            self._note("Y110", node.span, group.entries[node.text][0], name=node.text)
            return node
        elif not node.empty:
            parent.skip = False
            return node
        group.damaged = True
        return TextNode("", node.span)

    def _value(self, parent: _Open, group: MapNode, name: TextNode, node: Node) -> None:
        if _is_missing(node):
            glued = scalars.glued_name(name.text) if parent.in_brackets else None
            if glued:
                self._note("Y123", Span.at(name.span.line, name.span.column, len(glued)), name=glued)
                group.damaged = True
            elif lost := scalars.lost_whole(self._lines, node.span):
                self._tell(lost)
            else:
                self._note("Y118", name.span, name=name.text)
        group.entries[name.text] = (name.span, node)

    def _refuse_decorations(self, event: Any, span: Span) -> bool:
        """Notes an anchor or a tag.

        Returns:
            Whether there was one.
        """
        if event.anchor:
            self._note("Y111", Span.at(span.line, span.column, len(event.anchor) + 1), found=event.anchor)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note("Y113", Span.at(span.line, span.column, len(tag)), found=tag)
        return bool(event.anchor or event.tag)

    def _scalar(self, event: yaml.ScalarEvent, span: Span) -> TextNode:
        decorated = self._refuse_decorations(event, span)
        plain = not event.style
        if event.style in ("'", '"'):
            self._last_quoted = span
        if event.style == '"':
            for told in scalars.hidden_by_escapes(self._lines, span):
                self._tell(told)
        if plain and event.value:
            for told in scalars.lost(self._lines, span, event.value):
                self._tell(told)
        empty = plain and not event.value
        return TextNode(event.value, span, empty=empty, told=empty and decorated)


@dataclass(slots=True)
class _Open:
    """A list or map that is being filled."""

    node: ListNode | MapNode
    in_brackets: bool
    name: TextNode | None = None
    skip: bool = False
    """True while the value of a name that was refused is read."""


def _is_missing(node: Node) -> bool:
    return isinstance(node, TextNode) and node.empty and not node.told


def _within(inner: Span, outer: Span) -> bool:
    start, end = (inner.line, inner.column), (outer.end_line, outer.end_column)
    return (outer.line, outer.column) <= start < end


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None  # noqa: PT018 - every event of a text has both
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
