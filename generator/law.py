"""Wordings that a law prescribes, as data with dates: which one holds on a day."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from generator.model.case_study import Piece
from generator.model.studio import Studio


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


def _wording(studio: Studio, what: str, day: datetime.date) -> Mapping[str, str]:
    """The wording of the studio's country that holds on `day`, or the one that is true everywhere."""
    of_country = _table().get(studio.legal.country, {}).get(what, ())
    for wording in (*of_country, *_table()["other"][what]):
        if wording.get("from", day) <= day <= wording.get("until", day):
            return {language: wording[language] for language in studio.languages}
    raise LookupError(f"no wording for {what} on {day}")


def invoice_footer(studio: Studio, day: datetime.date) -> Mapping[str, str]:
    """What the law of the studio's country wants at the foot of an invoice to a business, by language; or nothing."""
    for wording in _table().get(studio.legal.country, {}).get("invoice", ()):
        if wording.get("from", day) <= day <= wording.get("until", day):
            return {language: wording[language] for language in studio.languages}
    return dict.fromkeys(studio.languages, "")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("generator").joinpath("law.toml").read_text("utf-8"))
