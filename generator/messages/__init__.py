"""The words of every problem, by code and language. A language is a table: `en.toml`, `fr.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from generator.errors import Problem

_LONGEST_FACT = 200


@dataclass(frozen=True, slots=True)
class Explanation:
    """A problem in words.

    Attributes:
        what: what is wrong.
        expected: what should be there.
        fix: one way to mend it.
    """

    what: str
    expected: str
    fix: str


LANGUAGES = ("en", "fr")


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a person's system speaks, if the command speaks it too; else English.

    `VITRINE_LANG`, which the workflows set to the studio's first language, goes first; then the order is that of
    POSIX: `LC_ALL` before `LC_MESSAGES` before `LANG`.
    """
    names = ("VITRINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next(filter(None, (environment.get(name) for name in names)), "")
    return said[:2].lower() if said[:2].lower() in LANGUAGES else "en"


_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Messages are in `language` meanwhile."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speaking() -> str:
    """The language that is spoken."""
    return _SPOKEN.get()


def table(language: str | None = None) -> Mapping[str, Any]:
    """All templates of a language, by code, with `labels` and `kinds` beside them; left out, the one spoken.

    A language other than English also has `phrases`: what the code itself says inside messages.
    """
    return _read(language or speaking())


@cache
def _read(language: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))


def explain(problem: Problem, language: str | None = None) -> Explanation:
    """Fills the templates of a problem's code with its facts."""
    words = table(language)
    template = words[problem.code]
    phrases: Mapping[str, str] = words.get("phrases", {})
    facts = {name: _short(phrases.get(value, value)) for name, value in problem.facts.items()}
    if "kind" in facts:
        facts["kind"] = words["kinds"][facts["kind"]]
    what, expected, fix = (_chosen(template, part, facts).format_map(facts) for part in ("what", "expected", "fix"))
    return Explanation(what, expected, fix)


def _chosen(template: Mapping[str, str], part: str, facts: Mapping[str, str]) -> str:
    """The variant of a sentence that fits what is known: with a number, with a guess at what was meant."""
    for fact, variant in (("count", f"{part}_many"), ("near", f"{part}_near"), ("mended", f"{part}_near")):
        if facts.get(fact) and variant in template:
            return template[variant]
    return template[part]


def _short(value: str) -> str:
    value = printable(" ".join(value.split()))
    return value if len(value) <= _LONGEST_FACT else value[: _LONGEST_FACT - 1] + "…"


_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """`text` with a mark for each character that steers a terminal or hides."""
    return _HIDDEN.sub("\ufffd", text)
