"""Pages of MkDocs as the frame refers to them: addresses, titles, twins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.pages.frame import Entry
from generator.pages.page import Page as Rendered
from generator.site import Site


def address_of(of: Page | File) -> str:
    """The address of a page below the root, empty for the home page."""
    return "" if of.url in ("", "./", ".") else of.url


def source_of(path: str) -> str:
    """The Markdown file that MkDocs serves at `path`; an index where other pages live below it."""
    return f"{path.rstrip('/')}/index.md"


def entries(site: Site, generated: Mapping[str, Rendered], files: Files) -> Iterator[Entry]:
    """Every page of the site, generated or written, as menus and languages refer to it."""
    pages = {address_of(file.page): file.page for file in files.documentation_pages() if file.page is not None}
    twins = {page.path: pages.keys() & set(page.twins.values()) for page in site.renderer.pages}
    by_source = {page.file.src_uri: path for path, page in pages.items()}
    for path, page in pages.items():
        named = {by_source[twin] for twin in _as_list(page.meta.get("twin")) if twin in by_source}
        for each in {path, *named}:
            twins.setdefault(each, {each}).update({path, *named})
    for path, page in pages.items():
        made = generated.get(path)
        title = str(page.title)
        yield Entry(
            path=path,
            language=site.language_of(path),
            label=str(page.meta.get("label") or title),
            title=title,
            description=made.description if made else str(page.meta.get("description") or ""),
            twins={site.language_of(twin): twin for twin in sorted(twins[path], key=_order(site))},
            in_footer=made.in_footer if made else bool(page.meta.get("footer")),
            is_written=made is None,
            scripts=tuple(script.path for script in made.scripts) if made else (),
            data=made.data if made else (),
        )


def _order(site: Site) -> Any:
    languages = site.renderer.languages
    return lambda path: languages.index(site.language_of(path))


def _as_list(value: object) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]
