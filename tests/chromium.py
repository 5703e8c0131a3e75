"""Sees to it that the browser tests have a Chromium: `python -m tests.chromium`.

One that is there is taken; else Debian's package is installed where that needs no password; else Playwright
downloads its own.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_DEBIAN = ("chromium", "libatomic1")  # Playwright's driver needs the second, which a small Debian lacks
_START = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.launch(executable_path=sys.argv[1] or None).version)
"""
_NONE = """\
No Chromium can be started for the browser tests, and none could be installed. Either
  install one    Debian: sudo apt install chromium libatomic1    macOS: brew install --cask chromium
  or name one    CHROMIUM=/path/to/chrome make test"""


@cache
def executable() -> str | None:
    """The Chromium to start; None stands for the one that Playwright has downloaded."""
    if named := os.environ.get("CHROMIUM"):
        return named
    paths = filter(None, map(shutil.which, _NAMES))
    return next((path for path in paths if _run(path, "--version") is not None), None)


def main() -> str | None:
    """Prints which Chromium the tests will use; returns what is wrong when there is none."""
    if _starts():
        return None
    if named := os.environ.get("CHROMIUM"):
        return f"{_failed[-1]}\nCHROMIUM={named} cannot be started."
    if (_install_from_debian() and _starts()) or (_install_from_playwright() and _starts()):
        return None
    return "\n".join((*dict.fromkeys(_failed), _NONE))


def _starts() -> bool:
    path = executable()
    version = _run(sys.executable, "-c", _START, path or "")
    if version is not None:
        print(f"Chromium {version}: {path or 'downloaded by Playwright'}")
    return version is not None


def _install_from_debian() -> bool:
    if not shutil.which("apt-get") or platform.freedesktop_os_release()["ID"] != "debian":
        return False  # Ubuntu's package is a shell around a snap
    as_root = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    apt = (*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--no-install-recommends")
    executable.cache_clear()
    return _runs(*apt, "install", *_DEBIAN) or (_runs(*apt, "update") and _runs(*apt, "install", *_DEBIAN))


def _install_from_playwright() -> bool:
    return _runs(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")


_failed: list[str] = []


def _run(*command: str) -> str | None:
    """What a command prints; None when it fails, and then its reason is kept, to be shown if nothing works."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    except (OSError, subprocess.SubprocessError) as problem:
        _failed.append(str(problem))
        return None
    if ran.returncode:
        lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
        telling = [line for line in lines if re.search(r"\b[Ee]rror\b|^E: ", line)] or lines[-1:]
        _failed.append(" ".join((Path(command[0]).name + ":", *telling[:1])))
        return None
    return ran.stdout.strip()


def _runs(*command: str) -> bool:
    return _run(*command) is not None


if __name__ == "__main__":
    sys.exit(main())
