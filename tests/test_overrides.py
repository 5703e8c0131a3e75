"""The example of the README: one short file of the studio's own changes a block on every page that shows it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from studio import ROOT, copy_of_the_demo, vitrine

from generator.errors import ProblemsFound
from generator.pages.render import Renderer
from generator.pages.studio_pages import BLOCKS
from offers import STUDIO, grid, offers, package

DAY = datetime.date(2026, 11, 24)
EXAMPLE = re.search(r"```html\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


def test_a_block_is_replaced_by_a_file_of_under_ten_lines(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    assert EXAMPLE[1].count("\n") < 10
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "contact.html").write_text(EXAMPLE[1], "utf-8")
    studio = STUDIO.replace("contact: {", "contact: {city: Lyon, ")
    of = offers(grid(package("solo", "250 EUR")), studio=studio)
    bodies = [page.body for page in Renderer(of, DAY, tmp_path).pages if "/videos/" in page.path]
    assert len(bodies) == 2
    for body in bodies:
        assert '<p class="lead">Maya Laurent, Lyon</p>' in body
        assert "contact__line" not in body


@pytest.mark.parametrize(
    ("template", "line", "found"),
    [
        ("<p>\n  {{ nothing.here }}\n</p>\n", 2, "'nothing' is undefined"),
        ("<p>\n{% if %}\n", 2, "Expected an expression, got 'end of statement block'"),
        ('{{ say("titles", "no such wording") }}', 1, "'no such wording'"),
        ('<p>\n\n{% include "blocks/none.html" %}', 3, "blocks/none.html"),
    ],
)
def test_a_mistake_in_a_template_of_ones_own_is_told_with_its_line(
    template: str, line: int, found: str, tmp_path: Path
) -> None:
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "contact.html").write_text(template, "utf-8")
    with pytest.raises(ProblemsFound) as told:
        Renderer(offers(grid(package("solo", "250 EUR"))), DAY, tmp_path).block("contact", (), "fr", "")
    (problem,) = told.value.problems
    assert (problem.code, problem.place.span.line) == ("S509", line)
    assert problem.place.file == (tmp_path / "blocks/contact.html").as_posix()
    assert found in problem.facts["found"]


def test_a_mistake_in_a_template_keeps_the_old_site(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("old", "utf-8")
    (folder / "overrides/documents").mkdir()
    (folder / "overrides/documents/thanks.html").write_text("{{ thank.name }}", "utf-8")
    built = vitrine("build", folder=folder)
    assert built.returncode == 1
    assert "overrides/documents/thanks.html:1:1: error S509" in built.stderr
    assert "Traceback" not in built.stderr + built.stdout
    assert (folder / "site/index.html").read_text("utf-8") == "old"


def test_the_page_of_the_look_names_every_block_that_can_be_replaced() -> None:
    blocks = ROOT / "generator/pages/templates/blocks"
    inner = {"disclosure", "pick", "posters", "product", "collection"}
    assert {path.stem for path in blocks.glob("*.html")} - inner == set(BLOCKS)
