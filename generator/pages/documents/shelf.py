"""A grid as a buyer moves through it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from generator.addresses import checkout_path
from generator.checkouts import Checkout, checkouts_of
from generator.lock import Pins
from generator.model.grid import Grid, Package
from generator.model.offers import Offers
from generator.pages.portfolio_views import PortfolioView
from generator.wording.clauses import licence_version


@dataclass(frozen=True, slots=True)
class Shelf:
    """One grid with all that can be bought from it.

    Attributes:
        checkouts: by package, licence and currency.
        work: the portfolio by language.
        versions: the version of each licence, by its id, in the grid's order.
    """

    offers: Offers
    grid: Grid
    pins: Pins
    work: Mapping[str, PortfolioView]
    day: datetime.date
    checkouts: Mapping[tuple[str, str, str], Checkout]
    versions: Mapping[str, str]

    @classmethod
    def of(
        cls, offers: Offers, grid: Grid, pins: Pins, work: Mapping[str, PortfolioView], day: datetime.date
    ) -> Shelf:
        """The shelf of `grid`."""
        sold = {(each.package.id, each.licence.id, each.currency): each for each in checkouts_of(offers, grid)}
        versions = {name: licence_version(licence) for name, licence in offers.licences(grid).items()}
        return cls(offers, grid, pins, work, day, sold, versions)

    @property
    def leading(self) -> str:
        """The currency that is shown first."""
        return self.offers.currencies(self.grid)[0]

    def path(self, checkout: Checkout, language: str) -> str:
        """Where `checkout` is sold."""
        return self.path_of(checkout.package.id, checkout, language)

    def path_of(self, package: str, checkout: Checkout, language: str) -> str:
        """Where `checkout` is or was sold under the name `package`."""
        languages, leading = self.offers.studio.languages, self.leading
        return checkout_path(package, checkout.licence.id, checkout.currency, language, languages, leading)

    def instead(self, checkout: Checkout, package: Package) -> Checkout | None:
        """The checkout of another package with the same licence, else with the one that it includes."""
        for licence in (checkout.licence.id, package.licence):
            found = self.checkouts.get((package.id, licence, checkout.currency))
            if found:
                return found
        return None
