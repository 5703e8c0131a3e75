"""The questions of `vitrine init`, one line each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from generator.starter.answers import QUESTIONS, Answer, Answers, NotAnAnswer, read


def ask(proposed: Answers, language: str, hear: Callable[[str], str], say: Callable[[str], None]) -> Answers:
    """Asks everything, each question until the answer can be used.

    Args:
        proposed: what an empty line means.
        language: of the questions.
        hear: shows a prompt and returns a line.
        say: shows a line.
    """
    words, answers = words_of(language), asdict(proposed)
    say(words["intro"])
    for question in QUESTIONS:
        answers[question] = _answer(question, answers[question], words, hear, say)
    return Answers(**answers)


def _answer(
    question: str,
    proposed: Answer,
    words: Mapping[str, Any],
    hear: Callable[[str], str],
    say: Callable[[str], None],
) -> Answer:
    shown = proposed if isinstance(proposed, str) else ", ".join(proposed)
    while True:
        said = hear(f"{words['questions'][question]} [{shown}]: ").strip()
        if not said:
            return proposed
        try:
            return read(question, said)
        except NotAnAnswer as refused:
            say(words["again"].format(example=str(refused) or shown))


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """What `init` says in a language."""
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    words: Mapping[str, Any] = table[language]
    return words
