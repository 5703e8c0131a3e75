"""The words of every message, in every language that the command speaks."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest
from studio import SOLO, copy_of_the_demo, replace

from generator import cli
from generator.affiliate.networks import NETWORKS
from generator.errors import Place, Problem, Span
from generator.messages import LANGUAGES, explain, spoken, table
from generator.notices import missing_facts
from offers import STUDIO, grid, offers, package


def texts(entry: Any, name: str = "") -> dict[str, str]:
    """Every text of a table, by the way that leads to it."""
    if isinstance(entry, str):
        return {name: entry}
    return {way: text for key, value in entry.items() for way, text in texts(value, f"{name}.{key}").items()}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_tables_have_the_same_messages() -> None:
    assert {way for way in texts(table("fr")) if not way.startswith(".phrases.")} == set(texts(table("en")))


def test_what_the_code_says_inside_a_message_is_said_in_french() -> None:
    """What ids are, what the law is called, names of networks that are no names, what a file is instead of one."""
    keys = {key.says for network in NETWORKS.values() for key in (*network.account, *network.link)}
    titles = {network.title for network in NETWORKS.values() if " own " in network.title}
    elsewhere = offers(grid(package("solo", "250 EUR")), studio=STUDIO.replace("country: FR", "country: BE")).studio
    laws = {law for _, law in missing_facts(elsewhere)}
    told = keys | titles | laws | {"a link", "a folder", "not a file", "changed by hand"}
    assert told - set(table("fr")["phrases"]) == set()
    account = Problem(
        "A603",
        Place("studio.yml", Span(1, 1, 1, 1), ""),
        {"found": "x", "says": min(keys), "example": "1", "name": "id"},
    )
    assert table("fr")["phrases"][min(keys)] in explain(account, "fr").what


def test_both_tables_fill_the_same_places() -> None:
    french, english = texts(table("fr")), texts(table("en"))
    assert {way for way in english if places(english[way]) != places(french[way])} == set()


def test_both_tables_name_the_same_files_commands_and_codes() -> None:
    named = re.compile(r"offers/[\w/.*]+|site_src/|private/|vitrine [a-z]+|--[a-z-]+|https://[\w./-]+")
    french, english = texts(table("fr")), texts(table("en"))
    differing = {way for way in english if set(named.findall(english[way])) != set(named.findall(french[way]))}
    assert differing == set()


def test_french_is_typeset() -> None:
    for way, text in texts(table("fr")).items():
        assert not re.search(r"« | »|\w [;?!](?:\s|$)|\w :(?:\s|$)", text), way


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_a_phrase_without_a_full_stop(language: str) -> None:
    for code, entry in table(language).items():
        if code[1:].isdigit():
            for text in entry.values():
                assert text.strip() == text
                assert not text.endswith("."), (code, text)


def test_what_is_spoken_ends_with_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    replace(folder / SOLO, "price: 250 EUR", "price: 250 €")
    assert cli.main(["check", str(folder), "--lang", "fr"]) == cli.PROBLEM
    said = capsys.readouterr()
    assert "erreur M210" in said.out
    assert "remède" in said.out
    assert "rien n’a été écrit" in said.err
    assert table() is table("en")


def test_the_system_decides_when_nobody_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert cli.main(["check", str(tmp_path)]) == cli.PROBLEM
    assert "il n’y a pas de" in capsys.readouterr().out
    assert cli.main(["check", str(tmp_path), "--lang", "en"]) == cli.PROBLEM
    assert "there is no" in capsys.readouterr().out


def test_speaking_is_given_back_after_a_mistake() -> None:
    with pytest.raises(KeyError), spoken("fr"):
        table()["no such message"]
    assert table()["labels"]["fix"] == "fix:"
