"""Where pages live below the site's root, and how one page names another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from generator.wording.words import words


def root_path(language: str, languages: Iterable[str]) -> str:
    """Where a language lives: the first at the root, the others below their code."""
    return "" if language == next(iter(languages)) else f"{language}/"


def offers_path(language: str, languages: Iterable[str]) -> str:
    """The address of the index of grids: `offres/`, `en/offers/`."""
    return f"{root_path(language, languages)}{words(language)('paths', 'offers')}/"


def grid_path(grid: str, language: str, languages: Iterable[str]) -> str:
    """The address of a grid's page: `offres/videos-ugc/`, `en/offers/videos-ugc/`."""
    return f"{offers_path(language, languages)}{grid}/"


def relative(path: str, seen_from: str) -> str:
    """How the page at `seen_from` names `path`, so that the site works below any address."""
    start = seen_from.rpartition("/")[0]
    way = posixpath.relpath(path or ".", start or ".")
    return f"{way}/" if path.endswith("/") or not path else way
