"""A creator's world in small: her offers, an account at Stripe that others use too, the lock on disk, a live site.

The site is replaced only when an apply has succeeded, and pruned only after that, as the workflow does; one workflow
runs at a time. A `Watcher` looks after every request.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import stripe

from generator.catalog.apply import apply, prune
from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.observed import Observed
from generator.catalog.plan import plan, retirements
from generator.catalog.winners import pins_of
from generator.errors import ProblemsFound
from generator.lock import FILE, Lock, Pins, read_lock, write_lock
from generator.sandbox import Sandbox
from generator.sandbox.expansion import show
from generator.sandbox.faults import Script
from generator.sandbox.sandbox import Snapshot
from generator.sandbox.state import WRITES_REMEMBERED
from tests.catalog.light_sdk import light_sdk
from tests.catalog.mishaps import Killed, Mishaps, at_each_file_step
from tests.catalog.small_studio import Page, Shown, SmallStudio
from tests.catalog.watcher import MARK, Watcher, sold_out, what_it_charges
from tests.sandbox.in_process import InProcess


@dataclass(frozen=True)
class Moment:
    """All of a world, to come back to."""

    studio: SmallStudio
    stripe: Snapshot
    lock: bytes | None
    site: Mapping[str, Page]
    once: Mapping[tuple[str, Shown], frozenset[str]]
    foreign: Mapping[str, Any]
    excused: frozenset[tuple[str, str]]


class World:
    """See above.

    Attributes:
        studio: the offers as they are written now.
        site: what is published.
        once: every address under which a link was ever published, by its name and what its page showed.
    """

    def __init__(self, folder: Path, studio: SmallStudio) -> None:
        self.studio = studio
        self.lock = folder / FILE
        self.site: dict[str, Page] = {}
        self.once: dict[tuple[str, Shown], frozenset[str]] = {}
        self.sandbox = Sandbox()
        self.first_key, self.next_key = self._writer(), self._writer()
        self.key = self.first_key
        self._dashboard = stripe.StripeClient(
            self.sandbox.issue_key(), http_client=InProcess(self.sandbox), max_network_retries=0
        ).v1
        self.watcher = Watcher(self.sandbox, lambda: self.site)
        self._open_foreign_shop()

    def _writer(self) -> StripeWriter:
        key = read_key(self.sandbox.issue_key(), live=False)
        return StripeWriter(key, transport=InProcess(self.sandbox), sleep=lambda _: None)

    # --- what the workflow does ------------------------------------------------------------------------

    def update(self, *, restore: bool = False, writer: StripeWriter | None = None) -> None:
        """The whole workflow: apply, publish, prune."""
        self.apply(restore=restore, writer=writer)
        self.publish()
        self.prune(writer=writer)

    def apply(self, *, restore: bool = False, writer: StripeWriter | None = None) -> None:
        pins = self.pins()
        known = () if pins.links else self.addresses
        new = apply(self.studio.catalog, writer or self.key, pins, restore=restore, published=known, workers=1)
        assert set(new.links) == set(self.studio.catalog.links), "an apply that succeeds pins every link"
        write_lock(self.lock, Lock({"test": new}))

    def publish(self) -> None:
        """Replaces the site by one built from the offers and the lock."""
        self.site = self.studio.site(self.pins())
        for name, page in self.site.items():
            self.once[name, page.shown] = self.once.get((name, page.shown), frozenset()) | {page.url}

    def prune(self, *, writer: StripeWriter | None = None) -> int:
        return prune(self.studio.catalog, writer or self.key, self.pins(), self.addresses, workers=1)

    def pins(self) -> Pins:
        """The lock; one that cannot be read is as good as lost."""
        try:
            return read_lock(self.lock).pins("test")
        except ProblemsFound:
            return Pins()

    @property
    def addresses(self) -> list[str]:
        """What the live site links to."""
        return [page.url for page in self.site.values()]

    def struck(self, does: Callable[[], object], ordered: Mapping[int, str] | None = None) -> Mishaps:
        """Does something while things go wrong at the given points; that it stops is fine, how it stops is not."""
        mishaps, could_be_read = Mishaps(ordered), self._lock_is_sound()
        self.sandbox.faults = mishaps
        try:
            with at_each_file_step(mishaps):
                does()
        except (Killed, ProblemsFound):
            assert ordered, "in fair weather nothing stops"
            mishaps.has_stopped = True
        finally:
            self.sandbox.faults = Script()
        if mishaps.is_key_gone:
            self.key = self._writer()
        assert self._lock_is_sound() or not could_be_read, "a torn lock"
        return mishaps

    def _lock_is_sound(self) -> bool:
        try:
            read_lock(self.lock)
        except ProblemsFound:
            return False
        return True

    # --- what others do --------------------------------------------------------------------------------

    @contextmanager
    def at_the_dashboard(self) -> Iterator[Any]:
        """Stripe's client in the hands of a person, whose doings are not the engine's."""
        self.watcher.is_ours = False
        try:
            yield self._dashboard
        finally:
            self.watcher.is_ours = True
            self.watcher.set_straight(self.sandbox.tables())

    def buy(self, url: str) -> None:
        """A brand pays."""
        form = b"email=lea%40nuoo.fr&business_name=Nuoo&individual_name=Lea&phone=1&field-a=x"
        self.watcher.is_ours = False
        answer = self.sandbox.handle("POST", urlsplit(url).path, {}, form)
        self.watcher.is_ours = True
        assert answer.status == 303

    def foreign_link_on(self, key: str) -> str:
        """Somebody makes a link of their own with one of our prices, long enough ago for every list to show it.

        While a list hides it, nobody can know that archiving that price would close it.
        """
        with self.at_the_dashboard() as client:
            price = client.prices.list({"lookup_keys": [key]}).data[0].id
            link = client.payment_links.create({"line_items": [{"price": price, "quantity": 1}]}).id
            for number in range(WRITES_REMEMBERED):
                client.payment_links.update(link, {"metadata": {"visits": str(number)}})
        self.watcher.adopt(self.sandbox.tables(), link)
        return link

    def _open_foreign_shop(self) -> None:
        with self.at_the_dashboard() as client:
            product = client.products.create({"name": "Workshop", "metadata": {"vitrine": "another-studio"}}).id
            odd = client.products.create(
                {"id": "vitrine_package_gold_fr", "name": "Gold", "metadata": {"vitrine_name": "solo"}}
            ).id
            price = client.prices.create(
                {"product": product, "currency": "eur", "unit_amount": 9900, "lookup_key": "workshop"}
            ).id
            name = {"vitrine_name": "solo.organic.eur.fr"}
            link = client.payment_links.create({"line_items": [{"price": price, "quantity": 1}], "metadata": name}).id
        for each in (product, odd, price, link):
            self.watcher.adopt(self.sandbox.tables(), each)

    # --- time travel -----------------------------------------------------------------------------------

    def moment(self) -> Moment:
        self.sandbox.requests.clear()
        return Moment(
            self.studio,
            self.sandbox.snapshot(),
            self.lock.read_bytes() if self.lock.exists() else None,
            dict(self.site),
            dict(self.once),
            dict(self.watcher.foreign),
            frozenset(self.watcher.excused),
        )

    def go_back(self, to: Moment) -> None:
        self.studio, self.site, self.once = to.studio, dict(to.site), dict(to.once)
        self.sandbox.restore(to.stripe)
        self.key = self.first_key
        self.watcher.foreign, self.watcher.excused = dict(to.foreign), set(to.excused)
        if to.lock is None:
            self.lock.unlink(missing_ok=True)
        else:
            self.lock.write_bytes(to.lock)

    # --- what must hold after one clean run ------------------------------------------------------------

    def settle(self, *, restore: bool = False) -> None:
        """One run in fair weather, with another key; then everything must be as if nothing had ever happened."""
        before, pins, charging = dict(self.site), self.pins(), self._still_charging()
        self.update(restore=restore, writer=self.next_key)
        self.check_settled()
        for name, page in self.site.items():
            fitting = {url for url, shown in charging.get(name, {}).items() if shown == page.shown}
            known = before.get(name)
            if known and known.shown == page.shown and known.url in fitting:
                assert page.url == known.url, f"{name} has another address without need"
            elif page.url not in (known and known.url, name in pins.links and pins.links[name].url):
                once = fitting & self.once[name, page.shown]
                assert not once or page.url in once, f"{name} has not its old address back"

    def _still_charging(self) -> dict[str, dict[str, str]]:
        """What each of our links charges, by its name and address."""
        tables, found = self.sandbox.tables(), {}
        for link in tables.payment_links.values():
            if link["metadata"].get("vitrine") == MARK or link["id"] in {
                each.id for each in self.pins().links.values()
            }:
                name = self._name_of(link)
                found.setdefault(name, {})[link["url"]] = what_it_charges(tables, link)
        return found

    def _name_of(self, link: Mapping[str, Any]) -> str:
        pinned = {each.id: name for name, each in self.pins().links.items()}
        return pinned.get(link["id"]) or link["metadata"].get("vitrine_name", "")

    def check_settled(self) -> None:
        """Exactly what is desired is there and open, the lock says so, and nothing is left to do."""
        catalog, tables, pins = self.studio.catalog, self.sandbox.tables(), self.pins()
        wrong = list(self.watcher.wrong_pages(tables))
        assert not wrong, wrong
        assert set(pins.links) == set(catalog.links) == set(self.site)
        ours = [link for link in tables.payment_links.values() if link["metadata"].get("vitrine") == MARK]
        on_sale = [link for link in ours if link["active"]]
        sold = [link for link in ours if sold_out(link) and link["url"] in self.addresses]
        names = sorted(link["metadata"]["vitrine_name"] for link in (*on_sale, *sold))
        assert names == sorted(catalog.links), f"active: {names}"
        assert {link["url"] for link in (*on_sale, *sold)} == set(self.addresses)
        self._check_nothing_else_is_open()
        observed = self._observed(pins)
        second = plan(catalog, observed, pins)
        assert not second.writes, second.writes
        assert not retirements(catalog, observed, second.won, self.addresses)
        assert pins == pins_of(catalog, observed, second.won)
        assert pins.account == self.sandbox.account.id

    def _observed(self, pins: Pins) -> Observed:
        """What `observe` would see, taken from the tables: it is asked for after every run."""
        tables = self.sandbox.tables()
        links = {name: show(tables, link, ["line_items"]) for name, link in reversed(tables.payment_links.items())}
        products, prices = (dict(reversed(table.items())) for table in (tables.products, tables.prices))
        pinned = {pin.id: name for name, pin in pins.links.items()}
        return Observed(MARK, products, prices, links, pinned, self.sandbox.account.id)

    def check_nothing_was_made_twice(self) -> None:
        """No two of our links sell the same, open or closed."""
        for name, urls in self._still_charging().items():
            assert len(set(urls.values())) == len(urls), f"{name} was made twice"

    def _check_nothing_else_is_open(self) -> None:
        catalog, tables = self.studio.catalog, self.sandbox.tables()
        links = [link for link in tables.payment_links.values() if link["active"]]
        not_ours = [link for link in links if link["metadata"].get("vitrine") != MARK]
        used = {item["price"] for link in not_ours for item in tables.line_items[link["id"]]}
        used |= {item["price"] for link in not_ours for item in link["optional_items"] or ()}
        for price in tables.prices.values():
            if price["active"] and price["metadata"].get("vitrine") == MARK:
                assert price["id"] in used or price["lookup_key"] in catalog.prices, price["lookup_key"]


@contextmanager
def world(studio: SmallStudio) -> Iterator[World]:
    """A new world; its lock lies in memory where there is a disk for that, because it is written very often."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder, light_sdk():
        yield World(Path(folder), studio)
