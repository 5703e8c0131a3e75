"""`vitrine build` and `vitrine preview`: MkDocs, started on a studio's folder."""

from __future__ import annotations

import logging
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils import CountHandler

from generator.day import build_day
from generator.messages import table
from generator.mkdocs_plugin.plugin import SHOP, PretendShop, from_here, log
from generator.standing import inputs, note, stands

DRAFTS = Path(".cache", "vitrine", "drafts")
"""Where a site is made before it is put in its place."""


def build_site(folder: Path, *, strict: bool = False) -> bool:
    """Builds the site of a studio's folder into its `site/`, where the old one stays until the new one is complete.

    Returns:
        Whether it was built; if not, what is wrong has been printed.
    """
    _print_log()
    said = CountHandler(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(said)
    try:
        config = load_config(str(folder / "mkdocs.yml"), strict=strict)
        site = Path(config.site_dir)
        where = from_here(site).as_posix()
        made_from = _inputs(config, folder)
        if made_from and stands(folder, site, made_from):
            log.info(table()["cli"]["stands"].format(folder=where))
            return True
        config.plugins.on_startup(command="build", dirty=False)
        with _drafts(folder) as (draft, old):
            config.site_dir = str(draft.resolve())
            build(config)
            _exchange(site, draft, old)
    except (Abort, ConfigurationError):
        return False
    if made_from and not said.get_counts():
        note(folder, site, made_from)
    pages = sum(name.endswith(".html") for _, _, names in os.walk(site) for name in names)
    log.info(table()["cli"]["built"].format(pages=pages, folder=where))
    return True


@contextmanager
def _drafts(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Two empty folders, for a new site and for the old one, that are gone afterwards."""
    around = folder / DRAFTS
    around.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=around) as name:
        draft, old = Path(name, "new"), Path(name, "old")
        draft.mkdir()
        old.mkdir()
        yield draft, old


def _exchange(site: Path, draft: Path, old: Path) -> None:
    """Puts a finished site in the place of the old one; hidden files stay, such as those of git."""
    site.mkdir(parents=True, exist_ok=True)
    for each in site.iterdir():
        if not each.name.startswith("."):
            shutil.move(each, old / each.name)
    for each in draft.iterdir():
        shutil.move(each, site / each.name)


def _inputs(config: MkDocsConfig, folder: Path) -> str:
    """What a build is made from; nothing where others take part in it, who may read whatever they like."""
    if config.hooks or set(config.plugins) != {"vitrine"}:
        return ""
    own = filter(None, (config.docs_dir, config.theme.custom_dir))
    if not all(Path(each).resolve().is_relative_to(folder.resolve()) for each in own):
        return ""
    others = (build_day(folder), os.environ.get("SOURCE_DATE_EPOCH"), config.strict, config.user_configs)
    return inputs(folder, folder / os.path.relpath(config.site_dir, folder), others)


def serve_site(folder: Path, port: int, shop: PretendShop | None = None) -> bool:
    """Serves a studio's folder on this computer until it is stopped.

    Args:
        folder: where mkdocs.yml is.
        port: where it listens, or at the next free one.
        shop: is behind the buttons; left out, those of the lock are used.
    """
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - with much that only a preview needs

    _print_log()
    address = f"127.0.0.1:{_free_port(port)}"
    SHOP.set(shop)
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
    logging.getLogger("mkdocs.commands.build").setLevel(logging.WARNING)  # in English only, and of the draft


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
