"""A copy of the demo studio that a test may change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.checkouts import checkouts
from generator.lock import Lock, PaymentLink, Pins, link_name, write_lock
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
    kept = ROOT / ".cache" / "vitrine"
    kept.mkdir(parents=True, exist_ok=True)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "vitrine").symlink_to(kept)  # pictures are made once for all tests
    return folder


def vitrine(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a creator does, in her folder."""
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import entry; entry()", *arguments],
        cwd=folder,
        env={
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1795000000",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
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
    """A lock with a link for each checkout that charges its price; returns the addresses by name of the link."""
    offers, links = load(folder / "offers").offers, {}
    for checkout in checkouts(offers):
        for language in offers.studio.languages:
            number = len(links)
            options = {extra.add_on.id: extra.price.amount for extra in checkout.extras}
            links[link_name(checkout.id, language)] = PaymentLink(
                f"plink_{number}",
                f"https://buy.stripe.com/{number:04}",
                checkout.due,
                checkout.every,
                options,
                "",
                checkout.total if checkout.instalments else None,
            )
    write_lock(folder / "stripe.lock.json", Lock({"live": Pins(links, "acct_demo")}))
    return {name: link.url for name, link in links.items()}
