"""Texts in several languages: none lacks one of the studio's, none has another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Finding, nearest
from generator.model.offers import Offers
from generator.model.record import texts


def languages_of_texts(offers: Offers) -> Iterator[Finding]:
    """Every text has a wording in each language of the studio, and in no other."""
    languages = offers.studio.languages
    for subject, start, record in offers.records():
        for path, text in texts(record, start):
            if not text.by_language:
                continue
            unknown = [language for language in text.by_language if language not in languages]
            missing = [str(language) for language in languages if language not in text.by_language]
            for language in unknown:
                near = nearest(language, missing) or (missing[0] if len(missing) == 1 else "")
                facts = {"language": language, "known": ", ".join(languages), "near": near}
                yield Finding("R312", subject, (*path, language), facts, at_name=True)
            for language in missing if not unknown else ():  # a misspelt language is one mistake and not two
                facts = {"language": language, "known": ", ".join(languages)}
                yield Finding("R311", subject, path, facts, at_name=True)
