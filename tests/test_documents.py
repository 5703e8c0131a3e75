"""What checkout, licence and thank-you pages say, and where they are."""

# ruff: noqa: E501 - a row of the table is a case

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from documents import DAY, documents_of, listed
from studio import ROOT, copy_of_the_demo

from generator.checkouts import checkouts
from generator.lock import PaymentLink, Pins, link_name
from generator.model.offers import Offers
from generator.pages.render import Renderer
from generator.site import open_site
from generator.sold import for_sale
from offers import STUDIO, grid, offers, package, paid

SOLO = package("solo", "250 EUR")
PAGE = "c/solo/organic/"


def pins(sold: Offers) -> Pins:
    """A link for everything, each at an address of its own."""
    links = {}
    for checkout in checkouts(sold):
        for language in sold.studio.languages:
            options = {extra.add_on.id: extra.price.amount for extra in checkout.extras}
            name = link_name(checkout.id, language)
            links[name] = PaymentLink("plink", f"https://pay.example/{name}", checkout.due, checkout.every, options)
    return Pins(links)


def text_of(html: str) -> str:
    """What a reader sees, on one line."""
    body = html[html.index("<body") :]
    return " ".join(re.sub("<[^>]*>", " ", body).split())


def data_of(html: str) -> dict[str, Any]:
    (found,) = re.findall('<script type="application/ld[+]json">(.*?)</script>', html)
    data: dict[str, Any] = json.loads(found)
    return data


@pytest.mark.parametrize(
    ("text", "path", "says"),
    [
        (grid(SOLO), PAGE, ("Solo", "250 €", "Réserver et payer 250 €", "1 vidéo", "7 jours dès le brief complet", "2 allers-retours")),
        (grid(SOLO), f"en/{PAGE}", ("Book and pay €250", "Depending on your country, Stripe may show the price")),
        (grid(SOLO, more="deposit: 40%"), PAGE, ("250 €", "100 € aujourd’hui, 150 € à la livraison", "Réserver et payer 100 €")),
        (grid(package("solo", "800 EUR", more="every: month\n  commitment: 3 months")), PAGE, ("Réserver et payer 800 € par mois", "Engagement 3 mois")),
        (grid(SOLO, paid("ads", "+60%")), "c/solo/ads/", ("Solo 250 €", "ads 60 % de 250 € 150 €", "En tout 400 €", "organic".replace("organic", "Vos réseaux") + " − 150 €")),
        (grid(SOLO, paid("ads", "+60%")), PAGE, ("ads + 150 €",)),
        (grid(SOLO + package("trio", "{of: solo, times: 3, discount: 10%}", 3)), PAGE, ("Trio 3 vidéos + 425 €",)),
        (grid(SOLO + package("trio", "{of: solo, times: 3, discount: 10%}", 3)), "c/trio/organic/", ("3 × 250 €, moins 10 %", "Solo 1 vidéo − 425 €")),
        (grid(SOLO + package("duo", "250 EUR", 2)), PAGE, ("Duo 2 vidéos même prix",)),
        (grid(SOLO + package("mensuel", "800 EUR", 4, more="every: month")), PAGE, ("Mensuel 4 vidéos 800 € par mois",)),
        (grid(SOLO + package("mensuel", "800 EUR", 4, more="every: month")), "c/mensuel/organic/", ("Solo 1 vidéo 250 €",)),
        (grid(package("solo", "{EUR: 250, GBP: 215}"), currencies="[EUR, GBP]"), PAGE, ("Dans une autre monnaie 215 £",)),
        (grid(package("solo", "{EUR: 250, GBP: 215}"), currencies="[EUR, GBP]"), "c/solo/organic/gbp/", ("Réserver et payer 215 £", "250 €")),
        (grid(SOLO, more="add_ons: [{id: hook, name: Accroche, price: 30 EUR, up_to: 5}]"), PAGE, ("Accroche + 30 € l’unité, jusqu’à 5", "À cocher à l’étape suivante")),
        (grid(SOLO, more="deposit: 40%\nadd_ons: [{id: hook, name: Accroche, price: 30 EUR}]"), PAGE, ("Une option se paie en entier à la réservation.",)),
        (grid(SOLO, more="questions: [{ask: Et si ?, answer: Alors.}]\nconditions: [Sept jours.]"), PAGE, ("Et si ?", "Alors.", "Sept jours.")),
    ],
)  # fmt: skip
def test_what_a_checkout_page_says(text: str, path: str, says: tuple[str, ...]) -> None:
    sold = offers(text)
    shown = text_of(documents_of(sold, pins=pins(sold))[path])
    assert [each for each in says if each not in shown] == [], shown


def test_the_button_leads_to_the_link_of_its_checkout_and_language() -> None:
    sold = offers(grid(SOLO, paid("ads", "+60%")))
    pages = documents_of(sold, pins=pins(sold))
    for path, name in {"c/solo/ads/": "solo.ads.eur.fr", "en/c/solo/organic/": "solo.organic.eur.en"}.items():
        assert (
            re.findall('class="button" href="(.*?)"', pages[path])
            == [f"https://pay.example/{name}?locale={name[-2:]}"] * 2
        )


def test_without_a_link_the_button_is_a_mail_that_says_everything() -> None:
    page = documents_of(offers(grid(SOLO, more="add_ons: [{id: hook, name: Accroche, price: 30 EUR}]")))[PAGE]
    (href, _) = re.findall('class="button" href="(.*?)"', page)
    assert "Nous souhaitons réserver Solo avec la licence « Vos réseaux », pour 250 €." in unquote(href).replace(
        "\u00a0", " "
    )
    shown = text_of(page)
    assert "Réserver par e-mail, 250 €" in shown
    assert "Rien à payer pour l’instant" in shown
    assert "Ajoutez-les à votre message." in shown
    assert "Stripe" not in shown


def test_who_sells_to_consumers_does_not_ask_for_a_company() -> None:
    sold = offers(grid(SOLO), studio=STUDIO + "audience: consumers\n")
    shown = text_of(documents_of(sold, pins=pins(sold))[PAGE])
    assert "Votre société" not in shown
    assert "Paiement par carte chez Stripe, sans compte à créer." in shown


@pytest.mark.parametrize(
    ("text", "studio", "offer"),
    [
        (grid(SOLO), STUDIO, {"price": "250.00", "priceCurrency": "EUR", "eligibleCustomerType": {"@id": "http://purl.org/goodrelations/v1#Business"}, "sku": "solo.organic.eur", "url": "https://maya.example/c/solo/organic/"}),
        (grid(SOLO, more="deposit: 40%"), STUDIO, {"price": "250.00"}),
        (
            grid(package("solo", "800 EUR", more="every: month")),
            STUDIO.replace("tax: exempt", "tax: {regime: exclusive, rate: 20%}"),
            {"priceSpecification": {"@type": "UnitPriceSpecification", "price": "800.00", "priceCurrency": "EUR", "billingDuration": 1, "unitCode": "MON", "valueAddedTaxIncluded": False}},
        ),
        (
            grid(SOLO),
            STUDIO.replace("tax: exempt", "tax: {regime: inclusive, rate: 20%}"),
            {"priceSpecification": {"@type": "PriceSpecification", "price": "250.00", "priceCurrency": "EUR", "valueAddedTaxIncluded": True}},
        ),
    ],
)  # fmt: skip
def test_machines_read_the_same_price(text: str, studio: str, offer: dict[str, Any]) -> None:
    data = data_of(documents_of(offers(text, studio=studio))[PAGE])
    assert (data["@type"], data["name"], data["provider"]["name"]) == ("Service", "Solo", "Maya Laurent")
    assert {key: data["offers"].get(key) for key in offer} == offer
    assert "aggregateRating" not in data
    assert data["description"] == "1 vidéo. Vos réseaux."


def test_the_policy_allows_the_inlined_style_and_nothing_else() -> None:
    for path, html in documents_of(offers(grid(SOLO)), overrides=ROOT / "overrides").items():
        (policy,) = re.findall('Content-Security-Policy" content="(.*?)"', html)
        (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.replace("&#39;", "'") == (
            f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
        )
        depth = "../" * path.count("/")
        assert f'url("{depth}assets/fonts/instrument-sans-latin.woff2")' in style
        assert f'<link rel="preload" href="{depth}assets/fonts/instrument-sans-latin.woff2"' in html
        assert "/*" not in style


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/standalone.css").write_text(
        "p::after { content: '</style><script>alert(1)</script>' }", "utf-8"
    )
    page = documents_of(offers(grid(SOLO)), overrides=tmp_path)[PAGE]
    assert page.count("</style>") == 1
    assert page.index("alert(1)") < page.index("</style>")


def test_a_studio_with_letters_of_the_system_fetches_none() -> None:
    studio = STUDIO + "brand: {font: serif}\n"
    assert "preload" not in documents_of(offers(grid(SOLO), studio=studio), overrides=ROOT / "overrides")[PAGE]


def test_a_renamed_package_keeps_its_old_addresses_as_a_way_to_the_new_ones() -> None:
    found = listed(offers(grid(package("solo", "250 EUR", more="was: [one, single]"))))
    for old, now in {
        "c/one/organic/": "../../solo/organic/",
        "c/single/organic/": "../../solo/organic/",
        "en/thanks/one/": "../solo/",
    }.items():
        html = found[old].content()
        assert f'http-equiv="refresh" content="0; url={now}"' in html
        assert f'class="button" href="{now}"' in html
        assert '<meta name="robots" content="noindex">' in html
        assert not found[old].is_listed
    assert found[PAGE].is_listed


def test_the_preview_says_that_it_is_one() -> None:
    for html in documents_of(offers(grid(SOLO)), is_preview=True).values():
        assert '<meta name="vitrine" content="preview">' in html
        assert "Aperçu. Rien n’est vendu ici" in html or "Preview. Nothing is sold here" in html
    for html in documents_of(offers(grid(SOLO))).values():
        assert 'content="preview"' not in html
        assert 'class="preview"' not in html


def test_without_an_address_nothing_claims_one() -> None:
    page = documents_of(offers(grid(SOLO)), address="")[PAGE]
    assert "canonical" not in page
    assert "hreflang" in page  # the switch of languages stays
    assert "url" not in data_of(page)["offers"]


# --- licences ---------------------------------------------------------------------------------------------


def test_a_licence_stands_in_full_at_the_address_of_its_words() -> None:
    sold = offers(grid(SOLO, paid("ads", "+60%")))
    pages = documents_of(sold)
    (path,) = (path for path in pages if path.startswith("licences/ads/"))
    assert re.fullmatch("licences/ads/[0-9a-f]{10}/", path)
    shown = text_of(pages[path])
    assert "Entre Maya Laurent EI et la marque nommée sur la facture." in shown
    assert "C’est le droit de reproduction." in shown
    assert "Il ne remplace pas le conseil d’un juriste." in shown
    assert f'href="../../../{path}"' in pages["c/solo/ads/"]


def test_a_sold_licence_keeps_its_words_when_the_yaml_changes() -> None:
    before = offers(grid(SOLO, paid("ads", "+60%")))
    after = offers(grid(SOLO, paid("ads", "+60%", duration="30 days")))
    kept = tuple(for_sale(before))
    then, now = documents_of(before), documents_of(after, sold=kept)
    (old,) = (path for path in then if path.startswith("licences/ads/"))
    assert "90 jours" in now[old]
    assert "Une autre version de cette licence est vendue aujourd’hui." in now[old]
    (new,) = (path for path in now if path.startswith("licences/ads/") and path != old)
    assert f'<a href="../{new.split("/")[2]}/">Lire la version actuelle</a>' in now[old]
    assert "30 jours" in now[new]
    assert "Une autre version" not in now[new]
    listing = listed(after, sold=kept)
    assert (listing[old].is_listed, listing[new].is_listed) == (False, True)
    assert 'name="robots" content="noindex"' in now[old]


def test_a_licence_that_is_no_longer_sold_stays() -> None:
    kept = tuple(for_sale(offers(grid(SOLO, paid("ads", "+60%")))))
    now = documents_of(offers(grid(SOLO)), sold=kept)
    (old,) = (path for path in now if path.startswith("licences/ads/"))
    assert "Lire la version actuelle" not in now[old]


# --- thanks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "studio", "says", "never"),
    [
        ("delivery_from: product", STUDIO, ("Merci, Solo est réservé.", "Je vous donne l’adresse en réponse à votre brief.", "7 jours dès réception du produit"), "Vous validez le script"),
        ("delivery_from: script-approval", STUDIO, ("Vous validez le script", "dès le script validé"), "Vous m’envoyez le produit"),
        ("", STUDIO.replace("email: bonjour@maya.example", "email: bonjour@maya.example, parcels: 1 rue du Colis"), ("1 rue du Colis", "dès le brief complet"), "Je vous donne l’adresse"),
    ],
)  # fmt: skip
def test_a_buyer_learns_what_comes_next(more: str, studio: str, says: tuple[str, ...], never: str) -> None:
    page = documents_of(offers(grid(package("solo", "250 EUR", more=more)), studio=studio))["merci/solo/"]
    shown = text_of(page)
    assert [each for each in says if each not in shown] == []
    assert never not in shown
    assert '<meta name="vitrine" content="aside">' in page


def test_the_brief_is_a_mail_to_fill_in() -> None:
    found = documents_of(offers(grid(SOLO)))
    (href,) = re.findall('class="button" href="(.*?)"', found["en/thanks/solo/"])
    assert unquote(href).startswith(
        "mailto:bonjour@maya.example?subject=Brief: Solo&amp;body=Hello,\r\n\r\nBrand:\r\n"
    )
    (href,) = re.findall('class="button" href="(.*?)"', found["merci/solo/"])
    assert "Marque\u00a0:" in unquote(href)


# --- work -------------------------------------------------------------------------------------------------


def test_a_page_shows_work_of_its_package_before_other_work(tmp_path: Path) -> None:
    """In the demo, one case was booked as Trio; two posters are all that the page carries."""
    site = open_site(copy_of_the_demo(tmp_path / "demo"), tmp_path / "demo/site_src", DAY)
    pages = {document.path: document for document in site.documents("https://maya.example")}
    booked = [case.case for case in site.book.offers.cases if case.package == "trio"]
    for path in ("c/trio/ads-90-fr/", "c/solo/ads-90-fr/"):
        shown = re.findall('class="poster" href="../../../[a-z-]+/(.*?)/"', pages[path].content())
        assert len(set(shown)) == 2, path
        if path == "c/trio/ads-90-fr/":
            assert shown[: len(booked)] == booked[:2]


def test_the_grid_leads_to_each_licence_that_can_be_bought() -> None:
    sold = offers(grid(SOLO, paid("ads", "+60%") + paid("exclusive", "on quote")))
    pages = {page.path: page.body for page in Renderer(sold, DAY).pages}
    linked = re.findall(r'href="../../(licences/.*?)"', pages["offres/videos/"])
    assert sorted(linked) == sorted(path for path in listed(sold) if path.startswith("licences/"))
