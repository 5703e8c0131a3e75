"""Random histories of a world: the creator edits, somebody works at the Dashboard, brands buy, runs fail or meet.

What a history is made of follows from one seed, so each can be told again: `python -m tests.catalog.histories 42`.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import stripe

from generator.errors import ProblemsFound
from tests.catalog.mishaps import MISHAPS
from tests.catalog.scenarios import SMALL
from tests.catalog.small_studio import SmallStudio
from tests.catalog.turns import together
from tests.catalog.watcher import MARK
from tests.catalog.world import Moment, World, world

KNOBS: dict[str, tuple[Any, ...]] = {
    "solo": (100, 150),
    "duo": (None, 300),
    "duo_is": ("duo", "pair"),
    "ads": (None, "+50%"),
    "hook": (None, 20, 30),
    "slots": (None, 1),
}
RUN = 16
"""About as many points as half a run has: mishaps fall into them."""


class NothingThere(Exception):  # noqa: N818 - it says what happened
    """All that carried our mark has lost it."""


class History:
    """One history while it happens.

    Attributes:
        told: what happened so far.
        is_edited: whether somebody changed something of ours by hand, so that only `--restore` goes on.
    """

    def __init__(self, one: World, seed: int) -> None:
        self.one = one
        self.chance = random.Random(seed)
        self.told: list[str] = []
        self.counted: Counter[str] = Counter()
        self.is_edited = False
        self._wipes = self.chance.choice((("products", "links"), ("prices", "links")))
        self._mishaps = list(MISHAPS)

    def happen(self, steps: int) -> None:
        """Some steps, then one clean run, after which all must be well."""
        doings: list[Callable[[], str]] = [
            self.edit,
            self.edit,
            self.run,
            self.run,
            self.run,
            self.apply_only,
            self.prune_only,
            self.by_hand,
            self.by_hand,
            self.buy,
            self.wait,
            self.lose_lock,
            self.meet,
        ]
        for _ in range(steps):
            self.told.append("")
            self.told[-1] = self.chance.choice(doings)()
        self.told.append("one clean run")
        self.one.settle(restore=self.is_edited)

    # --- what the creator and her workflow do ----------------------------------------------------------

    def edit(self) -> str:
        self.one.studio, said = self._edited(self.one.studio)
        self.counted["edits of offers"] += 1
        return said

    def _edited(self, studio: SmallStudio) -> tuple[SmallStudio, str]:
        knob = self.chance.choice(list(KNOBS))
        value = self.chance.choice([each for each in KNOBS[knob] if each != getattr(studio, knob)])
        edited = replace(studio, **{knob: value})
        assert edited.catalog.links
        return edited, f"{knob} becomes {value}"

    def run(self) -> str:
        return self._struck(lambda: self.one.update(restore=self.is_edited), "run")

    def apply_only(self) -> str:
        """The site could not be published."""
        return self._struck(lambda: self.one.apply(restore=self.is_edited), "apply")

    def prune_only(self) -> str:
        """By hand, whatever state things are in."""
        return self._struck(self._prune, "prune")

    def _prune(self) -> None:
        with suppress(ProblemsFound):  # that it refuses is fine, whatever the weather
            self.one.prune()

    def _struck(self, does: Callable[[], object], name: str) -> str:
        count = self.chance.choice((0, 1, 1, 2, 3))
        ordered = {self.chance.randint(1, 2 * RUN): self.chance.choice(self._mishaps) for _ in range(count)}
        self.told[-1] = f"{name} {ordered}"
        self.counted["mishaps"] += self.one.struck(does, ordered).happened
        self.counted["runs"] += 1
        return self.told[-1]

    def meet(self) -> str:
        """Two applies at once, of the same or of different offers; one may be killed. One of the locks is kept."""
        ours, theirs = self.one.studio, self.one.studio
        if self.chance.random() < 0.5:
            theirs, _ = self._edited(theirs)
        death = self.chance.choice((None, None, self.chance.randint(1, 3 * RUN)))
        self.told[-1] = f"two applies at once: {ours} and {theirs}, the end of one at {death}"
        if together(self.one, (ours, theirs), self.chance, restore=self.is_edited, death=death):
            self.one.publish()
        self.counted["meetings"] += 1
        return self.told[-1]

    def wait(self) -> str:
        self.one.sandbox.clock.advance(hours=30)
        return "30 hours pass"

    def lose_lock(self) -> str:
        lock = self.one.lock
        if not lock.exists():
            return "no lock to lose"
        self.counted["locks lost"] += 1
        if self.chance.random() < 0.5:
            lock.unlink()
            return "the lock is lost"
        whole = lock.read_bytes()
        lock.write_bytes(whole[: self.chance.randrange(max(1, len(whole) - 1))])
        return "the lock is torn"

    # --- what others do --------------------------------------------------------------------------------

    def buy(self) -> str:
        tables = self.one.sandbox.tables()
        open_now = [link["url"] for link in tables.payment_links.values() if link["active"]]
        pages = [url for url in self.one.addresses if url in open_now]
        if not pages:
            return "nothing to buy"
        url = self.chance.choice(pages)
        self.one.buy(url)
        self.counted["sales"] += 1
        return f"somebody buys at {url}"

    def by_hand(self) -> str:
        """Something is changed at the Dashboard; what Stripe does not let happen does not happen."""
        doing = self.chance.choice(BY_HAND)
        with self.one.at_the_dashboard() as client:
            try:
                said = doing(self, client)
            except stripe.InvalidRequestError as error:
                return f"{doing.__name__}: Stripe does not allow it: {error}"
            except NothingThere as error:
                return f"{doing.__name__}: none of the {error} is ours any more"
        self.is_edited = True
        self.counted["edits by hand"] += 1
        return f"{doing.__name__} {said}"

    def ours(self, table: str) -> Any:
        """One of our objects; a wiped one may still be chosen as long as its id tells whose it is."""
        rows = getattr(self.one.sandbox.tables(), table).values()
        ours = [each["id"] for each in rows if each["metadata"].get("vitrine") == MARK]
        if not ours:
            raise NothingThere(table)
        return self.chance.choice(ours)


def rename_product(history: History, client: Any) -> str:
    name = history.ours("products")
    client.products.update(name, {"name": "Renamed", "description": ""})
    return name


def archive_product(history: History, client: Any) -> str:
    name = history.ours("products")
    client.products.update(name, {"active": False})
    return name


def archive_price(history: History, client: Any) -> str:
    name = history.ours("prices")
    client.prices.update(name, {"active": False})
    return name


def close_link(history: History, client: Any) -> str:
    name = history.ours("payment_links")
    client.payment_links.update(name, {"active": False})
    return name


def open_link(history: History, client: Any) -> str:
    name = history.ours("payment_links")
    client.payment_links.update(name, {"active": True})
    return name


def change_link(history: History, client: Any) -> str:
    name = history.ours("payment_links")
    changes = history.chance.choice(
        (
            {"custom_text": {"submit": {"message": "Hello"}}},
            {"custom_text": {"submit": ""}},
            {"allow_promotion_codes": True},
            {"inactive_message": ""},
            {"after_completion": {"type": "hosted_confirmation"}},
            {"phone_number_collection": {"enabled": True}},
            {"tax_id_collection": {"enabled": False}},
            {"name_collection": ""},
            {"restrictions": {"completed_sessions": {"limit": 3}}},
            {"restrictions": ""},
            {"optional_items": ""},
            {"custom_fields": [{"key": "a", "label": {"type": "custom", "custom": "A"}, "type": "text"}]},
            {"submit_type": "book"},
        )
    )
    client.payment_links.update(name, changes)
    return f"{name} {changes}"


def let_quantity_vary(history: History, client: Any) -> str:
    name = history.ours("payment_links")
    line = history.one.sandbox.tables().line_items[name][0]["id"]
    quantity = history.chance.choice((1, 3))
    change = {"id": line, "quantity": quantity, "adjustable_quantity": {"enabled": True}}
    client.payment_links.update(name, {"line_items": [change]})
    return name


def offer_something_else(history: History, client: Any) -> str:
    name = history.ours("payment_links")
    price = client.prices.list({"lookup_keys": ["workshop"]}).data[0].id
    client.payment_links.update(name, {"optional_items": [{"price": price, "quantity": 1}]})
    return name


def edit_metadata(history: History, client: Any) -> str:
    service = history.chance.choice(("products", "prices", "payment_links"))
    name = history.ours(service)
    changes = history.chance.choice(
        ({"note": "ask Lea"}, {"vitrine_name": "else"}, {"vitrine_content": "0"}, {"vitrine_content": ""})
    )
    getattr(client, service).update(name, {"metadata": changes})
    return f"{name} {changes}"


def wipe_metadata(history: History, client: Any) -> str:
    """Of products or of prices, never both in one history: one of them has to say whose the other is."""
    service = {"links": "payment_links"}.get(kind := history.chance.choice(history._wipes), kind)
    name = history.ours(service)
    getattr(client, service).update(name, {"metadata": ""})
    return name


def set_default_price(history: History, client: Any) -> str:
    price = client.prices.retrieve(history.ours("prices"))
    client.products.update(price.product, {"default_price": price.id})
    return price.id


BY_HAND = (
    rename_product,
    archive_product,
    archive_price,
    close_link,
    open_link,
    change_link,
    change_link,
    change_link,
    let_quantity_vary,
    offer_something_else,
    edit_metadata,
    wipe_metadata,
    set_default_price,
)


def start(one: World) -> Moment:
    """Where every history begins: a small studio that is published."""
    one.studio = SMALL
    one.update()
    one.check_settled()
    return one.moment()


def tell(one: World, begin: Moment, seed: int) -> Counter[str]:
    """The history of a seed; returns how much happened.

    Raises:
        AssertionError: it did not end well; with all that happened.
    """
    one.go_back(begin)
    history = History(one, seed)
    try:
        history.happen(history.chance.randint(2, 6))
    except (AssertionError, ProblemsFound, KeyError) as error:
        told = "\n".join(f"  {number}. {each}" for number, each in enumerate(history.told, 1))
        problems = [f"{each.code} {each.facts}" for each in error.problems] if hasattr(error, "problems") else error
        raise AssertionError(f"history {seed}:\n{told}\n{type(error).__name__}: {problems}") from error
    return history.counted


if __name__ == "__main__":
    with world(SMALL) as here:
        tell(here, start(here), int(sys.argv[1]))
