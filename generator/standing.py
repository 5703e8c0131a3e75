"""Whether a site stands as a build would make it now, so that the same is not built twice.

A build is a function of what `inputs` reads: the same bytes in give the same bytes out. Both sides are compared by
their content and never by their time, so that equal means equal. What was read is taken before a build and noted
after it: an edit meanwhile, or a build that fails, notes nothing that a later one would match. A build that had
something to say is not noted either, since it should say it again.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from generator.cores import on_all_cores
from generator.shipped import shipped

NOTE = Path(".cache", "vitrine", "standing.json")


def inputs(folder: Path, site: Path, others: Iterable[object]) -> str:
    """A digest of all that a build depends on.

    Args:
        folder: the studio's, in which everything counts but what is hidden in it.
        site: what is built there, which does not count.
        others: what else decides: the day, settings.
    """
    hidden = {site, *folder.glob(".*")}
    installed = sorted(
        each.name for place in sys.path if Path(place).is_dir() for each in Path(place).glob("*.dist-info")
    )
    around = [platform.python_version(), *installed, *map(repr, others)]
    code, look = Path(__file__).parent, shipped("overrides")
    return _digest((*_files(folder, hidden), *_files(code), *_files(look)), around)


def stands(root: Path, site: Path, made_from: str) -> bool:
    """Whether the last finished build had the same inputs and its site is untouched."""
    try:
        noted = json.loads((root / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(noted == {"inputs": made_from, "site": _digest(_files(site))})


def note(root: Path, site: Path, made_from: str) -> None:
    """Remembers a finished build."""
    file = root / NOTE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"inputs": made_from, "site": _digest(_files(site))}), "utf-8")


def _files(folder: Path, left_out: Collection[Path] = ()) -> Iterator[Path]:
    """Every file below a folder, by name; links are followed, as MkDocs follows them."""
    for inside, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and Path(inside, name) not in left_out)
        yield from (path for name in sorted(names) if (path := Path(inside, name)) not in left_out)


def _digest(files: Iterable[Path], around: Iterable[str] = ()) -> str:
    whole = hashlib.sha256("\0".join(around).encode())
    for named in on_all_cores(_named, tuple(files)):
        whole.update(os.fsencode(named))
    return whole.hexdigest()


def _named(files: Sequence[Path]) -> str:
    return "".join(f"\0{path.as_posix()}\0{_content(path)}" for path in files)


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:  # a broken link: never the same twice
        return f"{error.errno} {os.urandom(8).hex()}"
