"""The day that a build and a plan speak of."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path


def build_day(root: Path) -> datetime.date:
    """The commit's day, so that the same commit gives the same pages and the same texts at Stripe; else today.

    `SOURCE_DATE_EPOCH` goes before both.
    """
    stamp = os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(root)
    if not stamp:
        return datetime.datetime.now(datetime.UTC).date()
    return datetime.datetime.fromtimestamp(int(stamp), datetime.UTC).date()


def _commit_time(root: Path) -> str:
    """When the last commit of the folder's repository was made, in seconds; nothing outside a repository."""
    try:
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
