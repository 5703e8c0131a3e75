"""Real builds of the demo studio: what is published, what is refused, what never changes."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from studio import ROOT, SOLO, copy_of_the_demo, replace, vitrine, write_complete_lock

from generator.checkouts import checkouts
from generator.media import FORMATS, WIDTHS
from generator.mkdocs_plugin.commands import build_site
from generator.source.load import load
from generator.wording.clauses import licence_version

CASES = ("granola", "serum", "track", "tablet", "cream", "bottle", "foam", "mat", "ridge")
FILM_ELSEWHERE = "https://www.youtube.com/watch?v=vitrinedemo"
ELSEWHERE = (FILM_ELSEWHERE, "https://instagram.example/mayalaurent", "https://tiktok.example/mayalaurent")
HOME = "https://maya-laurent.example/"


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.paid: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.alternates: dict[str, str] = {}
        self.language = self.canonical = self.description = self.robots = ""
        self.data: list[dict[str, Any]] = []
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids.add(named.get("id", ""))
        if tag == "html":
            self.language = named.get("lang", "")
        if tag == "meta" and named.get("name") == "description":
            self.description = named["content"]
        if tag == "meta" and named.get("name") == "robots":
            self.robots = named["content"]
        self._in_data = named.get("type") == "application/ld+json"
        if named.get("rel") == "canonical":
            self.canonical = named["href"]
        elif named.get("rel") == "alternate" and "hreflang" in named:
            self.alternates[named["hreflang"]] = named["href"]
        elif "sponsored" in named.get("rel", ""):
            self.paid.append(named["href"])
        elif named.get("href") and tag != "image":
            self.links.append(named["href"])
        self.links += [named[name] for name in ("src", "poster") if named.get(name)]
        self.links += [each.split()[0] for each in named.get("srcset", "").split(",") if each]

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of_the_demo(tmp_path_factory.mktemp("built"))
    result = vitrine("build", folder=folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Page]:
    return {path.relative_to(built).as_posix(): Page(path.read_text("utf-8")) for path in built.rglob("*.html")}


def digest(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_only_what_belongs_to_the_site_is_published(built: Path) -> None:
    grids = ("videos-ugc", "uk-solo", "uk-duo", "uk-retainers", "tech-demos")
    french = ["index", "a-propos/index", "contact/index", "offres/index"]
    french += [f"offres/{grid}/index" for grid in grids]
    french += ["realisations/index", *(f"realisations/{case}/index" for case in CASES)]
    english = ["index", "about/index", "contact/index", "offers/index"]
    english += [f"offers/{grid}/index" for grid in grids]
    offers = load(Path(ROOT, "offers")).offers
    for checkout in checkouts(offers):
        package, licence = checkout.package.id, checkout.licence
        french.append(f"c/{package}/{licence.id}/index")
        english.append(f"c/{package}/{licence.id}/index")
        for names in (french, english):
            names.append(f"licences/{licence.id}/{licence_version(licence)}/index")
    picks = [product.product for product in offers.products] + [each.id for each in offers.collections]
    french += ["selection/index", *(f"selection/{name}/index" for name in picks)]
    english += ["picks/index", *(f"picks/{name}/index" for name in picks)]
    packages = [package.id for grid in offers.grids for package in grid.packages]
    french += [f"merci/{package}/index" for package in packages]
    english += [f"thanks/{package}/index" for package in packages]
    english += ["work/index", *(f"work/{case}/index" for case in CASES)]
    french += [
        f"{page}/index" for page in ("mentions-legales", "conditions-de-vente", "confidentialite", "recherche")
    ]
    english += [f"{page}/index" for page in ("legal", "terms", "privacy", "search")]
    french, english = [*french, "charte/index"], [*english, "look/index"]
    expected = {f"{page}.html" for page in french} | {f"en/{page}.html" for page in english}
    expected |= {"_headers", "_redirects"}
    expected |= {"404.html", "vitrine.json", "sitemap.xml", "sitemap.xml.gz", "assets/icon.svg"}
    expected |= {"assets/fonts/OFL.txt", "assets/fonts/instrument-sans-latin.woff2"}
    expected |= {"assets/vitrine.css", "assets/player.js", "assets/search.js"}
    expected |= {"robots.txt", "llms.txt", "feed.xml", "en/feed.xml"}
    pictures = [each.file.removesuffix(".jpg") for product in offers.products for each in product.pictures]
    expected |= {
        f"assets/media/{case}-{width}.{kind}"
        for case in (*CASES, *pictures, "maya")
        for width in WIDTHS
        for kind in FORMATS
    }
    expected |= {f"assets/media/{case}.mp4" for case in ("granola", "serum", "track")}
    expected |= {f"assets/media/granola.{language}.vtt" for language in ("fr", "en")}
    cards = {name for name in digest(built) if name.startswith("assets/cards/")}
    assert {re.sub(r"\.[0-9a-f]{8,10}(?=\.\w+$)", "", name) for name in digest(built).keys() - cards} == expected
    pages = "".join(path.read_text("utf-8") for path in built.rglob("*.html"))
    assert set(re.findall(f'property="og:image" content="{HOME}(.*?)"', pages)) == cards


def test_the_same_studio_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "elsewhere" / "deeper")
    assert vitrine("build", folder=folder, TZ="Asia/Tokyo", PYTHONHASHSEED="7").returncode == 0
    assert digest(folder / "site") == digest(built)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a build always takes one core")
def test_one_core_makes_the_same_as_many(built: Path, tmp_path: Path) -> None:
    folder, cores = copy_of_the_demo(tmp_path / "demo"), os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert vitrine("build", folder=folder).returncode == 0
    finally:
        os.sched_setaffinity(0, cores)
    assert digest(folder / "site") == digest(built)


def test_every_page_names_itself(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.tags.count("h1") == 1, name
        assert page.tags.count("title") == 1, name
        scripts = page.tags.count("script") - len(page.data)
        helped = name.endswith(("/tablet/index.html", "recherche/index.html", "search/index.html"))
        assert scripts == helped, name
        assert page.description, name
        assert page.language == ("en" if name.startswith("en/") else "fr"), name
        if name != "404.html":
            assert page.canonical == HOME + name.removesuffix("index.html")


NEEDED = {  # by Google for what it shows (developers.google.com/search/docs/appearance/structured-data, 2026-11)
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Offer": {"price", "priceCurrency", "availability"},
    "Organization": {"name", "url"},
    "Product": {"name", "image", "review"},
    "Review": {"author", "reviewBody", "positiveNotes", "negativeNotes"},
    "Service": {"name"},
    "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
}


def test_machines_are_told_all_that_they_need_and_nothing_that_is_not_so(pages: dict[str, Page]) -> None:
    found: Counter[str] = Counter()
    for name, page in pages.items():
        for whole in page.data:
            for thing in things_in(whole):
                found[thing["@type"]] += 1
                assert NEEDED.get(thing["@type"], set()) <= thing.keys(), (name, thing)
                assert not {"aggregateRating", "reviewRating"} & thing.keys(), name
                assert thing["@type"] != "Product" or "offers" not in thing, name
                assert thing["@type"] != "BreadcrumbList" or len(thing["itemListElement"]) > 1, name
                assert thing["@type"] != "VideoObject" or thing.keys() & {"contentUrl", "embedUrl"}, name
    assert NEEDED.keys() <= found.keys()


def things_in(data: Any) -> Iterator[Any]:
    """Everything with a type, however deep."""
    if isinstance(data, dict):
        yield from (data,) if "@type" in data else ()
        yield from (thing for value in data.values() for thing in things_in(value))
    elif isinstance(data, list):
        yield from (thing for value in data for thing in things_in(value))


def test_languages_name_each_other(pages: dict[str, Page]) -> None:
    by_address = {page.canonical: page for page in pages.values() if page.canonical and not page.robots}
    for address, page in by_address.items():
        assert set(page.alternates) == {"fr", "en", "x-default"}, address
        assert page.alternates[page.language] == address
        assert page.alternates["x-default"] == page.alternates["fr"]
        for language in ("fr", "en"):
            assert by_address[page.alternates[language]].alternates == page.alternates


def test_every_internal_link_leads_somewhere(built: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        base = "/" if name == "404.html" else f"/{posixpath.dirname(name)}/".replace("//", "/")
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("mailto", "data") or link in ELSEWHERE, f"{name}: {link}"
                continue
            path = posixpath.normpath(posixpath.join(base, parts.path)).lstrip("/") if parts.path else name
            target = built / path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{name}: {link}"
            if parts.fragment:
                assert parts.fragment in Page(target.read_text("utf-8")).ids, f"{name}: {link}"


PAYS = re.compile(r"""href="(https://(?:[^"]*[?&;](?:tag|ref)=|www\.awin1\.|clk\.tradedoubler\.)[^"]*)\"""")
SAYS = {"fr": "Je touche une commission si vous achetez", "en": "I get a commission for purchases"}


def test_no_link_that_pays_is_published_without_its_disclosure(built: Path, pages: dict[str, Page]) -> None:
    counted = 0
    for name, page in pages.items():
        text = (built / name).read_text("utf-8")
        found = list(PAYS.finditer(text))
        assert [match[1].replace("&amp;", "&") for match in found] == page.paid, name
        assert all(SAYS[page.language] in text[: match.start()] for match in found), name
        assert text.count('rel="sponsored nofollow noopener"') == len(found), name
        counted += len(found)
    assert counted >= 40


def test_a_mistake_keeps_the_old_site(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old", "utf-8")
    replace(folder / SOLO, "price: 250 EUR", "price: 250 €")
    result = vitrine("build", folder=folder)
    assert result.returncode == 1
    assert f"{SOLO}:" in result.stderr
    assert "M210" in result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert (folder / "site" / "index.html").read_text("utf-8") == "old"


def test_a_page_that_hides_its_advertising_loses_nothing(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old", "utf-8")
    (folder / "overrides/blocks").mkdir()
    (folder / "overrides/blocks/disclosure.html").write_text("<p hidden>Publicité</p>", "utf-8")
    refused = vitrine("build", folder=folder)
    assert (refused.returncode, "A63" in refused.stderr) == (1, True)
    assert {path.name: path.read_text("utf-8") for path in (folder / "site").iterdir()} == {"index.html": "old"}
    (folder / "overrides/blocks/disclosure.html").unlink()
    (folder / "site" / ".git").write_text("gitdir: elsewhere", "utf-8")
    (folder / "site" / "gone.html").write_text("old", "utf-8")
    assert vitrine("build", folder=folder).returncode == 0
    assert "Maya Laurent" in (folder / "site/index.html").read_text("utf-8")
    assert (folder / "site/.git").is_file()
    assert not (folder / "site/gone.html").exists()


def test_a_short_code_that_names_nothing_is_refused(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    replace(folder / "site_src/index.md", "{{ price solo }}", "{{ price sollo }}")
    result = vitrine("build", folder=folder)
    assert result.returncode == 1
    assert "site_src/index.md:" in result.stderr
    assert "write “solo”" in result.stderr


def test_strict_wants_a_link_for_each_checkout(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    refused = vitrine("build", "--strict", folder=folder)
    assert (refused.returncode, "L402" in refused.stderr) == (1, True)
    links = write_complete_lock(folder)
    assert vitrine("build", "--strict", folder=folder).returncode == 0
    pages = "".join(path.read_text("utf-8") for path in (folder / "site").rglob("*.html"))
    assert [name for name, url in links.items() if f'href="{url}?locale={name[-2:]}"' not in pages] == []
    assert "mailto:bonjour@maya-laurent.example?subject=R%C3%A9servation" not in pages


def test_a_link_that_charges_another_amount_is_not_used(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    links = write_complete_lock(folder)
    replace(folder / SOLO, "price: 250 EUR", "price: 260 EUR")
    assert vitrine("build", folder=folder).returncode == 0
    pages = "".join(path.read_text("utf-8") for path in (folder / "site/c").rglob("*.html"))
    assert links["solo.ads-90-fr.eur.fr"] not in pages
    assert links["trio.ads-90-fr.eur.fr"] not in pages
    assert links["uk-short.organic-365-gb.gbp.fr"] in pages


def test_a_torn_lock_is_told(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    (folder / "stripe.lock.json").write_text('<<<<<<< HEAD\n{"links": {', "utf-8")
    result = vitrine("build", folder=folder)
    assert (result.returncode, "L401" in result.stderr) == (1, True)


def test_what_is_private_never_reaches_the_site(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    replace(folder / SOLO, "grid: videos-ugc", "# canary-comment\ngrid: videos-ugc\nignore: {W311: canary-reason}")
    replace(folder / SOLO, "name: Solo", "name: Solo canary-public")
    (folder / "private").mkdir()
    (folder / "private/costs.yml").write_text(
        "card_percent: 1.5%  # canary-costs\ncard_fixed: 0.25 EUR\ncharges: 24.6%\ntime_per_video: 2 h 20\n", "utf-8"
    )
    assert vitrine("build", folder=folder).returncode == 0
    texts = (path for path in (folder / "site").rglob("*") if path.is_file() and path.parent.name != "media")
    published = b"".join(path.read_bytes() for path in texts)
    published += gzip.decompress((folder / "site/sitemap.xml.gz").read_bytes())
    assert b"canary-public" in published
    assert [
        word for word in (b"canary-comment", b"canary-reason", b"canary-costs", b"24.6") if word in published
    ] == []


def test_one_language_and_no_overrides_are_enough(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "offers/packages").mkdir(parents=True)
    base = Path(__file__).parent / "golden/base"
    for name in ("studio.yml", "licences.yml", "packages/videos.yml"):
        (folder / "offers" / name).write_text((base / name).read_text("utf-8"), "utf-8")
    replace(folder / "offers/studio.yml", "url: https://maya.example/", "url: https://maya.example/repo/")
    (folder / "site_src/en").mkdir(parents=True)
    (folder / "site_src/index.md").write_text("# Bonjour\n\n{{ grids }}\n", "utf-8")
    (folder / "site_src/en/index.md").write_text("# Hello\n\n`{{ grids }}` {{ price trio }}\n", "utf-8")
    (folder / "overrides").mkdir()
    (folder / "overrides/main.html").write_text("{{ document }}", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: site_src\ntheme: {name: material, custom_dir: overrides, font: false}\n"
        "plugins: [vitrine]\n",
        "utf-8",
    )
    result = vitrine("build", folder=folder)
    assert result.returncode == 0, result.stderr
    assert 'href="offres/videos/"' in (folder / "site/index.html").read_text("utf-8")
    english = (folder / "site/en/index.html").read_text("utf-8")
    assert "<code>{{ grids }}</code> €675" in english
    assert 'href="/repo/"' in (folder / "site/404.html").read_text("utf-8")


def test_the_sitemap_names_every_page_that_may_be_found(built: Path, pages: dict[str, Page]) -> None:
    text = (built / "sitemap.xml").read_text("utf-8")
    found = {page.canonical: page for page in pages.values() if page.canonical and not page.robots}
    found = {address: page for address, page in found.items() if not re.search("/(merci|thanks)/", address)}
    assert sorted(re.findall("<loc>(.*?)</loc>", text)) == sorted(found)
    for entry in re.findall("<url>.*?</url>", text):
        address = re.findall("<loc>(.*?)</loc>", entry)[0]
        assert dict(re.findall('hreflang="(.*?)" href="(.*?)"', entry)) == found[address].alternates
    assert gzip.decompress((built / "sitemap.xml.gz").read_bytes()).decode() == text


@pytest.mark.filterwarnings("ignore:user_configs is never used")
def test_a_studio_on_another_drive_of_windows_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From C: there is no relative way to D:, and Python says so with an error."""
    folder, way = copy_of_the_demo(tmp_path / "demo"), os.path.relpath

    def no_way_from_here(path: Any, start: Any = None) -> str:
        if start is None:
            raise ValueError("path is on mount 'D:', start on mount 'C:'")
        return way(path, start)

    monkeypatch.setattr("os.path.relpath", no_way_from_here)
    assert build_site(folder)
    assert (folder / "site/index.html").is_file()
