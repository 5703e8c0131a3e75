"""A text is found in whatever form it lies in a file; one that is not there is not found."""

from __future__ import annotations

import base64
import gzip
import html
import json
import time
import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hostile import site_that_says, texts_of_the_model
from studio import SOLO, copy_of_the_demo, replace, vitrine

from generator.verify.built_site import BuiltSite
from generator.verify.disguises import forms
from generator.verify.leaks import private_words, secrets
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


def test_a_form_with_nothing_but_spaces_is_seen_through() -> None:
    assert b"seen 42 euros of Nuoo" in b"".join(forms(b"<a href='?q=seen+42+euros+of+Nuoo'>"))


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


def _told(files: Mapping[str, bytes], *private: str) -> list[tuple[str, str]]:
    """The finds in a site of these files: codes and files."""
    return [(each.code, each.place.file) for each in secrets(BuiltSite("site", files, private=private))]


KEY = b"sk_live_" + b"51CanaryCanaryCanary"


def test_what_many_files_share_is_told_once_and_what_each_says_for_each() -> None:
    pages = {f"{number}.html": b"<p>" + KEY + b"<p>page" for number in range(3)}
    assert _told(pages) == [("V620", "site/0.html")]
    assert _told({**pages, "0.html": b"<p>sound<p>page"}) == [("V620", "site/1.html")]
    assert _told({path: content + path.encode() + KEY for path, content in pages.items()}) == [
        ("V620", "site/0.html"), ("V620", "site/1.html"), ("V620", "site/2.html")
    ]  # fmt: skip


def test_a_find_is_told_of_its_own_file_however_many_are_searched_together() -> None:
    files = {f"{number:04}.txt": f"<p>{number} ".encode() * 500 for number in range(2000)}
    secret = gzip.compress(f"see {'x' * 40} for the price".encode())
    picture = b"\x89PNG\r\n" + "the price of Nuoo".encode("utf-16-le")
    found = _told(
        {**files, "1000.txt": b"<b>&#116;he price of Nuoo", "a.gz": secret, "b.png": picture},
        "the price of Nuoo",
        "x" * 40,
    )
    assert found == [("V621", "site/1000.txt"), ("V621", "site/a.gz"), ("V621", "site/b.png")]


@pytest.mark.parametrize(
    "content", [b"4 < 5 of the price", b"<p>4 &lt; 5 of the price", b"<i>4%20%3C%205%20of%20the%20price"]
)
def test_a_private_text_with_the_sign_that_begins_tags_is_found(content: bytes) -> None:
    assert _told({"index.html": b"<p>4 <p> 5 of the price" + content}, "4 < 5 of the price") == [
        ("V621", "site/index.html")
    ]


KEPT = {
    "Permission.by": "who agreed, which is between her and the creator",
    "DiscountCode.source": "where a code came from",
    "BriefQuestion.ask": "Stripe asks it",
    "BriefQuestion.options": "Stripe offers them",
    "Grid.closed": "Stripe says it behind a link that is no longer open",
}


def test_every_text_of_the_model_is_shown_but_those_that_are_kept() -> None:
    """A text of its own in each field of the model: all are found, and none of those that pages must not show."""
    pages = [form for page in site_that_says(lambda field: f"canary {field}") for form in forms(page.encode())]
    found = {field for field in texts_of_the_model() if any(f"canary {field}".encode() in page for page in pages)}
    assert texts_of_the_model() - found == set(KEPT)


def test_private_words_are_those_that_tell_something(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/costs.yml").write_text("floor: 180 EUR\n# ask Nuoo for more next time\nx: 12\n", "utf-8")
    (tmp_path / "example").mkdir()
    (tmp_path / "example/costs.yml").write_text("floor: 180 EUR\n", "utf-8")
    assert private_words(tmp_path / "private", [tmp_path / "example"]) == ("ask Nuoo for more next time",)
    assert private_words(tmp_path / "nothing") == ()
