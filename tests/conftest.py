"""Options and profiles of the test run."""

import os
import signal

import pytest
from hypothesis import settings

os.environ.pop("VITRINE_LANG", None)
os.environ["LC_ALL"] = "C.UTF-8"  # messages in English, wherever the tests run
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it, and so would commands

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite what the golden cases expect")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
