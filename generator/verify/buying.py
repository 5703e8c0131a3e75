"""What a buyer pays: each button leads to a known link that charges what the page shows and tells machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.errors import Problem
from generator.lock import PaymentLink
from generator.verify.amounts import amounts_in
from generator.verify.built_site import BuiltSite
from generator.verify.page import Element, Page

_STRIPE = re.compile(r"https://[a-z0-9.-]*\bstripe\.com/|https://book\.stripe\.com/")
_TEST = "/test_"
_HERE = re.compile(r"https?://(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/]|$)")
_UNITS = {"WEE": "week", "MON": "month", "ANN": "year"}  # UN/CEFACT recommendation 20


def buttons(site: BuiltSite, page: Page) -> Iterator[tuple[Element, str]]:
    """Every link of a page to a payment, with its address."""
    for element in page.all("a"):
        url = _address(element)
        if url in site.sold or url in site.test_links or _STRIPE.match(url):
            yield element, url


def _address(link: Element) -> str:
    """Where a link leads, without what it tells Stripe on the way: the language, who sent it."""
    return link.get("href").partition("?")[0]


def unknown_link(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V610, V611: every link to Stripe is a live one of the lock."""
    for _, url in buttons(site, page):
        if url in site.test_links or _TEST in url:
            yield site.problem("V611", page.path, url, found=url)
        elif url not in site.sold:
            yield site.problem("V610", page.path, url, found=url)


def amount_of_button(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V601, V612, V613: the button, or else the page, names the amount that the link charges."""
    for element, url in buttons(site, page):
        if url not in site.sold:
            continue
        charges = site.sold[url][1].charges
        said = {each.value for each in amounts_in(element.text, page.language, (charges.currency,))}
        if charges.decimal in said:
            continue
        if said:
            shown = ", ".join(f"{value} {charges.currency}" for value in sorted(said))
            yield site.problem("V612", page.path, url, shown=shown, charges=_plain(site.sold[url][1]))
        elif other := _other_currency(site, page, element.text, charges.currency):
            yield site.problem("V613", page.path, url, shown=other, charges=_plain(site.sold[url][1]))
        elif charges.decimal not in _named_by_the_page(page, charges.currency):
            yield site.problem("V601", page.path, url, charges=_plain(site.sold[url][1]))


def _other_currency(site: BuiltSite, page: Page, text: str, own: str) -> str:
    others = tuple(sorted({link.charges.currency for _, link in site.sold.values()} - {own}))
    return ", ".join(f"{each.value} {each.currency}" for each in amounts_in(text, page.language, others))


def _named_by_the_page(page: Page, currency: str) -> set[Decimal]:
    return {each.value for each in amounts_in(page.text, page.language, (currency,))}


def machine_price(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V614, V615: on a checkout's page, the offer said to machines is the one shown and the one sold."""
    values = {element.get("value") for element in page.all("data")}
    for checkout, link in _sold_alone(site, page):
        for offer in _offers(page):
            price, currency = str(offer.get("price", "")), offer.get("priceCurrency")
            if price not in values or currency != link.charges.currency:
                shown = ", ".join(sorted(values)) or "—"
                yield site.problem("V615", page.path, price, said=f"{price} {currency}", shown=shown)
            if _interval(offer) != link.every:
                said, sold = _interval(offer) or "—", link.every or "—"
                yield site.problem("V614", page.path, checkout, said=said, sold=sold)


def right_checkout(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V616, V617: a checkout's page leads to the link of that checkout, in the page's language."""
    checkout = _checkout_of(page)
    for element, url in buttons(site, page):
        if checkout is None or url not in site.sold:
            continue
        name, _, language = site.sold[url][0].rpartition(".")
        if name != checkout:
            yield site.problem("V616", page.path, url, sold=name, page=checkout)
        elif language != page.language:
            yield site.problem("V617", page.path, url, sold=language, page=page.language, text=element.text.strip())


def options(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V602: what an add-on costs at Stripe stands on the page."""
    for _, link in _sold_alone(site, page):
        shown = _named_by_the_page(page, link.charges.currency) if link.options else set()
        for name, amount in link.options.items():
            if amount.decimal not in shown:
                yield site.problem("V602", page.path, name=name, charges=f"{amount.decimal} {amount.currency}")


def readable_data(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V618: what is said to machines can be read."""
    if any(each is None for each in page.linked_data):
        yield site.problem("V618", page.path, "application/ld+json")


def list_of_links(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V603: the list that `vitrine prune` spares names every link that a page uses."""
    for _, url in buttons(site, page):
        if url in site.sold and url not in site.listed:
            yield site.problem("V603", page.path, url, found=url)


def preview(site: BuiltSite, page: Page) -> Iterator[Problem]:
    """V619: no page of a preview, and nothing that leads to this computer."""
    if page.meta("vitrine") == "preview":
        yield site.problem("V619", page.path, 'content="preview"', found="preview")
    for reference in page.references:
        if _HERE.match(reference.url):
            yield site.problem("V619", page.path, reference.url, found=reference.url)


def _checkout_of(page: Page) -> str | None:
    """Which checkout a page sells, if it sells only one."""
    return next((each.get("data-checkout") for each in page.elements if "data-checkout" in each.attributes), None)


def _sold_alone(site: BuiltSite, page: Page) -> Iterator[tuple[str, PaymentLink]]:
    """The one checkout that a page sells by a link of the lock, if it does."""
    checkout = _checkout_of(page)
    link = site.pins.links.get(f"{checkout}.{page.language}")
    if checkout and link and any(_address(element) == link.url for element in page.all("a")):
        yield checkout, link


def _offers(page: Page) -> Iterator[Mapping[str, Any]]:
    """Every offer in the page's JSON-LD, however deep."""
    open_ends = [each for each in page.linked_data if each is not None]
    while open_ends:
        each = open_ends.pop()
        if isinstance(each, list):
            open_ends += each
        elif isinstance(each, dict):
            open_ends += each.values()
            if each.get("@type") == "Offer":
                yield each


def _interval(offer: Mapping[str, Any]) -> str | None:
    specification = offer.get("priceSpecification")
    return _UNITS.get(specification.get("unitCode", "")) if isinstance(specification, dict) else None


def _plain(link: PaymentLink) -> str:
    every = f" / {link.every}" if link.every else ""
    return f"{link.charges.decimal} {link.charges.currency}{every}"


OF_PAGES = (
    unknown_link,
    amount_of_button,
    machine_price,
    right_checkout,
    options,
    readable_data,
    list_of_links,
    preview,
)
