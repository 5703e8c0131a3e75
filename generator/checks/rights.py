"""Licences that contradict each other, the packages that include them, or the rules of others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checkouts import Checkout, checkouts_of
from generator.errors import Finding
from generator.model.grid import Grid
from generator.model.licence import FROM_THE_CREATORS_ACCOUNT, Licence, LicenceUse
from generator.model.offers import Offers, licences_for
from generator.money import Money
from generator.pricing import price_of_licence

_CONTRACT_FROM = Money(100_000, "EUR")  # loi 2023-451 art. 8, décret 2025-1137 of 28 November 2025
_TIMES_A_YEAR = {"week": 52, "month": 12, "year": 1}


def _included_right_has_a_price(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    licences = offers.licences(grid)
    for place, licence in _placed(offers, grid):
        takers = [p for p in grid.packages if licence.packages is None or p.id in licence.packages]
        including = [p for p in takers if licences[p.licence].covers(licence)]
        if licence.price is not None and takers and len(including) == len(takers):
            facts = {"name": licence.id, "included": ", ".join(sorted({p.licence for p in including}))}
            yield Finding("W301", index, ("licences", place), facts, at_name=True)


def _same_right_twice(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    placed = list(_placed(offers, grid))
    for place, licence in placed:
        for earlier_place, earlier in placed:
            if earlier_place < place and licence.covers(earlier) and earlier.covers(licence):
                facts = {"name": licence.id, "other": earlier.id}
                also = ("licences", earlier_place)
                yield Finding("W302", index, ("licences", place), facts, at_name=True, also=also)


def _nobody_sells_it(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    included = {package.licence for package in grid.packages}
    for place, licence in _placed(offers, grid):
        if licence.price is None and licence.id not in included:
            yield Finding("W313", index, ("licences", place), {"name": licence.id}, at_name=True)


def unsold_shared_licences(offers: Offers) -> Iterator[Finding]:
    used = {entry.use for grid in offers.grids for entry in grid.licences if isinstance(entry, LicenceUse)}
    for place, licence in enumerate(offers.shared_licences.values()):
        if licence.id not in used:
            yield Finding("W313", "licences", ("licences", place), {"name": licence.id}, at_name=True)


def _wider_right_costs_less(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    licences = offers.licences(grid)
    places = {licence.id: place for place, licence in _placed(offers, grid)}
    told: set[tuple[str, str]] = set()
    for package in grid.packages:
        for currency in offers.currencies(grid):
            priced = {
                licence.id: price
                for licence in licences_for(package, licences)
                if (price := price_of_licence(licence, package, grid, licences, currency))
            }
            for wide, wide_price in priced.items():
                for narrow, narrow_price in priced.items():
                    pair = (wide, narrow)
                    if pair in told or wide == narrow or wide_price.amount >= narrow_price.amount:
                        continue
                    if not licences[wide].covers(licences[narrow]):
                        continue
                    told.add(pair)
                    code = "W304" if licences[narrow].grants_all_of(licences[wide]) else "W305"
                    facts = {
                        "name": wide, "other": narrow, "package": package.id,
                        "price": str(wide_price.amount), "other_price": str(narrow_price.amount),
                    }  # fmt: skip
                    yield Finding(code, index, ("licences", places[wide], "price"), facts)


def _spark_ads_duration(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """TikTok issues Spark Ads codes for 7, 30, 60 or 365 days."""
    for place, licence in _placed(offers, grid):
        if "tiktok-spark" not in licence.media or licence.duration.unit in ("months", "years"):
            continue
        days = licence.duration.days
        if days is None or not (days % 30 == 0 or days % 365 == 0 or days == 7):
            found = "for ever" if days is None else f"{licence.duration.count} {licence.duration.unit}"
            yield Finding("W309", index, ("licences", place, "duration"), {"found": found})


def _contract_needed(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """France: a written contract from 1,000 EUR when the creator's own audience is used."""
    if offers.studio.legal.country != "FR":
        return
    places = {licence.id: place for place, licence in _placed(offers, grid)}
    told: set[str] = set()
    for checkout in checkouts_of(offers, grid):
        if (
            _is_published_by_the_creator(checkout)
            and checkout.licence.id not in told
            and _reaches_the_bound(checkout)
        ):
            told.add(checkout.licence.id)
            facts = {
                "name": checkout.licence.id,
                "package": checkout.package.id,
                "price": str(_in_a_year(checkout)),
            }
            yield Finding("W314", index, ("licences", places[checkout.licence.id]), facts, at_name=True)


def _is_published_by_the_creator(checkout: Checkout) -> bool:
    published = any(
        deliverable.kind in ("post", "story", "carousel") for deliverable in checkout.package.deliverables
    )
    return published or bool(FROM_THE_CREATORS_ACCOUNT & set(checkout.licence.media))


def _reaches_the_bound(checkout: Checkout) -> bool:
    return checkout.currency == _CONTRACT_FROM.currency and _in_a_year(checkout) >= _CONTRACT_FROM


def _in_a_year(checkout: Checkout) -> Money:
    return checkout.total * (_TIMES_A_YEAR[checkout.every] if checkout.every else 1)


def _placed(offers: Offers, grid: Grid) -> Iterator[tuple[int, Licence]]:
    """The licences of a grid with their index in the file."""
    licences = offers.licences(grid)
    for place, entry in enumerate(grid.licences):
        yield place, licences[entry.use if isinstance(entry, LicenceUse) else entry.id]


RIGHTS = (
    _included_right_has_a_price,
    _same_right_twice,
    _nobody_sells_it,
    _wider_right_costs_less,
    _spark_ads_duration,
    _contract_needed,
)
