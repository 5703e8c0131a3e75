"""What happens in a build, hook by hook: the studio is read, its pages go in finished, what was written is judged."""

from __future__ import annotations

import datetime
import gc
import json
import os
import shutil
import threading
from collections.abc import Mapping
from contextvars import ContextVar, copy_context
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import hosting
from generator.addresses import PRETEND_CHECKOUT
from generator.catalog import published
from generator.checks import warnings
from generator.cores import on_all_cores
from generator.day import build_day
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.lock import Pins
from generator.messages import explain, table
from generator.mkdocs_plugin.entries import address_of, entries, source_of
from generator.mkdocs_plugin.finished import Finished, Writer, place, write
from generator.pages.documents.standalone import Document
from generator.pages.frame import MISSING, Entry, Frame, trouble_page
from generator.pages.look import SOURCES
from generator.pages.machines import for_machines
from generator.pages.page import Page as Rendered
from generator.pages.shortcodes import Expanded
from generator.pages.sitemap import sitemap
from generator.pages.social_card import FOLDER
from generator.report import report
from generator.shipped import shipped
from generator.site import CARDS, PRIVATE, Site, open_site
from generator.source.load import OfferBook
from generator.verify.built_site import BuiltSite
from generator.verify.leaks import secrets
from generator.verify.studio import site_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("vitrine")
_SHIPPED_LOOK = str(shipped("overrides"))
SITEMAP = "sitemap.xml"
_LOOKS_EVERY = 0.2
"""Seconds until a preview looks again whether a file was saved; MkDocs would wait for half a second."""
SITE = "site"
"""How messages name the folder of the site, which is a draft's while it is judged."""


class PretendShop(Protocol):
    """What is behind the buttons of a preview."""

    def promised(self, book: OfferBook, address: str, day: datetime.date) -> Pins:
        """What each link will charge, and where it will lead from a site at `address`; or what may not be sold."""

    def opened(self, name: str) -> str | None:
        """Where a promised link is opened; None for any other name, ProblemsFound for one that cannot be made."""


SHOP: ContextVar[PretendShop | None] = ContextVar("shop", default=None)  # not passed: MkDocs makes the plugin


class NoOptions(Config):
    """Everything is written in the offers; the plugin itself has nothing to set."""


class VitrinePlugin(BasePlugin[NoOptions]):
    """Adds the generated pages and puts every page into the studio's frame."""

    def __init__(self) -> None:
        self._serving = False
        self._site: Site | None = None
        self._trouble = ""
        self._expanded: dict[str, Expanded] = {}
        self._frame: Frame | None = None
        self._generated: dict[str, Rendered] = {}
        self._entries: tuple[Entry, ...] = ()
        self._documents: tuple[Document, ...] = ()
        self._finished: dict[str, Finished] = {}
        self._asked: set[str] = set()
        self._building = threading.Lock()
        self._is_building = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs names both
        """Being here keeps this plugin alive between the builds of `mkdocs serve`."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the studio before MkDocs cleans the old site away, so that a mistake loses nothing."""
        self._building.acquire()
        self._is_building = True
        if _SHIPPED_LOOK not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, _SHIPPED_LOOK)
        root = from_here(Path(config.config_file_path).parent)
        midnight = datetime.datetime.combine(build_day(root), datetime.time(), datetime.UTC)
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
        try:
            site = open_site(root, from_here(config.docs_dir))
            shop = SHOP.get()
            if shop:
                site = replace(site, pins=shop.promised(site.book, config.site_url or "", site.day))
            if config.strict and site.unlinked:
                raise ProblemsFound([site.unlinked_problem])
            self._site, self._trouble = site, ""
        except ProblemsFound as found:
            self._trouble = report(found.problems)
            if not self._serving:
                raise PluginError(f"\n\n{self._trouble.rstrip()}") from None
            log.error("\n\n%s", self._trouble.rstrip())
            return config
        for warning in site.book.problems(warnings(site.book.offers)):
            log.warning("\n\n%s", report([warning]).rstrip())
        if site.unlinked and not self._serving:
            log.info(table()["cli"]["unlinked"].format(what=explain(site.unlinked_problem).what))
        studio = site.book.offers.studio
        config.site_name = studio.name[studio.languages[0]]
        if not self._serving:
            config.site_url = studio.url
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds what is generated; drops the theme's own assets, which no page asks for."""
        if self._site is None:
            return files  # the preview was started on a mistake: the hand-written pages show it
        ours = {str(Path(config.docs_dir)), str(config.theme.custom_dir), _SHIPPED_LOOK}
        for file in list(files):
            if str(file.src_dir) not in ours or file.src_uri in SOURCES:
                files.remove(file)
        _refuse_private(files, self._site.root)
        renderer = self._site.renderer
        written = {address_of(file) for file in files.documentation_pages()}
        self._generated = {page.path: page for page in renderer.pages if page.path not in written}
        for page in self._generated.values():
            title = f"---\ntitle: {json.dumps(page.title)}\n---\n"
            files.append(File.generated(config, source_of(page.path), content=title))
        made = self._site.documents(config.site_url or "", is_preview=self._serving)
        self._documents = tuple(document for document in made if document.path not in written)
        for asset in renderer.assets:
            files.append(File.generated(config, asset.path, content=asset.content))
        for medium in renderer.media:
            files.append(File.generated(config, medium.path, abs_src_path=str(medium.file.absolute())))
        for name, said in self._for_the_host(urlsplit(config.site_url or "/").path or "/").items():
            files.append(File.generated(config, name, content=said))
        files.append(
            File.generated(config, published.FILE, content=published.published_links(self._site.links_in_use))
        )
        return files

    def _for_the_host(self, base: str) -> Mapping[str, str]:
        """Headers and redirects, for hosts that read them."""
        assert self._site is not None
        renderer = self._site.renderer
        named = {asset.path for asset in (renderer.stylesheet, *renderer.scripts)}
        named |= {f"{medium.path.rpartition('/')[0]}/*" for medium in renderer.media}
        named.add(f"{FOLDER}/*")
        moves = {document.path: document.moved_to for document in self._documents if document.moved_to}
        return {
            hosting.HEADERS: hosting.headers(base, named, (published.FILE,), renderer.frames),
            hosting.REDIRECTS: hosting.redirects(base, moves),
        }

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Looks up the short codes of hand-written pages."""
        if self._trouble or self._site is None or page.file.generated_by:
            return markdown
        expanded = self._site.expand(markdown, address_of(page), page.file.src_uri)
        self._expanded[page.file.src_uri] = expanded
        return expanded.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Puts blocks where their short codes stood."""
        if self._trouble or self._site is None or page.file.generated_by:
            return html
        return self._expanded[page.file.src_uri].fill(html)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs passes it
        """Now all pages are read: the frame knows their names and twins, and MkDocs is left with those by hand."""
        if not self._trouble and self._site is not None:
            self._entries = tuple(entries(self._site, self._generated, files))
            self._frame = Frame(
                self._site.renderer,
                config.site_url or "",
                self._entries,
                [address_of(page) for page in self._menu],
                is_preview=self._serving,
            )
            framed, told = map(self._frame.framed, self._generated.values()), for_machines(self._site.renderer.press)
            self._finished = {each.path: each for each in chain[Finished](framed, told, self._documents)}
        for path in self._generated:
            if file := files.get_file_from_path(source_of(path)):
                files.remove(file)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The main menu is the `nav` of mkdocs.yml."""
        self._menu = nav.pages if config.nav else []

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ARG002
        """Hands the finished page to the theme, whose main.html only prints it."""
        if self._trouble or self._frame is None:
            context["document"] = trouble_page(self._trouble)
        else:
            body = Markup(page.content or "")  # noqa: S704 - Markdown of the site's owner, and our own pages
            context["document"] = self._frame.document(address_of(page), body)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """A page that hides that it advertises is not written."""
        if not self._trouble and self._site is not None:
            name = (from_here(config.docs_dir) / page.file.src_uri).as_posix()
            try:
                self._site.refuse_hidden_advertising(output, page.file.content_string, name)
            except ProblemsFound as found:
                raise _stopped(found) from None
        return output

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The page for unknown addresses."""
        if template_name == MISSING and self._frame is not None:
            base = urlsplit(config.site_url or "/").path or "/"
            context["document"] = trouble_page(self._trouble) if self._trouble else self._frame.missing(base)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what is finished; a site in which something private stands does not stay, however it came there."""
        folder = Path(config.site_dir)
        if self._serving:
            for path in sorted(self._asked & self._finished.keys()):
                self._show(path, folder)
        elif self._site is not None and self._frame is not None:
            root, cards = self._site.root, chain(self._frame.cards, (document.card for document in self._documents))
            by_mkdocs = site_of(root, from_here(folder))
            writer = Writer(folder, root / CARDS, self._judge, by_mkdocs.private)
            try:
                leaks = writer.write_all(self._finished.values(), cards)
                _refuse_secrets(site_of(root, from_here(folder)) if leaks else by_mkdocs, folder)
            except ProblemsFound as found:
                raise _stopped(found) from None
        self._end()

    def _end(self) -> None:
        """Lets browsers ask again; not for a build that has ended already, or never began."""
        if self._is_building:
            self._is_building = False
            self._building.release()

    def _judge(self, html: str, path: str) -> None:
        """Raises ProblemsFound for a page that leads to shops for money and hides it."""
        assert self._site is not None
        self._site.refuse_hidden_advertising(html, "", path)

    def on_build_error(self, *, error: Exception) -> None:
        """The next build, or a browser, may go on; what is to mend in a template of the studio's own is told."""
        self._end()
        if isinstance(error, ProblemsFound):
            log.error("\n\n%s", report(error.problems).rstrip())
            raise Abort("")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Finished pages are made when a browser asks, so that an edit is seen at once, however many there are."""
        from watchdog.observers.polling import PollingObserver  # noqa: PLC0415 - only a preview needs it

        serve_file: Any = server.get_app()
        folder = Path(config.site_dir)
        watched = list(filter(None, (config.docs_dir, config.config_file_path)))
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=_LOOKS_EVERY)
        for path in watched:
            server.watch(path)
        context = copy_context()  # in which our command speaks; each request has a thread, and so one of its own
        gc.collect()
        gc.freeze()  # what stands now stays, and need not be searched after each edit

        def serve(environ: Mapping[str, str], start_response: Any) -> Any:
            path = environ["PATH_INFO"].removeprefix(urlsplit(config.site_url or "/").path)
            if answer := self._lead_on(path, environ["QUERY_STRING"]):
                status, header, body = answer
                start_response(status, [header])
                return [body.encode()]
            self._ask(path, folder)
            return serve_file(environ, start_response)

        server.set_app(lambda environ, start_response: context.copy().run(serve, environ, start_response))
        return server

    def _lead_on(self, path: str, query: str) -> tuple[str, tuple[str, str], str] | None:
        """From a button to the pretend checkout, which is made now: a studio has thousands, and few are opened.

        Returns:
            Status, header and body of the answer; None when nothing is sold at `path`.
        """
        shop = SHOP.get()
        if shop is None or not path.startswith(PRETEND_CHECKOUT):
            return None
        with self._building:
            trouble = self._trouble
            try:
                address = None if trouble else shop.opened(path.removeprefix(PRETEND_CHECKOUT))
            except ProblemsFound as found:
                trouble = report(found.problems)
                log.error("\n\n%s", trouble.rstrip())
        if trouble:
            return "500 Internal Server Error", ("Content-Type", "text/html; charset=utf-8"), trouble_page(trouble)
        return ("302 Found", ("Location", f"{address}?{query}".rstrip("?")), "") if address else None

    def _ask(self, path: str, folder: Path) -> None:
        """Writes a page that is asked for the first time; from then on each build writes it.

        Whoever asks during a build waits for its end, and who asks just before one finds the page that it wrote.
        """
        path = path.removesuffix("index.html")
        path = path if path in self._finished else f"{path.rstrip('/')}/"
        with self._building:
            if path in self._finished and path not in self._asked:
                self._asked.add(path)
                self._show(path, folder)

    def _show(self, path: str, folder: Path) -> None:
        """Writes a page for a browser, or what keeps it from being made."""
        if not self._trouble:
            try:
                write(self._finished[path], folder, self._judge)
                return
            except ProblemsFound as found:
                trouble = report(found.problems)
                log.error("\n\n%s", trouble.rstrip())
        place(trouble_page(self._trouble or trouble), path, folder)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The sitemap names twins, and pages that MkDocs takes for files."""
        if template_name != SITEMAP or not config.site_url or self._site is None or self._frame is None:
            return output_content
        pages = [(entry.path, entry.twins) for entry in self._entries]
        pages += [(document.path, document.twins) for document in self._documents if document.is_listed]
        return sitemap(config.site_url, pages, self._site.renderer.languages[0])


def from_here(path: str | Path) -> Path:
    """`path` as somebody in the working folder writes it; whole when it is on another drive of Windows."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return Path(path)


def _refuse_secrets(site: BuiltSite, folder: Path) -> None:
    """Refuses a site in which something stands that must never be published.

    Raises:
        ProblemsFound: with every find; the folder is gone then.
    """
    built = replace(site, name=SITE)
    parts = on_all_cores(lambda some: tuple(secrets(built.only(some))), tuple(built.files))
    leaked = tuple(chain.from_iterable(parts))
    if leaked:
        shutil.rmtree(folder)
        raise ProblemsFound(leaked)


def _stopped(found: ProblemsFound) -> PluginError:
    """Ends a build, saying why."""
    return PluginError(f"\n\n{report(found.problems).rstrip()}")


def _refuse_private(files: Files, root: Path) -> None:
    """Stops before a file of the private folder, or one that only leads there, would be published."""
    private = (root / PRIVATE).resolve()
    found = [
        Problem("S508", Place(file.abs_src_path, FILE_START, ""))
        for file in files
        if file.abs_src_path
        and (Path(file.abs_src_path).resolve().is_relative_to(private) or file.src_uri.startswith(f"{PRIVATE}/"))
    ]
    if found:
        raise _stopped(ProblemsFound(found))
