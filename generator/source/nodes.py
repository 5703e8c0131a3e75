"""YAML as it was written: texts, lists and maps that know where they stand in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.errors import FILE_START, Span

KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(slots=True)
class TextNode:
    """A scalar: always text, whatever it looks like."""

    text: str
    span: Span
    empty: bool = False
    """True when nothing was written, or nothing that can be used."""
    told: bool = False
    """True when a problem was told about it, so that no second one is."""


@dataclass(slots=True)
class ListNode:
    """A list of values."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """Named values in the order they were written."""

    span: Span
    entries: dict[str, tuple[Span, Node]] = field(default_factory=dict)
    """By name: where the name stands, and the value."""
    damaged: bool = False
    """True when an entry could not be read, so that nobody can say what is missing."""


Node: TypeAlias = TextNode | ListNode | MapNode
Data: TypeAlias = "str | list[Data] | dict[str, Data]"


def data(node: Node) -> Data:
    """The plain value of a node."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [data(item) for item in node.items]
    return {name: data(value) for name, (_, value) in node.entries.items()}


def walk(root: Node, path: Sequence[str | int]) -> tuple[Node, Span, KeyPath]:
    """The deepest node that `path` reaches.

    Returns:
        The node, the span of the name or item that leads to it, and the part of the path that exists.
    """
    node, name_span = root, FILE_START
    walked: KeyPath = ()
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            name_span, node = node.entries[step]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            name_span = node.span
        else:
            break
        walked = (*walked, step)
    return node, name_span, walked
