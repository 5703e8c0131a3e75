"""Whatever is typed is taken as it is written, or refused at its place: never changed, never a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Problem
from generator.model.grid import Grid
from generator.source.bind import bind
from generator.source.nodes import MapNode, TextNode
from generator.source.read import read

VALID = (Path(__file__).parent / "golden/base/packages/videos.yml").read_text("utf-8")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
WORDS = st.text("abcé9 :#-'\"[]{},&*!|>%@`?\u00a0\U0001f3ac", min_size=1, max_size=20)


def taken(written: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text that is read from `name: …`, and the problems."""
    file, problems = read(f"name: {written}\nlast: x\n".encode(), "a.yml")
    value = file.root.entries["name"][1] if isinstance(file.root, MapNode) and "name" in file.root.entries else None
    return (value.text if isinstance(value, TextNode) else None), problems


def inside(content: bytes, problems: tuple[Problem, ...]) -> bool:
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    spans = [problem.place.span for problem in problems]
    return all(span.line <= len(lines) and span.column <= max(1, len(lines[span.line - 1]) + 1) for span in spans)


@given(TEXTS)
def test_a_text_in_double_quotes(text: str) -> None:
    found, problems = taken(json.dumps(text, ensure_ascii=False))
    assert problems or found == text


@given(TEXTS.filter(lambda text: "\n" not in text and "\r" not in text))
def test_a_text_in_single_quotes(text: str) -> None:
    found, problems = taken("'" + text.replace("'", "''") + "'")
    assert problems or found == text


@given(WORDS)
def test_a_text_without_quotes(text: str) -> None:
    found, problems = taken(text)
    quoted = text.strip(" ")[:1] in ("'", '"', "[", "{", "|", ">", "")
    assert problems or quoted or found == text.strip(" ")


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "010", "0x1F", "1e3", "22:22", "1_000", "null", "~", "2026-01-01", ".inf", "19.90", "=", "9:16"],
)
def test_what_other_readers_would_turn_into_something_else(text: str) -> None:
    assert taken(text) == (text, ())


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The valid grid with some characters lost, doubled, swapped or put in."""
    text = VALID
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        put = draw(
            st.sampled_from(
                ["", "\t", "\n", ":", " #x", "&a ", "*a", "[", "}", "'", '"', "- ", "\u200b", "é", "!!x ", "\x00"]
            )
        )
        text = text[:start] + put + draw(st.sampled_from(["", text[start:end]])) + text[end:]
    return text.encode()


@given(st.one_of(damaged(), st.binary(max_size=200), TEXTS.map(str.encode)))
def test_any_file_is_read_or_refused_at_a_place(content: bytes) -> None:
    file, problems = read(content, "a.yml")
    grid, complaints = bind(file, Grid)
    assert grid is not None or problems or complaints
    assert inside(content, (*problems, *complaints))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a" * (256 * 1024 + 1), "Y101"),
        (b"[" * 200_000, "Y122"),
        (b"a: " + b"{a: " * 50_000, "Y122"),
        (b"- " * 100_000, "Y122"),
        ("\n".join(" " * depth + "a:" for depth in range(500)).encode(), "Y122"),
        ("a: b".encode("utf-16"), "Y102"),
        (b"a: &x [1]\nb: &y [*x, *x]\nc: [*y, *y]\n", "Y111"),
        (b"", "Y140"),
    ],
)
def test_hostile_files_are_refused(content: bytes, code: str) -> None:
    assert code in {problem.code for problem in read(content, "a.yml")[1]}
