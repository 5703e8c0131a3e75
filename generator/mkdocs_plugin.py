"""The only module that knows MkDocs: pages go in finished; it gives Markdown, serving and the site folder."""

from __future__ import annotations

import datetime
import json
import logging
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory

from generator import hosting
from generator.catalog import published
from generator.checks import warnings
from generator.day import build_day
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.lock import Pins
from generator.messages import explain, table
from generator.pages.documents.standalone import Document
from generator.pages.frame import MISSING, Entry, Frame, trouble_page
from generator.pages.look import SOURCES
from generator.pages.machines import for_machines
from generator.pages.page import Page as Rendered
from generator.pages.shortcodes import Expanded
from generator.pages.sitemap import sitemap
from generator.pages.social_card import drawn
from generator.report import report
from generator.shipped import shipped
from generator.site import CARDS, PRIVATE, Site, open_site
from generator.source.load import OfferBook
from generator.standing import inputs, note, stands
from generator.verify.leaks import secrets
from generator.verify.studio import site_of

log = get_plugin_logger("vitrine")
_SHIPPED_LOOK = str(shipped("overrides"))
SITEMAP = "sitemap.xml"
Stock = Callable[[OfferBook, str, datetime.date], Pins]
"""Makes the links of some offers, for a site at an address on a day, and says where they are."""
_DRAFT = Path(".cache", "vitrine", "site")
"""Where a site is made before it takes the place of the old one."""
_STOCK: ContextVar[Stock | None] = ContextVar("stock", default=None)  # not passed: MkDocs makes the plugin


class FinishedPage(File):
    """A document that is rendered when it is written, so that thousands of them never stand in memory together."""

    def __init__(
        self, document: Document, config: MkDocsConfig, judge: Callable[[str, str, str], None], *, waits: bool
    ) -> None:
        """A page.

        Args:
            document: what is written.
            config: knows where.
            judge: raises PluginError for a page that may not be written.
            waits: MkDocs does not write it, since it waits until it is asked for.
        """
        super().__init__(f"{document.path}index.html", None, config.site_dir, config.use_directory_urls)
        self.generated_by = "vitrine"
        self._document = document
        self._judge = judge
        self._waits = waits

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs passes it
        """Writes the page as a part of a build."""
        if not self._waits:
            self.write()

    def write(self) -> None:
        """Writes the page."""
        path, html = Path(self.abs_dest_path), self._document.html()
        self._judge(html, "", self._document.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html.encode())


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
        self._finished: dict[str, FinishedPage] = {}
        self._asked: set[str] = set()
        self._building = threading.Lock()

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs names both
        """Being here keeps this plugin alive between the builds of `mkdocs serve`."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the studio before MkDocs cleans the old site away, so that a mistake loses nothing."""
        self._building.acquire()
        if _SHIPPED_LOOK not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, _SHIPPED_LOOK)
        root = _from_here(Path(config.config_file_path).parent)
        midnight = datetime.datetime.combine(build_day(root), datetime.time(), datetime.UTC)
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
        try:
            site = open_site(root, _from_here(config.docs_dir))
            stock = _STOCK.get()
            if stock:
                site = replace(site, pins=stock(site.book, config.site_url or "", site.day))
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
        written = {_address(file) for file in files.documentation_pages()}
        self._generated = {page.path: page for page in renderer.pages if page.path not in written}
        for page in self._generated.values():
            title = f"---\ntitle: {json.dumps(page.title)}\n---\n"
            files.append(File.generated(config, _source_of(page.path), content=title))
        for asset in (*renderer.assets, *for_machines(renderer.press)):
            files.append(File.generated(config, asset.path, content=asset.content))
        self._finished = {}
        self._documents = tuple(self._site.documents(config.site_url or "", is_preview=self._serving))
        for document in self._documents:
            waits = self._serving and document.path not in self._asked
            self._finished[document.path] = FinishedPage(document, config, self._judge, waits=waits)
            files.append(self._finished[document.path])
        for card in dict.fromkeys(document.card for document in self._documents if not self._serving):
            picture = drawn(card, self._site.root / CARDS)
            files.append(File.generated(config, card.path, abs_src_path=str(picture)))
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
        named |= {f"{document.card.path.rpartition('/')[0]}/*" for document in self._documents}
        moves = {document.path: document.moved_to for document in self._documents if document.moved_to}
        return {
            hosting.HEADERS: hosting.headers(base, named, (published.FILE,), renderer.frames),
            hosting.REDIRECTS: hosting.redirects(base, moves),
        }

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Looks up the short codes of hand-written pages."""
        if self._trouble or self._site is None or page.file.generated_by:
            return markdown
        expanded = self._site.expand(markdown, _address(page), page.file.src_uri)
        self._expanded[page.file.src_uri] = expanded
        return expanded.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Puts blocks where their short codes stood, and generated bodies in their pages."""
        if self._trouble or self._site is None:
            return html
        if page.file.generated_by:
            return self._generated[_address(page)].body
        return self._expanded[page.file.src_uri].fill(html)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs passes it
        """Now all pages are read: the frame knows their names and twins."""
        if not self._trouble and self._site is not None:
            self._entries = tuple(_entries(self._site, self._generated, files))
            self._frame = Frame(
                self._site.renderer,
                config.site_url or "",
                self._entries,
                [_address(page) for page in self._menu],
                is_preview=self._serving,
            )
            for card in self._frame.cards:
                picture = drawn(card, self._site.root / CARDS)
                if files.get_file_from_path(card.path) is None:
                    files.append(File.generated(config, card.path, abs_src_path=str(picture)))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The main menu is the `nav` of mkdocs.yml."""
        self._menu = nav.pages if config.nav else []

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ARG002
        """Hands the finished page to the theme, whose main.html only prints it."""
        if self._trouble or self._frame is None:
            context["document"] = trouble_page(self._trouble)
        else:
            body = Markup(page.content or "")  # noqa: S704 - Markdown of the site's owner, and our own pages
            context["document"] = self._frame.document(_address(page), body)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """A page that hides that it advertises is not written."""
        if self._trouble:
            return output
        if page.file.generated_by:
            self._judge(output, "", _address(page))
        else:
            name = (_from_here(config.docs_dir) / page.file.src_uri).as_posix()
            self._judge(output, page.file.content_string, name)
        return output

    def _judge(self, html: str, source: str, name: str) -> None:
        """Stops before a page is written that leads to shops for money and hides it."""
        assert self._site is not None
        try:
            self._site.refuse_hidden_advertising(html, source, name)
        except ProblemsFound as found:
            raise PluginError(f"\n\n{report(found.problems).rstrip()}") from None

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The page for unknown addresses."""
        if template_name == MISSING and self._frame is not None:
            base = urlsplit(config.site_url or "/").path or "/"
            context["document"] = trouble_page(self._trouble) if self._trouble else self._frame.missing(base)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """A site in which something private stands does not stay, whatever way it came there."""
        self._building.release()
        if self._serving or self._site is None:
            return
        found = tuple(secrets(site_of(self._site.root, _from_here(config.site_dir))))
        if found:
            shutil.rmtree(config.site_dir)
            raise PluginError(f"\n\n{report(found).rstrip()}")

    def on_build_error(self, *, error: Exception) -> None:
        """The next build, or a browser, may go on; what is to mend in a template of the studio's own is told."""
        if self._building.locked():
            self._building.release()
        if isinstance(error, ProblemsFound):
            log.error("\n\n%s", report(error.problems).rstrip())
            raise Abort("")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Finished pages are made when a browser asks, so that an edit is seen at once, however many there are."""
        serve_file: Any = server.get_app()

        def serve(environ: Mapping[str, str], start_response: Any) -> Any:
            self._write_asked(environ["PATH_INFO"].removeprefix(urlsplit(config.site_url or "/").path))
            return serve_file(environ, start_response)

        server.set_app(serve)
        return server

    def _write_asked(self, path: str) -> None:
        """Writes a page that is asked for the first time; from then on each build writes it.

        Whoever asks during a build waits for its end, and who asks just before one finds the page that it wrote.
        """
        path = f"{path.removesuffix('index.html').rstrip('/')}/"
        with self._building:
            page = self._finished.get(path)
            if page is None or path in self._asked:
                return
            self._asked.add(path)
            try:
                page.write()
            except PluginError as error:
                log.error(str(error))
            except ProblemsFound as found:
                log.error("\n\n%s", report(found.problems).rstrip())

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The sitemap names twins, and pages that MkDocs takes for files."""
        if template_name != SITEMAP or not config.site_url or self._site is None or self._frame is None:
            return output_content
        pages = [(entry.path, entry.twins) for entry in self._entries]
        pages += [(document.path, document.twins) for document in self._documents if document.is_listed]
        return sitemap(config.site_url, pages, self._site.renderer.languages[0])


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
        raise PluginError(f"\n\n{report(found).rstrip()}")


def build_site(folder: Path, *, strict: bool = False) -> bool:
    """Builds the site of a studio's folder into its `site/`, which stays as it is until a whole new one is there.

    Returns:
        Whether it was built; if not, what is wrong has been printed.
    """
    _print_log()
    logging.getLogger("mkdocs.commands.build").setLevel(logging.WARNING)  # its progress is in English only
    said = CountHandler(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(said)
    try:
        config = load_config(str(folder / "mkdocs.yml"), strict=strict)
        site = Path(config.site_dir)
        where = _from_here(site).as_posix()
        made_from = _inputs(config, folder)
        if made_from and stands(folder, site, made_from):
            log.info(table()["cli"]["stands"].format(folder=where))
            return True
        config.site_dir = str((folder / _DRAFT).absolute())
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (Abort, ConfigurationError):
        return False
    _put(Path(config.site_dir), site)
    if made_from and not said.get_counts():
        note(folder, site, made_from)
    pages = sum(1 for _ in site.rglob("*.html"))
    log.info(table()["cli"]["built"].format(pages=pages, folder=where))
    return True


def _put(draft: Path, site: Path) -> None:
    """A finished site takes the place of the old one; hidden files stay, as MkDocs leaves them."""
    site.mkdir(parents=True, exist_ok=True)
    clean_directory(str(site))
    for made in draft.iterdir():
        kept = site / made.name
        if kept.is_dir():
            shutil.rmtree(kept)
        shutil.move(made, kept)
    draft.rmdir()


def _inputs(config: MkDocsConfig, folder: Path) -> str:
    """What a build is made from; nothing where others take part in it, who may read whatever they like."""
    if config.hooks or set(config.plugins) != {"vitrine"}:
        return ""
    own = filter(None, (config.docs_dir, config.theme.custom_dir))
    if not all(Path(each).resolve().is_relative_to(folder.resolve()) for each in own):
        return ""
    others = (build_day(folder), os.environ.get("SOURCE_DATE_EPOCH"), config.strict, config.user_configs)
    return inputs(folder, folder / os.path.relpath(config.site_dir, folder), others)


def serve_site(folder: Path, port: int, stock: Stock | None = None) -> bool:
    """Serves a studio's folder on this computer until it is stopped.

    Args:
        folder: where mkdocs.yml is.
        port: where it listens, or at the next free one.
        stock: makes the links behind the buttons; left out, those of the lock are used.
    """
    _print_log()
    address = f"127.0.0.1:{_free_port(port)}"
    _STOCK.set(stock)
    try:
        serve(str(folder / "mkdocs.yml"), dev_addr=address)
    except (Abort, ConfigurationError):
        return False
    return True


def _print_log() -> None:
    """What MkDocs and this plugin say goes to the terminal, in one short form."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)


def _free_port(wanted: int) -> int:
    for port in range(wanted, min(wanted + 100, 65_536)):
        with socket.socket() as probe:
            if os.name != "nt":  # there it would let two programs listen at one address
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return wanted


def _from_here(path: str | Path) -> Path:
    """`path` as somebody in the working folder writes it; whole when it is on another drive of Windows."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return Path(path)


def _address(of: Page | File) -> str:
    """The address of a page below the root, empty for the home page."""
    return "" if of.url in ("", "./", ".") else of.url


def _source_of(path: str) -> str:
    """The Markdown file that MkDocs serves at `path`; an index where other pages live below it."""
    return f"{path.rstrip('/')}/index.md"


def _entries(site: Site, generated: Mapping[str, Rendered], files: Files) -> Iterator[Entry]:
    """Every page of the site, generated or written, as menus and languages refer to it."""
    pages = {_address(file.page): file.page for file in files.documentation_pages() if file.page is not None}
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
