"""`licences-sold/`: the words of every licence that has been for sale, so that a buyer finds them again for ever.

A file is named after its licence and the version of its words; the version is made from the words, so a file that was
changed gives itself away. Files are only ever added: what a buyer has paid for does not change with the YAML.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.checkouts import checkouts
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.model.offers import Offers
from generator.wording.clauses import Article, Clause, clauses, version_of

FOLDER = "licences-sold"


@dataclass(frozen=True, slots=True)
class SoldLicence:
    """One wording of a licence.

    Attributes:
        licence: its id.
        said: the words by language.
    """

    licence: str
    version: str
    said: Mapping[str, Clause]


def for_sale(offers: Offers) -> Iterator[SoldLicence]:
    """The wordings that can be bought today, each once."""
    seen: set[tuple[str, str]] = set()
    licences = {id(checkout.licence): checkout.licence for checkout in checkouts(offers)}
    for licence in licences.values():
        said = clauses(licence)
        version = version_of(said)
        if (licence.id, version) not in seen:
            seen.add((licence.id, version))
            yield SoldLicence(licence.id, version, said)


def read_sold(folder: Path) -> tuple[SoldLicence, ...]:
    """Every wording that was kept in `folder`, by name.

    Raises:
        ProblemsFound: with every file that is not as it was written.
    """
    sold, problems = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            licence = _read(path)
            if path.name != _name(licence) or version_of(licence.said) != licence.version:
                raise ValueError("changed")
            sold.append(licence)
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(Problem("L403", Place(path.as_posix(), FILE_START, "")))
    if problems:
        raise ProblemsFound(problems)
    return tuple(sold)


def keep(licences: Iterable[SoldLicence], folder: Path) -> list[Path]:
    """Writes down every wording that is not kept yet; returns the new files."""
    written = []
    for licence in licences:
        path = folder / _name(licence)
        if not path.exists():
            folder.mkdir(exist_ok=True)
            path.write_text(_text(licence), "utf-8", newline="\n")
            written.append(path)
    return written


def _name(sold: SoldLicence) -> str:
    return f"{sold.licence}.{sold.version}.json"


def _text(sold: SoldLicence) -> str:
    return json.dumps(asdict(sold), ensure_ascii=False, indent=1) + "\n"


def _read(path: Path) -> SoldLicence:
    written: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    said = {
        language: Clause(clause["title"], tuple(Article(**article) for article in clause["articles"]))
        for language, clause in written["said"].items()
    }
    return SoldLicence(written["licence"], written["version"], said)
