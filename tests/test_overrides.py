"""The example of the README: one short file of the studio's own changes a block on every page that shows it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from studio import ROOT

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


def test_the_page_of_the_look_names_every_block_that_can_be_replaced() -> None:
    blocks = ROOT / "generator/pages/templates/blocks"
    inner = {"disclosure", "pick", "posters", "product", "collection"}
    assert {path.stem for path in blocks.glob("*.html")} - inner == set(BLOCKS)
