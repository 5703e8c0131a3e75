"""What must never be published: keys, private texts, files that belong elsewhere, traces of the computer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from PIL import ExifTags, Image, UnidentifiedImageError

from generator.errors import Problem
from generator.verify.built_site import BuiltSite
from generator.verify.disguises import PACKED, forms, joined
from generator.verify.page import MISSING, Page
from generator.verify.styles import named_by_styles
from generator.verify.survey import Survey

_KEYS = tuple(  # one for each beginning: what begins with a known letter is found ten times faster than a choice
    re.compile(pattern.encode())
    for pattern in (
        "sk_(?:live|test)_[0-9A-Za-z]{10,}",
        "rk_(?:live|test)_[0-9A-Za-z]{10,}",
        "whsec_[0-9A-Za-z+/=]{16,}",
        "g(?:h[pousr]_[0-9A-Za-z]{30,}|ithub_pat_[0-9A-Za-z_]{30,}|lpat-[0-9A-Za-z_-]{20})",
        "A(?:KIA[0-9A-Z]{16}|Iza[0-9A-Za-z_-]{35})",
        "xox[abprs]-[0-9A-Za-z-]{10,}",
        "-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    )
)
_TOGETHER = 1_000_000  # bytes
_HOMES = tuple(
    map(re.compile, (rb"/home/[a-z_][a-z0-9_-]*/[\w.-]+", rb"/Users/[\w.-]+/[\w.-]+", rb"\\Users\\+[\w.-]+"))
)
_RESIDUE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_KINDS = frozenset(
    ".html .css .js .svg .png .jpg .jpeg .webp .avif .gif .ico .woff .woff2 .mp4 .webm .vtt .pdf .txt .xml .json "
    ".webmanifest .gz .md".split()
)
_KNOWN = frozenset(
    ("_headers", "_redirects", "CNAME", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "llms.txt", "vitrine.json")
)
_HIDDEN_BUT_MEANT = (".nojekyll", ".well-known/")
_NEVER = re.compile(r"^private/|\.lock\.json$|\.map$|(^|/)(thumbs\.db|desktop\.ini)$", re.I)
_SHORTEST = 12
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


def secrets(site: BuiltSite) -> Iterator[Problem]:
    """V620, V621: no key of any service and nothing from `private/`, in whatever form, file names included.

    What several files share is told once. A message shows only how the find begins, since it may end up in a public
    log.
    """
    private = tuple(word.encode() for word in site.private)
    for several in _batches(_told(((path, site.files[path]) for path in sorted(site.files)), private)):
        if not _kept_back(several, private):
            continue
        for path, told in several:
            for code, said in _kept_back([(path, told)], private).items():
                text = said.decode("utf-8", "replace")
                place = replace(site.place(path, text), line_text="")
                yield Problem(code, place, {"found": f"{text[:8]}…"})


def holds_secrets(contents: Iterable[tuple[str, bytes]], private: Iterable[str]) -> bool:
    """Whether `secrets` would find any in files that are given one by one, each with its path; reads all of them."""
    words = tuple(word.encode() for word in private)
    found = [several for several in _batches(_told(contents, words)) if _kept_back(several, words)]
    return bool(found)


def _told(contents: Iterable[tuple[str, bytes]], private: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """What each file says that none before it said.

    Most of a page stands in a thousand others. It is cut where tags begin, because no disguise writes a `<`: what
    has none before it has none after. Only where a private text has one is a line the least that is looked at.
    """
    known, mark = set[bytes](), b"\n" if any(b"<" in word for word in private) else b"<"
    for path, content in contents:
        if content.startswith(PACKED):
            yield path, content
            continue
        new = [run for run in content.split(mark) if run not in known]
        known.update(new)
        yield path, b"\n".join(new)


def _batches(told: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Files in groups: to see through a disguise costs more for each call than for each letter."""
    several, size = list[tuple[str, bytes]](), 0
    for path, content in told:
        several.append((path, content))
        size += len(content)
        if size > _TOGETHER:
            yield several
            several, size = [], 0
    yield several


def _kept_back(several: Sequence[tuple[str, bytes]], private: Sequence[bytes]) -> dict[str, bytes]:
    """What stands in any of these files and must not, by code; the first of each kind."""
    found: dict[str, bytes] = {}
    contents = [each for path, content in several for each in (path.encode(), content)]
    for alike in joined(contents):
        for form in forms(alike):
            if key := _first(_KEYS, form):
                found.setdefault("V620", key[0])
            if word := next((word for word in private if word in form), None):
                found.setdefault("V621", word)
    return found


def _first(patterns: Iterable[re.Pattern[bytes]], content: bytes) -> re.Match[bytes] | None:
    return next(filter(None, (pattern.search(content) for pattern in patterns)), None)


def irregular(site: BuiltSite, _: Survey) -> Iterator[Problem]:
    """V623: ordinary files only."""
    return (site.problem("V623", path) for path in site.irregular)


def kind_of_file(site: BuiltSite, path: str, _: bytes) -> Iterator[Problem]:
    """V622, V625: a file of a kind that a site is made of, not hidden, no source."""
    if any(part.startswith(".") for part in path.split("/")) and not path.startswith(_HIDDEN_BUT_MEANT):
        yield site.problem("V625", path)
    elif _NEVER.search(path) or not _is_of_a_site(path):
        yield site.problem("V622", path)


def _is_of_a_site(path: str) -> bool:
    known = path in _KNOWN or path.startswith(_HIDDEN_BUT_MEANT)
    return known or PurePosixPath(path).suffix.lower() in _KINDS


def asked_for(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V624: a page or a style sheet names every file, or browsers and hosts look for it by itself."""
    sheets = [named_by_styles(path, site.files[path]) for path in survey.weights if path.endswith(".css")]
    named = frozenset[str]().union(*(page.names for page in survey.pages.values()), *sheets)
    for path in survey.weights:
        if path.endswith(".html") or path in named or path in _KNOWN or path.startswith(_HIDDEN_BUT_MEANT):
            continue
        if not re.match(r"(OFL|LICEN[CS]E)\b", path.rpartition("/")[2]):
            yield site.problem("V624", path)


def trace(site: BuiltSite, path: str, content: bytes) -> Iterator[Problem]:
    """V626: no path of the computer that built the site."""
    if match := _first(_HOMES, content):
        found = match[0].decode("utf-8", "replace")
        yield site.problem("V626", path, found, found=found)


def residue(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V629: no template that was not filled."""
    if left := _RESIDUE.search(page.text_outside("code", "pre")):
        yield site.problem("V629", page.path, left[0], found=left[0])


def place_of_picture(site: BuiltSite, path: str, content: bytes) -> Iterator[Problem]:
    """V627: no picture tells where it was taken."""
    if path.lower().endswith(_PICTURES) and b"Exif" in content[:200_000] + content[-200_000:]:
        try:
            with Image.open(io.BytesIO(content)) as picture:
                if picture.getexif().get_ifd(ExifTags.IFD.GPSInfo):
                    yield site.problem("V627", path)
        except (UnidentifiedImageError, OSError, ValueError):
            return


def hidden_pages(site: BuiltSite, survey: Survey) -> Iterator[Problem]:
    """V628: a page that search engines shall leave out is named in no list of pages."""
    hidden = {page.address for page in survey.pages.values() if page.is_hidden and page.path != MISSING} - {""}
    for path in filter(_is_a_list, survey.weights):
        named = {address for form in forms(site.files[path], 1) for address in _addresses(site, form)}
        for address in sorted(hidden & named):
            yield site.problem("V628", path, address, page=address)


def _is_a_list(path: str) -> bool:
    name = path.rpartition("/")[2]
    return bool(re.search(r"sitemap|feed|rss|atom|search_index|llms", name)) and not name.endswith(".html")


def _addresses(site: BuiltSite, text: bytes) -> Iterator[str]:
    for match in re.finditer(rb"[^\s\"'<>()#?]+", text):
        yield match[0].decode("utf-8", "replace").removeprefix(site.base).lstrip("/")


OF_FILES = (kind_of_file, trace, place_of_picture)
OF_PAGES = (residue,)
OF_SITE = (irregular, asked_for, hidden_pages)


def private_words(folder: Path, public: Sequence[Path] = ()) -> tuple[str, ...]:
    """The texts of a private folder that are long enough to be told from chance.

    Args:
        folder: `private/`; nothing when it is not there.
        public: folders whose texts everybody may read, such as the example of a private folder.
    """
    open_to_all = {word for other in public for word in _words_of(other)}
    return tuple(sorted(set(_words_of(folder)) - open_to_all))


def _words_of(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            for line in path.read_bytes().decode("utf-8", "replace").splitlines():
                yield from filter(_is_telling, _parts(line))


def _parts(line: str) -> Iterator[str]:
    """A line without its comment, what it says after its key, and its comment."""
    said, _, comment = f" {line}".partition(" #")
    yield said.strip(" \t-")
    yield re.sub(r"^[\s-]*[\w-]+:\s+", "", said).strip(" \t\"'")
    yield comment.strip(" #")


def _is_telling(text: str) -> bool:
    return len(text) >= _SHORTEST and bool(re.search(r"[^\W\d_]", text))
