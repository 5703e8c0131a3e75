"""The template environment: built in one place, nothing implicit."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import NoReturn

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from generator.errors import Place, Problem, ProblemsFound, Span


def environment(overrides: Path | None) -> Environment:
    """Templates of the studio before those of the package, all escaped, none with silent gaps.

    Args:
        overrides: the studio's folder; a file of the same name there replaces ours.
    """
    package = PackageLoader("generator.pages")
    loader = ChoiceLoader([FileSystemLoader(overrides), package]) if overrides else package
    made = _Templates(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.overrides = overrides
    return made


class _Templates(Environment):
    """A mistake in a template of the studio's own is told with its line; one in ours stays an error of ours."""

    overrides: Path | None = None

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Where Jinja brings every error of a template, with the template's lines among the frames."""
        try:
            super().handle_exception(source)
        except ProblemsFound:
            raise
        except Exception as error:
            place = self._place(error)
            if place is None:
                raise
            raise ProblemsFound([Problem("S509", place, {"found": f"{error}"})]) from None

    def _place(self, error: Exception) -> Place | None:
        """The line of the studio's template in which `error` arose."""
        templates = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
        if self.overrides is None or not templates or not Path(templates[-1].filename).is_relative_to(self.overrides):
            return None
        file, line = Path(templates[-1].filename), templates[-1].lineno or 1
        text = file.read_text("utf-8").split("\n")[line - 1]
        words = text.strip()
        return Place(file.as_posix(), Span.at(line, text.find(words) + 1, max(1, len(words))), text)
