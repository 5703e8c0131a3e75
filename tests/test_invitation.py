"""What a creator sends: the right checkout, addresses that Stripe takes, a message in the brand's language."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from studio import copy_of_the_demo, write_complete_lock

from generator import cli
from generator.addresses import payment_address
from generator.checkouts import checkouts
from generator.errors import ProblemsFound
from generator.invitation import Choice, Recipient, choose, invitation, reference
from generator.lock import PaymentLink, Pins
from offers import grid, offers, package, paid

SOLD = offers(
    grid(
        package("solo", "{EUR: 250, GBP: 215}", more="was: single")
        + package("trio", "{of: solo, times: 3, discount: 10%}", 3)
        + package("mensuel", "{EUR: 800, GBP: 700}", 4, more="every: month")
        + package("film", "on quote"),
        paid("ads", "+60%") + paid("forever", "on quote"),
        currencies="[EUR, GBP]",
    )
)
PINS = Pins(
    {
        f"{each.id}.{language}": PaymentLink(
            each.id, f"https://buy.example/{each.id}/{language}", each.due, each.every
        )
        for each in checkouts(SOLD)
        for language in ("fr", "en")
    }
)


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice("solo"), "single.organic.eur"),
        (Choice("single"), "single.organic.eur"),
        (Choice("solo", "ads"), "single.ads.eur"),
        (Choice("trio", "ads", "gbp"), "trio.ads.gbp"),
    ],
)
def test_which_checkout_is_meant(choice: Choice, found: str) -> None:
    assert choose(SOLD, choice).id == found


@pytest.mark.parametrize(
    ("choice", "facts"),
    [
        (Choice("sollo"), {"kind": "package", "name": "sollo", "near": "solo"}),
        (Choice("reel"), {"kind": "package", "name": "reel", "near": ""}),
        (Choice("solo", "adds"), {"kind": "licence", "name": "adds", "near": "ads", "known": "organic, ads"}),
        (Choice("solo", "", "USD"), {"kind": "currency", "name": "USD", "near": "", "known": "EUR, GBP"}),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(choice: Choice, facts: dict[str, str]) -> None:
    with pytest.raises(ProblemsFound) as found:
        choose(SOLD, choice)
    (problem,) = found.value.problems
    assert problem.code == "L430"
    assert {key: problem.facts[key] for key in facts} == facts


@pytest.mark.parametrize(
    ("choice", "name"), [(Choice("film"), "film"), (Choice("solo", "forever"), "solo + forever")]
)
def test_what_is_sold_on_request_is_no_unknown_name(choice: Choice, name: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        choose(SOLD, choice)
    (problem,) = found.value.problems
    assert problem.code == "L433"
    assert problem.facts == {"name": name, "page": "https://maya.example/offres/videos/"}


def parameters(url: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


def test_everything_that_stripe_takes_along() -> None:
    recipient = Recipient("Nuoo & Été / Paris", "lea+ugc@nuoo.example", "fr", "noël 2026")
    made = invitation(SOLD, PINS, choose(SOLD, Choice("solo")), recipient)
    assert made.page == "https://maya.example/c/solo/organic/"
    assert made.payment.startswith("https://buy.example/single.organic.eur/fr?locale=fr&")
    assert parameters(made.payment) == {
        "locale": "fr",
        "prefilled_email": "lea+ugc@nuoo.example",
        "client_reference_id": "Nuoo-Ete-Paris",
        "utm_campaign": "noel-2026",
    }
    assert "%2B" in made.payment


@pytest.mark.parametrize(
    ("locale", "page", "payment"),
    [
        ("", "c/solo/organic/", "fr?locale=fr"),
        ("en-GB", "en/c/solo/organic/", "en?locale=en-GB"),
        ("de", "en/c/solo/organic/", "en?locale=de"),
        ("fr-CA", "c/solo/organic/", "fr?locale=fr-CA"),
    ],
)
def test_page_and_message_speak_the_nearest_language_of_the_studio(locale: str, page: str, payment: str) -> None:
    made = invitation(SOLD, PINS, choose(SOLD, Choice("solo")), Recipient(locale=locale))
    assert made.page == f"https://maya.example/{page}"
    assert made.payment == f"https://buy.example/single.organic.eur/{payment}"
    assert made.message.startswith("Hello," if page.startswith("en") else "Bonjour,")


def test_a_locale_that_stripe_does_not_know() -> None:
    with pytest.raises(ProblemsFound) as found:
        invitation(SOLD, PINS, choose(SOLD, Choice("solo")), Recipient(locale="en-UK"))
    assert [(problem.code, problem.facts["near"]) for problem in found.value.problems] == [("L431", "en-GB")]


def test_the_message() -> None:
    made = invitation(SOLD, PINS, choose(SOLD, Choice("mensuel", "ads", "GBP")), Recipient("Nuoo", locale="en"))
    assert made.message == (
        "Hello,\n\nHere is the page for Nuoo: Mensuel (4 videos), £1,120 a month, with the rights “ads”.\n\n"
        "https://maya.example/en/c/mensuel/ads/gbp/\n\nIf everything is clear, you can pay directly here:\n\n"
        "https://buy.example/mensuel.ads.gbp/en?locale=en&client_reference_id=Nuoo\n\nMaya Laurent"
    )


def test_without_a_link_the_page_alone_is_sent() -> None:
    made = invitation(SOLD, Pins(), choose(SOLD, Choice("solo")), Recipient("Nuoo"))
    assert made.payment == ""
    assert made.message.count("https://") == 1


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [
        ("Nuoo", 200, "Nuoo"),
        ("L’Oréal Paris — 2026", 200, "LOreal-Paris-2026"),
        ("  --a_b--  ", 200, "a_b"),
        ("株式会社", 200, ""),
        ("نُوو", 200, ""),
        ("🎬 Nuoo", 200, "Nuoo"),
        ("x" * 300, 200, "x" * 200),
        ("ab cd", 3, "ab"),
        ("a&client_reference_id=b#c?d", 200, "a-client_reference_id-b-c-d"),
    ],
)
def test_references_hold_only_what_stripe_takes(text: str, longest: int, said: str) -> None:
    assert reference(text, longest) == said
    assert re.fullmatch("[A-Za-z0-9_-]{0,200}", reference(text, longest))


def test_an_address_that_has_a_query_keeps_it() -> None:
    assert payment_address("https://pay.example/a?b=c", "fr", x="é") == "https://pay.example/a?b=c&locale=fr&x=%C3%A9"


# --- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_demo(tmp_path / "demo")


def test_a_link_in_ten_seconds(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    links = write_complete_lock(folder)
    qr = tmp_path / "codes" / "trio.svg"
    asked = ["link", "trio", str(folder), "--brand", "Nuoo", "--email", "lea@nuoo.example", "--qr", str(qr)]
    assert cli.main(asked) == cli.FINE
    said = capsys.readouterr()
    payment = (
        f"{links['trio.ads-90-fr.eur.fr']}?locale=fr&prefilled_email=lea%40nuoo.example&client_reference_id=Nuoo"
    )
    lines = said.out.splitlines()
    assert lines[0].replace("\u00a0", " ") == "Trio, 675 € : Publicité et réseaux, 3 mois, France"
    assert lines[2:4] == ["https://maya-laurent.example/c/trio/ads-90-fr/", payment]
    assert said.out.count(payment) == 2
    assert qr.read_text("utf-8").startswith("<?xml")
    assert qr.as_posix() in said.err


def test_a_qr_code_as_a_picture(folder: Path, tmp_path: Path) -> None:
    assert cli.main(["link", "solo", str(folder), "--qr", str(tmp_path / "solo.png")]) == cli.FINE
    with Image.open(tmp_path / "solo.png") as picture:
        assert picture.width >= 400


def test_what_is_missing_is_said_beside_the_link(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert cli.main(["link", "solo", str(folder), "--copy"]) == cli.FINE
    said = capsys.readouterr()
    assert "vitrine apply --live makes one" in said.err
    assert "no clipboard" in said.err
    write_complete_lock(folder)
    cli.main(["link", "solo", str(folder), "--brand", "株式会社"])
    assert "“株式会社” has no letter" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a clipboard is a shell script")
@pytest.mark.parametrize(
    ("name", "exit_code", "said", "encoding"),
    [
        ("wl-copy", 0, "is in the clipboard", "utf-8"),
        ("wl-copy", 1, "no clipboard", "utf-8"),
        ("clip.exe", 0, "is in the clipboard", "utf-16"),
    ],
)
def test_a_clipboard_takes_the_message(
    name: str,
    exit_code: int,
    said: str,
    encoding: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    clipboard = tmp_path / "bin" / name
    clipboard.parent.mkdir()
    clipboard.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/copied\nexit {exit_code}\n", "utf-8")
    clipboard.chmod(0o755)
    monkeypatch.setenv("PATH", str(clipboard.parent))
    cli.main(["link", "solo", str(folder), "--copy"])
    assert said in capsys.readouterr().err
    assert (tmp_path / "copied").read_bytes().decode(encoding).startswith("Bonjour,")


@pytest.mark.parametrize("wrong", [["--email", "lea"], ["--qr", "a.pdf"]])
def test_wrong_usage(wrong: list[str], folder: Path) -> None:
    assert cli.main(["link", "solo", str(folder), *wrong]) == cli.USAGE


def test_the_code_is_drawn_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    cli.main(["link", "solo", str(folder)])
    assert "▀" in capsys.readouterr().out
