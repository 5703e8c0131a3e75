"""The template environment: built in one place, nothing implicit."""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined


def environment(overrides: Path | None) -> Environment:
    """Templates of the studio before those of the package, all escaped, none with silent gaps.

    Args:
        overrides: the studio's folder; a file of the same name there replaces ours.
    """
    package = PackageLoader("generator.pages")
    loader = ChoiceLoader([FileSystemLoader(overrides), package]) if overrides else package
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
