"""What does not pass through MkDocs: made, looked through and written in one go, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.cores import on_all_cores
from generator.errors import Problem, ProblemsFound
from generator.pages.social_card import FOLDER, Card, drawn
from generator.verify.leaks import holds_secrets


class Finished(Protocol):
    """A page, or a file for machines, that needs nothing more than to be made."""

    @property
    def path(self) -> str:
        """Its address below the root; that of a page ends in a slash."""

    def content(self) -> str:
        """The whole of it."""


Judge = Callable[[str, str], None]
"""Raises ProblemsFound for a content that may not be written at an address."""


def write(finished: Finished, folder: Path, judge: Judge) -> bytes:
    """Makes it and writes it into the site's folder.

    Returns:
        What was written.

    Raises:
        ProblemsFound: it may not be written.
    """
    content = finished.content()
    judge(content, finished.path)
    return place(content, finished.path, folder)


def place(content: str, path: str, folder: Path) -> bytes:
    """Puts what is at an address where hosts look for it."""
    file, written = folder / (f"{path}index.html" if path.endswith("/") else path), content.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written)
    return written


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts what is finished into a site's folder.

    Attributes:
        folder: the site's.
        kept: where pictures for messengers are kept between builds.
        judge: of each page.
        private: texts that only the creator may see.
    """

    folder: Path
    kept: Path
    judge: Judge
    private: tuple[str, ...]

    def write_all(self, finished: Iterable[Finished], cards: Iterable[Card]) -> bool:
        """Writes pages, each looked through while it is at hand, and pictures, which say what stands on pages.

        Returns:
            Whether a key or a private text stands in one of them.

        Raises:
            ProblemsFound: of the first one that may not be written.
        """
        (self.folder / FOLDER).mkdir(parents=True, exist_ok=True)
        everything: tuple[Finished | Card, ...] = (*finished, *dict.fromkeys(cards))
        parts = tuple(on_all_cores(self._written, everything))
        for _, problems in parts:
            if problems:
                raise ProblemsFound(problems)
        return any(leaks for leaks, _ in parts)

    def _written(self, some: Sequence[Finished | Card]) -> tuple[bool, tuple[Problem, ...]]:
        pages = (each for each in some if not isinstance(each, Card))
        try:
            leaks = holds_secrets(((page.path, write(page, self.folder, self.judge)) for page in pages), self.private)
        except ProblemsFound as found:
            return False, found.problems
        for card in some:
            if isinstance(card, Card):
                (self.folder / card.path).write_bytes(drawn(card, self.kept).read_bytes())
        return leaks, ()
