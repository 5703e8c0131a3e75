"""What hosts are told, and what never leaves the studio's folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from studio import SOLO, copy_of_the_demo, replace, vitrine

from generator.hosting import headers, redirects


def test_headers_below_a_path() -> None:
    said = headers("/repo/", {"assets/vitrine.1.css", "assets/media/*"}, ["vitrine.json"])
    assert re.findall(r"^\S+", said, re.MULTILINE) == [
        "/repo/*",
        "/repo/assets/media/*",
        "/repo/assets/vitrine.1.css",
        "/repo/vitrine.json",
    ]
    assert "frame-ancestors 'none'" in said
    assert said.count("immutable") == 2
    assert "frame-src 'none'" in said
    assert "frame-src https://a.example https://b.example\n" in headers(
        "/", (), (), {"https://b.example", "https://a.example"}
    )


def test_redirects_are_for_good() -> None:
    assert redirects("/", {"c/old/": "c/new/"}) == "/c/old/ /c/new/ 301\n"
    assert redirects("/", {}) == ""
    assert redirects("/", {str(n): "x/" for n in range(3000)}).count("\n") == 2000


def test_a_renamed_package_is_redirected_by_hosts_that_can(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    replace(folder / SOLO, "  - id: solo\n", "  - id: solo\n    was: [video-seule]\n")
    assert vitrine("build", folder=folder).returncode == 0
    site = folder / "site"
    assert "/c/video-seule/ads-90-fr/ /c/solo/ads-90-fr/ 301\n" in (site / "_redirects").read_text("utf-8")
    assert "/en/c/video-seule/ads-90-fr/ /en/c/solo/ads-90-fr/ 301\n" in (site / "_redirects").read_text("utf-8")
    rules = (site / "_headers").read_text("utf-8")
    for path in re.findall(r"^/(\S*?)\*?$", rules, re.MULTILINE):
        assert (site / path).exists(), path
    assert "frame-src https://www.youtube-nocookie.com\n" in rules  # one film of the demo is at YouTube
    assert vitrine("verify", folder=folder).stdout == ""


# --- private/ -------------------------------------------------------------------------------------------


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """The demo with a private note."""
    folder = copy_of_the_demo(tmp_path / "demo")
    (folder / "private").mkdir()
    (folder / "private/notes.md").write_text("# Nuoo pays late, ask for half before\n", "utf-8")
    return folder


def test_private_notes_do_not_hinder_a_build(private: Path) -> None:
    assert vitrine("build", folder=private).returncode == 0


def test_a_private_folder_among_the_pages_is_refused(private: Path) -> None:
    (private / "private").rename(private / "site_src/private")
    result = vitrine("build", folder=private)
    assert (result.returncode, "S508" in result.stderr) == (1, True)
    assert not (private / "site/private").exists()


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_a_link_into_the_private_folder_is_refused(private: Path) -> None:
    (private / "site_src/notes.md").symlink_to(private / "private/notes.md")
    result = vitrine("build", folder=private)
    assert (result.returncode, "S508" in result.stderr) == (1, True)


WRITTEN = ("site_src/contact.md", "## Par téléphone", "{}\n\n## Par téléphone")
GENERATED = ("offers/packages/2-uk-solo.yml", "Une idée nette en trente secondes", "{}")
"""Where something slipped in: a page of MkDocs, and one that never passes through it."""


def slip(text: str, folder: Path, file: str | Path, beside: str, form: str) -> None:
    replace(folder / file, beside, form.format(text))


@pytest.mark.parametrize("place", [WRITTEN, GENERATED])
def test_a_private_note_in_a_page_stops_the_build_and_leaves_no_site(
    private: Path, place: tuple[str | Path, str, str]
) -> None:
    slip("Nuoo pays late, ask for half before", private, *place)
    result = vitrine("build", folder=private)
    assert (result.returncode, "V621" in result.stderr) == (1, True)
    assert "Nuoo pays late" not in result.stderr
    assert not (private / "site").exists()


@pytest.mark.parametrize("place", [WRITTEN, GENERATED])
def test_a_key_in_a_page_stops_the_build(private: Path, place: tuple[str | Path, str, str]) -> None:
    slip("sk_live_" + "51abcdefghijkl", private, *place)
    result = vitrine("build", folder=private)
    assert (result.returncode, "V620" in result.stderr) == (1, True)
    assert not (private / "site").exists()


def test_all_that_slipped_into_pages_is_told_at_once(private: Path) -> None:
    slip("Nuoo pays late, ask for half before", private, *WRITTEN)
    slip("Nuoo pays late, ask for half before", private, *GENERATED)
    told = vitrine("build", folder=private).stderr
    assert "site/contact/index.html" in told
    assert "site/offres/uk-solo/index.html" in told


def test_the_key_of_the_environment_in_a_page_stops_the_build(private: Path) -> None:
    replace(private / "site_src/contact.md", "## Par téléphone", "not-shaped-like-a-key\n\n## Par téléphone")
    assert vitrine("build", folder=private, STRIPE_API_KEY="not-shaped-like-a-key").returncode == 1
