"""plan, apply, prune and pull, as a creator runs them, against the stand-in over HTTP."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from studio import ROOT, replace

from generator import cli
from generator.lock import Lock, Pins, read_lock, write_lock
from generator.sandbox import Account, Sandbox, Settings, serve
from generator.sandbox.faults import Disconnect
from generator.selftest import QUESTIONS

VIDEOS, STUDIO = "offers/packages/videos.yml", "offers/studio.yml"


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def studio(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small studio: two packages, three licences, one add-on, two languages; its key and Stripe's address."""
    shutil.copytree(ROOT / "tests/golden/base", tmp_path / "offers")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key())
    with serve(sandbox) as origin:
        monkeypatch.setenv("STRIPE_API_BASE", origin)
        yield tmp_path


@pytest.fixture
def run(studio: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command in the studio; gives its exit code, what it printed and what it said beside."""

    def command(name: str, *options: str) -> tuple[int, str, str]:
        code = cli.main([name, str(studio), *options])
        said = capsys.readouterr()
        assert os.environ["STRIPE_API_KEY"] not in said.out + said.err
        return code, said.out, said.err

    return command


def writes(sandbox: Sandbox) -> int:
    return sum(request.writes for request in sandbox.requests)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def at_stripe(sandbox: Sandbox, path: str, **params: str) -> Any:
    """What somebody does at the Dashboard."""
    headers = {"Authorization": f"Bearer {sandbox.issue_key()}"}
    return json.loads(sandbox.handle("POST", path, headers, urlencode(params).encode()).body)


def open_links(sandbox: Sandbox, **mode: bool) -> list[str]:
    links = sandbox.tables(**mode).payment_links.values()
    return sorted(link["metadata"]["vitrine_name"] for link in links if link["active"])


def publish(studio: Path) -> str:
    """What a build would put beside its pages; returns the folder."""
    links = [link.url for link in read_lock(studio / "stripe.lock.json").pins("test").links.values()]
    (studio / "site").mkdir(exist_ok=True)
    (studio / "site/vitrine.json").write_text(json.dumps({"links": links}), "utf-8")
    return str(studio / "site")


def test_from_nothing_to_links_and_back_to_nothing_to_do(run: Any, studio: Path, sandbox: Sandbox) -> None:
    code, planned, _ = run("plan")
    assert code == cli.FINE
    assert "Solo: 6 new links, 250 € to 375 €\nTrio: 6 new links, 675 € to 1 012,50 €\n" in plain(planned)
    assert writes(sandbox) == 0

    code, done, said = run("apply")
    assert (code, done) == (cli.FINE, planned)
    assert "stripe.lock.json is written" in said
    assert len(read_lock(studio / "stripe.lock.json").pins("test").links) == 12
    assert len(open_links(sandbox)) == 12

    before = writes(sandbox)
    assert run("plan", "--expect-no-changes")[:2] == (
        cli.FINE,
        "Nothing to do: Stripe sells exactly what the offers say.\n",
    )
    assert "right already" in run("apply")[2]
    assert writes(sandbox) == before


def test_a_new_price_in_a_creators_words(run: Any, studio: Path, sandbox: Sandbox) -> None:
    run("apply")
    replace(studio / VIDEOS, "price: {of: solo, times: 3, discount: 10%}", "price: 720 EUR")
    replace(
        studio / VIDEOS, "licences:\n  - use: brand-year\n", "licences:\n  - use: brand-year\n    packages: [trio]\n"
    )

    code, planned, _ = run("plan")

    assert code == cli.FINE
    assert plain(planned).startswith(
        "Trio: 6 links are replaced, the old ones stay alive until prune\n"
        "  Trio, Vos pages, 1 an: 675 € becomes 720 €\n"
        "  Trio, Publicité, 3 mois: 877,50 € becomes 936 €\n"
        "  Trio, Publicité, 6 mois: 1 012,50 € becomes 1 080 €\n"
    )
    assert run("plan", "--format", "markdown")[1].startswith("### What would change at Stripe\n\n- Trio: 6 links")
    data = json.loads(run("plan", "--format", "json")[1])
    assert data["changes"][0] == {
        "link": "trio.brand-year.eur.fr",
        "what": "replaced",
        "title": "Trio, Vos pages, 1 an",
        "package": "Trio",
        "before": {"minor": 67500, "currency": "EUR"},
        "after": {"minor": 72000, "currency": "EUR"},
    }
    assert run("plan", "--expect-no-changes")[0] == cli.PROBLEM


def test_without_a_key_the_lock_tells(
    run: Any, studio: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("apply")
    lock = read_lock(studio / "stripe.lock.json")
    write_lock(studio / "stripe.lock.json", Lock({"live": replace_host(lock.pins("test"))}))
    asked = len(sandbox.requests)
    monkeypatch.delenv("STRIPE_API_KEY")

    def planned() -> str:
        assert cli.main(["plan", str(studio)]) == cli.FINE
        return plain(capsys.readouterr().out)

    assert planned() == "Nothing to do: Stripe sells exactly what the offers say.\n"
    replace(studio / VIDEOS, "delivery: 7 days", "delivery: 8 days")
    assert planned().startswith("Solo: the texts or options of 6 links change, their addresses stay\n")
    replace(studio / VIDEOS, "price: 50 EUR", "price: 60 EUR")
    replace(studio / VIDEOS, "  - id: ads-180\n", "  - id: ads-181\n")
    assert planned() == (
        "Solo: 4 links are replaced, because an add-on, the tax or the rhythm of payment changed; "
        "the old ones stay alive until prune\n"
        "Solo: 2 new links, 375 €\n"
        "Trio: 4 links are replaced, because an add-on, the tax or the rhythm of payment changed; "
        "the old ones stay alive until prune\n"
        "Trio: 2 new links, 1 012,50 €\n"
        "No longer sold; prune will close 4 links:\n"
        "  solo.ads-180.eur: 375 €\n"
        "  trio.ads-180.eur: 1 012,50 €\n"
        "Compared with stripe.lock.json only: without a key nobody asked Stripe.\n"
    )
    assert len(sandbox.requests) == asked


def replace_host(pins: Pins) -> Pins:
    """The same links, as live ones are called."""
    links = {
        name: dataclasses.replace(link, url=f"https://buy.stripe.com/{link.id}") for name, link in pins.links.items()
    }
    return Pins(links, pins.account)


def test_the_whole_release(run: Any, studio: Path, sandbox: Sandbox) -> None:
    run("apply")
    old = read_lock(studio / "stripe.lock.json").pins("test")
    publish(studio)
    replace(studio / VIDEOS, "price: 250 EUR", "price: 260 EUR")
    run("apply")
    assert len(open_links(sandbox)) == 24

    assert run("prune", "--site", str(studio / "site"))[0] == cli.FINE  # the old site is still up
    assert len(open_links(sandbox)) == 24

    code, _, said = run("prune", "--site", publish(studio))
    assert code == cli.FINE
    assert "objects at Stripe are archived" in said
    assert len(open_links(sandbox)) == 12

    replace(studio / VIDEOS, "price: 260 EUR", "price: 250 EUR")
    assert "earlier links are opened again" in run("plan")[1]
    run("apply")
    assert read_lock(studio / "stripe.lock.json").pins("test") == old


def test_prune_asks_the_live_site(run: Any, studio: Path, sandbox: Sandbox) -> None:
    run("apply")
    folder = publish(studio)
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}/"
        assert run("prune", "--site", site)[0] == cli.FINE
        assert run("prune", "--site", site + "nowhere/")[1].startswith("error L428")
        server.shutdown()
    for unusable in ("http://maya.example/", str(studio / "offers")):
        assert run("prune", "--site", unusable)[1].startswith("error L428")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_prune_waits_for_apply(run: Any, studio: Path, sandbox: Sandbox) -> None:
    run("apply")
    replace(studio / VIDEOS, "price: 250 EUR", "price: 260 EUR")
    before = writes(sandbox)

    assert run("prune", "--site", publish(studio))[1].startswith("error L427")
    assert writes(sandbox) == before


@pytest.mark.parametrize("torn", [None, "", "{", "<<<<<<< HEAD\n", '{"version": 1}'])
def test_a_lost_or_torn_lock_is_pulled_again(run: Any, studio: Path, sandbox: Sandbox, torn: str | None) -> None:
    run("apply")
    path = studio / "stripe.lock.json"
    before, asked = path.read_bytes(), writes(sandbox)
    if torn is None:
        path.unlink()
    else:
        path.write_text(torn, "utf-8")
        assert run("plan")[1].startswith(f"{path.as_posix()}:1:1: error L401")

    assert run("pull")[2].startswith("12 links are in stripe.lock.json as they are at Stripe.")
    assert path.read_bytes() == before
    assert writes(sandbox) == asked


def test_of_two_links_that_sell_the_same_the_published_one_is_pulled(
    run: Any, studio: Path, sandbox: Sandbox
) -> None:
    run("apply")
    path = studio / "stripe.lock.json"
    first = read_lock(path).pins("test").links["solo.brand-year.eur.fr"]
    price = sandbox.tables().line_items[first.id][0]["price"]
    twin = at_stripe(
        sandbox,
        "/v1/payment_links",
        **{"line_items[0][price]": price, "line_items[0][quantity]": "1"},
        **{"metadata[vitrine]": "vitrine", "metadata[vitrine_name]": "solo.brand-year.eur.fr"},
    )
    (studio / "site").mkdir()
    for published in (twin["url"], first.url):
        (studio / "site/vitrine.json").write_text(json.dumps({"links": [published]}), "utf-8")
        path.unlink()
        assert run("pull", "--site", str(studio / "site"))[0] == cli.FINE
        assert read_lock(path).pins("test").links["solo.brand-year.eur.fr"].url == published


# --- keys and accounts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "options", "code"),
    [
        ("", (), "L411"),
        ("pk_test_4eC39HqLyjWDarjtT1zdp7dc", (), "L412"),
        ("maya", (), "L412"),
        ("sk_test_", (), "L412"),
        ("sk_test_4eC39HqLyjWDarjtT1zdp7dc", (), "L413"),
        ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", (), "L415"),
        ("rk_test_4eC39HqLyjWDarjtT1zdp7dc", ("--live",), "L416"),
    ],
)
def test_a_key_that_cannot_be_used(
    studio: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sandbox: Sandbox,
    key: str, options: tuple[str, ...], code: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("STRIPE_API_KEY", key)

    assert cli.main(["apply", str(studio), *options]) == cli.PROBLEM

    said = capsys.readouterr()
    assert said.out.startswith(f"error {code}")
    assert len(key) < 10 or key not in said.out + said.err
    assert writes(sandbox) == 0
    assert not (studio / "stripe.lock.json").exists()


@pytest.mark.parametrize("command", ["plan", "apply", "prune", "pull", "selftest"])
@pytest.mark.parametrize(
    "address", ["https://api.stripe.com.example", "http://127.0.0.1.example:80", "http://[::1]:80"]
)
def test_a_key_is_sent_to_stripe_or_to_this_computer_and_nowhere_else(
    run: Any, sandbox: Sandbox, studio: Path, monkeypatch: pytest.MonkeyPatch, address: str, command: str
) -> None:
    options = {"prune": ["--site", publish(studio)], "selftest": ["--stripe"]}.get(command, [])
    monkeypatch.setenv("STRIPE_API_BASE", address)

    code, out, _ = run(command, *options)

    assert (code, out.startswith(f"error L410: “{address}”")) == (cli.PROBLEM, True)
    assert sandbox.requests == []


def test_nobody_answers(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:  # a port that is taken and not listened at
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        monkeypatch.setenv("STRIPE_API_BASE", address)
        code, out, _ = run("plan")

    assert (code, out.startswith(f"error L429: there is no connection to Stripe ({address})")) == (cli.PROBLEM, True)
    assert "HTTPConnectionPool" not in out


def test_a_revoked_key(run: Any, studio: Path, sandbox: Sandbox) -> None:
    sandbox.revoke_key(os.environ["STRIPE_API_KEY"])
    assert run("apply")[1].startswith("error L413")


@pytest.mark.parametrize("missing", ["product", "plan", "payment_links"])
def test_a_key_without_a_permission(
    run: Any, sandbox: Sandbox, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grants: dict[str, Any] = {"product": "write", "plan": "write", "payment_links": "write"}
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(grants={**grants, missing: "read"}))
    code, out, _ = run("apply")
    called = {"product": "Products", "plan": "Prices", "payment_links": "Payment Links"}[missing]
    assert code == cli.PROBLEM
    assert out.startswith(
        f"error L414: this key may not do that: it lacks the permission {called}: Write (rak_{missing}"
    )

    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(grants=grants))
    assert run("apply")[0] == cli.FINE
    assert len(open_links(sandbox)) == 12


def test_a_key_of_another_account(run: Any, sandbox: Sandbox, studio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("apply")
    lock = (studio / "stripe.lock.json").read_bytes()
    sandbox.open_account(Account("acct_other"))
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(account="acct_other"))
    for command in ("plan", "apply", "pull"):
        assert run(command)[1].startswith("error L417")

    grants: dict[str, Any] = {"product": "write", "plan": "write", "payment_links": "write"}
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(account="acct_other", grants=grants))
    for command in ("plan", "apply", "pull"):
        assert run(command)[1].startswith("error L422")
    assert sandbox.tables(account="acct_other").products == {}
    assert (studio / "stripe.lock.json").read_bytes() == lock


def test_test_and_live_never_meet(run: Any, sandbox: Sandbox, studio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("apply")
    pins = read_lock(studio / "stripe.lock.json").pins("test")
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(livemode=True))
    assert run("apply")[1].startswith("error L415")
    sandbox.link_address = lambda code, _: f"https://buy.stripe.com/{code}"

    assert run("apply", "--live")[0] == cli.FINE

    lock = read_lock(studio / "stripe.lock.json")
    assert lock.pins("test") == pins
    assert pins.links.keys() == lock.pins("live").links.keys()
    assert {each.id for each in pins.links.values()}.isdisjoint(each.id for each in lock.pins("live").links.values())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("tax: exempt", "tax: {regime: exclusive, rate: 20%}", "L421"),
        ("tax: exempt", "tax: exempt\naudience: consumers", "L420"),
    ],
)
def test_what_the_account_must_have(run: Any, sandbox: Sandbox, studio: Path, old: str, new: str, code: str) -> None:
    replace(studio / STUDIO, old, new)

    exit_code, out, _ = run("apply")
    assert (exit_code, out[:10]) == (cli.PROBLEM, f"error {code}")
    assert "https://dashboard.stripe.com/settings/" in out
    assert not (studio / "stripe.lock.json").exists()

    ready = Settings("https://maya.example/cgv", head_office=True, default_tax_behavior="exclusive")
    sandbox.open_account(Account(sandbox.account.id, test=ready))
    assert run("apply")[0] == cli.FINE
    assert run("plan", "--expect-no-changes")[0] == cli.FINE


# --- what others do meanwhile ------------------------------------------------------------------------------


def test_a_foreign_product_of_our_name_is_not_touched(run: Any, sandbox: Sandbox) -> None:
    at_stripe(sandbox, "/v1/products", id="vitrine_package_solo_fr", name="Mine")

    assert run("plan")[1].startswith("error L423")
    assert run("apply")[1].startswith("error L423")
    assert list(sandbox.tables().products) == ["vitrine_package_solo_fr"]


def test_dashboard_edits_are_told_and_set_back_only_when_asked(run: Any, sandbox: Sandbox) -> None:
    run("apply")
    headers = {"Authorization": f"Bearer {os.environ['STRIPE_API_KEY']}"}
    link = next(iter(sandbox.tables().payment_links))
    sandbox.handle(
        "POST",
        f"/v1/payment_links/{link}",
        headers,
        b"allow_promotion_codes=true&phone_number_collection[enabled]=true",
    )
    sandbox.handle("POST", "/v1/products/vitrine_package_trio_fr", headers, b"name=Trio+%21")

    planned = run("plan")[1]
    assert "Changed by hand at Stripe: Trio: name" in planned
    assert "allow_promotion_codes" in planned
    assert "phone" not in planned
    assert run("plan", "--expect-no-changes")[0] == cli.PROBLEM
    assert run("apply")[1].startswith("error L424")

    assert run("apply", "--restore")[0] == cli.FINE
    assert run("plan", "--expect-no-changes")[0] == cli.FINE
    assert sandbox.tables().payment_links[link]["phone_number_collection"] == {"enabled": True}


def test_only_the_approved_plan_is_carried_out(run: Any, studio: Path, sandbox: Sandbox) -> None:
    fingerprint = json.loads(run("plan", "--format", "json")[1])["fingerprint"]
    replace(studio / VIDEOS, "price: 250 EUR", "price: 260 EUR")
    assert run("apply", "--approved", fingerprint)[1].startswith("error L425")
    assert writes(sandbox) == 0
    replace(studio / VIDEOS, "price: 260 EUR", "price: 250 EUR")
    assert run("apply", "--approved", fingerprint)[0] == cli.FINE


def test_two_runs_at_once(studio: Path, sandbox: Sandbox, run: Any) -> None:
    both = [
        subprocess.Popen(command("apply", studio), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    for process in both:
        process.communicate()

    assert run("plan", "--expect-no-changes")[0] == cli.FINE
    assert run("prune", "--site", publish(studio))[0] == cli.FINE
    assert len(open_links(sandbox)) == len(set(open_links(sandbox))) == 12
    urls = {link["url"] for link in sandbox.tables().payment_links.values() if link["active"]}
    assert urls == {link.url for link in read_lock(studio / "stripe.lock.json").pins("test").links.values()}


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(studio: Path, sandbox: Sandbox, run: Any) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def hold(request: Any, _sandbox: Sandbox) -> None:
        if sum(each.writes for each in sandbox.requests) >= 20:
            reached.set()
            go_on.wait(30)

    sandbox.on_request = hold
    process = subprocess.Popen(command("apply", studio), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert reached.wait(30)
    process.send_signal(signal.SIGINT)
    go_on.set()
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (cli.INTERRUPTED, "")
    assert err.strip() == "Stopped. Nothing is lost: the same command goes on where this one stopped."
    assert not (studio / "stripe.lock.json").exists()
    sandbox.on_request = None
    assert run("apply")[0] == cli.FINE
    assert len(open_links(sandbox)) == 12


def test_the_selftest_compares_and_cleans_up(run: Any, sandbox: Sandbox) -> None:
    """Against a second stand-in, which forgets one rule, in the place of Stripe."""
    ready = Settings("https://maya.example/cgv", head_office=True, default_tax_behavior="exclusive")
    sandbox.open_account(Account(sandbox.account.id, test=ready))
    code, out, err = run("selftest", "--stripe")
    alike = [line for line in out.splitlines() if line.startswith("the same  ")]
    assert (code, "DIFFERS" in out, len(alike)) == (cli.FINE, False, len(QUESTIONS) + 1)
    assert "12 links, 0 writes left, 0 changed by hand" in out
    assert err == "0 answers differ from the stand-in; everything made is archived.\n"
    tables = sandbox.tables()
    for table in (tables.payment_links, tables.prices, tables.products):
        assert [each for each in table.values() if each["active"]] == []

    def reopen(request: Any, there: Sandbox) -> None:
        """What Stripe would do if archiving a price left its links open."""
        if request.operation == "price_update" and request.params.get("active") == "false":
            for link in list(there.tables().payment_links.values()):
                there.tables().payment_links[link["id"]] = {**link, "active": True}

    sandbox.on_request = reopen
    code, out, err = run("selftest", "--stripe")
    assert code == cli.PROBLEM
    assert "DIFFERS   a link whose price is archived is: open\n          our stand-in says: closed" in out


def test_the_selftest_ends_when_the_key_may_not_ask(
    run: Any, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    grants: dict[str, Any] = {"product": "write", "plan": "read", "payment_links": "write"}
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(grants=grants))
    code, out, _ = run("selftest", "--stripe")
    assert (code, out.startswith("error L414"), "DIFFERS" in out) == (cli.PROBLEM, True, False)
    assert [each for each in sandbox.tables().products.values() if each["active"]] == []

    sandbox.faults = SimpleNamespace(before=lambda each: Disconnect() if each.writes else None, after=lambda *_: None)
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key())
    assert run("selftest", "--stripe")[1].startswith("error L429")


def command(name: str, studio: Path) -> list[str]:
    return [sys.executable, "-c", "from generator.cli import entry; entry()", name, str(studio)]


def test_what_is_sold_live_keeps_its_words(
    run: Any, sandbox: Sandbox, studio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("apply")
    assert not (studio / "licences-sold").exists()
    monkeypatch.setenv("STRIPE_API_KEY", sandbox.issue_key(livemode=True))
    sandbox.link_address = lambda code, _: f"https://buy.stripe.com/{code}"

    assert "The words of 3 licences are kept" in run("apply", "--live")[2]

    kept = {path.name: path.read_bytes() for path in (studio / "licences-sold").iterdir()}
    assert len(kept) == 3
    replace(studio / "offers/licences.yml", "duration:", "duration: 8 days  #")
    assert "are kept" in run("apply", "--live")[2]
    assert {name: (studio / "licences-sold" / name).read_bytes() for name in kept} == kept
    assert "are kept" not in run("apply", "--live")[2]
