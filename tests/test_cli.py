"""The command: exit codes, formats, and no more imports than needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from studio import ROOT, SOLO, copy_of_the_demo, replace, vitrine

from generator import cli


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return copy_of_the_demo(tmp_path / "demo")


def test_check_finds_nothing_in_the_demo(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(demo)]) == cli.FINE
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "5 grids, 16 packages: nothing to mend.\n")


def test_check_names_what_the_law_wants_to_know_and_what_may_not_be_shown_any_more(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(demo / "offers/studio.yml", "  phone: 06 39 98 12 34\n", "")
    replace(demo / "offers/portfolio/2-serum.yml", "until: 2028-09-20", "until: 2026-09-21")
    assert cli.main(["check", str(demo), "--strict"]) == cli.FINE
    said = capsys.readouterr()
    assert re.findall(r"/offers/(\S+): notice (\w+)", said.out) == [
        ("portfolio/2-serum.yml:37:55", "N702"),
        ("studio.yml:11:1", "N701"),
    ]
    assert said.err == "5 grids, 16 packages: 2 worth a look.\n"


def test_check_tells_a_problem_in_three_formats(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(demo / SOLO, "price: 250 EUR", "price: 250 €")
    assert cli.main(["check", str(demo)]) == cli.PROBLEM
    assert "fix: write 250 EUR" in capsys.readouterr().out
    assert cli.main(["check", str(demo), "--format", "json"]) == cli.PROBLEM
    assert [row["code"] for row in json.loads(capsys.readouterr().out)] == ["M210"]
    assert cli.main(["check", str(demo), "--format", "github"]) == cli.PROBLEM
    assert capsys.readouterr().out.startswith("::error file=")


def test_a_warning_is_a_problem_only_when_strict(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(demo / SOLO, "price: {of: solo, times: 3, discount: 10%}", "price: 900 EUR")
    assert cli.main(["check", str(demo)]) == cli.FINE
    assert cli.main(["check", str(demo), "--strict"]) == cli.PROBLEM
    assert "W303" in capsys.readouterr().out


def test_a_folder_without_a_studio_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path)]) == cli.PROBLEM
    assert "Y142" in capsys.readouterr().out


def test_prices_with_and_without_costs(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prices", str(demo)]) == cli.FINE
    plain = capsys.readouterr().out
    assert "3 × 250\u00a0€, moins 10" in plain
    assert "per hour" not in plain
    (demo / "private").mkdir()
    (demo / "private/costs.yml").write_bytes((ROOT / "private.example/costs.yml").read_bytes())
    assert cli.main(["prices", str(demo), "--language", "en"]) == cli.FINE
    assert "€79.07" in capsys.readouterr().out


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bake"]) == cli.USAGE
    assert cli.main(["--help"]) == cli.FINE
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "prices", "build", "preview", "schema"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--help"]) == cli.FINE
    assert capsys.readouterr().out


def test_a_mistake_of_ours_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Path, "exists", lambda self: 1 / 0)
    assert cli.main(["check"]) == cli.BUG
    assert "not in your files" in capsys.readouterr().err


def test_an_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(self: Path) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "exists", interrupted)
    assert cli.main(["check"]) == cli.INTERRUPTED
    assert capsys.readouterr().err == ""


def test_the_schemas_are_current(tmp_path: Path) -> None:
    assert cli.main(["schema", str(tmp_path)]) == cli.FINE
    for made in (tmp_path / "schema").iterdir():
        kept = ROOT / "schema" / made.name
        assert made.read_text("utf-8") == kept.read_text("utf-8"), "run: vitrine schema"


def test_check_starts_with_little(demo: Path) -> None:
    code = "import sys; from generator import cli; cli.main(['check']); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=demo, capture_output=True, text=True, check=True)
    heavy = {"mkdocs", "material", "stripe", "jinja2", "markdown", "rich", "requests"}
    assert heavy & set(result.stdout.split()) == set()


def test_a_terminal_without_unicode_is_no_reason_to_fail(demo: Path) -> None:
    replace(demo / SOLO, "price: 250 EUR", "price: 250 €")
    result = vitrine("check", folder=demo, LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == cli.PROBLEM
    assert "250 €" in result.stdout
