"""Bytes of one YAML file to nodes, or to the problems that prevent it.

Only the plain part of YAML is let in: texts, lists, maps. What makes a file mean something else than it
shows (anchors, tags, merge keys, several documents, duplicate keys, a swallowed #) is refused at its
place. libyaml's event stream is read without recursion, so that no nesting can exhaust the stack; its
own composer would crash the process on a long run of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.errors import FILE_START, Place, Problem, Span
from generator.source.characters import suspects, visible
from generator.source.nodes import ListNode, MapNode, Node, TextNode
from generator.source.syntax import syntax_problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 64
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"


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
        kib = str(-(-len(content) // 1024))
        return empty, (Problem("Y101", empty.place(FILE_START), {"size": kib, "limit": str(MAX_BYTES // 1024)}),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, name, error)
    file = SourceFile(name, tuple(visible(line) for line in text.replace("\r\n", "\n").split("\n")), None)
    found = tuple(Problem(code, file.place(span), {"found": what}) for code, span, what in suspects(text))
    if found:
        return file, found[:20]
    return _Reader(file, text.replace("\r\n", "\n")).result()


def _not_utf8(content: bytes, name: str, error: UnicodeDecodeError) -> tuple[SourceFile, tuple[Problem, ...]]:
    before = content[: error.start].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    lines = tuple(visible(part) for part in content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n"))
    file = SourceFile(name, lines, None)
    return file, (Problem("Y102", file.place(Span.at(line, column)), {"found": f"0x{content[error.start]:02X}"}),)


class _Reader:
    """Turns the event stream of one file into nodes, noting what cannot stay."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self._file = file
        self._text = text
        self._lines = text.split("\n")
        self._problems: list[Problem] = []

    def result(self) -> tuple[SourceFile, tuple[Problem, ...]]:
        try:
            root = self._root(iter(yaml.parse(self._text, Loader=_LOADER)))
        except yaml.MarkedYAMLError as error:
            self._problems.append(syntax_problem(self._file.place, self._lines, error))
            root = None
        return SourceFile(self._file.name, self._file.lines, root), tuple(self._problems)

    def _note(self, code: str, span: Span, also: Span | None = None, **facts: str) -> None:
        self._problems.append(Problem(code, self._file.place(span), facts, self._file.place(also) if also else None))

    def _root(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        stack: list[_Open] = []
        documents = 0
        for event in events:
            span = _span(event)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    self._note("Y116", Span.at(1, 1))
                if documents > 1:
                    self._note("Y115", Span.at(span.line, 1, 3))
                    return root
                continue
            if isinstance(event, yaml.AliasEvent):
                self._note("Y112", span, found=event.anchor or "")
                node: Node = TextNode("", span, empty=True)
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse_decorations(event, span)
                node = self._scalar(event, span)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self._refuse_decorations(event, span)
                if len(stack) >= MAX_DEPTH:
                    self._note("Y122", span, limit=str(MAX_DEPTH))
                    return None
                opened = ListNode(span) if isinstance(event, yaml.SequenceStartEvent) else MapNode(span)
                stack.append(_Open(opened))
                continue
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                node = stack.pop().node
                node.span = Span(node.span.line, node.span.column, span.end_line, span.end_column)
            else:
                continue
            if stack:
                self._put(stack[-1], node)
            else:
                root = node
        if root is None or (isinstance(root, TextNode) and root.empty):
            self._note("Y140", FILE_START)
            return None
        return root

    def _put(self, parent: _Open, node: Node) -> None:
        if isinstance(parent.node, ListNode):
            if isinstance(node, TextNode) and node.empty:
                self._note("Y118", node.span, name="-")
            parent.node.items.append(node)
        elif parent.awaits_name:
            self._name(parent, node)
        else:
            name = parent.name or TextNode("", node.span)
            if isinstance(node, TextNode) and node.empty:
                self._note("Y118", name.span, name=name.text)
            if not parent.skip:
                parent.node.entries[name.text] = (name.span, node)
            parent.name, parent.skip = None, False

    def _name(self, parent: _Open, node: Node) -> None:
        assert isinstance(parent.node, MapNode)
        if not isinstance(node, TextNode):
            self._note("Y117", Span.at(node.span.line, node.span.column))
            parent.name, parent.skip = TextNode("", node.span), True
            return
        parent.name = node
        if node.empty or not node.text:
            self._note("Y119", node.span)
            parent.skip = True
        elif node.text == "<<":
            self._note("Y114", node.span)
            parent.skip = True
        elif node.text in parent.node.entries:
            self._note("Y110", node.span, parent.node.entries[node.text][0], name=node.text)
            parent.skip = True

    def _refuse_decorations(self, event: Any, span: Span) -> None:
        at = Span.at(span.line, span.column)
        if event.anchor:
            self._note("Y111", at, found=event.anchor)
        if event.tag:
            self._note("Y113", at, found=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _scalar(self, event: yaml.ScalarEvent, span: Span) -> TextNode:
        plain = event.style is None or event.style == ""
        empty = plain and event.value == ""
        if plain and not empty:
            self._refuse_swallowed(event.value, span)
        return TextNode(event.value, span, empty=empty)

    def _refuse_swallowed(self, text: str, span: Span) -> None:
        rest = self._lines[span.end_line - 1][span.end_column - 1 :]
        swallowed = re.match(r"(\s+)(#.*)", rest)
        if swallowed and not (len(swallowed[1]) >= 2 and re.match(r"#+(\s|$)", swallowed[2])):
            column = span.end_column + len(swallowed[1])
            self._note(
                "Y120",
                Span.at(span.end_line, column, len(swallowed[2].rstrip())),
                text=text,
                rest=swallowed[2].rstrip(),
            )
        odd = re.search(f":[{_ODD_SPACE}]|^[{_ODD_SPACE}]|[{_ODD_SPACE}]$", text)
        if odd:
            first_line = self._lines[span.line - 1]
            found = re.search(f"[{_ODD_SPACE}]", first_line[span.column - 1 :])
            self._note("Y121", Span.at(span.line, span.column + (found.start() if found else 0)))


@dataclass(slots=True)
class _Open:
    """A list or map that is being filled."""

    node: ListNode | MapNode
    name: TextNode | None = None
    skip: bool = False

    @property
    def awaits_name(self) -> bool:
        return isinstance(self.node, MapNode) and self.name is None


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None  # noqa: PT018 - every event of a text has both
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
