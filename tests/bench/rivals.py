"""The same checkouts for other generators: Hugo with an equal template, stock MkDocs with Material."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.pages.documents.listing import documents
from generator.pages.documents.standalone import Document, Said, Standalone
from generator.pages.documents.views import CheckoutView
from generator.pages.look import favicon, inlined
from generator.pages.portfolio_views import PortfolioView
from generator.pages.views import StudioView
from generator.site import Site
from generator.wording.words import words

SAID = (
    "receive rights rights_full sum in_all by_card by_card_company other_money extras extras_by_card questions ask "
    "transfer others licences packages all_packages"
).split()
TEMPLATES = Path(__file__).parent / "hugo"
Sold = tuple[Document, Said, CheckoutView]


class _Listening(Standalone):
    """Keeps what a page would show and renders nothing."""

    heard: list[Sold]

    def html(self, template: str, document: Document, said: Said, **context: object) -> str:
        if template == "checkout.html":
            view = context["checkout"]
            assert isinstance(view, CheckoutView)
            self.heard.append((document, said, view))
        return ""


def sold(site: Site) -> list[Sold]:
    """What each checkout page says."""
    studio = site.book.offers.studio
    sellers: dict[str, StudioView] = {language: site.renderer.studio(language) for language in studio.languages}
    listening = _Listening(studio, sellers, studio.url, None)
    listening.heard = []
    portfolios: dict[str, PortfolioView] = {
        language: site.renderer.portfolio(language) for language in studio.languages
    }
    for document in documents(site.book.offers, site.pins, site.sold, portfolios, site.day, listening):
        document.content()
    return listening.heard


def hugo(folder: Path, site: Site, pages: list[Sold]) -> Path:
    """A Hugo site with a page for each checkout, written from the same views."""
    for name, place in (("checkout", "_default/single"), ("price", "partials/price"), ("pay", "partials/pay"),
                        ("choices", "partials/choices")):  # fmt: skip
        path = folder / f"layouts/{place}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TEMPLATES / f"{name}.html", path)
    studio = site.book.offers.studio
    seller = site.renderer.studio(studio.languages[0])
    config = {
        "baseURL": studio.url,
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section"],
        "params": {
            "say": {each: {key: words(each)("checkout", key) for key in SAID} for each in studio.languages},
            "policy": "default-src 'none'; style-src 'sha256-'; font-src 'self'; img-src 'self' data:",
            "icon": favicon(studio.brand).decode(),
            "style": inlined(studio.brand, None),
            "studio": seller.name,
            "email": seller.email,
            "legal": seller.legal_line,
        },
    }
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    for document, said, view in pages:
        path = folder / "content" / f"{document.path.rstrip('/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_front(document, said, view, studio.url), ensure_ascii=False), "utf-8")
    return folder


def _front(document: Document, said: Said, view: CheckoutView, root: str) -> dict[str, Any]:
    root = root.rstrip("/")
    return {
        "title": view.name,
        "url": f"/{document.path}",
        "lang": document.language,
        "head_title": said.title,
        "said": said.description,
        "canonical": f"{root}/{document.path}",
        "alternates": [[language, f"{root}/{path}"] for language, path in document.twins.items()],
        "languages": [
            [language, words(language).name_of_language(), f"/{path}"]
            for language, path in document.twins.items()
            if language != document.language
        ],
        "home": "/",
        "card": f"{root}/{document.card.path}",
        "data": {"@context": "https://schema.org", **(said.data or {})},
        "checkout": dataclasses.asdict(view),
    }


def material(folder: Path, pages: list[Sold]) -> Path:
    """The same content as Markdown pages of stock MkDocs with Material, each in the navigation."""
    nav: dict[str, list[str]] = {}
    for document, _, view in pages:
        name = f"{document.path.rstrip('/')}.md"
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_markdown(view)), "utf-8")
        nav.setdefault(document.language, []).append(name)
    (folder / "docs/index.md").write_text("# Studio\n", "utf-8")
    settings = {
        "site_name": "Studio", "theme": {"name": "material", "font": False},
        "nav": ["index.md", *({language: names} for language, names in nav.items())],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    return folder


def _markdown(view: CheckoutView) -> Iterator[str]:
    yield f"# {view.name}\n\n{view.kicker}\n\n**{view.total.text}**\n\n{view.licence}\n\n{view.note}\n"
    yield f"[{view.pay.label}]({view.pay.href})\n\n{view.summary or ''}\n"
    yield from (f"* **{line.what}**, {line.detail}" for line in view.contents)
    yield from (f"* {line}" for line in (*view.includes, *(": ".join(fact) for fact in view.facts)))
    yield "\n## Rights\n"
    yield from (f"* {right}" for right in view.rights)
    yield "\n## Sum\n\n| | |\n|-|-|"
    yield from (f"| {part.name} | {part.amount} |" for part in view.parts)
    yield f"| Total | {view.total.text} |\n\n## Extras\n"
    yield from (f"* **{extra.name}** {extra.amount} {extra.up_to}" for extra in view.extras)
    yield from (f"\n## {question.ask}\n\n{question.answer}" for question in view.questions)
    yield f"\n## Others\n\n[Ask]({view.ask}) [Transfer]({view.transfer})\n"
    yield from (f"* [{each.name}](/{each.path}) {each.detail} {each.difference}"
                for each in (*view.licences, *view.packages))  # fmt: skip
