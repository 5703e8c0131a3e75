"""The preview sells: what a page says is what its button leads to and what is paid there, for every checkout."""

from __future__ import annotations

import datetime
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from previewing import Preview
from studio import ROOT, SOLO, copy_of_the_demo, replace

from generator.addresses import checkout_path, thanks_path
from generator.checkouts import Checkout, checkouts
from generator.preview import stand_in
from generator.source.load import load
from generator.wording.words import words
from offers import book, grid, package

OFFERS = load(Path(ROOT, "offers")).offers
LANGUAGES = OFFERS.studio.languages
ADDRESS, DAY = "http://127.0.0.1:8000/", datetime.date(2026, 11, 26)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = Preview(copy_of_the_demo(tmp_path_factory.mktemp("previewed") / "demo"), VITRINE_LANG="fr")
    assert running.shows("Réserver Solo, 250 €"), running.log.read_text()
    yield running
    running.stop()


def got(url: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """Where a request ended, and what stood there, with ordinary spaces."""
    data = urlencode(form).encode() if form else None
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=20) as answer:
        return answer.url, answer.read().decode().replace("\u202f", " ").replace("\u00a0", " ")


def answers(order: str) -> dict[str, str]:
    """Something for every question of the brief that the checkout asks."""
    written = dict.fromkeys(re.findall(r'<input[^>]*name="(field-\w+)"', order), "https://nuoo.example/")
    chosen = re.findall(r'name="(field-\w+)"[^>]*>\s*<option value="">.*?<option value="(\w+)"', order, re.DOTALL)
    return written | dict(chosen)


def page_of(checkout: Checkout, language: str) -> str:
    leading = OFFERS.currencies(checkout.grid)[0]
    package, licence = checkout.package.id, checkout.licence.id
    return checkout_path(package, licence, checkout.currency, language, LANGUAGES, leading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_link_and_payment_agree_for_every_checkout(preview: Preview, language: str) -> None:
    says = words(language)
    for checkout in checkouts(OFFERS):
        _, page = got(preview.address + page_of(checkout, language))
        due = says.money(checkout.due).replace("\u202f", " ").replace("\u00a0", " ")
        (href, label), *_ = re.findall('class="button" href="(.*?)">(.*?)</a>', page)
        assert f"{due}" in label, checkout.id
        assert f'value="{checkout.total.decimal}"' in page, checkout.id

        order_page, order = got(href)
        (paid,) = re.findall('name="action" value="pay">.*? · (.*?)</button>', order)
        digits = re.sub("[^0-9]", "", paid.split("per")[0].split("par")[0])
        assert int(digits) == checkout.due.minor, (checkout.id, paid)

        company = {"email": "lea@nuoo.example", "business_name": "Nuoo", "action": "pay", **answers(order)}
        ended, thanks = got(order_page, company)
        path = thanks_path(checkout.package.id, language, LANGUAGES)
        assert urlsplit(ended)._replace(query="").geturl() == preview.address + path, checkout.id
        assert checkout.package.name[language] in thanks


def test_every_page_says_that_it_is_a_preview_and_only_this_computer_serves_it(preview: Preview) -> None:
    for path in ("", "offres/", "a-propos/", "c/solo/ads-90-fr/", "merci/solo/", "en/"):
        _, page = got(preview.address + path)
        assert '<meta name="vitrine" content="preview">' in page, path
        assert 'class="preview"' in page, path
    assert '<meta name="vitrine" content="preview">' in refused(preview.address + "nowhere/", 404)
    assert f"http://127.0.0.1:{preview.port}/" in preview.log.read_text()


def test_after_an_edit_page_and_checkout_change_together(preview: Preview, tmp_path: Path) -> None:
    file = preview.log.parent / SOLO
    replace(file, "price: 250 EUR", "price: 260 EUR")
    assert preview.shows("Réserver et payer 104 €", "c/solo/ads-90-fr/"), preview.log.read_text()
    _, page = got(preview.address + "c/solo/ads-90-fr/")
    href = re.findall('class="button" href="(.*?)"', page)[0]
    _, order = got(href)
    assert "104,00 €" in order
    replace(file, "price: 260 EUR", "price: 250 EUR")
    assert preview.shows("Réserver et payer 100 €", "c/solo/ads-90-fr/")


def test_what_stripe_would_refuse_is_told_at_its_place(preview: Preview) -> None:
    file = preview.log.parent / SOLO
    replace(file, "{fr: Ailleurs, en: Elsewhere}", f"{{fr: {'Ailleurs ' * 12}, en: Elsewhere}}")
    assert preview.shows("P601", "c/solo/ads-90-fr/") or preview.shows("P601", ""), preview.log.read_text()
    replace(file, f"{{fr: {'Ailleurs ' * 12}, en: Elsewhere}}", "{fr: Ailleurs, en: Elsewhere}")
    assert preview.shows("Réserver et payer 100 €", "c/solo/ads-90-fr/")
    assert "Traceback" not in preview.log.read_text()


def test_a_button_whose_link_cannot_be_made_leads_to_the_reason(preview: Preview) -> None:
    file = preview.log.parent / SOLO
    replace(file, "price: 250 EUR", "price: 0.20 EUR")
    assert preview.shows("Réserver Solo, 0,20 €"), preview.log.read_text()
    _, page = got(preview.address + "c/solo/ads-90-fr/")
    (href, *_) = re.findall('class="button" href="(.*?)"', page)
    reason = refused(href)
    assert '<html lang="fr">' in reason
    assert "erreur L426" in reason
    assert "erreur L426" in preview.log.read_text()
    replace(file, "price: 0.20 EUR", "price: free")
    assert preview.shows("erreur M210"), preview.log.read_text()
    assert "erreur M210" in refused(href)
    replace(file, "price: free", "price: 250 EUR")
    assert preview.shows("Réserver Solo, 250 €")
    assert "100,00 €" in got(href)[1]


def refused(url: str, code: int = 500) -> str:
    """What is said instead of a page."""
    with pytest.raises(urllib.error.HTTPError) as error:
        got(url)
    assert error.value.code == code
    return error.value.read().decode()


def test_links_are_made_for_one_grid_when_one_is_asked_for_and_again_after_an_edit() -> None:
    pairs = grid(package("duo", "300 EUR")).replace("grid: videos", "grid: pairs")
    cheap, dear = (book(grid(package("solo", price)), pairs) for price in ("250 EUR", "260 EUR"))
    with stand_in() as shop:
        promised = shop.promised(cheap, ADDRESS, DAY)
        assert all(promised.link_of(each, language) for each in checkouts(cheap.offers) for language in LANGUAGES)
        first, of_another_grid = shop.opened("solo.organic.eur.fr"), shop.opened("duo.organic.eur.fr")
        shop.promised(dear, ADDRESS, DAY)
        assert shop.opened("duo.organic.eur.fr") == of_another_grid
        again = shop.opened("solo.organic.eur.fr")
        assert again == shop.opened("solo.organic.eur.fr") != first
        assert again
        assert "260.00" in got(again)[1]
        assert shop.opened("trio.organic.eur.fr") is None


def test_nothing_is_sold_under_another_name(preview: Preview) -> None:
    assert 'class="preview"' in refused(preview.address + "pretend-checkout/solo.nothing.eur.fr", 404)


def test_a_page_that_nobody_has_asked_for_is_made_however_it_is_called(preview: Preview) -> None:
    *_, last = checkouts(OFFERS)
    page = preview.address + page_of(last, "fr")
    assert got(page.rstrip("/"))[0] == page
    assert last.id in got(f"{page}index.html")[1]
