"""All that a studio offers, with shared licences put where they are sold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.errors import Subject
from generator.model.case_study import CaseStudy
from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import Licence, LicenceUse
from generator.model.product import Collection, Product
from generator.model.record import Itself, Path, Record
from generator.model.studio import Studio


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """The studio, what it sells, what it recommends and what it has made. Equal only to itself.

    Attributes:
        studio: who sells.
        grids: what is sold, in the order of the file names.
        shared_licences: those of `offers/licences.yml`, by id.
        products: those of `offers/products/`, in the order of the file names.
        collections: those of `offers/collections.yml`.
        cases: those of `offers/portfolio/`, in the order of the file names.
    """

    studio: Studio
    grids: tuple[Grid, ...]
    shared_licences: Mapping[str, Licence]
    products: tuple[Product, ...] = ()
    collections: tuple[Collection, ...] = ()
    cases: tuple[CaseStudy, ...] = ()

    def records(self) -> Iterator[tuple[Subject, Path, Record]]:
        """Everything that was read, each with its file and where it stands in it."""
        yield "studio", (), self.studio
        yield from (("licences", ("licences", n), each) for n, each in enumerate(self.shared_licences.values()))
        yield from ((n, (), grid) for n, grid in enumerate(self.grids))
        yield from ((("products", n), (), product) for n, product in enumerate(self.products))
        yield from (("collections", ("collections", n), each) for n, each in enumerate(self.collections))
        yield from ((("portfolio", n), (), case) for n, case in enumerate(self.cases))

    def alone(self, grid: Grid) -> Offers:
        """The same studio with `grid` as all that it sells.

        The same records give the same value, even of offers that were read again. So what follows from one grid can
        be kept for it, and no kept thing can depend on more than it was made from.
        """
        return _alone(Itself(self.studio), Itself(grid), tuple(map(Itself, self.shared_licences.values())))

    def currencies(self, grid: Grid) -> tuple[str, ...]:
        """What `grid` is sold in, the first one first."""
        return grid.currencies or self.studio.currencies

    def licences(self, grid: Grid) -> dict[str, Licence]:
        """The licences of `grid` by id, in its order; unknown shared ones are left out."""
        sold = (self._resolved(entry) for entry in grid.licences)
        return {licence.id: licence for licence in sold if licence is not None}

    def _resolved(self, entry: Licence | LicenceUse) -> Licence | None:
        if isinstance(entry, Licence):
            return entry
        shared = self.shared_licences.get(entry.use)
        return entry.applied_to(shared) if shared else None


@lru_cache(maxsize=4096)
def _alone(studio: Itself, grid: Itself, shared: tuple[Itself, ...]) -> Offers:
    licences = [licence.record for licence in shared]
    assert isinstance(studio.record, Studio)
    assert isinstance(grid.record, Grid)
    return Offers(studio.record, (grid.record,), {each.id: each for each in licences if isinstance(each, Licence)})


def licences_for(package: Package, licences: Mapping[str, Licence]) -> tuple[Licence, ...]:
    """What a buyer of `package` can choose from: the included licence first, then the priced ones offered for it.

    A licence that the included one covers is not sold again.
    """
    included = licences[package.licence]
    chosen = (
        licence
        for licence in licences.values()
        if licence.price is not None
        and (licence.packages is None or package.id in licence.packages)
        and not included.covers(licence)
    )
    return (included, *(licence for licence in chosen if licence.id != included.id))


def add_ons_for(package: Package, grid: Grid) -> tuple[AddOn, ...]:
    """The extras that can be added to `package`."""
    return tuple(add_on for add_on in grid.add_ons if add_on.packages is None or package.id in add_on.packages)
