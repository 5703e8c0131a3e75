"""Legal pages as data, by country: `FR.toml`, and `other.toml` where no country has its own. No legal advice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from generator.model.studio import Studio
from generator.text import Text

Kind = Literal["legal", "terms", "privacy"]
KINDS: tuple[Kind, ...] = ("legal", "terms", "privacy")
_WRITTEN_AT = {
    "address": "legal.address",
    "registration": "legal.registration",
    "phone": "contact.phone",
    "host": "legal.host.name",
    "host-address": "legal.host.address",
    "host-phone": "legal.host.phone",
}
_FACT = re.compile(r"\{([a-z-]+)\}(\.?)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a notice in one language."""

    heading: str
    sentences: tuple[str, ...]


def facts_of(studio: Studio) -> Mapping[str, Text | None]:
    """What notices say of a studio and it may not have told."""
    legal, host = studio.legal, studio.legal.host
    return {
        "legal-name": legal.name,
        "address": legal.address,
        "registration": legal.registration,
        "vat-number": legal.vat_number,
        "publisher": legal.publisher or legal.name,
        "phone": studio.contact.phone,
        "host": host.name if host else None,
        "host-address": host.address if host else None,
        "host-phone": host.phone if host else None,
    }


def notice(studio: Studio, kind: Kind, language: str, facts: Mapping[str, str]) -> Iterator[Section]:
    """The sections of a notice; sentences that lack a fact are left out, and sections that lack every sentence.

    Args:
        studio: whose country and audience decide what is said.
        kind: which notice.
        language: of the reader.
        facts: what fills its places, empty where it is not known.
    """
    for section in _notices(studio)[kind]["sections"]:
        if section.get("audience", studio.audience) != studio.audience:
            continue
        wordings = (sentence[language] for sentence in section["sentences"])
        said = tuple(
            _FACT.sub(
                lambda fact: facts[fact[1]].removesuffix(fact[2]) + fact[2], wording
            )  # GitHub, Inc. needs no second dot
            for wording in wordings
            if all(facts[fact] for fact, _ in _FACT.findall(wording))
        )
        if said:
            yield Section(section["heading"][language], said)


def missing_facts(studio: Studio) -> Iterator[tuple[str, str]]:
    """Keys of studio.yml that a notice needs and that are not written, each once, with the law that asks for it."""
    facts, told = facts_of(studio), set()
    for kind in KINDS:
        for fact in _notices(studio)[kind]["needs"]:
            if not facts[fact] and fact not in told:
                told.add(fact)
                yield _WRITTEN_AT[fact], _notices(studio)[kind]["law"]


def _notices(studio: Studio) -> Mapping[str, Any]:
    return _of(studio.legal.country) or _of("other")


@cache
def _of(country: str) -> Mapping[str, Any]:
    """The notices of a country; nothing when none are written."""
    file = resources.files(__package__).joinpath(f"{country}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
