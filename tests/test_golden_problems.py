"""Every message that a creator can get, word for word, for the mistake that brings it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
import yaml
from golden_case import GOLDEN, Case, cases, lay_out, mended, spelt, with_says

from generator.checks import warnings
from generator.checks.unready import unready
from generator.errors import Problem, ProblemsFound
from generator.messages import table
from generator.report import report
from generator.source import read
from generator.source.load import load, load_costs
from generator.sync import refused_by_stripe

OF_PAGES = {f"A63{n}" for n in range(7)} | {"A624"}
"""Told of hand-written pages: see test_golden_pages.py."""
REFUSED, WARNED, REMINDED = cases("refused"), cases("warned"), cases("reminded")
MENDED = [case for case in (*REFUSED, *WARNED, *REMINDED) if case.mending]
DAY = datetime.date(2026, 11, 24)


def _name(case: Case) -> str:
    return case.path.relative_to(GOLDEN).with_suffix("").as_posix()


def _told(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    """Everything that Vitrine has to say of a case: what refuses it, or else the warnings, or the reminders.

    The base studio has not told what the law asks for, so only cases of reminders look at that.
    """
    offers = folder / "offers"
    offers.mkdir()
    lay_out(case.edits, offers, case.path.parent.name)
    monkeypatch.chdir(offers)
    try:
        book = load(Path())
        costs = load_costs(Path("../private/costs.yml"))
    except ProblemsFound as found:
        return found.problems
    if case.path.parent.name == "reminded":
        return book.problems(unready(book.offers, DAY))
    return book.problems((*warnings(book.offers, costs), *refused_by_stripe(book.offers, Path())))


@pytest.mark.parametrize("case", [*REFUSED, *WARNED, *REMINDED], ids=_name)
def test_a_case_says_what_it_should(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    problems = _told(case, tmp_path, monkeypatch)
    says = spelt(report(problems).strip("\n"))
    if update_golden:
        case.path.write_text(with_says(case, says), "utf-8")
        return
    assert case.says == says
    assert _is_inside_the_files(problems)
    assert len(json.loads(report(problems, "json"))) == len(problems)
    assert report(problems, "github").count("\n") == len(problems)


def _is_inside_the_files(problems: tuple[Problem, ...]) -> bool:
    return all(_is_inside_its_file(problem) for problem in problems)


def _is_inside_its_file(problem: Problem) -> bool:
    path, span = Path(problem.place.file), problem.place.span
    if not path.is_file():
        return (span.line, span.column) == (1, 1)
    lines = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return span.line <= len(lines) and span.column <= max(1, len(lines[span.line - 1]))


@pytest.mark.parametrize("case", MENDED, ids=_name)
def test_what_the_message_advises_mends_it(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert report(_told(mended(case), tmp_path, monkeypatch)) == ""


_TOLD_DIFFERENTLY = (  # PyYAML's own parser skips unknown directives and stumbles elsewhere over these
    "refused/plain/directive-unknown",
    "refused/syntax/half-an-emoji-escaped",
    "refused/syntax/percent-at-the-margin",
    "refused/syntax/quote-before-a-document-mark",
)
IN_BOTH_PARSERS = [
    case for case in REFUSED if any(c < "Y2" for c in case.codes) and _name(case) not in _TOLD_DIFFERENTLY
]


@pytest.mark.parametrize("case", IN_BOTH_PARSERS, ids=_name)
def test_the_slower_yaml_parser_finds_the_same(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML without libyaml: other words from the parser, the same code on the same line."""
    monkeypatch.setattr(read, "_LOADER", yaml.BaseLoader)
    found = {(p.place.file, p.place.span.line, p.code) for p in _told(case, tmp_path, monkeypatch)}
    assert found == {
        (file, int(line), code)
        for file, line, code in re.findall(
            r"^(\S+):([0-9]+):[0-9]+: error ([A-Z][0-9]{3}): ", case.says, re.MULTILINE
        )
    }


def test_every_refusal_has_a_case() -> None:
    codes = {code for code in table() if code[0] in "AYMRPF" and code[1:].isdigit()}
    codes -= {"Y139", *OF_PAGES}  # for what a later libyaml may say and this one does not; for what pages say
    assert codes - {code for case in REFUSED for code in case.codes} == set()


def test_every_warning_has_a_case() -> None:
    codes = {code for code in table() if code[0] in "WN"}
    assert codes - {code for case in (*WARNED, *REMINDED) for code in case.codes} == set()


def test_every_refused_case_is_refused_and_tells_its_story() -> None:
    assert [_name(case) for case in REFUSED if not case.codes or any(c[0] == "W" for c in case.codes)] == []
    assert [_name(case) for case in (*REFUSED, *WARNED) if not all(line[:2] == "# " for line in case.story)] == []


def test_enough_messages_are_proved_to_help() -> None:
    assert len(MENDED) >= 40


def test_the_base_studio_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = Case(GOLDEN, (), (), "", ())
    assert _told(base, tmp_path, monkeypatch) == ()
