"""A text is found in whatever form it lies in a file; one that is not there is not found."""

from __future__ import annotations

import base64
import gzip
import html
import json
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest
from studio import SOLO, copy_of_the_demo, replace, vitrine

from generator.verify.disguises import forms
from generator.verify.leaks import private_words
from generator.verify.studio import built_site

CANARY = 'canary é "42" € & <note>'


def _entities(text: str) -> bytes:
    return "".join(f"&#{ord(character)};" for character in text).encode()


def _percent(text: str) -> bytes:
    return urllib.parse.quote(text, safe="").encode()


def _base64(text: str) -> bytes:
    return base64.b64encode(text.encode())


DISGUISES = {
    "as it is": lambda text: text.encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "numeric entities": _entities,
    "JSON": lambda text: json.dumps(text).encode(),
    "JSON with slashes": lambda text: json.dumps(text).replace("<", "\\u003c").encode(),
    "an address": _percent,
    "a form": lambda text: urllib.parse.quote_plus(text).encode(),
    "base64": _base64,
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).rstrip(b"="),
    "compressed": lambda text: gzip.compress(text.encode()),
    "compressed, then base64": lambda text: base64.b64encode(gzip.compress(text.encode())),
    "JSON in HTML": lambda text: html.escape(json.dumps(text)).encode(),
    "base64 in an address": lambda text: urllib.parse.quote(_base64(text)).encode(),
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_is_seen_through(disguise: Callable[[str], bytes]) -> None:
    content = disguise(CANARY)
    around = (
        content
        if content.startswith(b"\x1f\x8b")
        else b"<p>before U29tZSBvdGhlciB0ZXh0IQ==</p>\n'" + content + b"'\n<p>after</p>"
    )
    assert any(CANARY.encode() in form for form in forms(around))
    assert not any(b"another" in form for form in forms(around))


def test_utf_16_is_seen_through() -> None:
    assert any(b"canary-42" in form for form in forms("canary-42".encode("utf-16-le")))


@pytest.mark.parametrize(
    "content", [b"a" * 400_000, b"A" * 400_000, b"%" * 400_000, b"&" * 400_000, b"\\u" * 200_000]
)
def test_no_content_makes_it_slow(content: bytes) -> None:
    begun = time.process_time()
    assert sum(1 for _ in forms(content)) >= 1
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "content",
    [b"\x1f\x8b", b"\x1f\x8b\x08" + b"x" * 50, gzip.compress(b"x" * 999, mtime=0)[:20]],
    ids=["begun", "broken", "cut off"],
)
def test_what_only_looks_compressed_is_left_alone(content: bytes) -> None:
    assert next(iter(forms(content))) == content


def test_public_texts_are_all_found_and_private_ones_never(tmp_path: Path) -> None:
    """The search is proved on texts that must be there before it is believed about those that must not."""
    folder = copy_of_the_demo(tmp_path / "demo")
    public = [f"public-canary-{number}" for number in range(6)]
    for number, old in enumerate(("name: Solo", "Un produit, une idée", "Script validé", "Et si le résultat")):
        replace(folder / SOLO, old, f"{old} {public[number]}")
    replace(folder / "offers/studio.yml", "sous un jour ouvré", f"sous un jour ouvré {public[4]}")
    replace(folder / "site_src/contact.md", "# Parlons", f"# {public[5]} Parlons")
    secret = [f"private-canary-{number}" for number in range(5)]
    replace(folder / SOLO, "grid: videos-ugc", f"# {secret[0]}\ngrid: videos-ugc\nignore: {{W311: {secret[1]}}}")
    (folder / "private").mkdir()
    (folder / "private/costs.yml").write_text(
        f"card_percent: 1.5%  # {secret[2]}\ncard_fixed: 0.25 EUR\ncharges: 24.6%\ntime_per_video: 2 h 20\n", "utf-8"
    )
    (folder / "private/notes.md").write_text(f"- brand: {secret[3]}\n{secret[4]} is too dear\n", "utf-8")
    assert vitrine("build", folder=folder).returncode == 0
    everything = [form for content in built_site(folder).files.values() for form in forms(content)]
    assert [word for word in public if not any(word.encode() in form for form in everything)] == []
    assert [word for word in secret if any(word.encode() in form for form in everything)] == []
    assert set(secret[2:4]) <= set(private_words(folder / "private"))


def test_private_words_are_those_that_tell_something(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/costs.yml").write_text("floor: 180 EUR\n# ask Nuoo for more next time\nx: 12\n", "utf-8")
    (tmp_path / "example").mkdir()
    (tmp_path / "example/costs.yml").write_text("floor: 180 EUR\n", "utf-8")
    assert private_words(tmp_path / "private", [tmp_path / "example"]) == ("ask Nuoo for more next time",)
    assert private_words(tmp_path / "nothing") == ()
