"""`vitrine init`: a studio of one's own that builds at once, from a checkout and from an installed wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import time
from dataclasses import replace as changed
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from studio import ROOT, replace, vitrine
from test_pages import PAYLOADS

from generator import cli
from generator.messages import language_of
from generator.source.load import load
from generator.starter.answers import QUESTIONS, NotAnAnswer, defaults, read
from generator.starter.ask import ask
from generator.starter.origin import Origin, origin
from generator.starter.write import studio, write


def test_an_empty_folder_becomes_a_site_without_a_warning(tmp_path: Path) -> None:
    folder, begun = tmp_path / "maya-dupont", time.monotonic()
    made = vitrine("init", str(folder), "--yes", folder=tmp_path, LC_ALL="fr_FR.UTF-8")
    assert (made.returncode, made.stderr) == (0, "")
    checked = vitrine("check", "--strict", folder=folder)
    assert checked.returncode == 0
    assert set(re.findall(r"offers/studio\.yml:\d+:\d+: (\w+) (\w+)", checked.stdout)) == {
        ("notice", "N701"),
        ("notice", "N704"),
    }
    built = vitrine("build", folder=folder)
    assert built.returncode == 0, built.stderr
    assert "warning" not in built.stderr.lower()
    verified = vitrine("verify", folder=folder)
    assert (verified.returncode, verified.stdout) == (0, "")
    assert {"private/", "site/", ".cache/"} <= set((folder / ".gitignore").read_text("utf-8").splitlines())
    assert "Maya Dupont" in (folder / "site/index.html").read_text("utf-8")
    assert (folder / "site/en/legal/index.html").is_file()
    assert (folder / "site/assets/fonts/instrument-sans-latin.woff2").is_file()
    assert time.monotonic() - begun < 30


def test_an_example_says_that_it_is_one_until_it_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, studio(defaults(tmp_path, "fr"), Origin()))
    assert vitrine("build", folder=tmp_path).returncode == 0
    site = tmp_path / "site"
    assert "Projet personnel, sans commande" in (site / "realisations/exemple/index.html").read_text("utf-8")
    assert "personne n’a essayé ce produit" in (site / "selection/exemple/index.html").read_text("utf-8")
    paid = "https://boutique.example/produit?ref=votre-code"
    assert paid in (site / "selection/exemple/index.html").read_text("utf-8")
    reminded = json.loads(vitrine("check", "--format", "json", folder=tmp_path).stdout)
    files = [each["file"] for each in reminded if each["code"] == "N703"]
    assert files == ["offers/portfolio/exemple.yml", "offers/products/exemple.yml"]
    for file in (*(tmp_path / "offers/portfolio").iterdir(), *(tmp_path / "offers/products").iterdir()):
        file.unlink()
    replace(tmp_path / "mkdocs.yml", "  - realisations/index.md", "  #")
    assert "N703" not in vitrine("check", "--strict", folder=tmp_path).stdout
    assert vitrine("build", folder=tmp_path).returncode == 0
    assert vitrine("verify", folder=tmp_path).returncode == 0


def test_files_saved_on_windows_make_the_same_site(tmp_path: Path) -> None:
    """Line ends of two characters everywhere; in pages and style sheets also the mark that Notepad puts first."""
    sites = []
    for folder in (tmp_path / "here" / "studio", tmp_path / "windows" / "studio"):
        write(folder, studio(defaults(folder, "fr"), Origin()))
        for file in folder.rglob("*") if folder.parent.name == "windows" else ():
            if file.suffix in (".yml", ".md", ".css", ".html"):
                mark = b"\xef\xbb\xbf" if file.suffix in (".md", ".css") else b""
                file.write_bytes(mark + file.read_bytes().replace(b"\n", b"\r\n"))
        assert vitrine("build", folder=folder).returncode == 0
        site = folder / "site"
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    assert sites[0] == sites[1]


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("fr", "en"), ("en", "fr")], ids="-".join)
@pytest.mark.parametrize("country", ["FR", "CH", "US"])
def test_every_choice_of_languages_is_found_good(tmp_path: Path, languages: tuple[str, ...], country: str) -> None:
    answers = changed(defaults(tmp_path, languages[0]), languages=languages, country=country)
    write(tmp_path, studio(answers, Origin()))
    assert vitrine("check", "--strict", folder=tmp_path).returncode == 0
    built = vitrine("build", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    verified = vitrine("verify", folder=tmp_path)
    assert verified.returncode == 0, verified.stdout
    second = tmp_path / "site" / languages[-1] / "index.html"
    assert second.is_file() == (len(languages) == 2)


@pytest.mark.parametrize("host", ["github-pages", "cloudflare-pages", "netlify", "other"])
def test_nothing_is_found_in_a_new_studio_at_any_host(tmp_path: Path, host: str) -> None:
    write(tmp_path, studio(changed(defaults(tmp_path, "fr"), host=host), Origin()))
    assert vitrine("build", folder=tmp_path).returncode == 0
    verified = vitrine("verify", folder=tmp_path)
    assert (verified.returncode, verified.stdout) == (0, "")


NAMES = ('Zoé "Zo" # Martin', "a: b", "{{ price solo }}", "<% x %>", "\\u0022", "مايا", "🎬 Léa", "- no", "NO")


@pytest.mark.parametrize("name", [*NAMES, *(payload for payload in PAYLOADS if "\n" not in payload)])
def test_a_name_is_written_as_it_was_typed(tmp_path: Path, name: str) -> None:
    write(tmp_path, studio(changed(defaults(tmp_path, "fr"), name=name), Origin()))
    assert load(tmp_path / "offers").offers.studio.name["fr"] == name


def test_the_questions_go_on_until_an_answer_can_be_used() -> None:
    lines = iter(["Léa", "lea.example", "https://lea.example", "", "en fr", "eur", "France", "fr", "", "red", "", ""])
    said: list[str] = []
    answers = ask(defaults(Path("x"), "fr"), "en", lambda prompt: said.append(prompt) or next(lines), said.append)
    assert (answers.name, answers.url, answers.languages) == ("Léa", "https://lea.example/", ("en", "fr"))
    assert (answers.currency, answers.country, answers.accent) == ("EUR", "FR", "#b4451f")
    assert sum(line.startswith("That will not do") for line in said) == 3
    assert next(lines, None) is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_proposed_would_also_be_accepted(question: str) -> None:
    for language in ("fr", "en"):
        proposed = getattr(defaults(Path("maya"), language), question)
        typed = proposed if isinstance(proposed, str) else ", ".join(proposed)
        assert read(question, typed) == proposed


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("name", " "),
        ("url", "http://x.example"),
        ("email", "maya"),
        ("languages", "de"),
        ("currency", "euro"),
        ("host", "x"),
        ("accent", "#ffff00"),
    ],
)
def test_what_cannot_be_used_is_asked_again(question: str, typed: str) -> None:
    with pytest.raises(NotAnAnswer):
        read(question, typed)


def test_a_colour_that_nobody_would_see_is_answered_with_one_that_is_seen(tmp_path: Path) -> None:
    lines = iter([""] * 7 + ["#FFFF00", "", ""])
    said: list[str] = []
    ask(defaults(tmp_path, "fr"), "en", lambda _: next(lines), said.append)
    assert said[1:] == ["That will not do. For example: #939300"]


def test_a_run_that_was_cut_short_can_be_repeated(tmp_path: Path) -> None:
    files = studio(defaults(tmp_path, "fr"), Origin())
    (tmp_path / ".vitrine-init/offers").mkdir(parents=True)
    (tmp_path / ".vitrine-init/offers/studio.yml").write_text("half", "utf-8")
    write(tmp_path, files)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(files)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    for place in ("taken", "taken/studio"):
        assert cli.main(["init", str(tmp_path / place), "--yes"]) == cli.PROBLEM
        assert "I802" in capsys.readouterr().out
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_a_folder_with_a_blank_is_quoted_where_it_is_to_be_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", str(tmp_path / "L’été 🎬"), "--yes"]) == cli.FINE
    assert f'cd "{(tmp_path / "L’été 🎬").as_posix()}"' in capsys.readouterr().out


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine", "utf-8")
    assert cli.main(["init", str(tmp_path), "--yes"]) == cli.PROBLEM
    assert "I801" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == "mine"


def test_the_end_of_the_input_writes_nothing(tmp_path: Path) -> None:
    made = vitrine("init", "new", folder=tmp_path)
    assert (made.returncode, list(tmp_path.iterdir())) == (cli.INTERRUPTED, [])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LANG": "fr"}, "fr"),
        ({"VITRINE_LANG": "fr", "LC_ALL": "C.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_command_speaks_the_language_of_the_system(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


# --- Where Vitrine comes from ---------------------------------------------------------------------------


def _installed(folder: Path, noted: dict[str, object] | None) -> PathDistribution:
    folder.mkdir(exist_ok=True)
    if noted is not None:
        (folder / "direct_url.json").write_text(json.dumps(noted), "utf-8")
    return PathDistribution(folder)


def test_a_release_is_pinned_by_its_address_and_hash(tmp_path: Path) -> None:
    noted = {"url": "https://example.com/v.whl", "archive_info": {"hashes": {"sha256": "ab12"}}}
    assert origin(_installed(tmp_path, noted)) == Origin("vitrine @ https://example.com/v.whl#sha256=ab12")


def test_a_commit_is_pinned_by_its_id(tmp_path: Path) -> None:
    noted = {"url": "https://example.com/v.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}
    assert origin(_installed(tmp_path, noted)) == Origin("vitrine @ git+https://example.com/v.git@c0ffee")


def test_a_wheel_at_hand_is_taken_along(tmp_path: Path) -> None:
    wheel = tmp_path / "vitrine-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    found = origin(_installed(tmp_path, {"url": wheel.as_uri(), "archive_info": {}}))
    assert found == Origin("./.github/vitrine-1-py3-none-any.whl", wheel)
    files = studio(defaults(tmp_path, "en"), found)
    assert files[".github/vitrine-1-py3-none-any.whl"] == b"wheel"
    assert files[".github/vitrine.txt"] == b"./.github/vitrine-1-py3-none-any.whl\n"


@pytest.mark.parametrize(
    "noted", [None, {"url": "file:///gone/vitrine.whl"}, {"url": "https://example.com/v.whl"}, {"url": "file:///src"}]
)
def test_what_cannot_be_had_elsewhere_is_never_pinned_by_name(
    tmp_path: Path, noted: dict[str, object] | None
) -> None:
    assert origin(_installed(tmp_path, noted)) == Origin()


# --- From an installed wheel ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment with Vitrine from a built wheel; dependencies are those at hand."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    _run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("vitrine-*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"))
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    libraries = _run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(libraries, "at-hand.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    _run(*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    return scripts


def _run(*command: str, folder: Path | None = None) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean | {"LC_ALL": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.xdist_group("wheel")
def test_a_wheel_is_enough(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "vitrine")
    where = _run(str(installed / "python"), "-c", "import generator; print(generator.__file__)", folder=tmp_path)
    assert str(ROOT) not in where
    said = _run(command, "init", "studio", "--yes", folder=tmp_path)
    assert "First:" not in said  # the wheel is at hand, so the studio carries it
    studio_folder = tmp_path / "studio"
    _run(command, "check", "--strict", folder=studio_folder)
    _run(command, "build", folder=studio_folder)
    for name in ("index.html", "offers/videos/index.html", "assets/fonts/instrument-sans-latin.woff2"):
        assert (studio_folder / "site" / name).is_file()
    (wheel,) = (studio_folder / ".github").glob("vitrine-*.whl")
    assert (studio_folder / ".github/vitrine.txt").read_text("utf-8") == f"./.github/{wheel.name}\n"
