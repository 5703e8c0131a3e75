"""A studio's folder as the verifier sees it: the built site, the lock, and what only the creator may read."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.lock import FILE, read_lock
from generator.shipped import shipped
from generator.verify.built_site import BuiltSite, read_site
from generator.verify.leaks import private_words

KEY = "STRIPE_API_KEY"


def built_site(folder: Path) -> BuiltSite:
    """The built site of a studio.

    Args:
        folder: the studio's, or its `site/` itself.

    Raises:
        ProblemsFound: nothing has been built, or the lock cannot be read.
    """
    root = folder if (folder / "site").is_dir() else folder.parent
    site = folder / "site" if root == folder else folder
    if not (site / "index.html").is_file():
        raise ProblemsFound([Problem("V600", Place(site.as_posix(), FILE_START, ""), {"found": site.as_posix()})])
    return site_of(root, site)


def site_of(root: Path, site: Path) -> BuiltSite:
    """A built site with all that it is held against.

    Args:
        root: the studio's folder.
        site: the folder it was built into.

    Raises:
        ProblemsFound: the lock cannot be read.
    """
    lock = read_lock(root / FILE)
    key = os.environ.get(KEY, "")
    return replace(
        read_site(site),
        pins=lock.pins("live"),
        test_links=frozenset(link.url for link in lock.pins("test").links.values()),
        private=(*private_words(root / "private", [shipped("private.example")]), *([key] if key else [])),
        host=_host(root / "offers" / "studio.yml"),
    )


def _host(file: Path) -> str:
    """The host that a studio names, read without the builder's reader."""
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    named = re.search(r"^host:\s*[\"']?([a-z-]+)", text, re.MULTILINE)
    return named[1] if named else "other"
