"""Wordings that a law prescribes, as data with dates: which one holds on a day."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from generator.model.affiliate import AffiliateLink
from generator.model.case_study import Piece
from generator.model.studio import Studio
from generator.model.territories import countries_of


def tax_mention(studio: Studio, day: datetime.date) -> Mapping[str, str]:
    """The sentence that must stand beside a price, by language, with `{rate}` where a rate belongs.

    Args:
        studio: its own mention goes first, then its country's, then one that is true everywhere.
        day: the day on which the page is built.
    """
    if studio.tax.mention:
        return {language: studio.tax.mention[language] for language in studio.languages}
    return _wording(studio, studio.tax.regime, day)


def picture_mentions(studio: Studio, piece: Piece, day: datetime.date) -> tuple[Mapping[str, str], ...]:
    """What must stand beside a picture that was retouched, or that artificial intelligence changed or made."""
    told = [f"ai-{piece.ai}"] if piece.ai != "none" else []
    if piece.retouched:
        told.append("retouched")
    return tuple(_wording(studio, what, day) for what in told)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What must be said before the first link that pays: a word, and the sentences after it."""

    label: str
    sentences: tuple[str, ...]


def disclosure(
    studio: Studio, links: Iterable[AffiliateLink], language: str, day: datetime.date, *, from_brand: bool
) -> Disclosure:
    """What a page with these links says in `language`, by the law of the studio's country and of each market.

    Args:
        studio: who recommends.
        links: what the page leads to.
        language: the page's language.
        day: the day on which the page is built.
        from_brand: whether a brand gave a product or paid.
    """
    links = tuple(links)
    wordings = [_holding(place, "affiliate", day)[language] for place in _places(studio, links)]
    labels = dict.fromkeys(wording["brand" if from_brand else "label"] for wording in wordings)
    programmes = dict.fromkeys(link.by.statement for link in links if link.by.statement)
    said = (*wordings, *(_holding(programme, "affiliate", day)[language] for programme in programmes))
    return Disclosure(" / ".join(labels), tuple(dict.fromkeys(wording["sentence"] for wording in said)))


def link_mark(studio: Studio, link: AffiliateLink, language: str, day: datetime.date) -> str:
    """What stands beside a link that pays: by the law of its market, and by its network's rules."""
    places = _places(studio, (link,))[1:] or _places(studio, (link,))
    names = (*places, *filter(None, (link.by.statement,)))
    return ", ".join(dict.fromkeys(_holding(name, "affiliate", day)[language]["link"] for name in names))


def _places(studio: Studio, links: Iterable[AffiliateLink]) -> tuple[str, ...]:
    """The jurisdictions that have a say: the studio's first, then those of the markets."""
    ruled = [code for code, rules in _table().items() if "affiliate" in rules and len(code) == 2]
    asked = dict.fromkeys([studio.legal.country if studio.legal.country in ruled else "other"])
    for link in links:
        countries = countries_of((link.market,))
        asked |= dict.fromkeys([code for code in ruled if code in countries] or ["other"])
    return tuple(asked)


def _wording(studio: Studio, what: str, day: datetime.date) -> Mapping[str, str]:
    """The wording of the studio's country that holds on `day`, or the one that is true everywhere."""
    wording = _holding(studio.legal.country, what, day) or _holding("other", what, day)
    return {language: wording[language] for language in studio.languages}


def _holding(place: str, subject: str, day: datetime.date) -> Mapping[str, Any]:
    """The wording that holds on a day; empty when there is none."""
    wordings: Iterable[Mapping[str, Any]] = _table().get(place, {}).get(subject, ())
    return next((each for each in wordings if each.get("from", day) <= day <= each.get("until", day)), {})


def invoice_footer(studio: Studio, day: datetime.date) -> Mapping[str, str]:
    """What the law of the studio's country wants at the foot of an invoice to a business, by language; or nothing."""
    for wording in _table().get(studio.legal.country, {}).get("invoice", ()):
        if wording.get("from", day) <= day <= wording.get("until", day):
            return {language: wording[language] for language in studio.languages}
    return dict.fromkeys(studio.languages, "")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("generator").joinpath("law.toml").read_text("utf-8"))
