"""The licence in full: every right bounded, and a version that follows the words and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.licence import Licence
from generator.wording.clauses import clause, clauses, licence_version
from generator.wording.words import words

ADS = {
    "id": "ads",
    "name": {"fr": "Publicité, 3 mois, France", "en": "Ads, 3 months, France"},
    "rights": ["reproduction", "representation", "adaptation"],
    "media": ["meta-ads", "website"],
    "purpose": ["organic", "paid"],
    "territory": ["FR", "BE"],
    "duration": "3 months",
    "starts": "delivery",
    "exclusivity": "none",
    "edits": "cut-downs",
    "image_right": "same",
    "price": "+60%",
}


def licence(**changes: Any) -> Licence:
    return Licence.model_validate({**ADS, **changes})


def said(language: str, **changes: Any) -> dict[str, str]:
    return {each.heading: each.text for each in clause(licence(**changes), words(language)).articles}


def test_each_right_is_named_and_bounded_in_extent_purpose_place_and_duration() -> None:
    articles = said("en")
    for heading, name in (("Copying", "reproduction"), ("Showing", "representation"), ("Changing", "adaptation")):
        assert articles[heading].endswith(
            "in your Instagram and Facebook ads and on your website, to publish it without an ad budget and to "
            f"advertise with it, in France and in Belgium, for 3 months from delivery. This is the right of {name}."
        )
    assert "Changing" not in said("en", rights="reproduction")


@pytest.mark.parametrize(
    ("change", "heading", "sentence"),
    [
        ({"duration": "perpetual"}, "When it ends", "These rights last for as long as the law protects the content."),
        ({"edits": "as-delivered"}, "Edits", "The content is shown as delivered, nothing cut and nothing added."),
        (
            {"image_right": "none"},
            "Face and voice",
            "Nobody can be recognised in the content: neither my face nor my voice is in it.",
        ),
        (
            {"image_right": {"duration": "30 days", "territory": "FR", "excluded": "medical promises"}},
            "Face and voice",
            "My face and voice may be used with the content, in your Instagram and Facebook ads and on your website, "
            "in France, for 30 days from delivery; never apart from it. "
            "They do not appear in these contexts: medical promises",
        ),
        (
            {"image_right": {"media": "website"}},
            "Face and voice",
            "My face and voice may be used with the content, on your website, in France and in Belgium, for 3 months "
            "from delivery; never apart from it.",
        ),
        (
            {"exclusivity": {"category": "tea", "duration": "90 days"}},
            "Exclusivity",
            "For 90 days, counted from the same day as your rights, I make no content for a competitor (tea).",
        ),
        (
            {"exclusivity": {"duration": "90 days"}},
            "Exclusivity",
            "For 90 days, counted from the same day as your rights, I make no content for any other brand.",
        ),
        ({}, "Other users", "These rights are yours. You may neither pass them on nor lend them."),
        (
            {"sublicence": ["agency", "retailers"]},
            "Other users",
            "These rights are yours. In your name and within the same limits, the content may also be used by "
            "your agency and your retailers, and by nobody else.",
        ),
        (
            {"ai_use": "allowed"},
            "Artificial intelligence",
            "The content may be used to train or to feed artificial intelligence, within the limits of this licence.",
        ),
    ],
)  # fmt: skip
def test_what_is_agreed_is_said(change: dict[str, Any], heading: str, sentence: str) -> None:
    assert said("en", **change)[heading] == sentence


def test_both_languages_say_the_same_things() -> None:
    french, english = clauses(licence()).values()
    assert len(french.articles) == len(english.articles) == 10
    assert (french.title, english.title) == ("Publicité, 3 mois, France", "Ads, 3 months, France")


def test_a_licence_written_in_one_language_has_its_clause_in_that_language() -> None:
    assert list(clauses(licence(name={"fr": "Publicité"}))) == ["fr"]
    category = {"exclusivity": {"category": {"en": "tea"}, "duration": "90 days"}}
    assert list(clauses(licence(name="Ads", **category))) == ["en"]
    excluded = {"image_right": {"excluded": {"fr": "tabac"}}}
    assert list(clauses(licence(name="Ads", **excluded))) == ["fr"]


@pytest.mark.parametrize(
    "change",
    [{"duration": "4 months"}, {"territory": "FR"}, {"name": "Ads"}, {"edits": "full-edit"}, {"ai_use": "allowed"}],
)
def test_what_changes_the_agreement_changes_the_version(change: dict[str, Any]) -> None:
    assert licence_version(licence(**change)) != licence_version(licence())


@pytest.mark.parametrize(
    "change", [{"price": "+70%"}, {"renewal": "+10%"}, {"summary": "For a first test."}, {"id": "ads-fr"}]
)
def test_price_and_praise_leave_the_version_alone(change: dict[str, Any]) -> None:
    assert licence_version(licence(**change)) == licence_version(licence())
