"""What can be typed: help and refusals in both languages, argparse's own words included."""

from __future__ import annotations

import argparse
import ast
import inspect

import pytest

from generator import arguments, cli
from generator.messages import LANGUAGES, table

# What argparse says to who wrote the parser, or of things that ours does not have.
NEVER_SAID = {
    ".__call__() not defined",
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    "argument \"-\" with mode %r",
    "can't open '%(filename)s': %(error)s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "expected %s argument",
    "expected %s arguments",
    "expected at least one argument",
    "expected at most one argument",
    "invalid %(type)s value: %(value)r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "not allowed with argument %s",
    "one of the arguments %s is required",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
}  # fmt: skip


def words_of_argparse() -> set[str]:
    """Every text that argparse asks gettext for."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    asked = (call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"))
    constants = (each.value for given in asked for each in given if isinstance(each, ast.Constant))
    return {each for each in constants if isinstance(each, str)}


def joined(text: str) -> str:
    """`text` as if no line had been broken."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_argparse_has_no_word_that_is_not_ours(language: str) -> None:
    known = set(table(language)["argparse"])
    newer = {each for each in words_of_argparse() if "deprecated" in each or "maybe you meant" in each}
    assert words_of_argparse() - known - NEVER_SAID - newer == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_words_and_no_words_are_left_over(language: str) -> None:
    words = table(language)["help"]
    taken = {option for command in cli.COMMANDS for option in command.takes}
    assert set(words["commands"]) == {command.name for command in cli.COMMANDS}
    assert set(words["options"]) == taken | {"folder", "lang"}


@pytest.mark.parametrize("command", ["", *(command.name for command in cli.COMMANDS)])
def test_help_is_in_one_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for language in LANGUAGES:
        assert cli.main([*command.split(), "--help", "--lang", language]) == cli.FINE
        said[language] = joined(capsys.readouterr().out)
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        ours, theirs = table(language)["help"], table(other)["help"]
        assert joined(ours["options"]["lang"]) in said[language]
        for kind in ("commands", "options"):
            for name, text in theirs[kind].items():
                assert joined(text) not in said[language] or text == ours[kind][name]


@pytest.mark.parametrize(
    ("typed", "english", "french"),
    [
        ("", "vitrine: error: missing: COMMAND", "vitrine : erreur : il manque : COMMANDE"),
        ("bake", "there is no bake; there is 'check'", "il n’y a pas de bake ; il y a 'check'"),
        ("check --bad", "vitrine: error: unknown: --bad", "vitrine : erreur : inconnu : --bad"),
        ("link", "vitrine link: error: missing: PACKAGE", "vitrine link : erreur : il manque : FORMULE"),
        ("check --format x", "--format: there is no x", "--format : il n’y a pas de x"),
        ("check --strict=1", "--strict: takes no value, so '1'", "--strict : ne prend pas de valeur, '1'"),
        ("preview --port", "--port: a value is missing", "--port : il y manque une valeur"),
        ("preview --port ten", "--port: expected a whole number", "--port : il faut un nombre entier"),
        ("preview --port 99999", "--port: expected a number from 1", "--port : il faut un nombre de 1"),
        ("link solo --qr x.gif", "--qr: expected a file", "--qr : il faut un fichier"),
        ("link solo --email x", "--email: expected an e-mail", "--email : il faut une adresse e-mail"),
        ("link solo --c x", "--c could be --currency, --campaign", "--c peut être --currency, --campaign"),
        ("verify --live x", "--live: expected a web address", "--live : il faut une adresse web"),
        ("selftest", "missing: --stripe", "il manque : --stripe"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_the_language_spoken(
    typed: str, english: str, french: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, expected in (("en", english), ("fr", french)):
        assert cli.main([*typed.split(), f"--lang={language}"]) == cli.USAGE
        told = joined(capsys.readouterr().err)
        assert expected in told
        assert told.startswith({"en": "usage: vitrine", "fr": "usage : vitrine"}[language])


def test_the_system_decides_where_the_language_typed_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert cli.main(["check", "--lang", "de"]) == cli.USAGE
    assert "il n’y a pas de de" in capsys.readouterr().err
    assert cli.main(["--help"]) == cli.FINE
    assert "affiche cette aide" in capsys.readouterr().out


def test_windows_says_its_language_without_a_variable(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VITRINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: ("French_France", "1252"))
    assert cli.main(["--help"]) == cli.FINE
    assert "affiche cette aide" in capsys.readouterr().out


def test_the_language_may_stand_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "fr", "check", "--bad"]) == cli.USAGE
    assert "inconnu" in capsys.readouterr().err


def test_argparse_is_given_its_own_words_back() -> None:
    before = vars(argparse)["_"]
    arguments.parser(cli.COMMANDS)
    assert vars(argparse)["_"] is before
