"""The handbook: complete, current, and what it tells to type works."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from studio import ROOT, vitrine

from generator.messages import table
from generator.schema import schemas
from generator.source.read import read
from generator.starter.answers import defaults
from generator.starter.origin import Origin
from generator.starter.write import studio, write

PAGES = ROOT / "docs/pages"
GUIDES = [PAGES / "fr/guide.md", PAGES / "en/guide.md"]
PROSE = [*GUIDES, ROOT / "README.md"]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_HERE = ("init", "preview", "plan", "apply", "prune", "pull", "selftest")  # they ask for a folder, a key, or wait


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    pages: dict[str, Any] = runpy.run_path(str(ROOT / "docs/reference.py"))
    made: dict[str, str] = pages["pages"]()
    return made


def blocks(page: Path, kind: str) -> list[str]:
    return [text for found, text in _BLOCK.findall(page.read_text("utf-8")) if found == kind]


def test_every_key_every_message_and_every_command_is_told(reference: dict[str, str]) -> None:
    for schema in schemas().values():
        for record in (schema, *(each for each in schema.get("$defs", {}).values() if "properties" in each)):
            assert [key for key in record["properties"] if f"`{key}`" not in reference["en/yaml.md"]] == []
    codes = [code for code in table() if code[1:].isdigit()]
    said = vitrine("--help", folder=ROOT).stdout
    commands = re.findall(r"^    (\w+)  ", said, re.MULTILINE)
    assert len(commands) > 10
    for language in ("fr", "en"):
        told, listed = reference[f"{language}/messages.md"], reference[f"{language}/commands.md"]
        assert [code for code in codes if f"### {code} " not in told] == []
        assert [name for name in commands if f"## vitrine {name}\n" not in listed] == []


def test_every_key_has_a_meaning() -> None:
    for schema in schemas().values():
        for record in (schema, *(each for each in schema.get("$defs", {}).values() if "properties" in each)):
            assert [key for key, value in record["properties"].items() if not value.get("description")] == []


@pytest.mark.parametrize("page", PROSE, ids=lambda path: path.parent.name)
def test_what_is_shown_of_yaml_can_be_read(page: Path) -> None:
    for text in blocks(page, "yaml"):
        assert read(text.encode(), page.name)[1] == ()


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.parent.name)
def test_what_is_told_to_type_works(page: Path, tmp_path: Path) -> None:
    write(tmp_path, studio(defaults(tmp_path, page.parent.name), Origin()))
    typed = [line for text in blocks(page, "sh") for line in text.splitlines()]
    assert len(typed) > 5
    for line in typed:
        command, *arguments = shlex.split(line)
        assert command == "vitrine"
        if arguments[0] not in _NOT_HERE:
            done = vitrine(*arguments, folder=tmp_path)
            assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_the_guides_say_the_same_things() -> None:
    french, english = (page.read_text("utf-8") for page in GUIDES)
    assert re.findall(r"^#+", french, re.MULTILINE) == re.findall(r"^#+", english, re.MULTILINE)
    assert [kind for kind, _ in _BLOCK.findall(french)] == [kind for kind, _ in _BLOCK.findall(english)]


def test_the_handbook_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for name in ("fr/guide", "fr/commands", "fr/messages", "en/guide", "en/yaml", "en/commands", "en/messages"):
        assert (tmp_path / name / "index.html").is_file()
