"""The workflows: pinned, without needless rights, clean for zizmor; their steps run here as they do at GitHub."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from studio import ROOT, vitrine

from generator.starter.answers import defaults
from generator.starter.origin import Origin
from generator.starter.write import studio, write

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTIONS = [*WORKFLOWS, ROOT / ".github/actions/vitrine/action.yml"]
OF_A_STUDIO = ("check.yml", "drift.yml", "publish.yml")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A new studio for GitHub Pages."""
    folder = tmp_path / "studio"
    write(folder, studio(defaults(folder, "fr"), Origin(".")))
    return folder


def read(path: Path) -> dict[str, Any]:
    """A workflow; every scalar is text, so that `on` stays a word."""
    workflow: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return workflow


def steps(path: Path, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(path)["jobs"][job]["steps"]
    return found


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.name)
def test_actions_are_named_by_full_commit(path: Path) -> None:
    for line in re.findall(r"uses: (.+)", path.read_text("utf-8")):
        assert re.fullmatch(r"\./\.github/actions/vitrine|[\w/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_commit_everywhere() -> None:
    used = {use for path in ACTIONS for use in re.findall(r"uses: (\S+@\S+)", path.read_text("utf-8"))}
    assert len({use.partition("@")[0] for use in used}) == len(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_begins_without_rights(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
            assert "${{" not in step.get("run", ""), "what GitHub fills in goes through the environment"


def test_a_pull_request_gets_no_secret_and_publishing_is_never_interrupted() -> None:
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    publish = read(ROOT / ".github/workflows/publish.yml")
    assert publish["concurrency"]["cancel-in-progress"] == "false"
    for job in publish["jobs"].values():
        if "secrets." in str(job):
            assert job["environment"] in ("stripe", "production")


def test_new_versions_wait() -> None:
    for update in read(ROOT / ".github/dependabot.yml")["updates"]:
        assert int(update["cooldown"]["default-days"]) >= 7


@pytest.mark.parametrize("whose", ["this repository", "a new studio"])
def test_zizmor_finds_nothing(whose: str, own: Path) -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    folder = ROOT if whose == "this repository" else own
    found = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--quiet", folder / ".github"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert found.returncode == 0, found.stdout


# --- The steps, as a runner would take them -------------------------------------------------------------


class Runner:
    """Takes the `run` steps of a job in bash, with the files that GitHub gives to steps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.given = folder.parent / "given"
        self.given.mkdir()
        command = self.given / "vitrine"
        command.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -c "from generator.cli import entry; entry()" "$@"\n', "utf-8"
        )
        command.chmod(0o755)

    def take(self, workflow: str, job: str, *skipped: str, **environment: str) -> str:
        """Runs every step but the skipped; returns what was printed."""
        said = ""
        for step in steps(self.folder / ".github/workflows" / workflow, job):
            if "run" in step and step["name"] not in skipped:
                done = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=self.folder,
                    env={
                        **os.environ,
                        "PATH": f"{self.given}{os.pathsep}{os.environ['PATH']}",
                        "PYTHONPATH": str(ROOT),
                        "GITHUB_STEP_SUMMARY": str(self.given / "summary"),
                        "GITHUB_OUTPUT": str(self.given / "output"),
                        "STRIPE_API_KEY": "",
                        **environment,
                    },
                    capture_output=True,
                    encoding="utf-8",
                    timeout=120,
                    check=False,
                )
                said += done.stdout + done.stderr
                assert done.returncode == 0, (step["name"], said)
        return said

    def read(self, name: str) -> str:
        file = self.given / name
        return file.read_text("utf-8") if file.exists() else ""


bash = pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="runners take these steps in bash")


@bash
def test_a_pull_request_is_checked_built_and_proved(own: Path) -> None:
    runner = Runner(own)
    runner.take("check.yml", "check")
    assert "Stripe" in runner.read("summary")
    assert (own / "site/index.html").is_file()


@bash
def test_a_mistake_in_a_price_is_an_annotation(own: Path) -> None:
    file = own / "offers/packages/videos.yml"
    file.write_text(file.read_text("utf-8").replace("price: 250 EUR", "price: 250 €"), "utf-8")
    with pytest.raises(AssertionError, match=r"::error file=offers/packages/videos\.yml"):
        Runner(own).take("check.yml", "check")


@bash
def test_without_a_key_everything_publishes_but_stripe(own: Path) -> None:
    runner = Runner(own)
    assert "::notice::No Stripe key" in runner.take("publish.yml", "sell")
    assert "sells" not in runner.read("output")
    runner.take("publish.yml", "build", "Let the nightly run see today's date")
    assert runner.read("output") == "host=github-pages\n"
    assert "::notice::No Stripe key" in runner.take("drift.yml", "drift")


@bash
def test_workflows_speak_the_language_of_the_studio(own: Path) -> None:
    action = read(own / ".github/actions/vitrine/action.yml")
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == "Speak the language of the studio"]
    environment = own.parent / "environment"
    for line in ("languages: [fr, en]      # la première", "languages: fr"):
        file = own / "offers/studio.yml"
        file.write_text(re.sub(r"languages: .*", line, file.read_text("utf-8")), "utf-8")
        given = {**os.environ, "GITHUB_ENV": str(environment)}
        subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=own, env=given, check=True)
    assert environment.read_text("utf-8") == "VITRINE_LANG=fr\n" * 2


@bash
def test_the_address_to_look_at_is_that_of_the_studio(own: Path) -> None:
    (look,) = [step for step in steps(own / ".github/workflows/publish.yml", "look") if "run" in step]
    (line,) = re.findall(r"url=.*", look["run"])
    done = subprocess.run(
        ["bash", "-c", f'{line}\necho "$url"'], cwd=own, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "https://studio.example/\n"


def test_a_studio_gets_the_workflows_of_this_repository(own: Path) -> None:
    for name in OF_A_STUDIO:
        path = Path(".github/workflows", name)
        assert (own / path).read_bytes() == (ROOT / path).read_bytes()
    assert {path.name for path in (own / ".github/workflows").iterdir()} == set(OF_A_STUDIO)
    assert vitrine("check", "--strict", folder=own).returncode == 0
