"""Changes of the offers, the account and the lock, at each step of which something may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from tests.catalog.small_studio import SmallStudio
from tests.catalog.world import World

SMALL = SmallStudio(ads="+50%")
LARGE = SmallStudio(duo=300, ads="+50%", slots=2, retainer=400, deposit="30%", pages=("fr", "en"))


class Scenario(NamedTuple):
    """How a world is brought about, and the change that is then applied, published and pruned.

    Attributes:
        restore: whether a person edited at the Dashboard, so that only `apply --restore` may go on.
    """

    begins: SmallStudio | None
    changes: Callable[[World], None]
    restore: bool = False
    before: Callable[[World], None] = lambda world: None

    def prepare(self, world: World) -> None:
        """Up to the point where the workflow starts."""
        if self.begins:
            world.studio = self.begins
            world.update()
            world.check_settled()
        self.before(world)
        self.changes(world)
        assert world.studio.catalog.links


def _offers(**fields: object) -> Callable[[World], None]:
    def change(world: World) -> None:
        world.studio = replace(world.studio, **fields)

    return change


def _all_of(*changes: Callable[[World], None]) -> Callable[[World], None]:
    def change(world: World) -> None:
        for each in changes:
            each(world)

    return change


def _update(world: World) -> None:
    world.update()
    world.check_settled()


def _lose_lock(world: World) -> None:
    world.lock.unlink()


def _tear_lock(world: World) -> None:
    whole = world.lock.read_bytes()
    world.lock.write_bytes(whole[: len(whole) // 2])


def _sell_out(world: World) -> None:
    for page in world.site.values():
        if "solo" in [name.partition(".")[0] for name, each in world.site.items() if each is page]:
            for _ in range(world.studio.slots or 0):
                world.buy(page.url)


def _edit_by_hand(world: World) -> None:
    with world.at_the_dashboard() as client:
        client.products.update("vitrine_package_solo_fr", {"name": "SOLO!!", "description": ""})
        link = next(iter(world.pins().links.values())).id
        client.payment_links.update(link, {"active": False, "allow_promotion_codes": True, "metadata": ""})
        client.prices.update(_price(client, "vitrine_addon_videos_hook_fr_eur_2000"), {"active": False})


def _name_by_hand(world: World) -> None:
    with world.at_the_dashboard() as client:
        for link in world.pins().links.values():
            client.payment_links.update(link.id, {"metadata": {"vitrine_name": "solo.other.eur.fr"}})


def _set_default_prices(world: World) -> None:
    with world.at_the_dashboard() as client:
        for price in client.prices.list({"limit": 100, "active": True}).data:
            if price.metadata.get("vitrine") == "vitrine":
                client.products.update(price.product, {"default_price": price.id})


def _archive_everything(world: World) -> None:
    with world.at_the_dashboard() as client:
        for product in client.products.list({"limit": 100, "active": True}).data:
            if product.metadata.get("vitrine") == "vitrine":
                client.products.update(product.id, {"active": False})


def _price(client, key: str) -> str:
    return client.prices.list({"lookup_keys": [key]}).data[0].id


def _become(studio: SmallStudio) -> Callable[[World], None]:
    def change(world: World) -> None:
        world.studio = studio

    return change


SCENARIOS: dict[str, Scenario] = {
    "first apply": Scenario(None, _become(SMALL)),
    "first apply of every kind": Scenario(None, _become(LARGE)),
    "price change": Scenario(SMALL, _offers(solo=150)),
    "price change where others use a price": Scenario(
        SMALL, _offers(solo=150), before=lambda world: world.foreign_link_on("vitrine_package_solo_fr_eur_10000")
    ),
    "price returns": Scenario(SMALL, _offers(solo=100), before=_all_of(_offers(solo=150), _update)),
    "renamed": Scenario(replace(SMALL, duo=300), _offers(duo_is="pair", called="Single")),
    "package removed": Scenario(replace(SMALL, duo=300), _offers(solo=None, hook=None)),
    "package returns": Scenario(
        replace(SMALL, duo=300), _offers(duo=300), before=_all_of(_offers(duo=None), _update)
    ),
    "add-on price change": Scenario(SMALL, _offers(hook=30)),
    "add-on removed": Scenario(SMALL, _offers(hook=None)),
    "add-on new": Scenario(replace(SMALL, hook=None), _offers(hook=30, hooks=2)),
    "add-on back at another price before the site followed": Scenario(
        SMALL, _offers(hook=30), before=_all_of(_offers(hook=None), World.apply)
    ),
    "add-on removed and back before the site followed": Scenario(
        SMALL, _offers(hook=20), before=_all_of(_offers(hook=None), World.apply)
    ),
    "lock lost": Scenario(SMALL, _lose_lock),
    "lock lost while a price changes": Scenario(SMALL, _all_of(_lose_lock, _offers(solo=150))),
    "lock torn": Scenario(SMALL, _tear_lock),
    "edited by hand": Scenario(SMALL, _edit_by_hand, restore=True),
    "archived by hand": Scenario(SMALL, _all_of(_archive_everything, _offers(solo=150)), restore=True),
    "named otherwise by hand": Scenario(SMALL, _name_by_hand, restore=True),
    "default prices set by hand": Scenario(SMALL, _all_of(_set_default_prices, _offers(solo=150, hook=None))),
    "slots raised": Scenario(replace(SMALL, slots=1), _offers(slots=2), before=_sell_out),
    "sold out, and another price": Scenario(replace(SMALL, slots=1), _offers(solo=150), before=_sell_out),
    "prices say VAT": Scenario(SMALL, _offers(tax="{regime: inclusive, rate: 20%}")),
}
