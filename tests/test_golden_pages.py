"""Hand-written pages and templates that advertise without saying so, or against a network's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden_case import GOLDEN, Case, cases, lay_out, mended, spelt, with_says
from studio import vitrine

CASES = cases("refused-pages")
MKDOCS = """
site_name: x
docs_dir: site_src
theme: {name: material, custom_dir: overrides, font: false}
plugins: [vitrine]
"""


def _built(case: Case, folder: Path) -> tuple[int, str]:
    """The exit code of a build, and what it says of the files."""
    offers = folder / "offers"
    offers.mkdir()
    lay_out(case.edits, offers, "affiliate")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "site_src/index.md").write_text("# Bonjour\n", "utf-8")
    (folder / "overrides").mkdir(exist_ok=True)
    (folder / "overrides/main.html").write_text("{{ document }}", "utf-8")
    result = vitrine("build", folder=folder)
    assert "Traceback" not in result.stderr + result.stdout
    report = re.search(r"^\S+:\d+:\d+: error .*", result.stderr, re.MULTILINE | re.DOTALL)
    return result.returncode, spelt(report[0].strip("\n")) if report else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_a_page_is_refused_with_its_reason(case: Case, tmp_path: Path, update_golden: bool) -> None:
    code, says = _built(case, tmp_path)
    if update_golden:
        case.path.write_text(with_says(case, says), "utf-8")
        return
    assert (code, says) == (1, case.says)
    page = next(edit.name for edit in case.edits if edit.name.endswith(".md"))
    assert not (tmp_path / "site" / Path(page).stem / "index.html").exists()


@pytest.mark.parametrize("case", [case for case in CASES if case.mending], ids=lambda case: case.path.stem)
def test_what_the_message_advises_mends_it(case: Case, tmp_path: Path) -> None:
    assert _built(mended(case), tmp_path) == (0, "")


def test_every_refusal_of_pages_has_a_case() -> None:
    told = {code for case in CASES for code in case.codes}
    assert told == {"A624", "A630", "A631", "A632", "A633", "A634", "A635", "A636"}
    assert all(case.path.is_relative_to(GOLDEN) for case in CASES)
