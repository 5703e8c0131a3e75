"""The offers folder to an `OfferBook`: everything that a studio sells, with the place of every word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from generator.errors import FILE_START, Finding, Place, Problem, ProblemsFound, Subject
from generator.model.case_study import CaseStudy
from generator.model.costs import PrivateCosts
from generator.model.grid import Grid
from generator.model.licence import SharedLicences
from generator.model.offers import Offers
from generator.model.product import Collections, Product
from generator.model.record import Record
from generator.model.studio import Studio
from generator.outbound import broken_links, unknown_products
from generator.references import broken_references, repeated_licences
from generator.source.bind import bind, first_name
from generator.source.folder import (
    COLLECTIONS,
    LICENCES,
    PACKAGES,
    PORTFOLIO,
    PRODUCTS,
    STUDIO,
    content_of,
    files_of,
    misnamed,
)
from generator.source.media import unusable_media
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
                self._also(finding),
            )
            for finding in findings
        )
        return tuple(sorted(found, key=lambda problem: problem.order))

    def _also(self, finding: Finding) -> Place | None:
        if finding.also is None:
            return None
        subject = finding.subject if finding.also_in is None else finding.also_in
        return self._place(subject, finding.also, at_name=True)

    def _place(self, subject: Subject, path: tuple[str | int, ...], *, at_name: bool) -> Place:
        file = self.files[subject]
        assert file.root is not None
        node, name_span, walked = walk(file.root, path)
        if isinstance(node, MapNode) or (at_name and walked == path):
            return file.place(first_name(node, walked) or name_span)
        span = node.span
        return file.place(span if span.line == span.end_line else name_span)


def load(folder: Path) -> OfferBook:
    """Reads and validates an offers folder: `studio.yml`, `licences.yml`, `collections.yml`, and what lies in
    `packages/`, `products/` and `portfolio/`.

    Raises:
        ProblemsFound: with everything that is wrong in any of the files.
    """
    loader = _Loader()
    meant = {}
    for path, mended in misnamed(folder):
        meant[mended] = path
        loader.note("Y144", path.as_posix(), mended=mended, folder=folder.as_posix())
    studio_file, studio = loader.optional(folder / STUDIO, Studio)
    if not _is_there(folder / STUDIO) and studio_file.name not in meant:
        loader.note("Y142", studio_file.name, found=studio_file.name)
    shared_file, shared = loader.optional(folder / LICENCES, SharedLicences)
    grids: list[Grid] = []
    files: dict[Subject, SourceFile] = {"studio": studio_file, "licences": shared_file}
    for path in files_of(folder, PACKAGES):
        file, grid = loader.record(path, Grid)
        if grid is not None:
            files[len(grids)] = file
            grids.append(grid)
    products: list[Product] = []
    for path in files_of(folder, PRODUCTS):
        file, product = loader.record(path, Product)
        if product is not None:
            files["products", len(products)] = file
            products.append(product)
    files["collections"], collected = loader.optional(folder / COLLECTIONS, Collections)
    cases: list[CaseStudy] = []
    for path in files_of(folder, PORTFOLIO):
        file, case = loader.record(path, CaseStudy)
        if case is not None:
            files["portfolio", len(cases)] = file
            cases.append(case)
    loader.note_an_empty_shop(folder, meant)
    if studio is None:
        raise ProblemsFound(loader.problems)
    licences = shared.licences if shared else ()
    shared_by_id = {licence.id: licence for licence in licences}
    collections = collected.collections if collected else ()
    offers = Offers(studio, tuple(grids), shared_by_id, tuple(products), collections, tuple(cases))
    book = OfferBook(offers, files)
    repeated = book.problems(repeated_licences(licences))
    if not repeated:
        repeated = book.problems(broken_references(book.offers, all_read=not loader.problems))
        repeated += book.problems(broken_links(book.offers))
        if not loader.problems:
            repeated += book.problems(unknown_products(book.offers))
    loader.problems += repeated
    loader.problems += book.problems(unusable_media(book.offers, folder))
    if loader.problems:
        raise ProblemsFound(loader.problems)
    return book


def load_costs(path: Path) -> PrivateCosts | None:
    """The creator's private costs; None when there is no such file.

    Raises:
        ProblemsFound: the file cannot be used.
    """
    loader = _Loader()
    costs = loader.optional(path, PrivateCosts)[1]
    if loader.problems:
        raise ProblemsFound(loader.problems)
    return costs


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


class _Loader:
    """Collects the problems of all files."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, code: str, name: str, **facts: str) -> None:
        self.problems.append(Problem(code, Place(name, FILE_START, ""), facts))

    def note_an_empty_shop(self, folder: Path, meant: Iterable[str]) -> None:
        """Notes that no grid can be read, unless something else is to blame."""
        packages = folder / "packages"
        name = packages.as_posix() + "/"
        if packages.is_symlink():
            self.note("Y141", packages.as_posix(), found="a link")
        elif files_of(folder, PACKAGES) or any(path.startswith(name) for path in meant):
            return
        elif packages.is_dir() or _is_there(folder / STUDIO):
            self.note("Y143", name, found=name)

    def optional(self, path: Path, record: type[R]) -> tuple[SourceFile, R | None]:
        return self.record(path, record) if _is_there(path) else (SourceFile(path.as_posix(), (), None), None)

    def record(self, path: Path, record: type[R]) -> tuple[SourceFile, R | None]:
        name = path.as_posix()
        try:
            content = content_of(path)
        except OSError as error:
            self.note("Y141", name, found=error.strerror or type(error).__name__)
            return SourceFile(name, (), None), None
        file, value, problems = _bound(content, name, record)
        self.problems += problems
        return file, value


@lru_cache(maxsize=4096)  # a preview reads all files again after each edit, and nearly all are as they were
def _bound(content: bytes, name: str, record: type[R]) -> tuple[SourceFile, R | None, tuple[Problem, ...]]:
    file, problems = read(content, name)
    value, complaints = bind(file, record)
    return file, None if problems else value, (*problems, *complaints)
