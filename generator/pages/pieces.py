"""Small things that several pages show the same way: an amount, a mail, the line under a price."""

from __future__ import annotations

import datetime
from functools import lru_cache
from urllib.parse import quote

from generator.law import tax_mention
from generator.media import FORMATS, Picture
from generator.model.grid import Package
from generator.model.record import remembered
from generator.model.studio import Studio
from generator.money import Money
from generator.pages.views import AmountView, LineView, PictureView
from generator.wording import phrases
from generator.wording.words import Words


def amount(money: Money, says: Words) -> AmountView:
    """An amount whole, and in parts so that its currency can be set smaller."""
    text, symbol = says.money(money), says.currency_symbol(money.currency)
    return AmountView(
        text=text,
        number=text.replace(symbol, "").strip(),
        symbol=symbol,
        symbol_first=text.startswith(symbol),
        value=str(money.decimal),
        currency=money.currency,
    )


def picture_view(picture: Picture, alt: str) -> PictureView:
    """A picture in all its sizes, for browsers to choose from."""
    by_format: dict[str, list[tuple[str, int]]] = {name: [] for name in FORMATS}
    for rendition in picture.renditions:
        by_format[rendition.format].append((rendition.path, rendition.width))
    return PictureView(
        avif=tuple(by_format["avif"]),
        webp=tuple(by_format["webp"]),
        width=picture.width,
        height=picture.height,
        placeholder=picture.placeholder,
        alt=alt,
    )


def mail(studio: Studio, subject: str, body: str = "") -> str:
    """The address of an e-mail that is already written."""
    text = f"&body={'%0D%0A'.join(map(_quoted, body.split(chr(10))))}" if body else ""
    return f"mailto:{studio.contact.email}?subject={quote(subject)}{text}"


_quoted = lru_cache(maxsize=4096)(quote)  # most lines of a mail are those of any other


@remembered
def contents(package: Package, says: Words) -> tuple[LineView, ...]:
    """What the buyer of `package` receives."""
    return tuple(
        LineView(phrases.deliverable(what, says), ", ".join(phrases.deliverable_details(what, says)))
        for what in package.deliverables
    )


def mention_of_tax(studio: Studio, day: datetime.date, says: Words) -> str:
    """What must be said about VAT on `day`."""
    rate = says.percent(studio.tax.rate) if studio.tax.rate is not None else ""
    return tax_mention(studio, day)[says.language].replace("{rate}", rate)


def note(studio: Studio, day: datetime.date, says: Words) -> str:
    """The line under a price: who may buy, and VAT."""
    audience = says("audience", studio.audience)
    return says("grid", "note", audience=audience, tax=mention_of_tax(studio, day, says))
