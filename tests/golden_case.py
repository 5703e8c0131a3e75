"""A golden case: what a creator did to the base studio, what Vitrine says to it, and what mends it.

A case is a text file. Lines with `# ` at the top tell the story. Then blocks, each with a heading:

    == packages/videos.yml            lines that go (-), come (+) or stay ( ); a line “…” begins another place
    == notes.yml (whole)              the whole content of a file
    == studio.yml (gone)              the file is deleted
    == packages/old (link to ../x)    also: (folder), (pipe), (picture 540 x 960); and (crlf) for Windows line ends
    == says                           the report, exactly
    == mended by                      blocks after this one mend the studio

What cannot be seen is spelt out: ⟪U+FEFF⟫ a character, ⟪0xFF⟫ a byte, ⟪2000 × [⟫ a repetition.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

GOLDEN = Path(__file__).parent / "golden"
_SPELT = re.compile("⟪(?:U\\+(?P<point>[0-9A-F]+)|0x(?P<byte>[0-9A-F]{2})|(?P<times>[0-9]+) × (?P<text>[^⟫]+))⟫")


@dataclass(frozen=True)
class Edit:
    name: str
    how: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    path: Path
    story: tuple[str, ...]
    edits: tuple[Edit, ...]
    says: str
    mending: tuple[Edit, ...]

    @property
    def codes(self) -> set[str]:
        return set(re.findall(r": (?:error|warning|notice) ([A-Z][0-9]{3}): ", self.says))


def cases(folder: str) -> list[Case]:
    return [read_case(path) for path in sorted((GOLDEN / folder).rglob("*.txt"))]


def read_case(path: Path) -> Case:
    head, *blocks = re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)
    edits: list[Edit] = []
    mending: list[Edit] = []
    says, into = "", edits
    for block in blocks:
        heading, _, body = block.partition("\n")
        if heading == "says":
            says = body.strip("\n")
        elif heading == "mended by":
            into = mending
        else:
            match = re.fullmatch(r"(\S+)(?: \((.*)\))?", heading)
            assert match, f"{path}: {heading}"
            into.append(Edit(match[1], tuple((match[2] or "").split(", ")), tuple(body.splitlines())))
    return Case(path, tuple(head.splitlines()), tuple(edits), says, tuple(mending))


def with_says(case: Case, says: str) -> str:
    """The text of the case file, saying `says`."""
    text = case.path.read_text("utf-8")
    before, _, rest = text.partition("== says\n")
    _, mended, mending = rest.partition("== mended by\n")
    says = f"{says}\n" if says else ""
    return f"{before}== says\n{says}" + (f"\n{mended}{mending}" if mended else "")


def lay_out(edits: tuple[Edit, ...], folder: Path, kind: str = "") -> None:
    """Writes the base studio with `edits` into `folder`; a `kind` of cases may begin with more files."""
    bases = (GOLDEN / "base", GOLDEN / f"base-{kind}")
    files = {
        path.relative_to(base).as_posix(): path.read_text("utf-8") for base in bases for path in base.rglob("*.yml")
    }
    for base in bases:
        for picture in base.rglob("*.jpg"):
            target = folder / picture.relative_to(base)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, target)
    special: dict[str, str] = {}
    crlf: set[str] = set()
    for edit in edits:
        if "crlf" in edit.how:
            crlf.add(edit.name)
        if "gone" in edit.how:
            files.pop(edit.name)
        elif kind := next(
            (how for how in edit.how if how in ("folder", "pipe") or how.startswith(("link to ", "picture "))), None
        ):
            special[edit.name] = kind
        elif "whole" in edit.how:
            files[edit.name] = "".join(f"{line}\n" for line in edit.lines)
        elif edit.lines:
            files[edit.name] = _edited(files[edit.name], edit)
    for name, text in files.items():
        content = _bytes(text)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.replace(b"\n", b"\r\n") if name in crlf else content)
    for name, kind in special.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "folder":
            target.mkdir()
        elif kind == "pipe":
            os.mkfifo(target)
        elif kind.startswith("picture"):
            width, height = kind.removeprefix("picture ").split(" x ")
            Image.new("L", (int(width), int(height)), 200).save(target)
        else:
            target.symlink_to(kind.removeprefix("link to "))


def _edited(text: str, edit: Edit) -> str:
    for hunk in "\n".join(edit.lines).split("\n…\n"):
        lines = hunk.split("\n")
        assert all(line[:1] in ("-", "+", " ") for line in lines), f"{edit.name}: {hunk}"
        old = "".join(line[1:] + "\n" for line in lines if line[0] != "+")
        new = "".join(line[1:] + "\n" for line in lines if line[0] != "-")
        assert not old or f"\n{text}".count(f"\n{old}") == 1, f"{edit.name} must have this once:\n{old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}", 1)[1:] if old else text + new
    return text


def _bytes(text: str) -> bytes:
    content, end = b"", 0
    for match in _SPELT.finditer(text):
        content += text[end : match.start()].encode()
        if match["byte"]:
            content += bytes([int(match["byte"], 16)])
        else:
            said = chr(int(match["point"], 16)) if match["point"] else int(match["times"]) * match["text"]
            content += said.encode("utf-8", "surrogatepass")
        end = match.end()
    return content + text[end:].encode()


def spelt(text: str) -> str:
    """`text` with spaces that look like spaces, and are none, spelt out."""
    odd = (c for c in set(text) if unicodedata.category(c) in ("Zs", "Cf", "Cc") and c not in " \n\u200d")
    for character in odd:
        text = text.replace(character, f"⟪U+{ord(character):04X}⟫")
    return text


def mended(case: Case) -> Case:
    return replace(case, edits=(*case.edits, *case.mending))
