"""The workflows: pinned, without needless rights, clean for zizmor; their steps run here as they do at GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from studio import ROOT, replace, vitrine
from verify.test_live import Host

from generator.sandbox import Sandbox, serve
from generator.starter.answers import defaults
from generator.starter.origin import Origin
from generator.starter.write import studio, write

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTIONS = [*WORKFLOWS, ROOT / ".github/actions/vitrine/action.yml"]
ADDRESS = "https://studio.example/"
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


@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("jq") is None, reason="a runner has bash and jq")
@pytest.mark.parametrize(("listed", "is_enough"), [(0, False), (40, False), (60, True)])
def test_a_list_of_parts_that_lacks_some_is_no_release(tmp_path: Path, listed: int, is_enough: bool) -> None:
    (step,) = [
        each for each in steps(ROOT / ".github/workflows/release.yml", "release") if "jq" in each.get("run", "")
    ]
    (line,) = re.findall(r"^test .*jq.*$", step["run"], re.MULTILINE)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/vitrine.cdx.json").write_text(json.dumps({"components": [{}] * listed}), "utf-8")
    assert (subprocess.run(["bash", "-c", line], cwd=tmp_path, check=False).returncode == 0) == is_enough


# --- The steps, as a runner would take them -------------------------------------------------------------


TURNED = """import urllib.request
from generator.cli import entry
opened = urllib.request.urlopen
def turned(request, **settings):
    request.full_url = request.full_url.replace({address!r}, {site!r})
    return opened(request, **settings)
urllib.request.urlopen = turned
entry()
"""


class Runner:
    """Takes the `run` steps of a job in bash, with the files that GitHub gives to steps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.given = folder.parent / "given"
        self.given.mkdir()
        self._command("vitrine", f'exec "{sys.executable}" -c "from generator.cli import entry; entry()" "$@"')

    def _command(self, name: str, script: str) -> None:
        file = self.given / name
        file.write_text(f"#!/bin/bash\n{script}\n", "utf-8")
        file.chmod(0o755)

    def publishes_at(self, site: str) -> None:
        """What looks at the studio's address looks at `site`, and nobody waits for copies to expire."""
        (self.given / "turned.py").write_text(TURNED.format(address=ADDRESS, site=site), "utf-8")
        self._command("vitrine", f'exec "{sys.executable}" "{self.given}/turned.py" "$@"')
        self._command("sleep", "exit 0")

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
                        "GITHUB_ENV": str(self.given / "environment"),
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
    assert done.stdout == f"{ADDRESS}\n"


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """A static host on this computer that serves a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@bash
def test_a_price_goes_all_the_way_and_the_one_before_it_is_closed(own: Path, tmp_path: Path) -> None:
    """Each job of the publishing workflow, with a live key of the stand-in, before and after a change."""
    git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "github"), folder=tmp_path)
    git("init", "--quiet", "--initial-branch=main", folder=own)
    git("add", "--all", folder=own)
    git("-c", "user.name=Zoe", "-c", "user.email=zoe@studio.example", "commit", "--quiet", "-m", "Begin", folder=own)
    given = {
        "TOKEN": "t0ken",
        "GITHUB_REPOSITORY": "zoe/studio",
        "GITHUB_REF_NAME": "main",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{(tmp_path / 'github').as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://x-access-token:t0ken@github.com/zoe/studio",
    }
    sandbox, runner = Sandbox(), Runner(own)
    at_stripe = sandbox.link_address
    with serve(sandbox) as stripe, hosted(own / "site") as site:
        sandbox.link_address = at_stripe  # not at this computer, as a live site must have it
        runner.publishes_at(site)
        keyed = {"STRIPE_API_KEY": sandbox.issue_key(livemode=True), "STRIPE_API_BASE": stripe}
        used = []
        for price in ("250 EUR", "270 EUR"):
            replace(own / "offers/packages/videos.yml", "price: 250 EUR", f"price: {price}")
            runner.take("publish.yml", "sell", **keyed)
            runner.take("publish.yml", "build")
            runner.take("publish.yml", "look")
            runner.take("publish.yml", "close", **keyed)
            runner.take("publish.yml", "keep", **given)
            used.append(set(json.loads((own / "site/vitrine.json").read_text("utf-8"))["links"]))
            assert "sells=yes" in runner.read("output")
            kept = git("show", "main:stripe.lock.json", folder=tmp_path / "github")
            assert kept == (own / "stripe.lock.json").read_text("utf-8")
        assert used[0] & used[1] == set()
        open_now = {each["url"] for each in links_of(sandbox, keyed["STRIPE_API_KEY"]) if each["active"]}
        assert open_now == used[1]
        runner.take("drift.yml", "drift", **keyed)
        by_hand = next(each for each in links_of(sandbox, keyed["STRIPE_API_KEY"]) if each["url"] in used[1])
        ask(sandbox, keyed["STRIPE_API_KEY"], "POST", f"/v1/payment_links/{by_hand['id']}", b"active=false")
        with pytest.raises(AssertionError, match="Compare"):
            runner.take("drift.yml", "drift", **keyed)


def ask(sandbox: Sandbox, key: str, method: str, path: str, body: bytes = b"") -> Any:
    """A request as somebody with the key could make it by hand."""
    return json.loads(sandbox.handle(method, path, {"Authorization": f"Bearer {key}"}, body).body)


def links_of(sandbox: Sandbox, key: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = ask(sandbox, key, "GET", "/v1/payment_links?limit=100")["data"]
    return listed


def git(*arguments: str, folder: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def test_a_studio_gets_the_workflows_of_this_repository(own: Path) -> None:
    for name in OF_A_STUDIO:
        path = Path(".github/workflows", name)
        assert (own / path).read_bytes() == (ROOT / path).read_bytes()
    assert {path.name for path in (own / ".github/workflows").iterdir()} == set(OF_A_STUDIO)
    assert vitrine("check", "--strict", folder=own).returncode == 0
