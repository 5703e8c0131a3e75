"""The offers folder to an `OfferBook`: everything that a studio sells, with the place of every word."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.errors import FILE_START, Finding, Place, Problem, ProblemsFound, Subject
from generator.model.grid import Grid
from generator.model.licence import SharedLicences
from generator.model.offers import Offers
from generator.model.record import Record
from generator.model.studio import Studio
from generator.references import broken_references
from generator.source.bind import bind
from generator.source.nodes import MapNode, walk
from generator.source.read import SourceFile, read

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class OfferBook:
    """What a studio offers, and the files it was read from."""

    offers: Offers
    files: Mapping[Subject, SourceFile]

    def problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Findings with their places, sorted by file and line."""
        found = (
            Problem(
                finding.code,
                self._place(finding.subject, finding.path, at_name=finding.at_name),
                finding.facts,
                self._place(finding.subject, finding.also, at_name=True) if finding.also else None,
            )
            for finding in findings
        )
        return tuple(sorted(found, key=lambda problem: problem.order))

    def _place(self, subject: Subject, path: tuple[str | int, ...], *, at_name: bool) -> Place:
        file = self.files[subject]
        assert file.root is not None
        node, name_span, walked = walk(file.root, path)
        if at_name or isinstance(node, MapNode):
            in_list = bool(walked) and isinstance(walked[-1], int)
            first = next(iter(node.entries.values()), None) if isinstance(node, MapNode) and in_list else None
            return file.place(first[0] if first else name_span)
        span = node.span
        return file.place(span if span.line == span.end_line else name_span)


def load(folder: Path) -> OfferBook:
    """Reads and validates `studio.yml`, `licences.yml` and `packages/*.yml` of an offers folder.

    Raises:
        ProblemsFound: with everything that is wrong in any of the files.
    """
    loader = _Loader()
    studio = loader.required(folder / "studio.yml", Studio)
    shared = loader.optional(folder / "licences.yml", SharedLicences)
    grids: list[Grid] = []
    files: dict[Subject, SourceFile] = {}
    for path in _grid_files(folder):
        file, grid = loader.record(path, Grid)
        if grid is not None:
            files[len(grids)] = file
            grids.append(grid)
    loader.misnamed(folder, ("studio.yml", "licences.yml"))
    loader.misnamed(folder / "packages", ("*.yml",))
    if not _grid_files(folder):
        packages = (folder / "packages").as_posix() + "/"
        loader.note("Y143", packages, found=packages)
    if studio[1] is None:
        raise ProblemsFound(loader.problems)
    files |= {"studio": studio[0], "licences": shared[0]}
    by_id = {licence.id: licence for licence in shared[1].licences} if shared[1] else {}
    book = OfferBook(Offers(studio[1], tuple(grids), by_id), files)
    complete = not loader.problems
    loader.problems += book.problems(broken_references(book.offers, all_read=complete))
    if loader.problems:
        raise ProblemsFound(loader.problems)
    return book


def _grid_files(folder: Path) -> list[Path]:
    return sorted((folder / "packages").glob("*.yml"), key=lambda path: path.name)


class _Loader:
    """Collects the problems of all files."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, code: str, name: str, **facts: str) -> None:
        self.problems.append(Problem(code, Place(name, FILE_START, ""), facts))

    def required(self, path: Path, record: type[R]) -> tuple[SourceFile, R | None]:
        if not path.exists() and not path.is_symlink():
            self.note("Y142", path.as_posix(), found=path.as_posix())
            return SourceFile(path.as_posix(), (), None), None
        return self.record(path, record)

    def optional(self, path: Path, record: type[R]) -> tuple[SourceFile, R | None]:
        if not path.exists() and not path.is_symlink():
            return SourceFile(path.as_posix(), (), None), None
        return self.record(path, record)

    def record(self, path: Path, record: type[R]) -> tuple[SourceFile, R | None]:
        name = path.as_posix()
        try:
            content = _content(path)
        except OSError as error:
            self.note("Y141", name, found=error.strerror or type(error).__name__)
            return SourceFile(name, (), None), None
        file, problems = read(content, name)
        value, complaints = bind(file, record)
        self.problems += (*problems, *complaints)
        return file, None if problems else value

    def misnamed(self, folder: Path, patterns: tuple[str, ...]) -> None:
        """A file that looks like YAML and would be left out is a mistake that nobody sees."""
        for path in _looks_like_yaml(folder):
            if not any(path.match(pattern) for pattern in patterns):
                single = patterns[0] if len(patterns) == 1 else None
                mended = (
                    f"{path.stem}.yml" if single or f"{path.stem}.yml" in patterns else f"packages/{path.stem}.yml"
                )
                self.note("Y144", path.as_posix(), found=", ".join(patterns), mended=mended)


def _looks_like_yaml(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(p for p in folder.iterdir() if p.suffix.lower() in (".yml", ".yaml") and p.name[0] != ".")


def _content(path: Path) -> bytes:
    """The bytes of an ordinary file; links and devices are refused, so that nothing from elsewhere is read.

    Raises:
        OSError: the file is not ordinary or cannot be read.
    """
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(0, "a link" if stat.S_ISLNK(mode) else "not a file")
    return path.read_bytes()
