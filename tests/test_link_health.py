"""Asking the shops, on this machine: what an answer means, what is remembered, and whom nobody asks."""

from __future__ import annotations

import datetime
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from studio import copy_of_the_demo, replace, vitrine

from generator.affiliate.networks import network_of
from generator.link_health import Found, accepting, ask, read_health, remembering, write_health

DAY = datetime.date(2026, 11, 26)
SHOP = "https://www.lumen.example/softbox"


class Shop(http.server.BaseHTTPRequestHandler):
    """A shop in which things happen to products."""

    def do_GET(self) -> None:
        asked = self.path.strip("/")
        if asked in ("moved", "counted", "round"):
            self.send_response(301)
            to = {"moved": "/here", "counted": "https://www.awin1.com/cread.php?awinmid=1", "round": "/round"}[asked]
            self.send_header("Location", to)
        else:
            self.send_response(int(asked) if asked.isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def shop() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("product", "status", "state"),
    [
        ("softbox", 200, "healthy"),
        ("404", 404, "gone"),
        ("410", 410, "gone"),
        ("403", 403, "unclear"),
        ("503", 503, "unclear"),
        ("moved", 200, "moved"),
        ("round", 301, "unclear"),
        ("counted", 0, "unclear"),
    ],
)
def test_what_an_answer_means(shop: str, product: str, status: int, state: str) -> None:
    found = ask(shop + product, DAY, network_of)
    assert (found.status, found.state(shop + product)) == (status, state)
    assert found.asked == "2026-11-26"


def test_a_redirect_to_a_network_is_not_followed(shop: str) -> None:
    found = ask(f"{shop}counted", DAY, network_of)
    assert found.leads_to == "https://www.awin1.com/cread.php?awinmid=1"
    assert found.trouble == "redirects to a link of Awin"


def test_nobody_there() -> None:
    found = ask("http://127.0.0.1:9/", DAY, network_of)
    assert (found.status, found.trouble[:9]) == (0, "no answer")


@pytest.mark.parametrize(
    ("leads_to", "state"),
    [
        ("https://lumen.example/softbox/", "healthy"),
        ("https://www.lumen.example/softbox#top", "healthy"),
        ("https://www.lumen.example/", "moved"),
        ("https://fr.lumen.example/softbox", "moved"),
        ("https://lumen.example.org/softbox", "elsewhere"),
        ("https://parking.example/?d=lumen.example", "elsewhere"),
    ],
)
def test_where_a_redirect_leads(leads_to: str, state: str) -> None:
    assert Found("2026-11-26", 200, leads_to).state(SHOP) == state


def test_a_redirect_that_was_accepted_stays_so_until_it_changes() -> None:
    moved = Found("2026-11-26", 200, "https://www.lumen.example/softbox-2")
    known = accepting({SHOP: moved, "https://other.example/": moved}, [SHOP])
    assert known[SHOP].state(SHOP) == "accepted"
    assert known["https://other.example/"].accepted == ""
    again = remembering(Found("2026-12-26", 200, "https://www.lumen.example/softbox-2"), known[SHOP])
    assert again.state(SHOP) == "accepted"
    assert remembering(Found("2027-01-26", 200, "https://www.lumen.example/"), known[SHOP]).state(SHOP) == "moved"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"unknown": 1}}'])
def test_what_cannot_be_remembered_is_asked_again(tmp_path: Path, text: str) -> None:
    file = tmp_path / "products.health.json"
    assert read_health(file) == {}
    file.write_text(text, "utf-8")
    assert read_health(file) == {}
    write_health(file, {SHOP: Found("2026-11-26", 404, SHOP, "404 Not Found")})
    assert read_health(file)[SHOP].state(SHOP) == "gone"


# --- the command -----------------------------------------------------------------------------------------


class Proxy(http.server.BaseHTTPRequestHandler):
    """Notes where a program wants to go, and lets it go nowhere."""

    wanted: list[str]

    def do_CONNECT(self) -> None:
        self.wanted.append(self.path)
        self.send_error(502)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    wanted: list[str] = []
    handler = type("Noting", (Proxy,), {"wanted": wanted})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", wanted
        server.shutdown()


def test_only_shops_are_asked_and_without_any_tag(tmp_path: Path, proxy: tuple[str, list[str]]) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    address, wanted = proxy
    result = vitrine("products", "--online", folder=folder, https_proxy=address, no_proxy="")
    assert result.returncode == 0, result.stderr  # no answer is no proof
    assert set(wanted) == {
        "www.amazon.fr:443", "www.amazon.co.uk:443", "www.amazon.com:443",
        "www.atelier-lumen.example:443", "www.lutin-audio.example:443", "www.grand-pas.example:443",
    }  # fmt: skip
    kept = json.loads((folder / "products.health.json").read_text("utf-8"))
    assert not any(word in each for each in kept for word in ("tag=", "ref=", "awin", "tradedoubler"))
    assert "worth a look: no answer" in result.stdout


def test_the_table_tells_every_link_and_what_ends(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    lamp = folder / "offers/products/1-lampe-aurore.yml"
    replace(lamp, "until: 2027-03-31", "until: 2026-12-01")  # the day of the tests is 2026-11-18
    replace(folder / "offers/products/2-micro-murmure.yml", "updated: 2026-10-18", "updated: 2025-11-18")
    result = vitrine("products", folder=folder)
    assert result.returncode == 0, result.stderr
    assert "lampe-aurore-review" in result.stdout
    assert "en-about-lampe-aurore" in result.stdout
    assert "the code MAYA10 of lampe-aurore ends on 2026-12-01" in result.stdout
    assert "the review of micro-murmure was last looked at on 2025-11-18" in result.stdout
    assert "not asked yet" in result.stdout
    replace(lamp, "until: 2026-12-01", "until: 2026-11-01")
    result = vitrine("products", "--months", "13", folder=folder)
    assert "the code MAYA10 of lampe-aurore ended on 2026-11-01" in result.stdout
    assert "the review" not in result.stdout


def test_a_redirect_is_accepted_by_its_product(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    heron = "https://www.grand-pas.example/fr/trepieds/heron"
    moved = Found("2026-11-26", 200, "https://www.grand-pas.example/fr/trepieds/heron-2")
    write_health(folder / "products.health.json", {heron: moved})
    assert "vitrine products --accept trepied-heron" in vitrine("products", folder=folder).stdout
    assert "which you accepted" in vitrine("products", "--accept", "trepied-heron", folder=folder).stdout
    assert read_health(folder / "products.health.json")[heron].state(heron) == "accepted"
    refused = vitrine("products", "--accept", "trepied", folder=folder)
    assert (refused.returncode, "there is no product “trepied”" in refused.stderr) == (2, True)


def test_a_studio_that_recommends_nothing(tmp_path: Path) -> None:
    folder = copy_of_the_demo(tmp_path / "demo")
    for file in (folder / "offers/products").glob("*.yml"):
        file.unlink()
    (folder / "offers/collections.yml").unlink()
    for page in ("site_src/a-propos.md", "site_src/en/about.md"):
        replace(folder / page, "{{ product lampe-aurore }}", "")
    result = vitrine("products", folder=folder)
    assert (result.returncode, result.stdout) == (0, "no products in offers/products/ yet\n")
