"""A studio's folder and its Stripe account: plan, apply, prune, pull. Files and keys here, rules in `catalog`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.catalog.apply import Progress, Reader, Writer, check_plan, look_closely, observe
from generator.catalog.apply import apply as apply_catalog
from generator.catalog.apply import prune as prune_catalog
from generator.catalog.desired import desired_catalog
from generator.catalog.limits import broken_limits
from generator.catalog.observed import Observed
from generator.catalog.plan import plan as plan_catalog
from generator.catalog.published import links_on
from generator.catalog.resources import Catalog
from generator.catalog.settings import Shop
from generator.catalog.story import Story, told, told_from_lock
from generator.catalog.winners import has_twins, pins_of
from generator.day import build_day
from generator.errors import Finding, ProblemsFound
from generator.lock import FILE, Lock, Mode, Pins, read_lock, write_lock
from generator.model.offers import Offers
from generator.sold import FOLDER as SOLD
from generator.sold import SoldLicence, for_sale, keep
from generator.source.load import load
from generator.wording.words import Words, words

KEY, BASE = "STRIPE_API_KEY", "STRIPE_API_BASE"
"""Environment variables: the key, and where a stand-in listens on this computer instead of Stripe."""


@dataclass(frozen=True, slots=True)
class Studio:
    """What a command works on.

    Attributes:
        root: the studio's folder.
        catalog: what should be sold.
        mode: live or test.
        site: where the site is published.
        licences: the words that a buyer can buy today.
        money: spells amounts as the creator's pages do.
    """

    root: Path
    catalog: Catalog
    mode: Mode
    site: str
    licences: tuple[SoldLicence, ...]
    money: Words

    def lock(self) -> Lock:
        """The lock as it is on disk."""
        return read_lock(self.root / FILE)

    def keep(self) -> int:
        """Writes down the words of licences that live links sell from now on; returns how many are new."""
        return len(keep(self.licences, self.root / SOLD)) if self.mode == "live" else 0

    def pin(self, lock: Lock, pins: Pins) -> bool:
        """Writes `lock` with the pins of this mode; says whether that changes it."""
        if lock.modes.get(self.mode) == pins:
            return False
        write_lock(self.root / FILE, lock.with_pins(self.mode, pins))
        return True


class Applied(NamedTuple):
    """What was done, how many wordings of licences were kept, and whether the lock changed."""

    story: Story
    kept: int
    is_locked: bool


def refused_by_stripe(offers: Offers, root: Path) -> tuple[Finding, ...]:
    """Every limit of Stripe that the offers break; found without asking Stripe."""
    return broken_limits(desired_catalog(Shop(offers, offers.studio.url, build_day(root))))


def open_studio(root: Path, *, live: bool | None, mark: str | None = None) -> Studio:
    """Reads a studio's offers.

    Args:
        root: its folder.
        live: whose links are meant; None for those that the site uses: live ones where there are any.
        mark: in the place of the studio's own, for objects that are not to be sold.

    Raises:
        ProblemsFound: they cannot be used, or Stripe would refuse them.
    """
    book = load(root / "offers")
    address = book.offers.studio.url
    catalog = desired_catalog(Shop(_marked(book.offers, mark), address, build_day(root)))
    problems = book.problems(broken_limits(catalog))
    if problems:
        raise ProblemsFound(problems)
    if live is None:
        live = "live" in read_lock(root / FILE).modes
    money = words(book.offers.studio.languages[0])
    licences = tuple(for_sale(book.offers))
    return Studio(root, catalog, "live" if live else "test", address, licences, money)


def _marked(offers: Offers, mark: str | None) -> Offers:
    if mark is None:
        return offers
    account = offers.studio.stripe.model_copy(update={"mark": mark})
    return replace(offers, studio=offers.studio.model_copy(update={"stripe": account}))


def plan(studio: Studio, reader: Reader | None) -> Story:
    """What `apply` would change; without a reader the offers are compared with the lock alone."""
    pins = studio.lock().pins(studio.mode)
    if reader is None:
        return told_from_lock(studio.catalog, pins)
    observed = observe(reader, studio.catalog.mark, pins)
    wanted = plan_catalog(studio.catalog, observed, pins, _published(studio, observed, pins))
    if wanted.conflicts:
        check_plan(wanted, restore=True)
    return told(studio.catalog, observed, wanted, pins)


def apply(
    studio: Studio, writer: Writer, *, restore: bool, approved: str | None, progress: Progress, workers: int = 8
) -> Applied:
    """Makes Stripe as the offers say, then writes the lock and the words of the licences that it sells."""
    pins = studio.lock().pins(studio.mode)
    published = () if pins.links else _published(studio, observe(writer, studio.catalog.mark, pins), pins)
    stories: list[Story] = []
    found = apply_catalog(
        studio.catalog,
        writer,
        pins,
        restore=restore,
        approved=approved,
        published=published,
        look=lambda observed, wanted: stories.append(told(studio.catalog, observed, wanted, pins)),
        progress=progress,
        workers=workers,
    )
    return Applied(stories[0], studio.keep(), studio.pin(studio.lock(), found))


def prune(studio: Studio, writer: Writer, site: str | None, progress: Progress) -> int:
    """Archives what is no longer sold and on no page of the live site; returns how many objects."""
    return prune_catalog(
        studio.catalog,
        writer,
        studio.lock().pins(studio.mode),
        links_on(site or studio.site),
        progress=progress,
    )


def pull(studio: Studio, reader: Reader, site: str | None = None) -> tuple[int, bool]:
    """Writes the lock again from what is at Stripe; returns how many links it names, and whether it changed."""
    try:
        lock = studio.lock()
    except ProblemsFound:  # torn, or with merge marks: what it said cannot be known
        lock = Lock()
    pins = lock.pins(studio.mode)
    observed = observe(reader, studio.catalog.mark, pins)
    published = _published(studio, observed, pins, site)
    won = plan_catalog(studio.catalog, observed, pins, published).won
    observed = look_closely(reader, observed, won, {pin.id for pin in pins.links.values()})
    won = plan_catalog(studio.catalog, observed, pins, published).won
    open_now = {name: record for name, record in won.items() if record["active"]}
    found = pins_of(studio.catalog, observed, open_now)
    return len(found.links), studio.pin(lock, found)


def _published(studio: Studio, observed: Observed, pins: Pins, site: str | None = None) -> Collection[str]:
    """Where several links could be the one in use and the lock does not say which, the live site may."""
    if not has_twins(studio.catalog, observed, pins):
        return ()
    try:
        return links_on(site or studio.site)
    except ProblemsFound:
        return ()
