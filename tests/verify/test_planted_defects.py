"""Every kind of defect, planted in a real built site, is found by its name; and nothing is found where nothing is."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from studio import copy_of_the_demo, vitrine, write_complete_lock

from generator.lock import PaymentLink, Pins
from generator.messages import table
from generator.money import Money
from generator.report import Format, report
from generator.verify.built_site import BuiltSite, read_site
from generator.verify.buying import buttons
from generator.verify.checks import verified
from generator.verify.page import Page
from generator.verify.studio import built_site

HOME = "https://maya-laurent.example/"
GRID = "offres/videos-ugc/index.html"
ENGLISH = "en/offers/videos-ugc/index.html"
LEGAL = "mentions-legales/index.html"
BUY = "c/solo/index.html"
URL = "https://buy.stripe.com/live0solo"
SOLD = {
    "solo.ads.eur.fr": PaymentLink(
        "plink_1", URL, Money(10000, "EUR"), options={"hook": Money(3000, "EUR")}, content="x"
    ),
    "solo.ads.eur.en": PaymentLink("plink_2", "https://buy.stripe.com/live0en", Money(10000, "EUR")),
    "other.ads.eur.fr": PaymentLink("plink_3", "https://buy.stripe.com/live0other", Money(10000, "EUR")),
    "uk.ads.gbp.fr": PaymentLink("plink_4", "https://buy.stripe.com/live0gbp", Money(10000, "GBP")),
}
CHECKOUT = f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Solo | Maya</title>
<meta name="description" content="Solo">
<meta name="robots" content="noindex">
<script type="application/ld+json">{{"@type": "Service", "offers": {{"@type": "Offer", "sku": "solo.ads.eur",
"price": "250.00", "priceCurrency": "EUR"}}}}</script>
</head>
<body><main data-checkout="solo.ads.eur"><h1>Solo</h1>
<p><data value="250.00">250 €</data></p>
<a class="button" href="{URL}?locale=fr">Réserver et payer 100 €</a>
<p>Accroche supplémentaire : 30 €</p>
</main></body>
</html>
"""


LINKS = json.dumps({"links": [link.url for link in SOLD.values()]}).encode()


@dataclass(frozen=True)
class Defect:
    """A defect: what it is called, the code that must name it, and how it is planted."""

    name: str
    code: str
    plant: Callable[[dict[str, bytes]], None]


def swap(path: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """In a file, `old` becomes `new`, once."""

    def plant(files: dict[str, bytes]) -> None:
        assert old.encode() in files[path], f"{path} lacks {old}"
        files[path] = files[path].replace(old.encode(), new.encode(), 1)

    return plant


def put(path: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """A file more."""

    def plant(files: dict[str, bytes]) -> None:
        assert path not in files
        files[path] = content

    return plant


def line(path: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """A line more at the end of a file."""

    def plant(files: dict[str, bytes]) -> None:
        files[path] += content

    return plant


def inside(path: str, html: str) -> Callable[[dict[str, bytes]], None]:
    """Something more at the end of a page's main part."""
    return swap(path, "</main>", f"{html}</main>")


def in_head(path: str, html: str) -> Callable[[dict[str, bytes]], None]:
    """Something more in a page's head."""
    return swap(path, "</head>", f"{html}</head>")


def alternate(path: str, language: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """A page names another address for a language."""
    return swap(path, f'hreflang="{language}" href="{HOME}{old}"', f'hreflang="{language}" href="{new}"')


def gone(path: str) -> Callable[[dict[str, bytes]], None]:
    """A file less."""

    def plant(files: dict[str, bytes]) -> None:
        del files[path]

    return plant


def linked(path: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """A file more, to which a page links."""

    def plant(files: dict[str, bytes]) -> None:
        put(path, content)(files)
        inside("index.html", f'<a href="{path}">Fichier</a>')(files)

    return plant


def _photograph_with_a_place() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (45.0, 45.0, 0.0)}
    saved = io.BytesIO()
    Image.new("RGB", (8, 8)).save(saved, "JPEG", exif=exif)
    return saved.getvalue()


def _without_styles(files: dict[str, bytes]) -> None:
    del files[next(path for path in files if path.endswith(".css"))]


def _noise(size: int) -> bytes:
    """Bytes that do not compress: counted digests in hexadecimal would, so they are taken raw."""
    return b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(size // 32))


KEY = "sk_live_" + "51CanaryCanaryCanary"
PRIVATE = "marge 42 euros sur Nuoo"
PIXEL = '<img alt="" src="'

DEFECTS = (
    # Money
    Defect("a link to Stripe that is in no lock", "V610", swap(BUY, URL, "https://buy.stripe.com/made-by-hand")),
    Defect("a link to a customer portal", "V610", inside(BUY, '<a href="https://billing.stripe.com/p/1">x</a>')),
    Defect("a test link", "V611", swap(BUY, URL, "https://buy.stripe.com/test_4gw")),
    Defect("a test link of the lock", "V611", swap(BUY, URL, "https://buy.stripe.com/known-as-test")),
    Defect("another amount on the button", "V612", swap(BUY, "payer 100 €", "payer 99 €")),
    Defect("ten times the amount", "V612", swap(BUY, "payer 100 €", "payer 1\u202f000 €")),
    Defect("another currency on the button", "V613", swap(BUY, "payer 100 €", "payer 100 £")),
    Defect("a button without an amount", "V601", swap(BUY, "payer 100 €", "payer")),
    Defect("an add-on that costs something else", "V602", swap(BUY, "30 €", "35 €")),
    Defect("another price for machines", "V615", swap(BUY, '"price": "250.00"', '"price": "25.00"')),
    Defect("another currency for machines", "V615", swap(BUY, '"priceCurrency": "EUR"', '"priceCurrency": "GBP"')),
    Defect(
        "a subscription for machines only",
        "V614",
        swap(BUY, '"EUR"}', '"EUR", "priceSpecification": {"unitCode": "MON"}}'),
    ),
    Defect("a link that prune would close", "V603", swap("vitrine.json", URL, "https://buy.stripe.com/x")),
    Defect("a torn list of links", "V603", swap("vitrine.json", "{", "")),
    Defect("the link of another checkout", "V616", swap(BUY, URL, "https://buy.stripe.com/live0other")),
    Defect("the link of another language", "V617", swap(BUY, URL, "https://buy.stripe.com/live0en")),
    Defect("JSON-LD that is cut off", "V618", swap(BUY, '"EUR"}}', '"EUR"')),
    Defect("a page of the preview", "V619", swap(BUY, "<title>", '<meta name="vitrine" content="preview"><title>')),
    Defect("a link to this computer", "V619", inside(BUY, '<a href="http://127.0.0.1:8000/c/">x</a>')),
    # Leaks
    Defect("a secret key in a page", "V620", inside(GRID, f"<p>{KEY}</p>")),
    Defect("a restricted key in a style sheet", "V620", put("assets/x.css", b"/* rk_live_51CanaryCanary */")),
    Defect("a private key in a text file", "V620", linked("x.txt", b"-----BEGIN RSA PRIVATE KEY-----\n")),
    Defect("a token in a file name", "V620", linked("ghp_" + "a1" * 18 + ".txt", b"x")),
    Defect("a private note in a page", "V621", inside(GRID, f"<!-- {PRIVATE} -->")),
    Defect("the studio's YAML", "V622", linked("studio.yml", b"name: x")),
    Defect("a table of costs", "V622", linked("costs.xlsx", b"PK")),
    Defect("a folder private/", "V622", linked("private/index.txt", b"x")),
    Defect("a source map", "V622", linked("assets/x.map", b"{}")),
    Defect("a file nobody asks for", "V624", put("notes.txt", b"x")),
    Defect("a hidden file", "V625", linked(".env", b"A=1")),
    Defect("a folder of git", "V625", put(".git/config", b"x")),
    Defect("the path of the building computer", "V626", inside(GRID, "<p>/home/maya/site/offers</p>")),
    Defect("the path of a Windows computer", "V626", inside(GRID, "<p>C:\\Users\\maya\\x</p>")),
    Defect("a photograph that tells its place", "V627", linked("photo.jpg", _photograph_with_a_place())),
    Defect(
        "a hidden page in the sitemap",
        "V628",
        swap("sitemap.xml", "</urlset>", "<url><loc>https://maya-laurent.example/c/solo/</loc></url></urlset>"),
    ),
    Defect("a hidden page in the search index", "V628", put("search/search_index.json", b'[{"location":"c/solo/"}]')),
    Defect("a template that was not filled", "V629", inside(GRID, "<p>{{ price solo }}</p>")),
    # Safety
    Defect("a picture from elsewhere", "V630", inside(GRID, f'{PIXEL}https://tracker.example/p.gif">')),
    Defect("a picture from elsewhere without a scheme", "V630", inside(GRID, f'{PIXEL}//tracker.example/p.gif">')),
    Defect("a picture from elsewhere with other slashes", "V630", inside(GRID, f'{PIXEL}\\\\tracker.example/p">')),
    Defect("a source set from elsewhere", "V630", inside(GRID, '<img alt="" srcset="https://t.example/p 2x">')),
    Defect(
        "a source set to load early",
        "V630",
        in_head(GRID, '<link rel="preload" imagesrcset="//t.example/p 1x">'),
    ),
    Defect("a background of old", "V630", inside(GRID, '<table background="//t.example/x"></table>')),
    Defect("a style sheet from elsewhere", "V630", in_head(GRID, '<link rel="stylesheet" href="//t.example/x">')),
    Defect("a connection in advance", "V630", in_head(GRID, '<link rel="preconnect" href="https://t.example">')),
    Defect("a script from elsewhere", "V630", inside(GRID, '<script src="https://t.example/x.js"></script>')),
    Defect("a ping", "V630", inside(GRID, '<a href="./" ping="https://t.example/x">x</a>')),
    Defect("a script in the page", "V631", inside(GRID, "<script>alert(1)</script>")),
    Defect("a module in the page", "V631", inside(GRID, '<script type="module">import "x"</script>')),
    Defect("an event attribute", "V632", inside(GRID, f'{PIXEL}../../assets/icon.svg" onerror="alert(1)">')),
    Defect("an event attribute in capitals", "V632", inside(GRID, '<p ONCLICK="alert(1)">x</p>')),
    Defect(
        "an animation that sets an event",
        "V632",
        inside(GRID, '<svg><set attributeName="onload" to="x"/></svg>'),
    ),
    Defect(
        "an animation that changes a link",
        "V632",
        inside(GRID, '<svg><animate attributeName="href" to="x"/></svg>'),
    ),
    Defect("a script in a picture", "V632", linked("x.svg", b"<svg><script>1</script></svg>")),
    Defect("an address that runs", "V633", inside(GRID, '<a href="javascript:alert(1)">x</a>')),
    Defect("an address that runs, disguised", "V633", inside(GRID, '<a href=" java&#9;script:alert(1)">x</a>')),
    Defect(
        "an address in a drawing that runs",
        "V633",
        inside(GRID, '<svg><a xlink:href="javascript:1"><text>x</text></a></svg>'),
    ),
    Defect("a document in an address", "V633", inside(GRID, '<a href="data:text/html,x">x</a>')),
    Defect("an unencrypted link", "V634", inside(GRID, '<a href="http://example.com/">x</a>')),
    Defect("a base", "V635", swap(GRID, "<head>", '<head><base href="/elsewhere/">')),
    Defect("a frame", "V636", inside(GRID, '<iframe src="../" title="x"></iframe>')),
    Defect(
        "a part that no check looks into",
        "V636",
        inside(GRID, '<p><template shadowrootmode="open">x</template></p>'),
    ),
    Defect("a form that sends elsewhere", "V637", inside(GRID, '<form action="https://t.example/"></form>')),
    Defect("a button that sends elsewhere", "V637", inside(GRID, '<button formaction="//t.example/">x</button>')),
    Defect("a page that leads away by itself", "V638", in_head(GRID, '<meta http-equiv="refresh" content="0; url=https://t.example/">')),
    Defect("a font from elsewhere", "V639", in_head(GRID, "<style>@import url('https://t.example/f.css')</style>")),
    Defect(
        "a background set from elsewhere",
        "V639",
        in_head(GRID, "<style>p{background:image-set('//t.example/x' 1x)}</style>"),
    ),
    Defect("a background from elsewhere", "V639", inside(GRID, '<p style="background:url(//t.example/x)">x</p>')),
    Defect(
        "a background behind a word in a comment",
        "V639",
        in_head(GRID, "<style>/* url( */ p{background:url(//t.example/x)}</style>"),
    ),
    # Disclosures
    Defect("a paid link that machines cannot tell", "V640", inside(GRID, '<p>Lien affilié <a href="https://www.awin1.com/cread.php?x">x</a></p>')),
    Defect("a tagged shop link that machines cannot tell", "V640", inside(GRID, '<p>Lien affilié <a href="https://www.amazon.fr/dp/B1?tag=maya-21">x</a></p>')),
    Defect("a paid link without a word", "V641", inside(GRID, '<a rel="sponsored" href="https://shop.example/">Acheter</a>')),
    # Languages
    Defect("a page without a language", "V650", swap(GRID, ' lang="fr"', "")),
    Defect("a twin that does not answer", "V651", alternate(ENGLISH, "fr", "offres/videos-ugc/", f"{HOME}offres/")),
    Defect("a twin that is not there", "V652", alternate(GRID, "en", "en/offers/videos-ugc/", f"{HOME}en/gone/")),
    Defect("a twin at another site", "V652", alternate(GRID, "en", "en/offers/videos-ugc/", "https://other.example/en/")),
    Defect("another's address", "V653", swap(GRID, f'l" href="{HOME}offres/videos-ugc', f'l" href="{HOME}offres')),
    Defect("a language less", "V654", swap(LEGAL, 'rel="alternate" hreflang="en"', 'rel="x" data-x="en"')),
    Defect("no default for other languages", "V655", swap(LEGAL, 'hreflang="x-default"', 'data-x="x"')),
    Defect("a wrong address for the own language", "V656", alternate(LEGAL, "fr", "mentions-legales/", HOME)),
    # Structure
    Defect("a dead link", "V660", inside(GRID, '<a href="../gone/">x</a>')),
    Defect("a dead link with the full address", "V660", inside(GRID, '<a href="https://maya-laurent.example/gone/">x</a>')),
    Defect("an address that is none", "V660", inside(GRID, '<a href="https://[x/">x</a>')),
    Defect("a redirect to nowhere", "V660", line("_redirects", b"/old /gone/ 301\n")),
    Defect("a dead anchor", "V661", inside(GRID, '<a href="#gone">x</a>')),
    Defect("an id given twice", "V662", inside(GRID, '<p id="content">x</p>')),
    Defect("a label for nothing", "V663", inside(GRID, '<p aria-labelledby="gone">x</p>')),
    Defect("a picture that is not there", "V664", inside(GRID, f'{PIXEL}gone.jpg">')),
    Defect("no style sheet", "V664", _without_styles),
    Defect("a page in the sitemap that is not there", "V665", swap("sitemap.xml", "/a-propos/", "/gone/")),
    Defect("a sitemap that is cut off", "V665", swap("sitemap.xml", "</urlset>", "")),
    Defect("a sitemap with entities", "V665", swap("sitemap.xml", "<urlset", "<!DOCTYPE x><urlset")),
    Defect("a page that the sitemap lacks", "V666", swap("sitemap.xml", f"<loc>{HOME}a-propos/</loc>", "")),
    Defect("no sitemap", "V666", gone("sitemap.xml")),
    Defect("no page for unknown addresses", "V667", gone("404.html")),
    Defect("no home page", "V667", gone("index.html")),
    Defect("two names that differ by capitals", "V668", put("assets/Icon.svg", b"<svg></svg>")),
    Defect("a page that nobody links to", "V669", lambda files: files.update({"alone/index.html": files[LEGAL]})),
    Defect("a page without a title", "V670", swap(LEGAL, "Mentions légales | Maya Laurent", "")),
    Defect("two headlines", "V672", inside(LEGAL, "<h1>x</h1>")),
    Defect("no headline", "V672", lambda files: files.update({LEGAL: files[LEGAL].replace(b"h1", b"h2")})),
    Defect("a picture without words", "V673", inside(GRID, '<img src="../../assets/icon.svg">')),
    Defect("a page without a description", "V674", swap(LEGAL, 'name="description"', 'name="x"')),
    Defect("a page that does not fit phones", "V675", swap(LEGAL, 'name="viewport"', 'name="x"')),
    Defect("a page that is cut off", "V676", swap(LEGAL, "</html>", "")),
    Defect("an empty page", "V676", lambda files: files.update({LEGAL: b""})),
    Defect("a page without an encoding", "V677", swap(LEGAL, '<meta charset="utf-8">', "")),
    Defect("a link without words", "V678", inside(GRID, '<a href="../"></a>')),
    # Weight
    Defect("a heavy checkout", "V680", inside(BUY, f"<p>{_noise(12_000).hex()}</p>")),
    Defect("a heavy page", "V680", inside(GRID, f"<p>{_noise(110_000).hex()}</p>")),
    Defect("a heavy picture", "V681", linked("big.webp", _noise(600_000))),
    Defect("a file that the host refuses", "V682", linked("big.mp4", bytes(26 * 2**20))),
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demo as it is built, with one checkout page more."""
    folder = copy_of_the_demo(tmp_path_factory.mktemp("sound"))
    assert vitrine("build", folder=folder).returncode == 0
    site = read_site(folder / "site")
    return replace(
        site,
        files={**site.files, BUY: CHECKOUT.encode(), "vitrine.json": LINKS},
        pins=Pins(SOLD),
        test_links=frozenset(("https://buy.stripe.com/known-as-test",)),
        private=(PRIVATE,),
        host="cloudflare-pages",
    )


def codes(site: BuiltSite) -> set[str]:
    return {problem.code for problem in verified(site)}


@pytest.mark.xdist_group("planted")
def test_nothing_is_found_where_nothing_is(sound: BuiltSite) -> None:
    assert [(problem.code, problem.place.file, dict(problem.facts)) for problem in verified(sound)] == []


@pytest.mark.xdist_group("planted")
def test_nothing_is_found_in_a_demo_that_sells(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    links = write_complete_lock(folder)
    assert vitrine("build", "--strict", folder=folder).returncode == 0
    site = built_site(folder)
    pages = [Page(path, site.files[path]) for path in site.pages.values()]
    assert sum(1 for page in pages for _ in buttons(site, page)) >= len(links)
    assert [(problem.code, problem.place.file) for problem in verified(site)] == []


@pytest.mark.xdist_group("planted")
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_planted_defect_is_found_by_its_name(sound: BuiltSite, defect: Defect) -> None:
    files = dict(sound.files)
    defect.plant(files)
    found = [problem for problem in verified(replace(sound, files=files)) if problem.code == defect.code]
    assert found
    (said,) = json.loads(report(found[:1], "json"))
    assert said["fix"]


def test_a_link_among_the_files_is_found_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "folder").symlink_to(tmp_path.parent, target_is_directory=True)
    site = read_site(tmp_path)
    assert (set(site.files), site.irregular) == ({"real.txt"}, ("folder", "link.txt"))
    assert {"V623"} <= codes(site)


@pytest.mark.xdist_group("planted")
def test_too_many_files_for_a_host(sound: BuiltSite) -> None:
    many = {f"assets/{number}.svg": b"<svg></svg>" for number in range(20_000)}
    assert "V683" in codes(replace(sound, files={**sound.files, **many}))


@pytest.mark.xdist_group("planted")
def test_the_order_of_reading_changes_nothing(sound: BuiltSite) -> None:
    files = dict(sound.files)
    for path in [path for path in files if path.endswith(".html")]:
        inside(path, f'<p id="x">{KEY}</p><p id="x"><img src="gone.jpg"><a href="../gone/#x">x</a></p>')(files)
    found = verified(replace(sound, files=files))
    assert len(found) > 50
    assert verified(replace(sound, files=dict(reversed(files.items())))) == found


def test_a_large_site_never_stands_in_memory_as_a_whole(tmp_path: Path) -> None:
    page = CHECKOUT.replace("</main>", f"<p>{'words ' * 30_000}</p></main>").encode()
    for number in range(100):
        (tmp_path / f"{number}.html").write_bytes(page)
    tracemalloc.start()
    assert verified(read_site(tmp_path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * len(page) / 2


def test_every_kind_of_defect_is_planted() -> None:
    elsewhere = {"V600", "V623", "V683", *(f"V69{number}" for number in range(4))}
    assert {code for code in table() if code.startswith("V6")} == {each.code for each in DEFECTS} | elsewhere
    assert len({each.code for each in DEFECTS}) >= 40


@pytest.mark.parametrize("style", ["json", "github", "text"])
def test_a_report_does_not_repeat_a_secret(sound: BuiltSite, style: Format) -> None:
    files: Mapping[str, bytes] = {**sound.files, GRID: sound.files[GRID] + KEY.encode()}
    said = report(verified(replace(sound, files=files)), style)
    assert "V620" in said
    assert KEY not in said
