"""The frame around every page: header, menu, languages, footer. One rule for generated and hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.addresses import feed_path, named_path, root_path
from generator.messages import speaking
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.social_card import Card
from generator.pages.structured_data import Data, as_script
from generator.pages.views import DocumentView, LinkView
from generator.wording.words import words

MISSING = "404.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the site as other pages refer to it.

    Attributes:
        path: its address below the root.
        label: how menus call it.
        title: the title of its window, without the studio's name.
        twins: addresses of the same page in all languages, its own included.
        in_footer: listed at the foot of each page of its language.
        is_written: made by hand, so that its body is running text.
        scripts: addresses of scripts.
        data: what it says to machines, in the words of schema.org.
    """

    path: str
    language: str
    label: str
    title: str
    description: str
    twins: Mapping[str, str]
    in_footer: bool = False
    is_written: bool = False
    scripts: tuple[str, ...] = ()
    data: tuple[Data, ...] = ()


@dataclass(frozen=True, slots=True)
class Framed:
    """A generated page in its frame, made when it is asked for."""

    frame: Frame
    page: Page

    @property
    def path(self) -> str:
        """Its address below the root."""
        return self.page.path

    def content(self) -> str:
        """The finished page."""
        return self.frame.document(self.page.path, self.page.body)


class Frame:
    """Puts pages of one site into their frame."""

    def __init__(
        self,
        renderer: Renderer,
        address: str,
        entries: Iterable[Entry],
        menu: Sequence[str],
        *,
        is_preview: bool = False,
    ) -> None:
        """A frame.

        Args:
            renderer: renders the layout.
            address: the full address of the site's root, or nothing when it is not known.
            entries: all pages.
            menu: addresses of the pages in the main menu, in one language; the others follow by their twins.
            is_preview: pages say that they are one.
        """
        self._renderer = renderer
        self._address = address
        self._entries = {entry.path: entry for entry in entries}
        self._menu = tuple(menu)
        self._footers = {language: tuple(self._of_footer(language)) for language in renderer.languages}
        self._is_preview = is_preview

    @property
    def cards(self) -> Iterable[Card]:
        """The picture that a messenger shows beside the link to each page."""
        return dict.fromkeys(self._card(entry) for entry in self._entries.values())

    def _card(self, entry: Entry) -> Card:
        studio = self._renderer.studio(entry.language)
        return Card(entry.title, entry.description, "", studio.name, self._renderer.accent)

    def framed(self, page: Page) -> Framed:
        """A generated page in this frame."""
        return Framed(self, page)

    def document(self, path: str, body: Markup) -> str:
        """The finished page at `path`."""
        return self._renderer.document(self._view(self._entries[path], body), path=path)

    def missing(self, base: str) -> str:
        """The page for unknown addresses; it is served anywhere, so its links begin at `base`."""
        language = self._renderer.languages[0]
        says = words(language)
        home = f'<a href="{escape(base)}">{escape(says("missing", "home"))}</a>'
        body = Markup("<h1>{}</h1>\n<p>{} {}</p>").format(
            says("missing", "title"),
            says("missing", "text"),
            Markup(home),  # noqa: S704 - escaped above
        )
        entry = Entry(MISSING, language, "", says("missing", "title"), says("missing", "text"), {}, is_written=True)
        view = self._view(entry, body)
        return self._renderer.document(view, address=lambda target: base + target)

    def _view(self, entry: Entry, body: Markup) -> DocumentView:
        renderer, language = self._renderer, entry.language
        studio = renderer.studio(language)
        is_home = entry.path == root_path(language, renderer.languages)
        return DocumentView(
            language=language,
            title=f"{studio.name}, {entry.title}" if is_home else f"{entry.title} | {studio.name}",
            description=entry.description,
            canonical=self._absolute(entry.path) if entry.path != MISSING else "",
            alternates=tuple(self._alternates(entry)),
            home=root_path(language, renderer.languages),
            stylesheet=renderer.stylesheet.path,
            icon=renderer.icon.path,
            font=renderer.font,
            scripts=entry.scripts,
            data=tuple(map(as_script, renderer.home_data(language) if is_home else entry.data)),
            card=self._absolute(self._card(entry).path) if entry.path != MISSING else "",
            feed=feed_path(language, renderer.languages) if renderer.portfolio(language).cases else "",
            search=named_path("search", language, renderer.languages),
            menu=tuple(self._links(self._in_language(language), entry.path)),
            footer=tuple(self._links(self._footers[language], entry.path)),
            languages=tuple(
                LinkView(
                    label=words(other).name_of_language(),
                    path=entry.twins.get(other, root_path(other, renderer.languages)),
                    current=other == language,
                    language=other,
                )
                for other in renderer.languages
            ),
            studio=studio,
            body=body,
            kind="generated" if not entry.is_written else "home" if is_home else "prose",
            is_indexed=entry.path != MISSING,
            is_preview=self._is_preview,
        )

    def _alternates(self, entry: Entry) -> Iterable[tuple[str, str]]:
        """Every language of a page, its own included, when there is more than one and the address is known."""
        if len(entry.twins) > 1 and self._address:
            yield from ((language, self._absolute(path)) for language, path in entry.twins.items())
            yield "x-default", self._absolute(entry.twins[self._renderer.languages[0]])

    def _in_language(self, language: str) -> Iterable[Entry]:
        for path in self._menu:
            twin = self._entries[path].twins.get(language)
            if twin is not None and twin in self._entries:
                yield self._entries[twin]

    def _of_footer(self, language: str) -> Iterable[Entry]:
        in_menu = {entry.path for entry in self._in_language(language)}
        for entry in self._entries.values():
            if entry.language == language and (entry.in_footer or entry.path in in_menu):
                yield entry

    def _links(self, entries: Iterable[Entry], current: str) -> Iterable[LinkView]:
        yield from (LinkView(entry.label, entry.path, entry.path == current) for entry in entries)

    def _absolute(self, path: str) -> str:
        return f"{self._address.rstrip('/')}/{path}" if self._address else ""


def trouble_page(text: str) -> str:
    """What a preview shows instead of a page that cannot be made: the list of problems, in the language spoken."""
    language = speaking()
    says = words(language)
    return str(
        Markup(
            '<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<style>:root{{color-scheme:light dark}}body{{font:1rem/1.5 system-ui;margin:8vw auto;max-width:70rem;"
            "padding:0 1rem}}pre{{overflow-x:auto;font-size:.9rem}}</style></head>\n"
            "<body><h1>{title}</h1><p>{intro}</p><pre>{text}</pre></body></html>\n"
        ).format(language=language, title=says("problems", "title"), intro=says("problems", "intro"), text=text)
    )
