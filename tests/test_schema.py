"""The JSON Schemas, tried on YAML as an editor reads it: numbers are numbers, yes is a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from studio import ROOT

from generator.schema import schemas

CARDS = sorted((ROOT / "tests/golden/cards").glob("*.yml"))
STUDIOS = [ROOT / "offers", ROOT / "tests/golden/base"]
AFFILIATE = ROOT / "tests/golden/base-affiliate"
FILES = [
    *[(folder / "studio.yml", "studio") for folder in STUDIOS],
    *[(folder / "licences.yml", "licences") for folder in STUDIOS],
    *[(path, "grid") for folder in STUDIOS for path in sorted((folder / "packages").glob("*.yml"))],
    *[(path, "case") for path in sorted((ROOT / "offers/portfolio").glob("*.yml"))],
    (ROOT / "private.example/costs.yml", "costs"),
    (ROOT / "offers/collections.yml", "collections"),
    *[(path, "product") for path in sorted((ROOT / "offers/products").glob("*.yml"))],
    (AFFILIATE / "studio.yml", "studio"),
    (AFFILIATE / "products/softbox.yml", "product"),
    (AFFILIATE / "collections.yml", "collections"),
]


class _AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, the core schema."""


_AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, begins in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(begins))


def as_editors_read(text: str) -> Any:
    return yaml.load(text, _AsEditorsRead)


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schemas()[f"{kind}.schema.json"])


@pytest.mark.parametrize("kind", ["studio", "licences", "grid", "product", "collections", "case", "costs"])
def test_a_schema_is_one_and_explains_every_key(kind: str) -> None:
    schema = schemas()[f"{kind}.schema.json"]

    Draft202012Validator.check_schema(schema)
    records = [each for each in (schema, *schema.get("$defs", {}).values()) if "description" in each]
    for record in records:
        assert record["additionalProperties"] is False
        assert all(key["description"] for key in record["properties"].values())


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_what_is_valid_is_valid_in_an_editor(path: Path, kind: str) -> None:
    assert [error.message for error in validator(kind).iter_errors(as_editors_read(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_published_rate_cards_are_valid_in_an_editor(path: Path) -> None:
    card = as_editors_read(path.read_text("utf-8"))

    assert [error.message for error in validator("grid").iter_errors(card["grid"])] == []


def test_the_demo_names_the_schema_of_each_file() -> None:
    for path, kind in FILES:
        if ROOT / "tests" not in path.parents:
            first = path.read_text("utf-8").splitlines()[0]
            assert first.startswith("# yaml-language-server: $schema=")
            assert (path.parent / first.partition("=")[2]).resolve() == ROOT / f"schema/{kind}.schema.json"


GRID = """
grid: 2026
name: Videos
packages:
  - id: solo
    name: Solo
    price: 250 EUR
    deliverables: [{video: 1, seconds: 15-45, formats: "9:16"}]
    delivery: 7 days
    revisions: 2
    licence: ads
licences:
  - id: ads
    name: 3 months
    rights: reproduction
    media: website
    purpose: paid
    territory: FR
    duration: 90 days
    starts: 2027-01-31
    exclusivity: none
    edits: cut-downs
    image_right: same
    price: +30%
add_ons:
  - {id: hook, name: Hook, price: {EUR: 30, GBP: 25.50, per: video}, up_to: 5}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("price: 250 EUR", "price: {EUR: 250, GBP: 215.50}"),
        ("price: 250 EUR", 'price: {EUR: "250"}'),
        ("price: 250 EUR", "price: {each: {EUR: 250}, times: 3, discount: 10%}"),
        ("price: 250 EUR", "price: {from: 400 EUR}"),
        ("price: 250 EUR", "price: on quote"),
        ("revisions: 2", "revisions: unlimited"),
        ("name: Videos", "name: {fr: Vidéos, en: 2026}"),
        ("name: Videos", "name: Videos\nround_to: 0.10"),
        ("name: Videos", 'name: Videos\nround_to: "0.10"'),
        ("name: Videos", "name: Videos\ndeposit: [40%, {share: 50%, above: {EUR: 1000}}]"),
        ("name: Videos", "name: Videos\ndeposit: 40%\nbalance: 14 days"),
        ("price: +30%", "price: [+30%, 50 EUR per video, {EUR: 30}]"),
        ("price: +30%", "price: from 100 EUR per month"),
        ("exclusivity: none", "exclusivity: {category: sport, duration: 90 days}"),
        ("image_right: same", "image_right: {duration: 1 year, territory: [FR, EU]}"),
        ("  - id: ads\n", "  - brand-year\n  - {use: other, price: +30%}\n  - id: ads\n"),
        ("add_ons:\n", "  - {id: longer, name: Longer, like: ads, duration: 1 year, price: +60%}\nadd_ons:\n"),
        ("video: 1, ", "video: 2-3, people: 2, "),
        ("video: 1, ", "video: up to 3, hooks: 60+, "),
        ("    name: Solo", "    name: Solo\n    popular: yes\n    deposit: none"),
        ("    name: Solo", "    name: Solo\n    popular: true\n    every: month\n    commitment: 3 months"),
    ],
)
def test_other_forms_are_valid(old: str, new: str) -> None:
    errors = validator("grid").iter_errors(as_editors_read(_changed(old, new)))

    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Videos", "titel: Videos"),
        ("grid: 2026", "grid: Vidéos UGC"),
        ("price: 250 EUR", "price: 250 €"),
        ("price: 250 EUR", "price: 250"),
        ("price: 250 EUR", "price: 250,00 EUR"),
        ("price: 250 EUR", "price: {EURO: 250}"),
        ("price: 250 EUR", "price: {EUR: 0}"),
        ("price: 250 EUR", "price: {of: solo, each: 5 EUR}"),
        ("price: 250 EUR", "price: {of: solo, discount: 10}"),
        ("price: 250 EUR", "price: {of: solo, times: 0}"),
        ("price: 250 EUR", "price: {from: 400 EUR, to: 800 EUR}"),
        ("price: 250 EUR", "price: sur devis"),
        ("video: 1, ", ""),
        ("video: 1, ", "video: 1, photo: 2, "),
        ("seconds: 15-45", "seconds: 15 à 45"),
        ('formats: "9:16"', "formats: vertical"),
        ("delivery: 7 days", "delivery: 7"),
        ("delivery: 7 days", "delivery: 7 jours"),
        ("revisions: 2", "revisions: -1"),
        ("revisions: 2\n", "\n"),
        ("territory: FR", "territory: UK"),
        ("duration: 90 days", "duration: 90"),
        ("duration: 90 days", "duration: forever"),
        ("starts: 2027-01-31", "starts: 31/01/2027"),
        ("media: website", "media: [website, website]"),
        ("media: website", "media: []"),
        ("edits: cut-downs\n", "\n"),
        ("exclusivity: none", "exclusivity: no"),
        ("exclusivity: none", "exclusivity: {category: sport}"),
        ("price: +30%", "price: 30%"),
        ("price: +30%", "price: +30% per week"),
        ("per: video", "per: week"),
        ("up_to: 5", "up_to: many"),
        ("name: Videos", "name: Videos\ndeposit: 40"),
        ("name: Videos", "name: Videos\nround_to: 0.20"),
        ("name: Videos", "name: Videos\npercentages: added"),
        ("name: Videos", "name:\n  french: Vidéos"),
        ("name: Videos", "name: ''"),
        ("name: Videos", "name: Videos\nignore: {W3: because}"),
    ],
)
def test_typical_mistakes_are_underlined(old: str, new: str) -> None:
    assert not validator("grid").is_valid(as_editors_read(_changed(old, new)))


def _changed(old: str, new: str) -> str:
    assert GRID.count(old) == 1 or old.strip() in ("add_ons:", "name: Solo"), old
    return GRID.replace(old, new, 1)


@pytest.mark.parametrize(
    "tax", ["exempt", "{regime: inclusive, rate: 20%}", "{regime: exempt, mention: {fr: a, en: b}}"]
)
def test_taxes(tax: str) -> None:
    assert validator("studio").is_valid(_studio(tax=tax))


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("tax", "20%"),
        ("languages", "french"),
        ("languages", "[fr, fr]"),
        ("currencies", "euros"),
        ("url", "maya.example"),
        ("contact", "{email: maya}"),
        ("legal", "{country: France, name: Maya}"),
        ("brand", "{accent: red}"),
    ],
)
def test_mistakes_about_the_studio(key: str, written: str) -> None:
    assert validator("studio").is_valid(_studio())
    assert not validator("studio").is_valid(_studio(**{key: written}))


def _studio(**changed: str) -> Any:
    studio = as_editors_read((ROOT / "tests/golden/base/studio.yml").read_text("utf-8"))
    return studio | {key: as_editors_read(text) for key, text in changed.items()}


@pytest.mark.parametrize(("time", "valid"), [("2 h 20", True), ("140", True), ("45 min", True), ("2:20", False)])
def test_working_time(time: str, valid: bool) -> None:
    costs = as_editors_read((ROOT / "private.example/costs.yml").read_text("utf-8"))

    assert validator("costs").is_valid(costs | {"time_per_video": as_editors_read(time)}) is valid
