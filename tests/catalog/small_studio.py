"""A studio of two or three links, written in YAML and read by the real loader, with the knobs that histories turn."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from generator.catalog.desired import desired_catalog
from generator.catalog.resources import Catalog
from generator.catalog.settings import Shop
from generator.checkouts import checkouts
from generator.lock import Pins, link_name
from generator.money import Money
from tests.offers import STUDIO, grid, offers, package, paid

ADDRESS = "https://maya.example"
DAY = datetime.date(2026, 11, 26)


@dataclass(frozen=True)
class SmallStudio:
    """What a creator may change. Amounts are in euros; None leaves a thing out.

    Attributes:
        solo: price of a package with the add-on and, where `ads` has a price, a second licence.
        duo: price of a second package.
        duo_is: its id now; any other than `duo` was renamed.
        pages: languages.
    """

    solo: int | None = 100
    duo: int | None = None
    duo_is: str = "duo"
    ads: str | None = None
    hook: int | None = 20
    hooks: int = 5
    slots: int | None = None
    deposit: str | None = None
    retainer: int | None = None
    tax: str = "exempt"
    called: str = "Solo"
    pages: tuple[str, ...] = ("fr",)

    @property
    def catalog(self) -> Catalog:
        """What should be at Stripe."""
        return _read(self)[0]

    def site(self, pins: Pins) -> dict[str, Page]:
        """The pages that a build makes of these offers and of a lock; without a link a page has no button."""
        pages = {}
        for name, checkout in _read(self)[1].items():
            link = pins.link_of(checkout, name.rpartition(".")[2])
            if link:
                options = {extra.add_on.id: extra.price.amount for extra in checkout.extras}
                tax = "inclusive" if "inclusive" in self.tax else "unspecified"
                pages[name] = Page(link.url, Shown(checkout.due, checkout.every, tax, tuple(sorted(options.items()))))
        return pages

    @property
    def yaml(self) -> tuple[str, str]:
        """`studio.yml` and the grid."""
        packages = ""
        if self.solo is not None:
            more = f"slots: {self.slots}" if self.slots else ""
            packages += package("solo", f"{self.solo} EUR", more=more).replace("name: Solo", f"name: {self.called}")
        if self.duo is not None:
            was = "" if self.duo_is == "duo" else "was: duo"
            packages += package(self.duo_is, f"{self.duo} EUR", videos=2, more=was)
        if self.retainer is not None:
            packages += package("monthly", f"{self.retainer} EUR", videos=4, more="every: month")
        more = f"deposit: {self.deposit}\n" if self.deposit else ""
        if self.hook is not None:
            names = "{fr: Accroche, en: Hook}"
            more += f"add_ons:\n  - {{id: hook, name: {names}, price: {self.hook} EUR, up_to: {self.hooks}}}"
        studio = STUDIO.replace("[fr, en]", f"[{', '.join(self.pages)}]").replace("tax: exempt", f"tax: {self.tax}")
        written = grid(packages, licences=paid("ads", self.ads) if self.ads else "", more=more)
        return studio, written if "en" in self.pages else re.sub(r"{fr: (.*?), en: .*?}", r"\1", written)


@dataclass(frozen=True)
class Shown:
    """What a page says that its button charges."""

    charges: Money
    every: str | None
    tax: str
    options: tuple[tuple[str, Money], ...]


@dataclass(frozen=True)
class Page:
    """A page with its button."""

    url: str
    shown: Shown


@cache
def _read(studio: SmallStudio):
    written, packages = studio.yaml
    read = offers(packages, studio=written)
    named = {
        link_name(checkout.id, language): checkout
        for checkout in checkouts(read)
        for language in read.studio.languages
    }
    return desired_catalog(Shop(read, ADDRESS, DAY)), named
