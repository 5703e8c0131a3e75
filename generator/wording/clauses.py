"""The licence as a document: one sentence for each thing that it grants or keeps back, and its version.

French law asks that each right be named and bounded in extent, purpose, place and duration (CPI, art. L131-3), so
every right has a sentence of its own with all four. Read as information: it replaces no legal advice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.model.licence import ImageRight, Licence
from generator.model.record import remembered
from generator.model.studio import Language
from generator.text import Text
from generator.wording import phrases
from generator.wording.words import Words, words


@dataclass(frozen=True, slots=True)
class Article:
    """One point of a licence: what it is about, and what is agreed."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A licence in one language, in full."""

    title: str
    articles: tuple[Article, ...]


def clause(licence: Licence, says: Words) -> Clause:
    """What a buyer of `licence` may do and what the creator keeps, sentence by sentence."""
    return Clause(licence.name[says.language], tuple(_articles(licence, says)))


def clauses(licence: Licence) -> dict[str, Clause]:
    """The clause in every language that the licence is written in."""
    written = [text.by_language for text in _texts(licence) if text.by_language]
    return {
        language: clause(licence, words(language))
        for language in get_args(Language)
        if all(language in text for text in written)
    }


@remembered
def licence_version(licence: Licence) -> str:
    """A short hash of all that the licence says, so that an address that contains it names these words for ever."""
    return version_of(clauses(licence))


def version_of(said: Mapping[str, Clause]) -> str:
    """The version of these words: ten hexadecimal digits."""
    words_alone = {
        language: (each.title, [(article.heading, article.text) for article in each.articles])
        for language, each in said.items()
    }
    canonical = json.dumps(words_alone, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:10]


def _articles(licence: Licence, says: Words) -> Iterator[Article]:
    use = says(
        "clause",
        "use",
        media=phrases.media(licence.media, says),
        purpose=says.listed([says("clause", f"purpose_{purpose}") for purpose in licence.purpose]),
        territory=phrases.territory(licence, says),
        duration=phrases.duration(licence, says),
    )
    for right in licence.rights:
        yield Article(says("clause", right), says("clause", f"{right}_grant", use=use))
    yield _article("end", "perpetual" if licence.duration.count is None else "term", says)
    yield _article("edits", licence.edits, says)
    yield Article(says("clause", "image"), _image(licence, says))
    yield Article(says("clause", "exclusivity"), _exclusivity(licence, says))
    if licence.sublicence:
        others = says.listed([says("sublicensees", name) for name in licence.sublicence])
        yield Article(says("clause", "others"), says("clause", "others_some", others=others))
    else:
        yield _article("others", "none", says)
    yield _article("ai", licence.ai_use, says)
    yield _article("rest", "stays", says)


def _article(about: str, choice: str, says: Words) -> Article:
    return Article(says("clause", about), says("clause", f"{about}_{choice}"))


def _image(licence: Licence, says: Words) -> str:
    own = licence.image_right
    if not isinstance(own, ImageRight):
        return says("clause", f"image_{own}")
    term = licence.model_copy(update={"duration": own.duration or licence.duration})
    bounds = says(
        "clause",
        "image_own",
        media=phrases.media(own.media or licence.media, says),
        territory=phrases.places(own.territory or licence.territory, says),
        duration=phrases.duration(term, says),
    )
    if own.excluded is None:
        return bounds
    return f"{bounds} {says('clause', 'image_excluded', contexts=own.excluded[says.language])}"


def _exclusivity(licence: Licence, says: Words) -> str:
    if licence.exclusivity is None:
        return says("clause", "exclusivity_none")
    term, category = says.term(licence.exclusivity.duration), licence.exclusivity.category
    if category is None:
        return says("clause", "exclusivity_all", term=term)
    return says("clause", "exclusivity_category", term=term, category=category[says.language])


def _texts(licence: Licence) -> Iterator[Text]:
    """What the creator wrote herself of what the clause says."""
    yield licence.name
    if licence.exclusivity and licence.exclusivity.category:
        yield licence.exclusivity.category
    if isinstance(licence.image_right, ImageRight) and licence.image_right.excluded:
        yield licence.image_right.excluded
