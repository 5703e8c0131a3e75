"""What the pages say, in both languages, and that nothing typed in YAML comes alive."""

# ruff: noqa: E501 - a row of the table is a case

from __future__ import annotations

import datetime
import itertools
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from documents import documents_of
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import relative
from generator.colours import contrast, readable_on
from generator.errors import Place, ProblemsFound, Span
from generator.law import tax_mention
from generator.model.studio import DARK_PAPER, DARK_SURFACE, PAPER, SURFACE, Brand
from generator.money import Money
from generator.pages.look import favicon, stylesheet
from generator.pages.render import Renderer
from generator.pages.richtext import rich, rich_line
from generator.pages.shortcodes import expand
from generator.wording.typography import typeset, typeset_html
from generator.wording.words import words
from offers import STUDIO, book, grid, offers, package, paid

DAY = datetime.date(2026, 11, 24)
SOLO = package("solo", "250 EUR")


def page(text: str, language: str = "fr", studio: str = STUDIO) -> str:
    """The body of the grid's page, with ordinary spaces."""
    renderer = Renderer(offers(text, studio=studio), DAY)
    body = next(each.body for each in renderer.pages if each.language == language and "videos" in each.path)
    return " ".join(body.replace("\u202f", " ").replace("\u00a0", " ").replace("&nbsp;", " ").split())


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Prêt ? Oui ! Ceci ; cela", "Prêt\u202f? Oui\u202f! Ceci\u202f; cela"),
        ("Note : « bien »", "Note\u00a0: «\u00a0bien\u00a0»"),
        ("1 275 € et 10 %", "1\u202f275\u00a0€ et 10\u00a0%"),
        ("à 12:30, voir https://x.example/?a=b", "à 12:30, voir https://x.example/?a=b"),
    ],
)
def test_french_spaces(text: str, set_: str) -> None:
    assert typeset(text, "fr") == set_
    assert typeset(text, "en") == text


def test_only_texts_are_set() -> None:
    html = '<a title="ici ?">Ici ?</a><code>a ?</code><!-- b ? --><script>c ?</script>'
    assert typeset_html(html, "fr") == html.replace(">Ici ?<", ">Ici\u202f?<")


@given(st.lists(st.text(" 0123456789:;!?«»€×–hamin\x1f", max_size=8), max_size=9))
def test_each_text_is_typeset_by_itself(texts: list[str]) -> None:
    html = "<i>".join(texts)
    assert typeset_html(html, "fr") == "<i>".join(typeset(text.replace("\x1f", " "), "fr") for text in texts)


def test_markdown_is_cleaned() -> None:
    assert rich("**a** <script>x</script><img src=x onerror=y> [l](javascript:z)") == (
        '<p><strong>a</strong>  <a rel="noopener">l</a></p>'
    )
    assert rich_line("one") == "one"
    assert rich_line("one\n\ntwo") == "<p>one</p>\n<p>two</p>"


@pytest.mark.parametrize(
    ("path", "start", "way"),
    [
        ("", "", "./"),
        ("offres/", "", "offres/"),
        ("", "offres/a/", "../../"),
        ("assets/a.css", "en/", "../assets/a.css"),
    ],
)
def test_pages_name_each_other_by_relative_addresses(path: str, start: str, way: str) -> None:
    assert relative(path, start) == way


ADDRESSES = st.lists(st.sampled_from("abc"), max_size=4).map(lambda steps: "".join(f"{step}/" for step in steps))


@given(ADDRESSES, st.sampled_from(["", "a.css"]), ADDRESSES, st.sampled_from(["", "404.html"]))
def test_a_browser_finds_what_a_page_names(folder: str, file: str, start: str, page: str) -> None:
    site = "https://studio.example/below/"
    assert urljoin(site + start + page, relative(folder + file, start + page)) == site + folder + file


@pytest.mark.parametrize("accent", ["#ffff00", "#cf3412", "#000000", "#ffffff", "#777777", "#1f6f5c", "#ffb6c1"])
def test_a_button_can_be_read_on_any_accent(accent: str) -> None:
    assert contrast(readable_on(accent), accent) >= 4.5
    brand = Brand.model_validate({"accent": accent, "font": "serif", "corners": "round"})
    assert accent.encode() in favicon(brand)
    css = stylesheet(brand, None).decode()
    assert f"--accent: {accent}; --accent-ink: {readable_on(accent)};" in css
    assert "--radius: 1.5rem;" in css
    by_day, by_night = re.findall(r"--accent-text: (#[0-9a-f]{6});", css)
    assert min(contrast(by_day, PAPER), contrast(by_day, SURFACE)) >= 4.5
    assert min(contrast(by_night, DARK_PAPER), contrast(by_night, DARK_SURFACE)) >= 4.5


def test_the_colours_that_are_reckoned_with_are_those_of_the_style_sheet() -> None:
    css = stylesheet(Brand(), None).decode()
    papers = re.findall("--(?:paper|surface): (#[0-9a-f]{6});", css)[:4]
    assert papers == [PAPER, SURFACE, DARK_PAPER, DARK_SURFACE]
    by_day, by_night = re.findall("--quiet: (#[0-9a-f]{6});", css)[:2]
    assert min(contrast(by_day, paper) for paper in papers[:2]) >= 4.5
    assert min(contrast(by_night, paper) for paper in papers[2:]) >= 4.5


@pytest.mark.parametrize(
    ("change", "day", "fr"),
    [
        (("x", "x"), datetime.date(2026, 12, 31), "TVA non applicable, art. 293 B du CGI"),
        (("x", "x"), datetime.date(2027, 1, 1), "TVA non applicable, art. L. 223-3 du CIBS"),
        (("country: FR", "country: BE"), DAY, "TVA non applicable"),
        (("tax: exempt", "tax: {regime: exclusive, rate: 20%}"), DAY, "HT, TVA {rate} en sus"),
        (("tax: exempt", "tax: {regime: exempt, mention: Maison}"), DAY, "Maison"),
    ],
)
def test_the_tax_mention_is_that_of_the_day(change: tuple[str, str], day: datetime.date, fr: str) -> None:
    assert tax_mention(offers(grid(SOLO), studio=STUDIO.replace(*change)).studio, day)["fr"] == fr


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        (grid(SOLO), ("Réserver Solo, 250 €", "TVA non applicable, art. 293 B"), ("Book Solo, €250", "For businesses only.")),
        (grid(SOLO, more="deposit: 40%"), ("100 € aujourd’hui,", "150 € à la livraison"), ("€100 today,", "€150 on delivery")),
        (grid(SOLO, more="deposit: 40%\nbalance: 14 days"), ("150 € 14 jours après la livraison",), ("€150 14 days after delivery",)),
        (
            grid(SOLO + package("trio", "{of: solo, times: 3, discount: 12.5%}", 3)),
            ("3 × 250 €, moins 12,5 %", "656", "3 vidéos"),
            ("3 × €250, less 12.5%",),
        ),
        (grid(package("solo", "from 400 EUR")), ("à partir de", "Demander un devis"), ("from", "Ask for a quote")),
        (grid(package("solo", "on quote")), ("sur devis",), ("on request",)),
        (grid(package("solo", "800 EUR", more="every: month")), ("800 € par mois",), ("€800 a month",)),
        (grid(SOLO, paid("ads", "+40% per month", "60 days")), ("2 mois × 40 % de 250 €", "450 €"), ("2 months × 40% of €250",)),
        (grid(SOLO, paid("ads", "40 EUR per video per month", "60 days")), ("2 mois × 1 vidéo × 40 €",), ("2 months × 1 video × €40", "€330")),
        (grid(SOLO, paid("ads", "20 EUR per month", "30 days")), ("1 mois × 20 €",), ("1 month × €20",)),
        (grid(SOLO, paid("ads", "20 EUR per month", "60 days")), ("2 mois × 20 €",), ("2 months × €20",)),
        (grid(SOLO, paid("ads", "20 EUR per video")), ("1 vidéo × 20 €",), ("+ €20 per video",)),
        (grid(SOLO, paid("ads", "on quote")), ("sur devis", "demander un devis"), ("ask for a quote",)),
        (grid(SOLO, paid("ads", "from +30%")), ("à partir de + 30 % de la formule".replace("+ ", ""),), ("from 30% of the package",)),
        (grid(SOLO, paid("ads", "+30%", more="renewal: +20%")), ("Prolongation pour la même durée : 50 €",), ("again: €50",)),
        (
            grid(SOLO, paid("ads", "+30%").replace("territory: FR", "territory: [NO, world]").replace("starts: delivery", "starts: 2027-01-31")),
            ("en Norvège et dans le monde entier", "à compter du 31 janvier 2027"),
            ("in Norway and worldwide", "from January 31, 2027"),
        ),
        (
            grid(SOLO, paid("ads", "+30%", more="sublicence: [agency, retailers]\n    ai_use: allowed").replace("exclusivity: none", "exclusivity: {category: sport, duration: 3 months}")),
            ("pas de contenu pour un concurrent (sport)", "votre agence et vos revendeurs", "intelligence artificielle"),
            ("Your agency and your retailers may use it too.",),
        ),
        (
            grid(SOLO, paid("ads", "+30%").replace("exclusivity: none", "exclusivity: {duration: 1 year}")),
            ("Pendant 1 an, pas de contenu pour une autre marque.",),
            ("For 1 year, no content for any other brand.",),
        ),
        (
            grid(SOLO, paid("ads", "+30%", "perpetual").replace("[organic, paid]", "internal")),
            ("Usage interne, en France, pendant toute la durée légale de protection",),
            ("Internal use, in France",),
        ),
        (
            grid(SOLO.replace("video: 1", "video: 2-3, seconds: 120-180, hooks: up to 3, people: 2, on: [tiktok, youtube]")),
            ("2 à 3 vidéos", "2 à 3 min", "jusqu’à 3 accroches chacune", "2 personnes à l’écran", "sur TikTok et YouTube"),
            ("2 to 3 videos", "up to 3 openings each"),
        ),
        (
            grid(SOLO.replace("{video: 1}", "{video: 1, name: Pub}, {item: 2, name: Page}, {item: 1, name: Script}, {photo: 60+}")),
            ("1 vidéo, Pub", "2 × Page", "<strong>Script</strong>", "60 et plus photos"),
            ("1 video, Pub",),
        ),
        (grid(SOLO.replace("revisions: 2", "revisions: 0")), ("sans retouche",), ("no changes",)),
        (grid(SOLO.replace("revisions: 2", "revisions: unlimited")), ("autant que nécessaire",), ("as many as needed",)),
        (
            grid(package("solo", "{EUR: 250, GBP: 215}"), currencies="[GBP, EUR]"),
            ("215 £", "ou 250 €"),
            ("£215", "or €250"),
        ),
        (
            grid(SOLO + package("trio", "700 EUR", 3), more="add_ons: [{id: rush, name: Rush, price: +30%, up_to: 2}]"),
            ("Solo 75 €, Trio 210 €", "Jusqu’à 2."),
            ("Solo €75, Trio €210",),
        ),
    ],
)  # fmt: skip
def test_what_a_page_says(text: str, fr: tuple[str, ...], en: tuple[str, ...]) -> None:
    french, english = page(text, "fr"), page(text, "en")
    assert [words for words in fr if words not in french] == []
    assert [words for words in en if words not in english] == []


def place(span: Span) -> Place:
    return Place("page.md", span, "")


def test_a_price_that_only_begins_somewhere_is_asked_for_and_not_booked() -> None:
    body = page(grid(SOLO + package("film", "from 400 EUR"), paid("ads", "+60%")), "en")
    lines = re.findall(r'<th scope="row">(Solo|Film)</th>.*?<span class="do">(.*?)</span>', body)
    assert set(lines) == {("Solo", "book"), ("Film", "ask for a quote")}


@pytest.mark.parametrize(
    ("currency", "fr", "en"),
    [
        ("EUR", "1 234,50 €", "€1,234.50"),
        ("GBP", "1 234,50 £", "£1,234.50"),  # CLDR would say £GB
        ("USD", "1 234,50 $US", "$1,234.50"),
        ("CAD", "1 234,50 $CA", "CA$1,234.50"),
        ("CHF", "1 234,50 CHF", "CHF 1,234.50"),
    ],
)
def test_a_sign_says_its_country_only_where_a_reader_could_doubt(currency: str, fr: str, en: str) -> None:
    money = Money(123_450, currency)
    said = [words(language).money(money).replace("\u202f", " ").replace("\u00a0", " ") for language in ("fr", "en")]
    assert said == [fr, en]


def test_short_codes() -> None:
    renderer = Renderer(offers(grid(SOLO)), DAY)
    text = "Dès {{ price solo }} chez {{ studio name }}.\n\n{{ grids }}\n\n```\n{{ price solo }}\n```\n"
    found = expand(text, renderer, "fr", "", place)
    assert found.markdown.startswith("Dès 250\u00a0€ chez Maya Laurent.")
    assert "```\n{{ price solo }}\n```" in found.markdown
    assert '<a href="offres/videos/">' in found.fill(f"<p>{found.markdown}</p>")


def test_a_block_shows_the_packages_that_it_names() -> None:
    renderer = Renderer(offers(grid(SOLO + package("duo", "400 EUR") + package("trio", "600 EUR"))), DAY)
    (block,) = expand("{{ packages videos trio solo }}", renderer, "fr", "", place).blocks
    assert re.findall('id="package-(.*?)"', block) == ["trio", "solo"]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [("{{ packages vidoes }}", "S502", 1), ("{{ packages videos sollo }}", "S504", 1), ("a {{ prise solo }}", "S501", 3), ("{{ price sollo }}", "S503", 1),
     ("{{ studio vat-number }}", "S503", 1), ("{{ packages }}", "S502", 1)],
)  # fmt: skip
def test_short_codes_that_name_nothing(text: str, code: str, column: int) -> None:
    renderer = Renderer(offers(grid(SOLO)), DAY)
    with pytest.raises(ProblemsFound) as found:
        expand(text, renderer, "fr", "", place)
    assert [(p.code, p.place.span.column) for p in found.value.problems] == [(code, column)]


PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))", "[a](data:text/html,x)", "![a](javascript:alert(1))",
    '"><script>alert(1)</script>', "' onmouseover='alert(1)", '" onfocus="alert(1)" autofocus="', "{{ 7*7 }}", "{% raw %}",
    "<!-- --><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<iframe src=//x.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>", "<style>*{display:none}</style>", "</title><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]", "<javascript:alert(1)>", "`<script>alert(1)</script>`", "<body onload=alert(1)>",
    "<form action=//x.example><input></form>", "<meta http-equiv=refresh content=0>", "<base href=//x.example>",
)  # fmt: skip
FIELDS = (
    "studio name", "studio tagline", "studio city", "studio legal", "grid name", "grid summary", "package name",
    "package summary", "package includes", "deliverable name", "licence name", "licence summary", "category",
    "add-on name", "add-on summary", "question", "answer", "condition", "answers in",
)  # fmt: skip


THE_SEARCH = ["form", "input"]  # in each language
OURS_ALONE = (["style"], ["style", "script"])  # the inlined style, and JSON-LD where there is any


class Alive(HTMLParser):
    """Everything in a page that could act."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "svg", "style", "form", "input", "base", "img", "math", "object"):
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:", "//x.example")):
                self.found.append(f"{tag} {name}={value}")


def hostile(payload: str) -> tuple[str, list[str]]:
    """The bodies of all pages, and all documents, of a studio that has `payload` in every field."""
    quoted = "'" + payload.replace("\n", " ").replace("'", "''") + "'"
    here = dict.fromkeys(FIELDS, quoted)
    studio = STUDIO.replace("name: Maya Laurent\n", f"name: {here['studio name']}\n", 1)
    studio = studio.replace("tagline: Videos", f"tagline: {here['studio tagline']}")
    contact = f"{{email: bonjour@maya.example, city: {here['studio city']}, answers_in: {here['answers in']}}}"
    studio = studio.replace("{email: bonjour@maya.example}", contact)
    studio = studio.replace("name: Maya Laurent EI", f"name: {here['studio legal']}")
    sold = f"""
- id: solo
  name: {here["package name"]}
  summary: {here["package summary"]}
  price: 250 EUR
  deliverables: [{{item: 1, name: {here["deliverable name"]}}}]
  includes: [{here["package includes"]}]
  delivery: 7 days
  revisions: 2
  licence: organic
"""
    licence = paid("ads", "+30%", more=f"summary: {here['licence summary']}")
    licence = licence.replace("name: ads", f"name: {here['licence name']}")
    licence = licence.replace(
        "exclusivity: none", f"exclusivity: {{category: {here['category']}, duration: 30 days}}"
    )
    more = f"""
summary: {here["grid summary"]}
add_ons: [{{id: hook, name: {here["add-on name"]}, summary: {here["add-on summary"]}, price: 30 EUR}}]
questions: [{{ask: {here["question"]}, answer: {here["answer"]}}}]
conditions: [{here["condition"]}]
"""
    text = grid(sold, licence, more).replace("name: {fr: Vidéos, en: Videos}", f"name: {here['grid name']}")
    found = book(text, studio=studio).offers
    renderer = Renderer(found, DAY)
    facts = (renderer.inline("studio", (name,), "fr") for name in ("name", "tagline", "city", "legal-name"))
    blocks = expand("{{ studio name }} {{ studio tagline }} {{ studio city }}", renderer, "fr", "", place).markdown
    assert any(facts)
    return "".join(each.body for each in renderer.pages) + blocks, list(documents_of(found).values())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_in_yaml_comes_alive(payload: str) -> None:
    assert len(PAYLOADS) * len(FIELDS) >= 500
    pages, documents = hostile(payload)
    assert Alive(pages).found == THE_SEARCH * 2
    for document in documents:
        found = Alive(document).found
        assert [each for each in found if not each.startswith("link href=data:image/svg")] in OURS_ALONE, found


def test_views_hold_texts_and_numbers_only() -> None:
    renderer = Renderer(offers(grid(SOLO, paid("ads", "+30%"))), DAY)
    seen = set(itertools.chain.from_iterable(_types(view) for view in renderer.press.grids["fr"].values()))
    assert seen <= {"str", "bool", "Markup", "NoneType"}


def _types(value: object) -> set[str]:
    if isinstance(value, tuple):
        return set().union(*map(_types, value)) if value else set()
    if type(value).__name__.endswith("View"):
        return set().union(*(_types(getattr(value, name)) for name in type(value).__dataclass_fields__))  # type: ignore[attr-defined]
    return {type(value).__name__}
