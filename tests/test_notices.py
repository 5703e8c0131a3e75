"""Legal pages: what each says of a studio, what it leaves out, and what the studio has still to tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from generator.model.studio import Studio
from generator.notices import KINDS, facts_of, missing_facts, notice
from offers import STUDIO, grid, offers, package

GRID = grid(package("solo", "250 EUR"))
TOLD = (
    "legal: {country: FR, name: Maya Laurent EI, address: 1 rue Haute, registration: SIRET 1, "
    "host: {name: H, address: A, phone: '1'}}"
)
UNTOLD = "legal: {country: FR, name: Maya Laurent EI}"


def studio(text: str = STUDIO) -> Studio:
    return offers(GRID, studio=text).studio


def facts(of: Studio, language: str) -> Mapping[str, str]:
    told = {name: text[language] if text else "" for name, text in facts_of(of).items()}
    return told | {"email": of.contact.email, "status": "EI", "tax-mention": "exempt"}


def said(of: Studio, kind: str, language: str = "fr") -> str:
    sections = notice(of, kind, language, facts(of, language))  # type: ignore[arg-type]
    return "\n".join(f"{section.heading}: {' '.join(section.sentences)}" for section in sections)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("country", ["FR", "DE"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_notice_can_be_said_in_every_language(kind: str, country: str, language: str) -> None:
    text = said(studio(STUDIO.replace("country: FR", f"country: {country}")), kind, language)
    assert text
    assert not re.search(r"[{}]", text)


def test_a_sentence_without_its_fact_is_left_out_and_so_is_a_section_without_sentences() -> None:
    assert "Hébergeur" not in said(studio(), "legal")
    text = said(studio(STUDIO.replace(UNTOLD, TOLD)), "legal")
    assert "Éditeur: Maya Laurent EI, EI. 1 rue Haute. SIRET 1. exempt." in text
    assert "Hébergeur: H. A. 1." in text
    assert "TVA intracommunautaire" not in text


def test_the_notices_follow_the_country_and_the_audience() -> None:
    assert "L131-3" in said(studio(), "terms")
    assert "L131-3" not in said(studio(STUDIO.replace("country: FR", "country: DE")), "terms")
    assert "rétractation" not in said(studio(), "terms")
    consumers = studio(STUDIO + "audience: consumers\n")
    assert "Droit de rétractation" in said(consumers, "terms")
    assert "Retard de paiement" not in said(consumers, "terms")


def test_what_the_studio_has_still_to_tell() -> None:
    assert " ".join(key for key, _ in missing_facts(studio())) == (
        "legal.address contact.phone legal.registration legal.host.name legal.host.address legal.host.phone"
    )
    assert list(missing_facts(studio(STUDIO.replace(UNTOLD, TOLD)))) == [("contact.phone", "LCEN, art. 1-1")]


def test_a_name_that_ends_with_a_dot_ends_the_sentence() -> None:
    told = TOLD.replace("name: H, address: A", "name: 'GitHub, Inc.', address: 'San Francisco, U.S.A.'")
    text = said(studio(STUDIO.replace(UNTOLD, told)), "legal")
    assert "GitHub, Inc. San Francisco, U.S.A." in text
    assert ".." not in text
