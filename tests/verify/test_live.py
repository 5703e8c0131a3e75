"""`vitrine verify --live`: what is published is what was built, down to the byte; a served copy on this computer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from studio import copy_of_the_demo, replace, vitrine, write_complete_lock

from generator import cli
from generator.verify.built_site import BuiltSite
from generator.verify.live import published
from generator.verify.studio import built_site

PAGE = "c/solo/ads-90-fr/index.html"


class Host(SimpleHTTPRequestHandler):
    """A static host with a page for unknown addresses."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Hosts keep their logs to themselves."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "404.html"
        body = missing.read_bytes() if missing.exists() else b""
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A built studio whose site is published below /repo/, and its address."""
    folder = copy_of_the_demo(tmp_path_factory.mktemp("live") / "demo")
    write_complete_lock(folder)
    replace(folder / "offers/studio.yml", "https://maya-laurent.example/", "https://maya.example/repo/")
    assert vitrine("build", "--strict", folder=folder).returncode == 0
    host = folder.parent / "host"
    host.mkdir()
    (folder / "site").rename(host / "repo")
    (folder / "site").symlink_to(host / "repo", target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(host)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}/repo/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(studio: tuple[Path, str]) -> BuiltSite:
    return built_site(studio[0])


def found(site: BuiltSite, url: str) -> list[tuple[str, str]]:
    """Codes and files, without the one that says that the address of the loopback is not that of the site."""
    return [(p.code, p.place.file.partition("/site/")[2]) for p in published(site, url) if p.code != "V693"]


def changed(site: BuiltSite, path: str, old: str, new: str) -> BuiltSite:
    """The site as if it had been built otherwise than what is published."""
    assert old.encode() in site.files[path]
    files = {**site.files, path: site.files[path].replace(old.encode(), new.encode())}
    return BuiltSite(site.name, files, pins=site.pins)


def test_what_was_built_is_what_is_published(studio: tuple[Path, str], site: BuiltSite) -> None:
    assert found(site, studio[1]) == []
    assert found(site, studio[1].rstrip("/")) == []


def test_another_amount_on_the_published_page(studio: tuple[Path, str], site: BuiltSite) -> None:
    assert found(changed(site, PAGE, '<data value="250.00">', '<data value="260.00">'), studio[1]) == [("V691", PAGE)]


def test_another_link_on_the_published_page(studio: tuple[Path, str], site: BuiltSite) -> None:
    new = changed(site, PAGE, "https://buy.stripe.com/", "https://buy.stripe.com/new")
    assert found(new, studio[1]) == [("V691", PAGE)]


def test_other_words_on_the_published_page(studio: tuple[Path, str], site: BuiltSite) -> None:
    assert found(changed(site, "index.html", "</h1>", " !</h1>"), studio[1]) == [("V692", "index.html")]


def test_a_page_that_is_not_published(studio: tuple[Path, str], site: BuiltSite) -> None:
    more = BuiltSite(site.name, {**site.files, "new/index.html": site.files["index.html"]}, pins=site.pins)
    assert found(more, studio[1]) == [("V690", "new/index.html")]


def test_the_page_for_unknown_addresses_is_compared_too(studio: tuple[Path, str], site: BuiltSite) -> None:
    assert found(changed(site, "404.html", "</h1>", " !</h1>"), studio[1]) == [("V692", "404.html")]


def test_no_site_at_the_address(site: BuiltSite) -> None:
    assert {code for code, _ in found(site, "http://127.0.0.1:9/")} == {"V690"}


def test_published_elsewhere_than_it_says(studio: tuple[Path, str], site: BuiltSite) -> None:
    assert [p.code for p in published(site, studio[1])] == ["V693"]


# --- The command ----------------------------------------------------------------------------------------


def test_the_command_in_three_formats(studio: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    folder, url = studio
    assert cli.main(["verify", str(folder)]) == cli.FINE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("files: nothing to mend.\n")
    for style, begins in (("text", f"{folder}/site/index.html:"), ("json", "["), ("github", "::error file=")):
        assert cli.main(["verify", str(folder / "site"), "--live", url, "--format", style]) == cli.PROBLEM
        said = capsys.readouterr()
        assert said.out.startswith(begins)
        assert "V693" in said.out


def test_a_studio_that_was_not_built_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(tmp_path)]) == cli.PROBLEM
    assert "V600" in capsys.readouterr().out


@pytest.mark.parametrize("url", ["file:///etc/passwd", "maya.example", "ftp://x"])
def test_only_a_web_address_is_fetched(url: str) -> None:
    assert cli.main(["verify", "--live", url]) == cli.USAGE


def test_the_key_of_the_environment_is_looked_for(
    studio: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "not-shaped-like-a-key")
    assert built_site(studio[0]).private == ("not-shaped-like-a-key",)
