"""A copy of the demo studio that a test may change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.checkouts import checkouts
from generator.source.load import load

ROOT = Path(__file__).parent.parent
PARTS = ("mkdocs.yml", "stripe.lock.json", "offers", "overrides", "site_src")
SOLO = "offers/packages/1-videos-ugc.yml"


def copy_of_the_demo(folder: Path) -> Path:
    """The demo studio in `folder`."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
    return folder


def vitrine(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a creator does, in her folder."""
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import entry; entry()", *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795000000", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def replace(file: Path, old: str, new: str) -> None:
    """Changes a text that stands once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) >= 1, f"{file} lacks {old}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def write_complete_lock(folder: Path) -> dict[str, str]:
    """A lock with a link for each checkout that charges its price; returns the addresses by checkout."""
    links = {}
    for number, checkout in enumerate(checkouts(load(folder / "offers").offers)):
        due = checkout.instalments.deposit if checkout.instalments else checkout.total
        links[checkout.id] = {
            "url": f"https://buy.stripe.com/test_{number}",
            "charges": due.minor,
            "currency": due.currency.lower(),
            "every": checkout.every,
        }
    (folder / "stripe.lock.json").write_text(json.dumps({"links": links}), "utf-8")
    return {name: link["url"] for name, link in links.items()}
