"""What does not pass through MkDocs: made when they are written, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from generator.cores import on_all_cores
from generator.errors import Problem, ProblemsFound
from generator.pages.social_card import Card, drawn


class Finished(Protocol):
    """A page, or a file for machines, that needs nothing more than to be made."""

    @property
    def path(self) -> str:
        """Its address below the root; that of a page ends in a slash."""

    def content(self) -> str:
        """The whole of it."""


Judge = Callable[[str, str], None]
"""Raises ProblemsFound for a content that may not be written at an address."""


def write(finished: Finished, folder: Path, judge: Judge) -> None:
    """Makes it and writes it into the site's folder.

    Raises:
        ProblemsFound: it may not be written.
    """
    content = finished.content()
    judge(content, finished.path)
    place(content, finished.path, folder)


def place(content: str, path: str, folder: Path) -> None:
    """Puts what is at an address where hosts look for it."""
    file = folder / (f"{path}index.html" if path.endswith("/") else path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode())


def write_all(finished: Sequence[Finished], folder: Path, judge: Judge) -> None:
    """Writes many.

    Raises:
        ProblemsFound: of the first one that may not be written.
    """

    def written(some: Sequence[Finished]) -> tuple[Problem, ...]:
        for each in some:
            try:
                write(each, folder, judge)
            except ProblemsFound as found:
                return found.problems
        return ()

    for problems in on_all_cores(written, finished):
        if problems:
            raise ProblemsFound(problems)


def write_cards(cards: Iterable[Card], kept: Path, folder: Path) -> None:
    """Puts pictures for messengers into the site's folder.

    Args:
        cards: what they say.
        kept: where they are kept between builds.
        folder: the site's.
    """

    def written(some: Sequence[Card]) -> None:
        for card in some:
            (folder / card.path).write_bytes(drawn(card, kept).read_bytes())

    different = list(dict.fromkeys(cards))
    for card in different[:1]:
        (folder / card.path).parent.mkdir(parents=True, exist_ok=True)
    for _ in on_all_cores(written, different):
        pass
