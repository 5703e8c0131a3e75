"""A site that stands as a build would make it is not built twice; whatever a build reads or writes is noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bench.studios import make_site
from studio import vitrine

from generator.standing import inputs


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    return make_site(tmp_path, 10)


def build(folder: Path, day: int = 1795651200) -> str:
    done = vitrine("build", folder=folder, SOURCE_DATE_EPOCH=str(day))
    return done.stderr + done.stdout


def appended(name: str, text: str = "\n") -> Callable[[Path], None]:
    def append(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + text, "utf-8")

    return append


@pytest.mark.parametrize(
    "edit",
    [
        appended("offers/packages/00000.yml"),
        appended("offers/licences.yml"),
        appended("overrides/documents/checkout.html"),
        appended("site_src/index.md"),
        appended("site_src/.well-known/x"),
        appended("stripe.lock.json"),
        appended("licences-sold/a.json"),
        appended("private/costs.yml"),
        appended("mkdocs.yml"),
        lambda folder: (folder / "site_src/index.md").unlink(),
        lambda folder: (folder / "site_src/en").rename(folder / "site_src/de"),
    ],
)
def test_every_input_counts(studio: Path, edit: Callable[[Path], None]) -> None:
    before = inputs(studio, studio / "site", [])
    assert inputs(studio, studio / "site", []) == before
    edit(studio)
    assert inputs(studio, studio / "site", []) != before


def test_day_settings_and_versions_count_and_the_site_does_not(studio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs(studio, studio / "site", ["2026-11-26"])
    assert inputs(studio, studio / "site", ["2026-11-27"]) != before
    appended("site/index.html")(studio)
    appended(".cache/vitrine/standing.json")(studio)
    assert inputs(studio, studio / "site", ["2026-11-26"]) == before
    (studio / ".venv/jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(studio / ".venv")
    assert inputs(studio, studio / "site", ["2026-11-26"]) != before


def test_a_link_to_nothing_never_counts_as_the_same(studio: Path) -> None:
    (studio / "site_src/gone").symlink_to(studio / "nowhere")
    assert inputs(studio, studio / "site", []) != inputs(studio, studio / "site", [])


STANDS, BUILT = "Nothing changed: site stands as it was built", "pages in site"


def test_only_an_untouched_site_of_the_same_inputs_stands(studio: Path) -> None:
    assert BUILT in build(studio)
    assert STANDS in build(studio)
    page = studio / "site/index.html"
    kept = page.read_bytes()
    page.write_bytes(kept + b" ")
    assert BUILT in build(studio)
    assert page.read_bytes() == kept
    page.unlink()
    assert BUILT in build(studio)
    appended("offers/studio.yml")(studio)
    assert BUILT in build(studio)
    assert STANDS in build(studio)
    assert BUILT in build(studio, 1795737600)


def test_a_build_that_warned_warns_again(studio: Path) -> None:
    appended("site_src/index.md", "[lost](lost.md)\n")(studio)
    for _ in range(2):
        assert "lost.md" in build(studio)


def test_a_build_in_which_others_take_part_is_always_made(studio: Path) -> None:
    (studio / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n")
    appended("mkdocs.yml", "hooks: [hook.py]\n")(studio)
    for _ in range(2):
        assert BUILT in build(studio)


def test_pages_from_another_folder_are_always_built(studio: Path) -> None:
    studio = studio.rename(studio.parent / "elsewhere")
    (studio / "site_src").rename(studio.parent / "site_src")
    settings = studio / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_src", "../site_src"))
    for _ in range(2):
        assert BUILT in build(studio)
