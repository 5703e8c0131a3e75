"""A studio that says something of ours wherever its model has a text: what could run, or what tells texts apart."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from documents import documents_of
from markupsafe import Markup
from studio import ROOT

from generator.errors import Place
from generator.media import FORMATS, Media, Picture, Published, Rendition
from generator.model.licence import ImageRight
from generator.model.offers import Offers
from generator.model.record import Record
from generator.pages.frame import Entry, Frame
from generator.pages.portfolio_view import files_of, pictures_of
from generator.pages.render import Renderer
from generator.pages.selection_view import pictures_of as pictures_of_products
from generator.pages.shortcodes import expand
from generator.source.load import load
from generator.text import Text

DAY = datetime.date(2026, 11, 24)
PLAIN = Picture(480, 853, "data:,", tuple(Rendition(f"a.{kind}", Path(), kind, 480) for kind in FORMATS))
BLOCKS = (
    "reel", "work", "proof", "grids", "contact", "portrait", "about", "packages videos-ugc", "comparison videos-ugc",
    "licences videos-ugc", "add-ons videos-ugc", "questions videos-ugc", "product lampe-aurore",
    "collection kit-de-tournage", "studio name", "studio tagline", "studio city",
)  # fmt: skip


def texts_of_the_model() -> set[str]:
    """Every field that holds a text, as `Package.name`."""
    return {f"{kind.__name__}.{name}" for kind in _kinds(Record) for name in _texts(kind)}


def _kinds(kind: type[Record]) -> Iterator[type[Record]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _texts(kind: type[Record]) -> list[str]:
    return [name for name, field in kind.model_fields.items() if "text.Text" in str(field.annotation)]


@cache
def _demo() -> Offers:
    """The demo, of each kind of thing enough to fill every kind of page."""
    demo = load(ROOT / "offers").offers
    shared = {
        name: each.model_copy(update={"image_right": ImageRight()}) for name, each in demo.shared_licences.items()
    }
    grids = tuple(grid.model_copy(update={"packages": grid.packages[:1]}) for grid in (demo.grids[0], demo.grids[3]))
    return replace(demo, grids=grids, shared_licences=shared, cases=demo.cases[:2], products=demo.products)


def offers_that_say(say: Callable[[str], str]) -> Offers:
    """The demo with what `say` answers, asked by field (`Package.name`), in every text, those that it lacks too."""
    demo = _demo()
    changed: dict[str, Any] = {
        name: _filled(getattr(demo, name), say)
        for name in ("studio", "grids", "shared_licences", "products", "collections", "cases")
    }
    return replace(demo, **changed)


def _filled(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_filled(each, say) for each in value)
    if isinstance(value, dict):
        return {name: _filled(each, say) for name, each in value.items()}
    if not isinstance(value, Record):
        return value
    kind = type(value)
    changed = {name: _filled(getattr(value, name), say) for name in kind.model_fields}
    for name in _texts(kind):
        text = Text(say(f"{kind.__name__}.{name}"))
        changed[name] = (text,) if "tuple" in str(kind.model_fields[name].annotation) else text
    return value.model_copy(update=changed)


def site_that_says(say: Callable[[str], str]) -> list[str]:
    """Every page and every document of that studio, whole, in all languages."""
    offers = offers_that_say(say)
    portrait = [offers.studio.portrait.file] if offers.studio.portrait else []
    pictures = dict.fromkeys((*pictures_of(offers), *pictures_of_products(offers), *portrait), PLAIN)
    media = Media(
        pictures, dict.fromkeys(portrait, "data:,"), {name: Published(name, Path()) for name in files_of(offers)}
    )
    renderer = Renderer(offers, DAY, None, media)
    entries = [
        Entry(page.path, page.language, page.title, page.title, page.description, page.twins, True, data=page.data)
        for page in renderer.pages
    ]
    entries.append(Entry("", "fr", say(""), say(""), say(""), {}, is_written=True))
    frame = Frame(renderer, offers.studio.url, entries, [entries[0].path])
    pages = [frame.document(page.path, page.body) for page in renderer.pages]
    written = expand(
        "\n\n".join(f"{{{{ {block} }}}}" for block in BLOCKS),
        renderer,
        "fr",
        "",
        lambda span: Place("index.md", span, ""),
    )
    return [
        *pages,
        frame.document("", Markup(written.fill(written.markdown))),
        frame.missing("/"),
        *documents_of(offers, media=media).values(),
    ]
