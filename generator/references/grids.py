"""What refuses a grid: names that lead nowhere, amounts that are missing, rules that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.errors import Finding, nearest
from generator.model.amounts import Amounts
from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import LicenceUse
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.model.prices import (
    DepositRule,
    ExtraPrice,
    FixedPrice,
    FlatAmount,
    Multiple,
    Percentage,
    PriceFrom,
    Surcharge,
)
from generator.model.record import Path

# --- ids ---------------------------------------------------------------------------------------------


def repeated_public_names(offers: Offers) -> Iterator[Finding]:
    """Names that web addresses are made of and that two things have."""
    first: dict[tuple[str, str], tuple[int, Path]] = {}
    for index, grid in enumerate(offers.grids):
        for kind, name, path in _public_names(grid):
            if (kind, name) in first:
                there, also = first[kind, name]
                yield Finding("R303", index, path, {"name": name}, also=also, also_in=there)
            first.setdefault((kind, name), (index, path))


def _public_names(grid: Grid) -> Iterator[tuple[str, str, Path]]:
    """The names that web addresses are made of, unique in the whole studio."""
    yield "grid", grid.grid, ("grid",)
    for place, package in enumerate(grid.packages):
        yield "package", package.id, ("packages", place, "id")
        for number, earlier in enumerate(package.was or ()):
            yield "package", earlier, ("packages", place, "was", number)


def _ids_of_a_grid(_offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    for key, names in (
        ("licences", [entry.use if isinstance(entry, LicenceUse) else entry.id for entry in grid.licences]),
        ("add_ons", [add_on.id for add_on in grid.add_ons]),
    ):
        for place, name in enumerate(names):
            if name in names[:place]:
                first = (key, names.index(name))
                yield Finding("R303", index, (key, place), {"name": name}, at_name=True, also=first)


def _names(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """Packages, licences and add-ons name only what exists."""
    packages = [package.id for package in grid.packages]
    licences = [entry.use if isinstance(entry, LicenceUse) else entry.id for entry in grid.licences]
    for place, entry in enumerate(grid.licences):
        if isinstance(entry, LicenceUse) and entry.use not in offers.shared_licences:
            path = ("licences", place, "use")
            yield _unknown("R302", index, path, entry.use, list(offers.shared_licences))
        yield from _unknown_packages(index, ("licences", place), entry.packages, packages)
    for place, package in enumerate(grid.packages):
        if package.licence not in licences:
            yield _unknown("R302", index, ("packages", place, "licence"), package.licence, licences)
        if isinstance(package.price, Multiple) and package.price.of and package.price.of not in packages:
            yield _unknown("R301", index, ("packages", place, "price", "of"), package.price.of, packages)
    for place, add_on in enumerate(grid.add_ons):
        yield from _unknown_packages(index, ("add_ons", place), add_on.packages, packages)
    popular = [place for place, package in enumerate(grid.packages) if package.popular]
    for place in popular[1:]:
        first = ("packages", popular[0], "popular")
        yield Finding("R315", index, ("packages", place, "popular"), at_name=True, also=first)


def _unknown_packages(
    index: int, path: Path, named: tuple[str, ...] | None, packages: list[str]
) -> Iterator[Finding]:
    for place, name in enumerate(named or ()):
        if name not in packages:
            yield _unknown("R301", index, (*path, "packages", place), name, packages)


def _unknown(code: str, index: int, path: Path, name: str, known: list[str]) -> Finding:
    facts = {"name": name, "known": ", ".join(known) or "–", "near": nearest(name, known) or ""}
    return Finding(code, index, path, facts)


# --- prices ------------------------------------------------------------------------------------------


def _computed_prices(_offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """A price `of` another package ends at an amount."""
    by_id = {package.id: package for package in grid.packages}
    for place, package in enumerate(grid.packages):
        path = ("packages", place, "price")
        seen = [package.id]
        price = package.price
        while isinstance(price, Multiple) and price.of in by_id:
            if price.of in seen:
                told = min(seen, key=list(by_id).index) == package.id  # a circle is one mistake
                if price.of == package.id and told:
                    yield Finding("R304", index, path, {"name": package.id, "chain": ", ".join(seen)}, at_name=True)
                break
            seen.append(str(price.of))
            price = by_id[str(price.of)].price
        else:
            if len(seen) == 2 and not isinstance(price, FixedPrice | Multiple):
                yield Finding("R310", index, (*path, "of"), {"name": seen[-1]})


def _currencies(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """Every amount is given in each currency that the grid sells in."""
    currencies = offers.currencies(grid)
    for place, currency in enumerate(grid.currencies or ()):
        if currency not in offers.studio.currencies:
            facts = {"currency": currency, "known": ", ".join(offers.studio.currencies)}
            yield Finding("R306", index, ("currencies", place), facts)
    for path, amounts in _amounts(grid):
        told = {*offers.studio.currencies, *(grid.currencies or ())}
        foreign = [currency for currency in amounts if currency not in told]
        for currency in foreign:
            facts = {"currency": currency, "known": ", ".join(offers.studio.currencies)}
            yield Finding("R306", index, (*path, currency), facts, at_name=True)
        for currency in currencies if not foreign else ():  # one message for one price
            if currency not in amounts and currency in offers.studio.currencies:
                yield Finding("R305", index, path, _missing(currency, amounts, currencies))
    for place, entry in enumerate(grid.licences):
        shared = offers.shared_licences.get(entry.use) if isinstance(entry, LicenceUse) else None
        if shared is None or not isinstance(entry, LicenceUse):
            continue
        for key in ("price", "renewal"):
            written = getattr(shared, key) if getattr(entry, key) is None else None
            for amounts in _flat_amounts(written):
                for currency in currencies:
                    if currency not in amounts:
                        facts = {"name": entry.use, "currency": currency, "found": "grids", "key": key}
                        yield Finding("R313", index, ("licences", place), facts)


def _missing(currency: str, amounts: Amounts, currencies: tuple[str, ...]) -> dict[str, str]:
    have = ", ".join(f"{money.currency}: {money.decimal}" for money in amounts.values())
    return {
        "currency": currency,
        "known": ", ".join(currencies),
        "mended": f"{{{have}, {currency}: …}}",
        "found": ", ".join(amounts),
    }


def _amounts(grid: Grid) -> Iterator[tuple[Path, Amounts]]:
    for place, package in enumerate(grid.packages):
        path: Path = ("packages", place)
        if isinstance(package.price, FixedPrice | PriceFrom):
            yield (*path, "price"), package.price.amounts
        elif isinstance(package.price, Multiple) and package.price.each:
            yield (*path, "price", "each"), package.price.each
        for rule_place, rule in enumerate(package.deposit or ()):
            if rule.above:
                yield (*path, "deposit", rule_place, "above"), rule.above
    for key, extras in (("licences", grid.licences), ("add_ons", grid.add_ons)):
        for place, extra in enumerate(extras):
            for amounts in _flat_amounts(extra.price):
                yield (key, place, "price"), amounts
            if not isinstance(extra, AddOn):
                for amounts in _flat_amounts(extra.renewal):
                    yield (key, place, "renewal"), amounts
    for rule_place, rule in enumerate(grid.deposit or ()):
        if rule.above:
            yield ("deposit", rule_place, "above"), rule.above


def _flat_amounts(price: object) -> Iterator[Amounts]:
    if isinstance(price, Surcharge):
        yield from (step.amounts for step in price.steps if isinstance(step, FlatAmount))


def _surcharges(offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """Per-month and per-video charges have months and videos to multiply."""
    licences = offers.licences(grid)
    for place, entry in enumerate(grid.licences):
        licence = licences.get(entry.use if isinstance(entry, LicenceUse) else entry.id)
        if licence is None:
            continue
        term = licence.duration
        for key, price in (("price", licence.price), ("renewal", licence.renewal)):
            if isinstance(price, Surcharge) and _is_monthly(price) and term.months is None:
                found = f"{term.count} {term.unit}" if term.count else "perpetual"
                yield Finding("R308", index, ("licences", place, key), {"found": found})
                break
        sold = {p.id: licences_for(p, licences) for p in grid.packages if p.licence in licences}
        buyers = [p for p in grid.packages if licence in sold.get(p.id, ())[1:]]
        renewers = [p for p in grid.packages if licence in sold.get(p.id, ())]
        yield from _per_video(index, ("licences", place, "price"), licence.price, buyers)
        yield from _per_video(index, ("licences", place, "renewal"), licence.renewal, renewers)
    for place, add_on in enumerate(grid.add_ons):
        if isinstance(add_on.price, Surcharge) and _is_monthly(add_on.price):
            yield Finding("R317", index, ("add_ons", place, "price"), {"name": add_on.id})
        takers = [p for p in grid.packages if add_on in add_ons_for(p, grid)]
        yield from _per_video(index, ("add_ons", place, "price"), add_on.price, takers)


def _is_monthly(price: Surcharge) -> bool:
    return any(step.every == "month" for step in price.steps)


def _per_video(index: int, path: Path, price: ExtraPrice | None, takers: list[Package]) -> Iterator[Finding]:
    if isinstance(price, Surcharge) and any(isinstance(s, FlatAmount) and s.per == "video" for s in price.steps):
        without = [package.id for package in takers if package.videos is None]
        if without:
            yield Finding("R309", index, path, {"name": without[0]})


def _add_ons_in_percent(_offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    """Add-ons are ticked independently, so what one costs may not depend on another."""
    if grid.percentages == "additive":
        return
    first: dict[str, int] = {}
    for place, add_on in enumerate(grid.add_ons):
        if not isinstance(add_on.price, Surcharge) or not any(isinstance(s, Percentage) for s in add_on.price.steps):
            continue
        for package in grid.packages:
            if add_on not in add_ons_for(package, grid):
                continue
            if package.id in first:
                also = ("add_ons", first[package.id], "price")
                yield Finding("R307", index, ("add_ons", place, "price"), {"arithmetic": grid.percentages}, also=also)
                break
            first[package.id] = place


def _deposits(_offers: Offers, index: int, grid: Grid) -> Iterator[Finding]:
    for place, package in enumerate(grid.packages):
        if package.every and package.deposit:
            yield Finding("R314", index, ("packages", place, "deposit"), {"name": package.id}, at_name=True)
        yield from _rivals(index, ("packages", place, "deposit"), package.deposit or ())
    yield from _rivals(index, ("deposit",), grid.deposit or ())


def _rivals(index: int, path: Path, rules: tuple[DepositRule, ...]) -> Iterator[Finding]:
    """Of two deposit rules that begin at the same amount, nobody can say which one applies."""
    bounds = [set(rule.above.values()) if rule.above else {None} for rule in rules]
    for place, bound in enumerate(bounds):
        for earlier in range(place):
            if bound & bounds[earlier]:
                yield Finding("R316", index, (*path, place), at_name=True, also=(*path, earlier))
                break


GridRule = Callable[[Offers, int, Grid], Iterator[Finding]]
GRID_RULES: tuple[GridRule, ...] = (
    _ids_of_a_grid,
    _names,
    _computed_prices,
    _currencies,
    _surcharges,
    _add_ons_in_percent,
    _deposits,
)
