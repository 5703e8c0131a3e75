"""What refuses a case study: an id that another one has, a package or a licence that is not sold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.errors import Finding, nearest
from generator.model.offers import Offers


def _repeated_cases(offers: Offers) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, case in enumerate(offers.cases):
        if case.case in first:
            facts = {"name": case.case}
            yield Finding(
                "R303",
                ("portfolio", index),
                ("case",),
                facts,
                also=("case",),
                also_in=("portfolio", first[case.case]),
            )
        first.setdefault(case.case, index)


def _names(offers: Offers) -> Iterator[Finding]:
    packages = [package.id for grid in offers.grids for package in grid.packages]
    licences = list(dict.fromkeys(name for grid in offers.grids for name in offers.licences(grid)))
    for index, case in enumerate(offers.cases):
        for code, key, named, known in (
            ("R332", "package", case.package, packages),
            ("R330", "licence", case.licence, licences),
        ):
            if named is not None and named not in known:
                facts = {"name": named, "known": ", ".join(known) or "–", "near": nearest(named, known) or ""}
                yield Finding(code, ("portfolio", index), (key,), facts)


def _captions(offers: Offers) -> Iterator[Finding]:
    """Captions belong to a film of one's own, in a language of the studio."""
    languages = offers.studio.languages
    for index, case in enumerate(offers.cases):
        for place, piece in enumerate(case.media):
            path = ("media", place, "captions")
            if piece.captions and (piece.video is None or not piece.video.file):
                yield Finding("R331", ("portfolio", index), path, at_name=True)
            for language in piece.captions:
                if language not in languages:
                    near = nearest(language, languages) or ""
                    facts = {"language": language, "known": ", ".join(languages), "near": near}
                    yield Finding("R312", ("portfolio", index), (*path, language), facts, at_name=True)


PortfolioRule = Callable[[Offers], Iterator[Finding]]
PORTFOLIO_RULES: tuple[PortfolioRule, ...] = (_repeated_cases, _names, _captions)
