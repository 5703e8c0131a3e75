"""The reference of the handbook, made from what Vitrine itself knows whenever the handbook is built.

Keys and what they mean come from the records' docstrings, commands from the parser, messages from their table.
"""

from __future__ import annotations

import argparse
import string
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.arguments import parser
from generator.cli import COMMANDS
from generator.messages import spoken, table
from generator.schema import schemas
from generator.wording.typography import typeset_html

_FILES = {
    "studio.schema.json": "offers/studio.yml",
    "grid.schema.json": "offers/packages/*.yml",
    "licences.schema.json": "offers/licences.yml",
    "case.schema.json": "offers/portfolio/*.yml",
    "product.schema.json": "offers/products/*.yml",
    "collections.schema.json": "offers/collections.yml",
    "costs.schema.json": "private/costs.yml",
}
_KINDS = {
    "en": {
        "A": "Paid recommendations",
        "F": "Pictures and films",
        "I": "A new studio",
        "L": "Stripe and its lock",
        "M": "Values in the YAML",
        "N": "Before you publish",
        "P": "Portfolio",
        "R": "Names that refer to each other",
        "S": "Short codes and pages written by hand",
        "V": "The built site",
        "W": "Warnings",
        "Y": "The YAML itself",
    },
    "fr": {
        "A": "Recommandations rémunérées",
        "F": "Images et films",
        "I": "Un nouveau studio",
        "L": "Stripe et son fichier stripe.lock.json",
        "M": "Valeurs dans le YAML",
        "N": "Avant de publier",
        "P": "Réalisations",
        "R": "Noms qui renvoient les uns aux autres",
        "S": "Blocs et pages écrites à la main",
        "V": "Le site construit",
        "W": "Avertissements",
        "Y": "Le YAML lui-même",
    },
}
_WORDS = {
    "en": {
        "commands": "Every command",
        "where": "All of them work in the studio's folder, the one that contains `offers/`.",
        "ends": "They end with 0 when all is well, 1 when something is to be mended, 2 when the command was written "
        "wrongly, 3 when Vitrine itself is at fault, 130 when they were interrupted.",
        "option": "Option",
        "meaning": "Meaning",
        "messages": "Every message",
        "by_code": "By its code: what is wrong, what was expected, one way to mend it.",
        "expected": "Expected: ",
        "fix": "Mend it: ",
    },
    "fr": {
        "commands": "Chaque commande",
        "where": "Toutes travaillent dans le dossier du studio, celui qui contient `offers/`.",
        "ends": "Elles finissent par 0 quand tout va bien, 1 quand quelque chose est à corriger, 2 quand la commande "
        "est mal écrite, 3 quand la faute est à Vitrine, 130 quand on les a interrompues.",
        "option": "Option",
        "meaning": "Sens",
        "messages": "Chaque message",
        "by_code": "Par son code : ce qui ne va pas, ce qui était attendu, une façon d’y remédier.",
        "expected": "Attendu : ",
        "fix": "Remède : ",
    },
}
_MOST_WORDS = 12


def pages() -> dict[str, str]:
    """Every page of the reference, by its address; keys are told in English only."""
    made = {"en/yaml.md": _yaml()}
    for language in _WORDS:
        with spoken(language):
            made |= {f"{language}/commands.md": _commands(language), f"{language}/messages.md": _messages(language)}
    return made


def _yaml() -> str:
    lines = ["# Every key of the YAML", "", "Made from the records that read it. A key in bold must be given.", ""]
    known = schemas()
    for name in sorted(known, key=lambda name: list(_FILES).index(name)):
        lines += [f"## `{_FILES[name]}`", "", known[name].get("description", ""), "", *_table(known[name])]
        for part, record in known[name].get("$defs", {}).items():
            if "properties" in record:
                lines += [f"### {part} {{ #{name.partition('.')[0]}-{part.lower()} }}", ""]
                lines += [record.get("description", ""), "", *_table(record)]
    return "\n".join(lines)


def _table(record: Mapping[str, Any]) -> Iterator[str]:
    yield "| Key | What it is | How it is written |"
    yield "|---|---|---|"
    for key, value in record["properties"].items():
        shown = f"**`{key}`**" if key in record.get("required", ()) else f"`{key}`"
        default = f", left out: `{value['default']}`" if "default" in value else ""
        yield f"| {shown} | {_cell(value.get('description', ''))} | {_cell(', or '.join(_forms(value)) + default)} |"
    yield ""


def _forms(value: Mapping[str, Any]) -> list[str]:
    """The ways to write a value, each once, in words."""
    found = list(_each_form(value))
    return list(dict.fromkeys(found))


def _each_form(value: Mapping[str, Any]) -> Iterator[str]:
    if "anyOf" in value:
        for form in value["anyOf"]:
            yield from _each_form(form)
    elif "$ref" in value:
        yield f"a group: {value['$ref'].rpartition('/')[2]}"
    elif "const" in value:
        yield f"`{value['const']}`"
    elif "enum" in value:
        words = [f"`{word}`" for word in value["enum"] if isinstance(word, str)]
        more = ", …" if len(words) > _MOST_WORDS else ""
        yield ", ".join(words[:_MOST_WORDS]) + more
    elif value.get("type") == "array":
        yield f"a list of {' or '.join(_forms(value.get('items', {}))) or 'values'}"
    elif value.get("type") == "object":
        yield "one for each language" if value.get("propertyNames", {}).get("pattern") == "^[a-z]{2}$" else "a group"
    elif "integer" in value.get("type", ()) or value.get("type") == "number":
        yield "a number"
    else:
        yield "a text"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _commands(language: str) -> str:
    says = _WORDS[language]
    lines = [f"# {says['commands']}", "", says["where"], "", says["ends"], ""]
    for name, command in _subparsers(parser(COMMANDS)).items():
        lines += [f"## vitrine {name}", "", command.description or "", ""]
        lines += [f"| {says['option']} | {says['meaning']} |", "|---|---|"]
        for action in command._actions:
            if not isinstance(action, argparse._HelpAction):
                shown = ", ".join(action.option_strings) or action.metavar
                choices = f" ({', '.join(map(str, action.choices))})" if action.choices else ""
                lines.append(f"| `{shown}` | {_cell(action.help or '')}{choices} |")
        lines.append("")
    return "\n".join(lines)


def _subparsers(of: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    (found,) = (action for action in of._actions if isinstance(action, argparse._SubParsersAction))
    choices: Mapping[str, argparse.ArgumentParser] = found.choices
    return choices


def _messages(language: str) -> str:
    says, kinds = _WORDS[language], _KINDS[language]
    words = {code: entry for code, entry in table().items() if code[1:].isdigit()}
    lines = [f"# {says['messages']}", "", says["by_code"], ""]
    for kind in sorted({code[0] for code in words}):
        lines += [f"## {kinds[kind]}", ""]
        for code in sorted(code for code in words if code[0] == kind):
            lines += [f"### {code} {{ #{code.lower()} }}", "", f"**{_said(words[code], 'what')}**", ""]
            lines += [f"{says[part]}{_said(words[code], part)}.\n" for part in ("expected", "fix")]
    return "\n".join(lines)


def _said(entry: Mapping[str, str], part: str) -> str:
    """A message with its places open."""
    pieces = string.Formatter().parse(entry[part])
    filled = "".join(said + ("…" if name else "") for said, name, _, _ in pieces)
    return filled.replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[").replace("_", "\\_").rstrip(".")


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs names them
    """A hook of MkDocs: French pages are set as the sites' are."""
    return typeset_html(html, "fr") if page.url.startswith("fr/") else html


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """A hook of MkDocs: adds the pages."""
    for name, content in pages().items():
        files.append(File.generated(config, name, content=content))
    return files
