"""A built site as it lies in its folder: bytes, pages read from them, and what they are held against."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote

from generator.errors import FILE_START, Place, Problem, Span
from generator.lock import PaymentLink, Pins
from generator.verify.page import Page, address_of, split

LIST = "vitrine.json"
_LONGEST_LINE = 4000


@dataclass(frozen=True)
class BuiltSite:
    """Everything that a check may look at.

    Attributes:
        name: the folder, as messages name it.
        files: contents by path below the folder.
        irregular: paths that are no ordinary files: links, pipes.
        pins: the live Payment Links of the lock.
        test_links: addresses of the lock's test links; they take no money.
        private: texts that only the creator may see, from her `private/` folder.
        host: who keeps the site online, a word of `studio.yml`.
    """

    name: str
    files: Mapping[str, bytes]
    irregular: tuple[str, ...] = ()
    pins: Pins = field(default_factory=Pins)
    test_links: frozenset[str] = frozenset()
    private: tuple[str, ...] = ()
    host: str = "other"

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The path of every HTML page, by its address below the root: `offres/videos-ugc/`."""
        return {address_of(path): path for path in sorted(self.files) if path.endswith(".html")}

    @cached_property
    def base(self) -> str:
        """The full address of the root, as the home page names it; empty when it names none."""
        home = self.pages.get("")
        return Page(home, self.files[home]).canonical if home else ""

    @cached_property
    def sold(self) -> Mapping[str, tuple[str, PaymentLink]]:
        """Every live Payment Link with its name, by address."""
        return {link.url: (name, link) for name, link in self.pins.links.items()}

    @cached_property
    def listed(self) -> frozenset[str]:
        """Every Payment Link that the site says it uses; `vitrine prune` spares these."""
        try:
            return frozenset(json.loads(self.files[LIST])["links"])
        except (ValueError, KeyError, TypeError):
            return frozenset()

    def target(self, page: Page, url: str) -> str | None:
        """The address below the root that an address in a page leads to; None when it leaves the site."""
        return _target(self.base, page.path, url)

    def holds(self, address: str) -> bool:
        """Whether a file or page is at an address below the root."""
        return address in self.files or address in self.pages

    def only(self, paths: Sequence[str]) -> BuiltSite:
        """The same with these files alone."""
        return replace(self, files=_Some(self.files, paths))

    def problem(self, code: str, path: str, near: str = "", **facts: str) -> Problem:
        """A problem of a file, at the first place where `near` stands in it."""
        return Problem(code, self.place(path, near), facts)

    def place(self, path: str, near: str = "") -> Place:
        """The first place in a file where `near` stands, or its beginning."""
        name, content = f"{self.name}/{path}", self.files.get(path, b"")
        at = content.find(near.encode()) if near else -1
        if at < 0:
            return Place(name, FILE_START, "")
        begins = content.rfind(b"\n", 0, at) + 1
        line = content[begins:].split(b"\n", 1)[0][:_LONGEST_LINE].decode("utf-8", "replace")
        column = len(content[begins:at].decode("utf-8", "replace")) + 1
        span = Span.at(content.count(b"\n", 0, at) + 1, column, len(near.partition("\n")[0]))
        return Place(name, span, line if column + len(near) <= _LONGEST_LINE else "")


@lru_cache(maxsize=1000)  # the checks of one page ask for the same addresses
def _target(base: str, path: str, url: str) -> str | None:
    own = url.removeprefix(base)
    parts = split(own)
    if own == url and (parts.scheme or parts.netloc):
        return None
    to, root = unquote(parts.path), split(base).path or "/"
    if own != url:
        joined = f"/{to}"
    elif not to:
        return address_of(path)
    elif to.startswith("/"):
        joined = f"/{to.removeprefix(root)}" if to.startswith(root) else to
    else:
        joined = posixpath.join(posixpath.dirname(f"/{path}"), to)
    below = posixpath.normpath(joined).strip("/.")
    return f"{below}/" if below and joined.endswith("/") else below


def read_site(folder: Path) -> BuiltSite:
    """A site's folder, read as it is; links are named and not followed."""
    ordinary, irregular = {}, []
    for name, entry in _walk(folder):
        if entry.is_file(follow_symlinks=False):
            ordinary[name] = entry.path
        else:
            irregular.append(name)
    return BuiltSite(folder.as_posix(), _Contents(ordinary), tuple(irregular))


class _Some(Mapping[str, bytes]):
    """Some of the contents."""

    def __init__(self, contents: Mapping[str, bytes], names: Sequence[str]) -> None:
        self._contents = contents
        self._names = names

    def __getitem__(self, name: str) -> bytes:
        return self._contents[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Contents(Mapping[str, bytes]):
    """Contents by name, each read when it is asked for, so that a large site never stands in memory as a whole."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    def __getitem__(self, name: str) -> bytes:
        return Path(self._paths[name]).read_bytes()

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder / below) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder, f"{below}{entry.name}/")
            else:
                yield below + entry.name, entry
