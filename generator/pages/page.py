"""What a site is made of: generated pages, and files that they refer to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Asset:
    """A generated file that pages refer to."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page, whose body is made when it is asked for.

    Attributes:
        path: its address below the site's root, ending in a slash.
        twins: the addresses of the same page in all languages, its own included.
        make: makes what stands between header and footer.
        scripts: what makes it better where scripts run.
        data: what it says to machines, in the words of schema.org.
        in_footer: listed at the foot of each page of its language.
    """

    path: str
    language: str
    title: str
    description: str
    twins: Mapping[str, str]
    make: Callable[[], Markup]
    scripts: tuple[Asset, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    in_footer: bool = False

    @property
    def body(self) -> Markup:
        """What stands between header and footer."""
        return self.make()


@cache
def script(name: str) -> Asset:
    """A script of ours, under a name that follows its content."""
    content = resources.files("generator.pages").joinpath("scripts", name).read_bytes()
    stem, _, ends = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ends}", content)
