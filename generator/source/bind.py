"""Nodes to records: validates through pydantic and gives every complaint its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from generator.errors import Problem, Span, nearest
from generator.model.record import Record
from generator.source.nodes import KeyPath, MapNode, Node, TextNode, data, walk
from generator.source.read import SourceFile

R = TypeVar("R", bound=Record)

_SHAPES = {
    "model_type": "M203", "dict_type": "M203",
    "list_type": "M204", "tuple_type": "M204",
    "literal_error": "M218",
}  # fmt: skip
_TOLD_AT_THE_NAME = ("A613", "A616", "M201", "M206", "M208", "M236")
_TOLD_AT_THE_FIRST_NAME = ("M202", "M231", "M233", "M240", "M241")
_SAYS_WHAT_IS_MISSING = ("M202", "M231", "M233", "M240", "M241", "M244")


def bind(file: SourceFile, record: type[R]) -> tuple[R | None, tuple[Problem, ...]]:
    """The record that a file holds, or all the problems of its shape."""
    if file.root is None:
        return None, ()
    if not isinstance(file.root, MapNode):
        return None, (_problem(file, "M203", file.root, {"kind": _kind(file.root)}),)
    try:
        return record.model_validate(data(file.root)), ()
    except ValidationError as error:
        complaints = [cast("Mapping[str, Any]", each) for each in error.errors(include_url=False)]
        return None, tuple(_problems(file, file.root, complaints))


def _problems(file: SourceFile, root: Node, complaints: list[Mapping[str, Any]]) -> Iterator[Problem]:
    for complaint in complaints:
        node, name_span, walked = walk(root, complaint["loc"])
        code = _SHAPES.get(complaint["type"], complaint["type"])
        if isinstance(node, TextNode) and node.empty:
            continue  # told already, where the value is missing
        if isinstance(node, MapNode) and node.damaged and code in _SAYS_WHAT_IS_MISSING:
            continue  # it may stand in the entry that could not be read
        name = str(walked[-1]) if walked else ""
        facts = {key: str(value) for key, value in complaint.get("ctx", {}).items() if key != "said"}
        if code in _TOLD_AT_THE_FIRST_NAME:
            yield Problem(code, file.place(first_name(node, walked) or name_span), facts)
        elif code in _TOLD_AT_THE_NAME or (code == "M211" and facts["found"] == name):
            yield Problem(code, file.place(name_span), {"name": name, **facts})
        else:
            yield _problem(file, code, node, facts | {"kind": facts.get("kind", _kind(node))})


def first_name(node: Node, walked: KeyPath) -> Span | None:
    """Where the group begins that is an entry of a list; it has no name of its own."""
    in_list = bool(walked) and isinstance(walked[-1], int)
    first = next(iter(node.entries.values()), None) if in_list and isinstance(node, MapNode) else None
    return first[0] if first else None


def _problem(file: SourceFile, code: str, node: Node, facts: Mapping[str, str]) -> Problem:
    if code == "M218":
        code, facts = _not_a_word(node, facts)
    if code in ("M203", "M204") and isinstance(node, TextNode):
        glued = re.match(r"[\w-]+:(?=\S)|-(?=[^\s-])", node.text)
        if glued:
            at = Span.at(node.span.line, node.span.column, len(glued[0]))
            return Problem("Y123", file.place(at), {"name": glued[0]})
    return Problem(code, file.place(_first_line(node)), facts)


def _not_a_word(node: Node, facts: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    if not isinstance(node, TextNode):
        return "M205", facts
    words = re.findall(r"'([^']*)'", facts["expected"])
    return "M218", {"found": node.text, "known": ", ".join(words), "near": nearest(node.text, words) or ""}


def _first_line(node: Node) -> Span:
    """A node's span; of a longer value only its beginning."""
    span = node.span
    if isinstance(node, TextNode) and span.line == span.end_line:
        return span
    return Span.at(span.line, span.column)


def _kind(node: Node) -> str:
    if isinstance(node, TextNode):
        return "text"
    return "map" if isinstance(node, MapNode) else "list"
