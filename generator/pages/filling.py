"""Templates and what fills them: one environment, nothing implicit, and a creator's own mistake told as one."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError

from generator.errors import Place, Problem, ProblemsFound, Span


class Templates:
    """Templates of the studio before those of the package, all escaped, none with silent gaps."""

    def __init__(self, overrides: Path | None) -> None:
        """The templates of a studio.

        Args:
            overrides: the studio's folder; a file of the same name there replaces ours.
        """
        self._overrides = overrides
        package = PackageLoader("generator.pages")
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(overrides), package]) if overrides else package,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a preview makes a new one after each edit
        )

    def filled(self, template: str, **context: object) -> str:
        """A template, filled.

        Raises:
            ProblemsFound: a template of the studio is at fault.
        """
        try:
            return self._environment.get_template(template).render(context)
        except Exception as error:
            problem = self._fault(error)
            if problem is None:
                raise
            raise ProblemsFound([problem]) from None

    def _fault(self, error: Exception) -> Problem | None:
        """The line of the studio's own template that failed; None when the mistake is ours."""
        if self._overrides is None:
            return None
        lines = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
        own = [(name, line) for name, line in lines if line and Path(name).is_relative_to(self._overrides)]
        if not own:
            return None
        name, line = own[-1]
        text = Path(name).read_text("utf-8", "replace").split("\n")[line - 1]
        said = error.message if isinstance(error, TemplateError) and error.message else str(error)
        column = len(text) - len(text.lstrip()) + 1
        place = Place(Path(name).as_posix(), Span.at(line, column, len(text.strip()) or 1), text)
        return Problem("S509", place, {"found": said})
