"""What a buyer's choices on the checkout page come to. The page's arithmetic is never trusted, only its
choices.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.sandbox.payment_links import charged, line_item
from generator.sandbox.state import Record, Tables

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Choice:
    """One line of the page: an item, how many of it, and what it adds up to."""

    name: str  # of its input
    description: str
    quantity: int
    least: int
    most: int
    amount: int
    price: Record
    optional: bool
    chosen: bool
    recurring: Mapping[str, object] | None

    @property
    def adjustable(self) -> bool:
        return self.most > self.least

    @property
    def total(self) -> int:
        return self.amount * self.quantity if self.chosen else 0


@dataclass(frozen=True)
class Order:
    choices: tuple[Choice, ...]
    currency: str
    problems: Mapping[str, str] = field(default_factory=dict)  # by input: the name of a wording

    @property
    def total(self) -> int:
        return sum(choice.total for choice in self.choices)

    @property
    def recurring(self) -> bool:
        return any(choice.recurring for choice in self.choices if choice.chosen)


def take_order(tables: Tables, link: Record, form: Mapping[str, str]) -> Order:
    """The order as chosen so far; an empty form is the page as first opened."""
    choices: list[Choice] = []
    problems: dict[str, str] = {}
    for place, item in enumerate(tables.line_items[link["id"]]):
        choices.append(_choice(tables, link, item, form, name=f"line-{place}", optional=False, problems=problems))
    for place, item in enumerate(link["optional_items"] or []):
        choices.append(_choice(tables, link, item, form, name=f"optional-{place}", optional=True, problems=problems))
    return Order(tuple(choices), link["currency"], problems)


def _choice(
    tables: Tables,
    link: Record,
    item: Record,
    form: Mapping[str, str],
    *,
    name: str,
    optional: bool,
    problems: dict[str, str],
) -> Choice:
    price = tables.prices[item["price"]]
    adjustable = item["adjustable_quantity"]
    least, most = item["quantity"], item["quantity"]
    if adjustable:
        least, most = adjustable["minimum"], adjustable["maximum"]
    quantity = item["quantity"]
    chosen = not optional or name in form
    typed = form.get(f"{name}-quantity", "")
    if adjustable and typed:
        # An optional item can always be taken off, whatever its minimum says (Stripe docs, "Optional items").
        if re.fullmatch(r"\d{1,6}", typed) and (least <= int(typed) <= most or (optional and int(typed) == 0)):
            quantity = int(typed)
            chosen = chosen and quantity > 0
        elif chosen:
            problems[f"{name}-quantity"] = "quantity_out_of_range"
    return Choice(
        name=name,
        description=tables.products[price["product"]]["name"],
        quantity=quantity,
        least=least,
        most=most,
        amount=charged(tables, price, link["currency"]),
        price=price,
        optional=optional,
        chosen=chosen,
        recurring=price["recurring"],
    )


def session_lines(tables: Tables, order: Order) -> tuple[Record, ...]:
    """What was bought, as the session's line items."""
    return tuple(
        line_item(tables, choice.price, order.currency, choice.quantity, None)
        for choice in order.choices
        if choice.chosen and choice.quantity
    )
