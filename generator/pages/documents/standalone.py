"""Finished documents: one template, one inlined style, a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from generator.addresses import relative, root_path
from generator.model.studio import Studio
from generator.pages.documents.views import HeadView
from generator.pages.filling import Templates
from generator.pages.look import favicon, inlined, letters
from generator.pages.social_card import Card
from generator.pages.structured_data import as_script
from generator.pages.views import StudioView
from generator.wording.typography import typeset_html
from generator.wording.words import words


@dataclass(frozen=True, slots=True)
class Document:
    """A page outside the frame, which is made when it is written.

    Attributes:
        path: its address below the root, ending in a slash.
        twins: the addresses of the same document in all languages, its own included.
        is_listed: belongs in the sitemap.
        card: the picture that a messenger shows beside its link.
        make: renders it, given itself.
        moved_to: where the page is now, at an earlier address of it.
    """

    path: str
    language: str
    twins: Mapping[str, str]
    is_listed: bool
    card: Card
    make: Callable[[Document], str]
    moved_to: str = ""

    def content(self) -> str:
        """The finished page."""
        return self.make(self)


@dataclass(frozen=True, slots=True)
class Said:
    """What a kind of document says to machines.

    Attributes:
        data: JSON-LD.
        is_indexed: search engines may show it.
        is_aside: nothing of the site leads there, so nobody finds it and nobody has to be asked to leave it out.
    """

    title: str
    description: str
    data: Mapping[str, Any] | None = None
    is_indexed: bool = True
    is_aside: bool = False


class Standalone:
    """Renders the documents of one studio."""

    def __init__(
        self,
        studio: Studio,
        sellers: Mapping[str, StudioView],
        address: str,
        overrides: Path | None,
        *,
        is_preview: bool = False,
    ) -> None:
        """A press for documents.

        Args:
            studio: who sells.
            sellers: the studio as each language shows it.
            address: the full address of the site's root, or nothing when it is not known.
            overrides: the studio's templates and styles.
            is_preview: pages say that they are one, and let the preview reload them.
        """
        self._sellers = sellers
        self._languages = studio.languages
        self._address = address.rstrip("/")
        self._templates = Templates(overrides)
        self._is_preview = is_preview
        self._icon = f"data:image/svg+xml,{quote(favicon(studio.brand).decode().strip())}"
        letters_below_assets = letters(studio.brand, overrides)
        self._letters = f"assets/{letters_below_assets}" if letters_below_assets else ""
        self._styles = cache(lambda way: _style(inlined(studio.brand, overrides), way))

    def html(self, template: str, document: Document, said: Said, **context: object) -> str:
        """The finished page: `template` below `documents/`, filled with `context`."""
        says = words(document.language)
        style, digest = self._styles(relative("assets/", document.path))
        head = HeadView(
            language=document.language,
            title=said.title,
            description=said.description,
            canonical=self.absolute(document.path),
            alternates=self._alternates(document) if said.is_indexed else (),
            languages=tuple(
                (language, words(language).name_of_language(), path)
                for language, path in document.twins.items()
                if language != document.language
            ),
            is_indexed=said.is_indexed,
            is_aside=said.is_aside,
            policy=_policy(digest, is_preview=self._is_preview),
            style=style,
            icon=self._icon,
            letters=self._letters,
            card=self.absolute(document.card.path),
            data=as_script(said.data) if said.data else None,
            studio=self._sellers[document.language],
            home=root_path(document.language, self._languages),
            is_preview=self._is_preview,
        )
        html = self._templates.filled(
            f"documents/{template}",
            head=head,
            say=says,
            url=lambda target: relative(target, document.path),
            **context,
        )
        return typeset_html(html, document.language)

    def absolute(self, path: str) -> str:
        """The full address of `path`; empty when the site's own is not known."""
        return f"{self._address}/{path}" if self._address else ""

    def _alternates(self, document: Document) -> tuple[tuple[str, str], ...]:
        if len(document.twins) < 2 or not self._address:
            return ()
        named = tuple((language, self.absolute(path)) for language, path in document.twins.items())
        return (*named, ("x-default", self.absolute(document.twins[self._languages[0]])))


def _style(css: str, way_to_assets: str) -> tuple[Markup, str]:
    """The inlined style of a page that reaches `assets/` by `way_to_assets`, and its digest for the policy."""
    text = css.replace('url("fonts/', f'url("{way_to_assets}fonts/').replace("</", "<\\/")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), digest  # noqa: S704 - the studio's own style sheet, which cannot end its element


def _policy(digest: str, *, is_preview: bool) -> str:
    """Nothing but this page, its own style, and fonts and pictures of the same site."""
    rules = [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",  # no script runs that could use it; audits fetch robots.txt in the page's name
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if is_preview:  # MkDocs adds a line of script that reloads the page after an edit
        rules.append("script-src 'unsafe-inline'")
    return "; ".join(rules)
