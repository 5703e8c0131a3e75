"""A test of the tests: bugs that are put into the engine one by one are all found by the tests beside this file."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.catalog.seeded import BUGS
from tests.studio import ROOT


@pytest.mark.parametrize("bug", BUGS)
def test_a_seeded_bug_is_found(bug):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.catalog.seeded", bug],
        cwd=ROOT,
        env={**environment, "VITRINE_HISTORIES": "800"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stdout[-2000:] + run.stderr[-2000:]
    assert " failed" in run.stdout or " error" in run.stdout
