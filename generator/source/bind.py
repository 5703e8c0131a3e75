"""Nodes to records: validates through pydantic and gives every complaint its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from generator.errors import Problem, Span, nearest
from generator.model.record import Record
from generator.source.nodes import MapNode, Node, TextNode, data, walk
from generator.source.read import SourceFile

R = TypeVar("R", bound=Record)

_SHAPES = {
    "model_type": "M203", "dict_type": "M203",
    "list_type": "M204", "tuple_type": "M204",
    "literal_error": "M218",
}  # fmt: skip
_TOLD_AT_THE_NAME = ("M201", "M206", "M208", "M236")
_TOLD_AT_THE_FIRST_NAME = ("M202", "M231")


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
        if isinstance(node, TextNode) and node.empty:
            continue  # told already, where the value is missing
        code = _SHAPES.get(complaint["type"], complaint["type"])
        facts = {name: str(value) for name, value in complaint.get("ctx", {}).items() if name != "said"}
        if code in _TOLD_AT_THE_FIRST_NAME:
            in_list = bool(walked) and isinstance(walked[-1], int)
            first = in_list and isinstance(node, MapNode) and node.entries
            span = next(iter(node.entries.values()))[0] if first else name_span  # type: ignore[union-attr]
            yield Problem(code, file.place(span), facts)
        elif code in _TOLD_AT_THE_NAME:
            yield Problem(code, file.place(name_span), {"name": str(walked[-1]) if walked else "", **facts})
        else:
            yield _problem(file, code, node, facts | {"kind": facts.get("kind", _kind(node))})


def _problem(file: SourceFile, code: str, node: Node, facts: Mapping[str, str]) -> Problem:
    if code == "M218" and not isinstance(node, TextNode):
        code = "M205"
    if isinstance(node, TextNode):
        if code == "M218":
            words = re.findall(r"'([^']*)'", facts["expected"])
            facts = {
                "found": node.text,
                "known": ", ".join(words),
                "near": nearest(node.text, words) or words[0],
            }
        glued = re.match(r"(\w+):\S", node.text)
        if code == "M203" and glued:
            return Problem("Y123", file.place(_first_line(node)), {"name": glued[1]})
    return Problem(code, file.place(_first_line(node)), facts)


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
