"""A studio's folder, opened: its offers, its lock, its hand-written pages and what renders them."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checkouts import checkouts
from generator.day import build_day
from generator.errors import FILE_START, Place, Problem, ProblemsFound, Span
from generator.lock import FILE, Mode, Pins, link_name, read_lock
from generator.media import Media, prepare
from generator.model.offers import Offers
from generator.outbound import Outbound, addresses_in, pays
from generator.pages import portfolio_view, selection_view
from generator.pages.advertising import faults
from generator.pages.documents.listing import documents
from generator.pages.documents.standalone import Document, Standalone
from generator.pages.render import BLOCKS_OF_THE_SELECTION, Renderer
from generator.pages.shortcodes import Expanded, expand, outside_code, placed
from generator.sold import FOLDER, SoldLicence, read_sold
from generator.source.load import OfferBook, load

CACHE = Path(".cache", "vitrine", "media")
"""Where resized pictures are kept between builds."""
PRIVATE = "private"
"""The folder of a studio that only its creator may read."""
CARDS = Path(".cache", "vitrine", "cards")
"""Where the pictures for messengers are kept between builds."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a build needs, read once and found good.

    Attributes:
        root: the studio's folder.
        book: what is sold, with places for messages.
        pins: the Payment Links that the site uses.
        sold: wordings of licences that keep their address.
        day: decides which dated wordings hold.
        renderer: makes pages and blocks.
        paid_by: tells by which network an address pays, or nothing.
    """

    root: Path
    book: OfferBook
    pins: Pins
    sold: tuple[SoldLicence, ...]
    day: datetime.date
    renderer: Renderer
    paid_by: Callable[[str], str]

    @property
    def links_in_use(self) -> tuple[str, ...]:
        """The address of every Payment Link that a page leads to."""
        return tuple(
            link.url
            for checkout in checkouts(self.book.offers)
            for language in self.book.offers.studio.languages
            if (link := self.pins.link_of(checkout, language))
        )

    @property
    def unlinked(self) -> tuple[str, ...]:
        """Checkouts, in a language, without a Payment Link that charges their price."""
        return tuple(
            link_name(checkout.id, language)
            for checkout in checkouts(self.book.offers)
            for language in self.book.offers.studio.languages
            if not self.pins.link_of(checkout, language)
        )

    @property
    def unlinked_problem(self) -> Problem:
        """What `--strict` says about them."""
        names, languages = self.unlinked, self.book.offers.studio.languages
        facts = {
            "count": str(len(names)),
            "total": str(sum(len(languages) for _ in checkouts(self.book.offers))),
            "names": ", ".join(names[:5]) + (", …" if len(names) > 5 else ""),
        }
        return Problem("L402", Place((self.root / FILE).as_posix(), FILE_START, ""), facts)

    def language_of(self, path: str) -> str:
        """The language of a page by its address: the first one at the root."""
        first, *others = self.renderer.languages
        return next((language for language in others if path.startswith(f"{language}/")), first)

    def documents(self, address: str, *, is_preview: bool = False) -> Iterator[Document]:
        """The pages that stand alone.

        Args:
            address: the full address of the site's root, or nothing when it is not known.
            is_preview: they say that they are one.
        """
        offers = self.book.offers
        sellers = {language: self.renderer.studio(language) for language in self.renderer.languages}
        standalone = Standalone(offers.studio, sellers, address, _overrides(self.root), is_preview=is_preview)
        work = {language: self.renderer.portfolio(language) for language in self.renderer.languages}
        return documents(offers, self.pins, self.sold, work, self.day, standalone)

    def expand(self, markdown: str, path: str, name: str) -> Expanded:
        """A hand-written page with its short codes looked up.

        Args:
            markdown: its text.
            path: its address below the root.
            name: its file, for messages.

        Raises:
            ProblemsFound: with every short code that names nothing.
        """
        lines = markdown.split("\n")

        def place(span: Span) -> Place:
            return Place(name, span, lines[span.line - 1])

        return expand(markdown, self.renderer, self.language_of(path), path, place)

    def outbound(self, written: Path) -> Iterator[Outbound]:
        """Every link that pays, on generated pages and on those written by hand.

        Args:
            written: the folder of the latter.
        """
        yield from self.renderer.outbound()
        for file in sorted(written.rglob("*.md")):
            path = file.relative_to(written).as_posix()
            for name, words in placed(file.read_text("utf-8")):
                if name in BLOCKS_OF_THE_SELECTION:
                    yield from self.renderer.outbound_at(words[0], self.language_of(path), path)

    def refuse_hidden_advertising(self, page: str, source: str, name: str) -> None:
        """Refuses a finished page that leads to shops for money and does not say so, or breaks a network's rules.

        Args:
            page: its HTML.
            source: what it was written as; empty when it was generated.
            name: its file, for messages.

        Raises:
            ProblemsFound: with every reason.
        """
        found = faults(page, self.paid_by)
        if found:
            raise ProblemsFound(Problem(each.code, _found_in(source, each.near, name), each.facts) for each in found)


def open_site(root: Path, written: Path, day: datetime.date | None = None, mode: Mode = "live") -> Site:
    """Reads a studio's folder.

    Args:
        root: where `offers/`, `overrides/` and `stripe.lock.json` are.
        written: the folder of hand-written pages; their short codes are checked now, before anything is built.
        day: decides which dated wordings hold.
        mode: whose Payment Links the pages carry. Test links take no money, so a published site never has them.

    Raises:
        ProblemsFound: with everything that is wrong in any of the files.
    """
    book = load(root / "offers")
    pins = read_lock(root / FILE).pins(mode)
    day = day or build_day(root)
    media = _media(book.offers, root)
    renderer = Renderer(book.offers, day, _overrides(root), media)
    site = Site(root, book, pins, read_sold(root / FOLDER), day, renderer, pays(book.offers))
    problems = [problem for file in sorted(written.rglob("*.md")) for problem in _problems(site, file, written)]
    if problems:
        raise ProblemsFound(problems)
    return site


def _media(offers: Offers, root: Path) -> Media:
    portrait = (offers.studio.portrait.file,) if offers.studio.portrait else ()
    pictures = (*portrait, *portfolio_view.pictures_of(offers), *selection_view.pictures_of(offers))
    return prepare(root / "offers", pictures, portfolio_view.files_of(offers), root / CACHE, squares=portrait)


def _overrides(root: Path) -> Path | None:
    folder = root / "overrides"
    return folder if folder.is_dir() else None


def _problems(site: Site, file: Path, written: Path) -> Iterator[Problem]:
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        facts = {"found": f"0x{error.object[error.start]:02X}"}
        yield Problem("Y102", Place(file.as_posix(), FILE_START, ""), facts)
        return
    yield from _raw_links(site, text, file.as_posix())
    try:
        site.expand(text, file.relative_to(written).as_posix(), file.as_posix())
    except ProblemsFound as found:
        yield from found.problems


_ELSEWHERE = re.compile(r"\s*<(form|iframe|meta|script)\b", re.IGNORECASE)


def _raw_links(site: Site, text: str, name: str) -> Iterator[Problem]:
    """Links that pay and were written by hand, so that nothing would disclose them."""
    for line, words in enumerate(outside_code(text).split("\n"), 1):
        for match in addresses_in(words):
            network = site.paid_by(html.unescape(match[0]))
            if network:
                hidden = _ELSEWHERE.match(words)
                facts = {"network": network, "found": match[0], "tag": hidden[1] if hidden else "a"}
                place = Place(name, Span.at(line, match.start() + 1, len(match[0])), words)
                yield Problem("A635" if hidden else "A624", place, facts)


def _found_in(source: str, near: str, name: str) -> Place:
    """Where `near` stands in a text; its beginning when it does not."""
    for line, words in enumerate(source.split("\n"), 1):
        if near and near in words:
            return Place(name, Span.at(line, words.index(near) + 1, len(near)), words)
    return Place(name, FILE_START, "")
