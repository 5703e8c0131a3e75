"""The words of every problem, by code and language. A language is a table: `en.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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


@cache
def table(language: str = "en") -> Mapping[str, Any]:
    """All templates of a language, by code, with `labels` and `kinds` beside them."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))


def explain(problem: Problem, language: str = "en") -> Explanation:
    """Fills the templates of a problem's code with its facts."""
    words = table(language)
    template = words[problem.code]
    facts = {name: _short(value) for name, value in problem.facts.items()}
    if "kind" in facts:
        facts["kind"] = words["kinds"][facts["kind"]]
    fix = template["fix_near"] if facts.get("near") and "fix_near" in template else template["fix"]
    return Explanation(
        template["what"].format_map(facts), template["expected"].format_map(facts), fix.format_map(facts)
    )


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST_FACT else value[: _LONGEST_FACT - 1] + "…"
