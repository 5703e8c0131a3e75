"""Which case studies are shown, and which of them speak for a package."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator.model.case_study import CaseStudy
from generator.model.grid import Package

MOST_FOR_A_PACKAGE = 3


def shown(cases: Iterable[CaseStudy], day: datetime.date) -> tuple[CaseStudy, ...]:
    """The cases that may be shown on `day`, the newest first."""
    return tuple(
        sorted((case for case in cases if case.is_shown(day)), key=lambda case: case.published, reverse=True)
    )


def cases_for(package: Package, cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """The first cases that were booked as `package`, whatever it was called then."""
    names = {package.id, *(package.was or ())}
    return tuple(case for case in cases if case.package in names)[:MOST_FOR_A_PACKAGE]
