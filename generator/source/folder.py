"""Which files of the offers folder are read, and which only look as if they were."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.errors import nearest
from generator.source.read import MAX_BYTES

STUDIO, LICENCES, COLLECTIONS = "studio.yml", "licences.yml", "collections.yml"
PACKAGES, PRODUCTS, PORTFOLIO = "packages", "products", "portfolio"
_KINDS = (PACKAGES, PRODUCTS, PORTFOLIO)
_YAML = re.compile(r"(?P<stem>.+?)\.ya?ml(\.txt)?", re.IGNORECASE)


def files_of(folder: Path, kind: str) -> list[Path]:
    """The files of one kind, each with a record, by name; hidden ones belong to editors and systems."""
    inside = folder / kind
    if inside.is_symlink():
        return []
    return sorted((path for path in inside.glob("*.yml") if path.name[0] != "."), key=lambda path: path.name)


def misnamed(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files that would be left out without a word, each with the name that it should have."""
    read = {folder / name for name in (STUDIO, LICENCES, COLLECTIONS)}
    read |= {path for kind in _KINDS for path in files_of(folder, kind)}
    for path in sorted(_files(folder)):
        match = _YAML.fullmatch(path.name)
        if match and path not in read:
            known = nearest(match["stem"], ("studio", "licences", "collections")) if path.parent == folder else None
            below = next((kind for kind in _KINDS if kind in path.parent.parts), PACKAGES)
            mended = f"{known}.yml" if known else f"{below}/{match['stem']}.yml"
            yield path, (folder / mended).as_posix()


def _files(folder: Path) -> Iterator[Path]:
    """All that lies in the folder and its folders, but for what is hidden, private, or elsewhere."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name[0] == "." or path.name == "private" or (path.is_dir() and path.is_symlink()):
            continue
        if path.is_dir() and not _YAML.fullmatch(path.name):
            yield from _files(path)
        else:
            yield path


def content_of(path: Path) -> bytes:
    """The bytes of an ordinary file, or one more than can be used.

    Links and devices are refused, so that nothing from elsewhere is read.

    Raises:
        OSError: the file is not ordinary or cannot be read.
    """
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder"}
        raise OSError(0, kinds.get(stat.S_IFMT(mode), "not a file"))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
