"""A story in words: for the terminal, for a pull request, for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Literal

from generator.catalog.story import Event, Fate, Story
from generator.messages import table
from generator.money import Money
from generator.wording.words import Words

Style = Literal["text", "markdown", "json"]
_SHOWN = 12
"""Prices shown under one package before the rest is counted."""


def report_plan(story: Story, money: Words, style: Style = "text", language: str | None = None) -> str:
    """What would change, in a creator's words; ends with a line break.

    Args:
        story: what.
        money: spells amounts as the creator's pages do.
        style: for whom.
        language: of the words around.
    """
    if style == "json":
        return json.dumps(_as_data(story), ensure_ascii=False, indent=2) + "\n"
    says = table(language)["plan"]
    lines = list(_lines(story, says, money, bullet="- " if style == "markdown" else ""))
    if style == "markdown":
        return "\n".join([f"### {says['title']}", "", *lines, ""]) + "\n"
    return "\n".join(lines) + "\n"


def _lines(story: Story, says: Mapping[str, Any], money: Words, bullet: str) -> Iterator[str]:
    if story.is_empty and not story.events:
        yield bullet + says["nothing"]
        return
    for (package, fate), events in _grouped(story.events):
        prices = list(dict.fromkeys((event.before, event.after) for event in events))
        is_same = fate == "replaced" and all(before == after for before, after in prices)
        said = says["replaced_alike" if is_same else fate]["one" if len(events) == 1 else "other"].format(
            count=len(events)
        )
        if fate == "new":
            said = f"{said}, {_range([event.after for event in events if event.after], says, money)}"
        elif fate in ("replaced", "regained") and len(prices) == 1 and not is_same:
            said = f"{_price(prices[0], says, money)}; {said}"
        yield bullet + (f"{package}: {said}" if package else said)
        if fate == "closing" or (fate in ("replaced", "regained") and len(prices) > 1 and not is_same):
            yield from (f"  {bullet}{line}" for line in _titles(events, says, money))
    for title, fields in story.by_hand:
        yield bullet + says["by_hand"].format(title=title, fields=", ".join(fields))
    if story.by_hand:
        yield bullet + says["restore"]
    if story.writes is None:
        yield bullet + says["from_lock"]
    elif story.writes:
        yield bullet + says["writes"].format(count=story.writes, fingerprint=story.fingerprint)


def _grouped(events: tuple[Event, ...]) -> Iterator[tuple[tuple[str, Fate], list[Event]]]:
    """Events of a package with the same fate, packages in their order, what closes last."""
    order = list(dict.fromkeys(event.package for event in events))
    fates: list[Fate] = ["replaced", "regained", "new", "changed", "closing"]

    def place(event: Event) -> tuple[bool, int, int]:
        return event.fate == "closing", order.index(event.package), fates.index(event.fate)

    for _, same in groupby(sorted(events, key=place), key=place):
        group = list(same)
        yield (group[0].package, group[0].fate), group


def _titles(events: list[Event], says: Mapping[str, Any], money: Words) -> Iterator[str]:
    """One line for each thing sold at each price; its languages are one thing."""
    counted = Counter((_thing(event), event.before, event.after) for event in events)
    titles = {(_thing(event), event.before, event.after): event.title for event in events if event.package}
    for shown, key in enumerate(counted):
        if shown == _SHOWN:
            yield says["more"].format(count=len(counted) - _SHOWN)
            return
        _, before, after = key
        said = _price((before, after), says, money)
        title = titles.get(key, key[0])
        yield f"{title}: {said}" if said else title


def _thing(event: Event) -> str:
    return event.name.rpartition(".")[0]


def _price(change: tuple[Money | None, Money | None], says: Mapping[str, Any], money: Words) -> str:
    before, after = change
    if before and after and before != after:
        return str(says["becomes"]).format(before=money.money(before), after=money.money(after))
    either = after or before
    return money.money(either) if either else ""


def _range(prices: list[Money], says: Mapping[str, Any], money: Words) -> str:
    """From the lowest to the highest, currency by currency."""
    ranges = []
    for currency in dict.fromkeys(price.currency for price in prices):
        low, high = (end(each for each in prices if each.currency == currency) for end in (min, max))
        told = {"low": money.money(low), "high": money.money(high)}
        ranges.append(told["low"] if low == high else says["range"].format(**told))
    return ", ".join(ranges)


def _as_data(story: Story) -> dict[str, object]:
    return {
        "fingerprint": story.fingerprint,
        "writes": story.writes,
        "empty": story.is_empty,
        "changes": [
            {
                "link": event.name,
                "what": event.fate,
                "title": event.title,
                "package": event.package,
                "before": _amount(event.before),
                "after": _amount(event.after),
            }
            for event in story.events
        ],
        "by_hand": [{"what": title, "fields": list(fields)} for title, fields in story.by_hand],
    }


def _amount(money: Money | None) -> dict[str, object] | None:
    return {"minor": money.minor, "currency": money.currency} if money else None
