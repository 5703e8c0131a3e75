"""From the grid to the thank-you page, as a buyer goes: by hand, by keyboard, with scripts off, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from previewing import Preview
from studio import copy_of_the_demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    running = Preview(copy_of_the_demo(tmp_path_factory.mktemp("sold") / "demo"))
    assert running.shows("Réserver Solo, 250 €"), running.log.read_text()
    yield running.address
    running.stop()


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def opened(browser: Browser, url: str, **settings: object) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 640}, **settings)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_french_brand_books_a_pack_with_an_extra(browser: Browser, shop: str, scripts: bool) -> None:
    page = opened(browser, f"{shop}offres/videos-ugc/", java_script_enabled=scripts, locale="fr-FR")
    page.locator(".first-screen .button--primary").click()
    assert page.url == f"{shop}c/trio/ads-90-fr/"
    assert plain(page.locator(".buy").inner_text()).startswith("675 € 270 € aujourd’hui, 405 € à la livraison")
    page.get_by_role("link", name=re.compile("Réserver et payer 270")).first.click()

    page.get_by_label(re.compile("Ajouter Accroche")).check()
    page.get_by_role("button", name="Mettre à jour le total").click()
    assert plain(page.locator("#total .amount").inner_text()) == "300,00 €"
    page.get_by_label("E-mail").fill("lea@nuoo.example")
    page.get_by_label("Nom de l’entreprise").fill("Nuoo")
    page.get_by_label("La page de votre produit").fill("https://nuoo.example/")
    page.get_by_role("button", name="Payer (simulation)").click()

    assert page.url.startswith(f"{shop}merci/trio/")
    expect(page.locator("h1")).to_have_text(re.compile("Merci, Trio est réservé."))
    assert page.get_by_role("link", name="Envoyer le brief par e-mail").get_attribute("href") != ""
    page.context.close()


def test_an_english_brand_changes_her_mind_and_buys_with_the_keyboard(browser: Browser, shop: str) -> None:
    page = opened(browser, f"{shop}en/c/uk-short/organic-365-gb/", locale="en-GB")
    other = page.locator(".choices a", has_text="Ads, 3 months")
    assert plain(other.locator(".amount").inner_text()) == "+ £90"
    other.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{shop}en/c/uk-short/paid-90-gb/")
    assert plain(page.locator(".buy .price").inner_text()).replace(" ", "") == "£190"
    button = page.locator(".buy .button")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pay/**")
    assert plain(page.locator("#total .amount").inner_text()) == "£190.00"
    page.get_by_label("Email").focus()
    page.keyboard.type("lea@nuoo.example")
    page.get_by_label("Business name").focus()
    page.keyboard.type("Nuoo")
    page.get_by_role("button", name="Pay (simulated)").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{shop}en/thanks/uk-short/**")
    expect(page.locator("h1")).to_have_text("Thank you, Short is booked.")
    page.context.close()


def test_the_preview_reloads_a_checkout_page_after_an_edit_without_complaints(browser: Browser, shop: str) -> None:
    page = opened(browser, "about:blank")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    with page.expect_request("**/livereload/**"):
        page.goto(f"{shop}c/trio/ads-90-fr/")
    assert complaints == ["Enabled live reload"]
    page.context.close()
