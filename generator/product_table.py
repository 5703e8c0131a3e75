"""Every link that pays on the terminal, by product, market, network, page and sub-id; and what is worth a look."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import Console
from rich.table import Table

from generator.link_health import Found
from generator.messages import table
from generator.model.product import Product
from generator.outbound import Outbound

_COLUMNS = ("market", "network", "page", "place", "sub_id")
_SOON = datetime.timedelta(days=30)


def product_table(links: Iterable[Outbound], known: Mapping[str, Found], day: datetime.date, months: int) -> str:
    """One table for each product, then what needs the creator.

    Args:
        links: every link of the site.
        known: what the shops' addresses said when they were last asked.
        day: today.
        months: after how many a review is old.
    """
    console = Console(file=io.StringIO(), width=160, force_terminal=False, highlight=False)
    ordered = sorted(links, key=lambda link: link.product.product)
    for _, group in groupby(ordered, key=lambda link: link.product.product):
        of_product = tuple(group)
        console.print(_table(of_product))
        for line in _notes(of_product[0].product, of_product, known, day, months):
            console.print(f"  {line}", markup=False, soft_wrap=True)
        console.print()
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def _table(links: tuple[Outbound, ...]) -> Table:
    product = links[0].product
    headings = table()["products"]["columns"]
    made = Table(*(headings[column] for column in _COLUMNS), title=product.product, title_justify="left")
    rows = sorted((link.entry.market, link.entry.network, link.page, link.slot, link.sub_id or "–") for link in links)
    for row, before in zip(rows, (("", ""), *rows), strict=False):
        same = row[:2] == before[:2]
        made.add_row(*(("", "") if same else row[:2]), *row[2:])
    return made


def _notes(
    product: Product, links: tuple[Outbound, ...], known: Mapping[str, Found], day: datetime.date, months: int
) -> Iterator[str]:
    says = table()["products"]
    destinations = dict.fromkeys(link.destination for link in links)
    for destination in destinations:
        if not destination:
            yield says["unknowable"]
        elif found := known.get(destination):
            facts = {"found": found.trouble or found.leads_to, "product": product.product}
            yield f"{destination}: {says[found.state(destination)].format_map(facts)} ({found.asked})"
    unasked = [each for each in destinations if each and each not in known]
    if unasked:
        yield says["unasked"]["one" if len(unasked) == 1 else "other"].format(count=len(unasked))
    for entry in product.links:
        if entry.code and entry.code.until < day + _SOON:
            key = "code_over" if entry.code.until < day else "code_ends"
            code = entry.code.code.wordings[0]
            yield says[key].format(code=code, product=product.product, day=entry.code.until)
    if _months_between(product.review.updated, day) >= months:
        yield says["review_old"].format(product=product.product, day=product.review.updated)


def _months_between(start: datetime.date, end: datetime.date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
