"""Which files of the offers folder are read, and which only look as if they were."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.errors import nearest
from generator.source.read import MAX_BYTES

STUDIO, LICENCES, COLLECTIONS = "studio.yml", "licences.yml", "collections.yml"
_YAML = re.compile(r"(?P<stem>.+?)\.ya?ml(\.txt)?", re.IGNORECASE)


def grid_files(folder: Path) -> list[Path]:
    """The files of `packages/` that hold a grid each, by name."""
    return _files_in(folder / "packages")


def product_files(folder: Path) -> list[Path]:
    """The files of `products/` that hold a product each, by name."""
    return _files_in(folder / "products")


def _files_in(folder: Path) -> list[Path]:
    """The YAML files of a folder; hidden ones belong to editors and systems."""
    if folder.is_symlink():
        return []
    return sorted((path for path in folder.glob("*.yml") if path.name[0] != "."), key=lambda path: path.name)


def misnamed(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files that would be left out without a word, each with the name that it should have."""
    read = {folder / name for name in (STUDIO, LICENCES, COLLECTIONS)} | {*grid_files(folder), *product_files(folder)}
    for path in sorted(_files(folder)):
        match = _YAML.fullmatch(path.name)
        if match and path not in read:
            known = nearest(match["stem"], ("studio", "licences", "collections")) if path.parent == folder else None
            below = "products" if "products" in path.parent.parts else "packages"
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
