"""Pages of recommendations: the judgement, the disclosure before any link, the right link for each market."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.affiliate.address import host_of
from generator.errors import Place, ProblemsFound, Span
from generator.law import disclosure, link_mark
from generator.media import FORMATS, Media, Picture, Rendition
from generator.model.offers import Offers
from generator.outbound import pays
from generator.pages.advertising import faults, faults_by_tag
from generator.pages.render import Page, Renderer
from generator.pages.selection_view import page_word
from generator.pages.shortcodes import expand
from offers import accounts, book, case, grid, package, product

DAY = datetime.date(2026, 11, 24)
SIZES = tuple(Rendition(f"assets/media/softbox-480.0.{kind}", Path(), kind, 480) for kind in FORMATS)
PICTURE = Picture(480, 600, "data:,", SIZES)
MEDIA = Media({"products/softbox.jpg": PICTURE, "portfolio/plain.png": PICTURE})
SOLO = grid(package("solo", "250 EUR"))
STUDIO = accounts(
    "{network: amazon, market: FR, tag: maya-21}",
    "{network: amazon, market: GB, tag: mayauk-21}",
    "{network: amazon, market: US, tag: maya-20}",
    "{network: awin, publisher: 482913}",
)
FR, GB, US = (f"{{market: {market}, network: amazon, asin: B0CX23V2ZK}}" for market in ("FR", "GB", "US"))
LUMEN = "{market: world, network: awin, merchant: Lumen, advertiser: 18722, url: https://www.lumen.example/x"
KIT = "collections: [{id: kit, name: {fr: Mon kit, en: My kit}, summary: Voilà, products: [softbox]}]"


def offers(*links: str, change: tuple[str, str] = ("", ""), collections: str = "") -> Offers:
    written = product(*links).replace(*change) if change[0] else product(*links)
    return book(SOLO, studio=STUDIO, products=(written,), collections=collections).offers


def renderer(found: Offers) -> Renderer:
    return Renderer(found, DAY, None, MEDIA)


def page(found: Offers, path: str) -> Page:
    return next(each for each in renderer(found).pages if each.path == path)


def plain(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).replace("\u00a0", " ").replace("\u202f", " ").split())


class Links(HTMLParser):
    """The links that pay, each with what stands before it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str], str]] = []
        self._before = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self._before += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "a" and named["href"].startswith("https:"):
            self.found.append((named, self._before))


def test_a_page_for_each_product_and_collection_in_every_language() -> None:
    paths = [
        each.path for each in renderer(offers(FR, collections=KIT)).pages if "pick" in each.path or "sel" in each.path
    ]
    assert paths == [
        "selection/", "selection/softbox/", "selection/kit/", "en/picks/", "en/picks/softbox/", "en/picks/kit/",
    ]  # fmt: skip
    assert page(offers(FR), "selection/softbox/").twins == {"fr": "selection/softbox/", "en": "en/picks/softbox/"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("selection/softbox/", ("Publicité", "Je touche une commission", "En tant que Partenaire Amazon, je")),
        ("selection/kit/", ("Publicité", "Je touche une commission", "En tant que Partenaire Amazon, je")),
        ("en/picks/softbox/", ("Ad", "I get a commission", "As an Amazon Associate I earn from qualifying")),
        ("en/picks/kit/", ("Ad", "I get a commission", "As an Amazon Associate I earn from qualifying")),
    ],
)  # fmt: skip
def test_everything_is_said_before_the_first_link(path: str, said: tuple[str, ...]) -> None:
    links = Links(page(offers(FR, GB, LUMEN + "}", collections=KIT), path).body).found
    assert len(links) == 3
    for link, before in links:
        assert link["rel"] == "sponsored nofollow noopener"
        assert "target" not in link
        assert "referrerpolicy" not in link
        assert [words for words in said if words not in before] == []


def test_a_page_without_amazon_does_not_speak_for_it() -> None:
    text = plain(page(offers(LUMEN + "}"), "selection/softbox/").body)
    assert "Je touche une commission" in text
    assert "Amazon" not in text


@pytest.mark.parametrize(
    ("obtained", "label", "said"),
    [
        ("bought", "Publicité", "Payé de ma poche."),
        ("gift", "Collaboration commerciale", "Cadeau de Lumen."),
        ("loan", "Collaboration commerciale", "Prêt de Lumen."),
        ("sponsored", "Collaboration commerciale", "Collaboration payée par Lumen."),
    ],
)
def test_what_came_from_a_brand_is_said(obtained: str, label: str, said: str) -> None:
    found = offers(FR, change=("obtained: bought", f"obtained: {obtained}"), collections=KIT)
    text = plain(page(found, "selection/softbox/").body)
    assert text.startswith(label)
    assert said in text
    assert said in plain(page(found, "selection/kit/").body)


def test_markets_of_the_readers_language_come_first() -> None:
    found = offers(GB, LUMEN + "}", FR, US)
    names = {
        path: re.findall('market__name">([^<]+)', page(found, path).body)
        for path in ("selection/softbox/", "en/picks/softbox/")
    }
    assert names["selection/softbox/"] == ["France", "Partout", "Royaume-Uni", "États-Unis"]
    assert names["en/picks/softbox/"] == ["United Kingdom", "United States", "Everywhere", "France"]


def test_sub_ids_name_the_page_and_the_place() -> None:
    found = offers(LUMEN + "}", collections=KIT)
    refs = {each.path: re.findall("clickref=([^&]+)&", each.body) for each in renderer(found).pages}
    assert refs["selection/softbox/"] == ["softbox-review"]
    assert refs["en/picks/softbox/"] == ["en-softbox-review"]
    assert refs["selection/kit/"] == ["kit-softbox"]
    assert refs["selection/"] == []


@pytest.mark.parametrize(("until", "shown"), [("2026-11-24", True), ("2026-11-23", False)])
def test_a_code_disappears_after_its_last_day(until: str, shown: bool) -> None:
    code = f", code: {{code: MAYA10, gives: {{fr: 10 % de moins, en: 10% off}}, source: Awin, until: {until}}}}}"
    body = page(offers(LUMEN + code), "selection/softbox/").body
    assert ("MAYA10" in body) is shown
    assert "Awin" not in body


def test_machines_are_told_of_a_review_and_never_of_an_offer() -> None:
    trail, data = page(offers(FR), "en/picks/softbox/").data
    assert [step["name"] for step in trail["itemListElement"]] == ["Maya Laurent", "Picks", "Softbox"]
    assert data["@type"] == "Product"
    assert data["image"] == ["https://maya.example/assets/media/softbox-480.0.webp"]
    assert data["review"]["author"]["name"] == "Maya Laurent"
    assert data["review"]["negativeNotes"]["itemListElement"][0]["name"] == "It is large"
    assert not re.search(r'"(offers|price|aggregateRating|reviewRating|availability)"', json.dumps(data))


def test_a_product_leads_to_what_is_filmed_with_it() -> None:
    written = product(FR) + "packages: solo\ncase_studies: granola\n"
    found = book(SOLO, studio=STUDIO, products=(written,), collections=KIT, cases=(case("granola"),)).offers
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)', page(found, "selection/softbox/").body)
    assert links == [
        ("../kit/", "Mon kit "),
        ("../../realisations/granola/", "Le petit-déjeuner, Avoria "),
        ("../../offres/videos/#package-solo", "Solo "),
    ]


def test_a_piece_of_work_leads_to_the_reviews_of_what_it_was_filmed_with() -> None:
    written = product(FR) + "case_studies: granola\n"
    found = book(SOLO, studio=STUDIO, products=(written,), cases=(case("granola"),)).offers
    body = page(found, "realisations/granola/").body
    assert '<a href="../../selection/softbox/">Softbox</a>' in body
    assert faults(body, pays(found)) == ()
    assert "sponsored" not in body


def place(span: Span) -> Place:
    return Place("page.md", span, "")


@pytest.mark.parametrize("code", ["product softbox", "collection kit"])
def test_a_short_code_brings_its_disclosure(code: str) -> None:
    found = offers(LUMEN + "}", FR, collections=KIT)
    expanded = expand(f"# Moi\n\n{{{{ {code} }}}}\n", renderer(found), "fr", "a-propos/", place)
    html = expanded.fill(f"<h1>Moi</h1><p>{expanded.markdown.split()[-1]}</p>")
    assert faults(html, pays(found)) == ()
    assert "clickref=a-propos-softbox&" in html
    assert html.index("Publicité") < html.index("awin1.com")


@pytest.mark.parametrize("code", ["product softbx", "product", "collection softbox"])
def test_a_short_code_that_names_nothing(code: str) -> None:
    with pytest.raises(ProblemsFound) as told:
        expand(f"{{{{ {code} }}}}", renderer(offers(FR, collections=KIT)), "fr", "", place)
    assert [problem.code for problem in told.value.problems] == ["S505"]


@pytest.mark.parametrize(
    ("path", "word"), [("", "home"), ("index.md", "home"), ("en/about/", "en-about"), ("en/about.md", "en-about")]
)
def test_a_page_in_one_word(path: str, word: str) -> None:
    assert page_word(path) == word


def test_nobody_who_recommends_nothing_has_pages_for_it() -> None:
    paths = [each.path for each in Renderer(book(SOLO).offers, DAY).pages]
    assert [path for path in paths if "selection" in path or "picks" in path] == []


# --- the law -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "links", "language", "label", "marks"),
    [
        ("FR", (FR,), "fr", "Publicité", ["lien rémunéré"]),
        ("FR", (FR, GB), "en", "Ad", ["paid link", "ad, paid link"]),
        ("GB", (GB,), "en", "Ad", ["ad, paid link"]),
        ("US", (US,), "en", "Ad", ["paid link"]),
        ("DE", (LUMEN.replace("world", "DE") + "}",), "en", "Ad", ["paid link"]),
        ("FR", (LUMEN.replace("world", "EU") + "}",), "fr", "Publicité", ["lien rémunéré"]),
    ],
)
def test_each_jurisdiction_has_its_words(
    country: str, links: tuple[str, ...], language: str, label: str, marks: list[str]
) -> None:
    studio = STUDIO.replace("country: FR", f"country: {country}")
    found = book(SOLO, studio=studio, products=(product(*links),)).offers
    entries = found.products[0].links
    assert disclosure(found.studio, entries, language, DAY, from_brand=False).label == label
    assert [link_mark(found.studio, entry, language, DAY) for entry in entries] == marks


# --- the guard -----------------------------------------------------------------------------------------

SAID = "<p data-disclosure>Ad</p>"
GOOD = '<a href="https://www.amazon.fr/dp/B0CX23V2ZK?tag=maya-21" rel="sponsored nofollow noopener">See on Amazon</a>'
AWIN = (
    '<a href="https://www.awin1.com/cread.php?awinmid=1&amp;awinaffid=2" rel="sponsored nofollow noopener">Lumen</a>'
)


SLASHES = st.sampled_from(("/", "/", "&#47;", "&#x2f", "&sol;", "%2F", "%2f", "/\n"))
BEFORE_HOST = st.sampled_from(("", "", "you@", "y)o'u@", "y`]u&commat;", "a b:c@", "&#34;@"))
REST = st.sampled_from(
    ("", "/3abc", "&period;/", "?a=1&amp;tag=maya-21", "&nbsp;", "&#39;", "&#34;x", "&lt;", "é%26amp;")
)
ADDRESS = st.builds("https:{}{}{}shop.example{}".format, SLASHES, SLASHES, BEFORE_HOST, REST)
AROUND = st.sampled_from(("<", ">", '"', "'", "&", "&AMP", ";", "%", "\t", "\n", " ", "x", "/", "//", "@"))
IN_A_TAG = st.sampled_from(
    ('<a href="{}">x</a>', "<a href='{}'>x</a>", '<form action="{}"></form>', "<script>{}</script>")
)
PAGES = st.lists(ADDRESS | AROUND | st.builds(str.format, IN_A_TAG, ADDRESS), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        (SAID + GOOD + AWIN, []),
        ("<p>no link</p>", []),
        ('<meta name="robots" content="noindex"><meta name="referrer" content="origin">' + SAID + AWIN, []),
        (GOOD, ["A630"]),
        (AWIN + SAID, ["A630"]),
        ("<p data-disclosure><br> </p>" + AWIN, ["A630"]),
        ("<div data-disclosure><b></b></div><p>Ad</p>" + AWIN, ["A630"]),
        ("<div data-disclosure><b>Ad</b></div>" + AWIN, []),
        (SAID + AWIN.replace("sponsored ", ""), ["A631"]),
        (SAID + GOOD.replace("noopener", "noopener noreferrer"), ["A632"]),
        (SAID + AWIN.replace("noopener", "noopener noreferrer"), []),
        (SAID + GOOD.replace("<a", '<a referrerpolicy="no-referrer"'), ["A632"]),
        ('<meta name="referrer" content="origin">' + SAID + GOOD, ["A632"]),
        ('<meta name="ROBOTS" content="none">' + SAID + GOOD, ["A633"]),
        (SAID + GOOD.replace("See on Amazon", "Buy <b>now</b>"), ["A634"]),
        (SAID + GOOD.replace("See on Amazon", "Voir sur <b>AMAZON</b>"), []),
        ('<meta http-equiv="refresh" content="0; https://amzn.to/3abc">', ["A635"]),
        ("<script>location='https://amzn.to/3abc'</script>", ["A635"]),
        ('<form action="https://amzn.to/3abc"></form>', ["A635"]),
        ('<a href="mailto:?body=https%3A%2F%2Famzn.to%2F3abc">x</a>', ["A635"]),
        ('<img srcset="a.jpg 1x, https://m.media-amazon.com/i.jpg 2x">', ["A636"]),
        ('<img src="//images.media-amazon.com/i.jpg">', ["A636"]),
        ("<code>https://amzn.to/3abc</code>", []),
        ('<a href="https://amz\n\tn.to/3abc">Amazon</a>', ["A630", "A631"]),
        ('<a href="https://www.amazon.fr/dp/B0CX23V2ZK?th=1&amp;tag=maya-21">Amazon</a>', ["A630", "A631"]),
        ('<a href="https://x)@amzn.to/3abc">Amazon</a>', ["A630", "A631"]),
        ('<a href="https:&#47;/amzn&period;to/3abc">Amazon</a>', ["A630", "A631"]),
        ('<form action="https://amzn%2Eto/3abc"></form>', ["A635"]),
        ("<style>a{background:url(//amzn.to/3abc)}</style>", ["A635"]),
    ],
)
def test_the_guard(html: str, codes: list[str]) -> None:
    assert [fault.code for fault in faults(html, pays(book(SOLO).offers))] == codes


@given(PAGES)
def test_the_first_look_of_the_guard_misses_nothing_that_reading_every_tag_finds(html: str) -> None:
    def paid_by(url: str) -> str:
        return "Lumen" if host_of(url) == "shop.example" else ""

    assert faults(html, paid_by) == faults_by_tag(html, paid_by)
