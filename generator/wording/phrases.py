"""What is sold, in sentences a buyer understands without looking anything up."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator.model.durations import Delay
from generator.model.grid import Deliverable, Grid, Package
from generator.model.licence import Licence
from generator.model.prices import ExtraPrice, OnQuote, Percentage, Step
from generator.model.record import remembered
from generator.pricing import Flat, Instalments, Several, Share, Working
from generator.wording.words import Words

_CHANNELS = {
    "tiktok": "TikTok", "instagram": "Instagram", "youtube": "YouTube", "facebook": "Facebook",
    "pinterest": "Pinterest", "linkedin": "LinkedIn", "snapchat": "Snapchat", "x": "X", "twitch": "Twitch",
    "blog": "blog",
}  # fmt: skip
_ALWAYS_LONG = 120  # seconds from which a length reads better in minutes


def deliverable(what: Deliverable, words: Words) -> str:
    """The thing and its number: "3 vidéos", or its own name."""
    if what.name is None:
        return words.several("deliverables", what.kind, what.quantity)
    name = what.name[words.language]
    if what.kind == "item":
        return name if what.quantity.exact == 1 else f"{words.range(what.quantity)} × {name}"
    return f"{words.several('deliverables', what.kind, what.quantity)}, {name}"


def deliverable_details(what: Deliverable, words: Words) -> tuple[str, ...]:
    """What else is said about it, piece by piece: length, formats, hooks, people, channels."""
    several = what.quantity.exact != 1
    details = []
    if what.seconds:
        ends = [end for end in (what.seconds.low, what.seconds.high) if end is not None]
        if all(end % 60 == 0 and end >= _ALWAYS_LONG for end in ends):
            minutes = type(what.seconds)(*(end and end // 60 for end in (what.seconds.low, what.seconds.high)))
            details.append(words("deliverables", "minutes", count=words.range(minutes)))
        else:
            details.append(words("deliverables", "seconds", count=words.range(what.seconds)))
    if what.formats:
        details.append(words.listed([_format(ratio, words) for ratio in what.formats]))
    if what.hooks:
        details.append(words.several("deliverables", "hooks_each" if several else "hooks", what.hooks))
    if what.people:
        details.append(words.several("deliverables", "people", what.people))
    if what.on:
        details.append(words("deliverables", "on", channels=words.listed([_CHANNELS[name] for name in what.on])))
    return tuple(details)


def _format(ratio: str, words: Words) -> str:
    """A picture's shape by its name, for those who do not think in ratios: "vertical (9:16)"."""
    return words("formats", ratio) if words.has("formats", ratio) else ratio


def delivery(package: Package, words: Words) -> str:
    """The delay and what it counts from."""
    return f"{words.delay(package.delivery)} {words('delivery_from', package.delivery_from)}"


def revisions(package: Package, words: Words) -> str:
    """How many rounds of changes are in the price."""
    if package.revisions == "unlimited":
        return words("revisions", "unlimited")
    return words.count("revisions", "count", package.revisions) if package.revisions else words("revisions", "none")


def licence(right: Licence, words: Words) -> str:
    """What the buyer may do, where, for how long, and what the creator will not do meanwhile."""
    return " ".join(licence_sentences(right, words))


@remembered
def licence_sentences(right: Licence, words: Words) -> tuple[str, ...]:
    """The same, a sentence for each thing."""
    sentences = [_use(right, words), words("licence", f"edits_{right.edits}")]
    if right.exclusivity:
        term = words.term(right.exclusivity.duration)
        category = right.exclusivity.category
        sentences.append(
            words("licence", "exclusivity", term=term, category=category[words.language])
            if category
            else words("licence", "exclusivity_all", term=term)
        )
    if right.sublicence:
        others = words.listed([words("sublicensees", name) for name in right.sublicence])
        sentences.append(_capital(words("licence", "sublicence", others=others)))
    if right.ai_use == "allowed":
        sentences.append(words("licence", "ai_allowed"))
    return tuple(sentences)


def _use(right: Licence, words: Words) -> str:
    facts = {"territory": territory(right, words), "duration": duration(right, words)}
    if set(right.purpose) == {"internal"}:
        return words("licence", "internal", **facts)
    purposes = set(right.purpose) & {"organic", "paid"}
    purpose = "purpose_both" if len(purposes) == 2 else f"purpose_{purposes.pop()}"
    return words("licence", "sentence", purpose=words("licence", purpose), media=media(right.media, words), **facts)


def territory(right: Licence, words: Words) -> str:
    return places(right.territory, words)


def places(codes: Iterable[str], words: Words) -> str:
    """Countries and groups of them, as a sentence names them: "en France et en Belgique"."""
    return words.listed(
        [
            words("places", code) if words.has("places", code) else words("places", "other", name=words.country(code))
            for code in codes
        ]
    )


def media(names: Iterable[str], words: Words) -> str:
    """Where it may be shown: "sur votre site et dans vos e-mails"."""
    return words.listed([words("media", name) for name in names])


def duration(right: Licence, words: Words) -> str:
    """How long the rights last and from when: "pendant 3 mois à compter de la livraison"."""
    term = words.term(right.duration)
    if isinstance(right.starts, datetime.date):
        return words("licence", "duration_date", term=term, date=words.date(right.starts))
    return words("licence", f"duration_{right.starts}", term=term)


def working(steps: Working, words: Words) -> str:
    """How a price came about: "3 × 250 €, moins 10 %"; nothing when it was written down."""
    return words("working", "join").join(filter(None, (_step(step, words) for step in steps)))


def _step(step: Several | Share | Flat, words: Words) -> str:
    if isinstance(step, Several):
        pieces = [words("working", "several", times=step.times, each=words.money(step.each))]
        if step.discount:
            pieces.append(words("working", "less", percent=words.percent(step.discount)))
        return ", ".join(pieces)
    if isinstance(step, Share):
        key = "share" if step.months is None else "share_months"
        percent, base = words.percent(step.percent), words.money(step.base)
        said = words(
            "working", key, months=_counted("units", "months", step.months, words), percent=percent, base=base
        )
    else:
        if step.months is None and step.videos is None:
            return ""
        key = "flat" + ("_months" if step.months is not None else "") + ("_videos" if step.videos is not None else "")
        months, videos = (
            _counted("units", "months", step.months, words),
            _counted("deliverables", "video", step.videos, words),
        )
        said = words("working", key, months=months, videos=videos, amount=words.money(step.amount))
    if step.included_months:
        said += (
            f" ({words('working', 'free_months', months=_counted('units', 'months', step.included_months, words))})"
        )
    return said


def _counted(table: str, unit: str, number: int | None, words: Words) -> str:
    return "" if number is None else words.count(table, unit, number)


def paid_when(split: Instalments, grid: Grid, words: Words) -> tuple[str, str]:
    """What is paid now and what later: "270 € aujourd'hui," and "405 € à la livraison"."""
    today = words("price", "today", amount=words.money(split.deposit))
    later = words.money(split.balance)
    if isinstance(grid.balance, Delay):
        return today, words("price", "later_delay", amount=later, delay=words.delay(grid.balance))
    return today, words("price", f"later_{grid.balance}", amount=later)


def surcharge(price: ExtraPrice | None, currency: str, words: Words) -> str:
    """What an extra adds, before it is known to which package: "+ 40 % de la formule par mois"."""
    if price is None:
        return words("price", "included")
    if isinstance(price, OnQuote):
        return words("price", "quote")
    said = words("working", "join").join(_surcharge_step(step, currency, words) for step in price.steps)
    return words("price", "from", amount=said) if price.only_from else words("price", "added", amount=said)


def _surcharge_step(step: Step, currency: str, words: Words) -> str:
    pieces = []
    if isinstance(step, Percentage):
        pieces.append(words("price", "of_package", percent=words.percent(step.percent)))
    else:
        pieces.append(words.money(step.amounts[currency]))
        if step.per == "video":
            pieces.append(words("price", "per_video"))
    if step.every == "month":
        pieces.append(words("price", "per_month"))
    return " ".join(pieces)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
