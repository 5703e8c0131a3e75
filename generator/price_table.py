"""Every price of a studio on the terminal, with its working and, for the creator's eyes, what is left of it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from generator.checkouts import Checkout, checkouts_of
from generator.messages import table as spoken
from generator.model.costs import PrivateCosts
from generator.model.offers import Offers
from generator.pricing import Costs, margin
from generator.wording import phrases
from generator.wording.words import Words, words

_COLUMNS = ("package", "licence", "currency", "total", "working", "ordering", "later")
_OWN_COLUMNS = ("fee", "charges", "net", "hour")


def price_table(offers: Offers, costs: PrivateCosts | None, language: str) -> str:
    """One table for each grid, a line for each checkout; `language` is that of names and amounts."""
    says, columns = words(language), (*_COLUMNS, *(_OWN_COLUMNS if costs else ()))
    headings = [spoken()["prices"][column] for column in columns]
    console = Console(file=io.StringIO(), width=160, force_terminal=False, highlight=False)
    for grid in offers.grids:
        table = Table(*headings, title=grid.name[language], title_justify="left")
        for checkout in checkouts_of(offers, grid):
            table.add_row(*_cells(checkout, language, says), *(_own_cells(checkout, costs, says) if costs else ()))
        console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def _cells(checkout: Checkout, language: str, says: Words) -> Iterator[str]:
    yield checkout.package.name[language]
    yield checkout.licence.name[language]
    yield checkout.currency
    yield says.money(checkout.total)
    workings = (checkout.package_price.working, checkout.licence_price.working)
    yield says("working", "join").join(filter(None, (phrases.working(steps, says) for steps in workings)))
    split = checkout.instalments
    yield says.money(split.deposit if split else checkout.total)
    yield says.money(split.balance) if split else ""


def _own_cells(checkout: Checkout, costs: PrivateCosts, says: Words) -> Iterator[str]:
    fixed = costs.card_fixed.get(checkout.currency)
    if fixed is None:
        yield from ("",) * len(_OWN_COLUMNS)
        return
    known = Costs(costs.card_percent, fixed, costs.charges, costs.time_per_video)
    left = margin(checkout.total, checkout.package.videos, known)
    yield from (says.money(left.fee), says.money(left.charges), says.money(left.net))
    yield says.money(left.per_hour) if left.per_hour else ""
