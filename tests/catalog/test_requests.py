"""Every request of the engine is one that the SDK's own types allow and that the stand-in's limits let pass, whatever
is sold, to whomever, under whichever tax, and from each of these to the next.
"""

from __future__ import annotations

import datetime
from functools import cache
from itertools import product

import pytest

from generator.catalog.apply import apply, observe, prune
from generator.catalog.desired import desired_catalog
from generator.catalog.gateway import StripeWriter, read_key
from generator.catalog.plan import plan
from generator.catalog.resources import Catalog
from generator.catalog.settings import Shop
from generator.lock import Pins
from generator.sandbox import Account, Sandbox, Settings
from tests.catalog.light_sdk import light_sdk
from tests.offers import STUDIO, grid, offers, package, paid
from tests.sandbox.in_process import InProcess
from tests.sandbox.shop import Checked

KINDS = {
    "once": "",
    "deposit": "deposit: 30%",
    "retainer": "every: month\n  commitment: 3 months",
    "few": "slots: 3",
}
TAXES = ("exempt", "{regime: inclusive, rate: 20%}", "{regime: exclusive, rate: 20%}")
AUDIENCES = ("businesses", "consumers")
BRIEF = """
promotion_codes: true
closed: {fr: "C'est **fini**.", en: "It is **over**."}
brief:
  - ask: {fr: "Page du produit ?", en: "Product page?"}
  - {ask: {fr: Combien ?, en: How many?}, answer: number, optional: true}
  - ask: {fr: Ton ?, en: Tone?}
    options: [{fr: Drôle, en: Funny}, {fr: Sobre, en: Calm}]
"""
ADD_ONS = """
add_ons:
  - {id: hook, name: {fr: Accroche, en: Hook}, summary: {fr: Une *autre*, en: One more}, price: 30 EUR, up_to: 5}
  - {id: rush, name: {fr: Express, en: Rush}, price: +30%}
"""
COMBINATIONS = [*product(KINDS, TAXES, AUDIENCES, (BRIEF + ADD_ONS, ""))]


@cache
def catalog(kind: str, tax: str, audience: str, more: str) -> Catalog:
    studio = STUDIO.replace("tax: exempt", f"tax: {tax}\naudience: {audience}\nstripe: {{statement: VIDEO}}")
    packages = package("solo", "100 EUR", more=KINDS[kind])
    read = offers(grid(packages, licences=paid("ads", "+50%"), more=more), studio=studio)
    return desired_catalog(Shop(read, "https://maya.example", datetime.date(2026, 11, 26)))


@pytest.fixture
def writer():
    """A connection whose every request is compared with the SDK's types before it leaves."""
    ready = Settings("https://studio.example/terms", head_office=True, default_tax_behavior="exclusive")
    sandbox = Sandbox(Account(test=ready, live=ready))
    with light_sdk():
        one = StripeWriter(read_key(sandbox.issue_key(), live=False), transport=InProcess(sandbox))
        one._client = Checked(one._client)
        yield one


@pytest.mark.parametrize("combination", COMBINATIONS, ids=lambda each: " ".join(each[:3]))
def test_whatever_is_sold_is_asked_for_in_stripes_words(writer, combination):
    wanted = catalog(*combination)
    pins = apply(wanted, writer, Pins(), workers=1)

    assert set(pins.links) == set(wanted.links)
    assert not plan(wanted, observe(writer, wanted.mark, pins), pins).writes


@pytest.mark.parametrize("step", [1, 7])
def test_whatever_is_sold_can_become_whatever_else(writer, step):
    """Each way of selling after each other one `step` further, at the same account; the last site is pruned."""
    pins = Pins()
    for place in range(0, len(COMBINATIONS) * step, step):
        wanted = catalog(*COMBINATIONS[place % len(COMBINATIONS)])
        pins = apply(wanted, writer, pins, workers=1)
        assert not plan(wanted, observe(writer, wanted.mark, pins), pins).writes
        prune(wanted, writer, pins, [link.url for link in pins.links.values()], workers=1)


@pytest.mark.parametrize("more", ["", "deposit: 30%\n"])
def test_the_longest_names_still_fit(writer, more):
    long = {each: each * 60 for each in "abcgm"}
    studio = STUDIO.replace(
        "tax: exempt", f"tax: {{regime: inclusive, rate: 20%}}\nstripe: {{mark: {long['m']}, statement: VIDEO}}"
    )
    packages = package("solo", "999999999.99 EUR").replace("id: solo", f"id: {long['a']}")
    add_on = f"add_ons:\n  - {{id: {long['c']}, name: Express, price: 999999.99 EUR}}"
    written = grid(packages, licences=paid("ads", "+50%").replace("id: ads", f"id: {long['b']}"), more=more + add_on)
    read = offers(written.replace("grid: videos", f"grid: {long['g']}"), studio=studio)
    wanted = desired_catalog(Shop(read, "https://maya.example", datetime.date(2026, 11, 26)))

    pins = apply(wanted, writer, Pins(), workers=1)

    assert max(map(len, wanted.prices)) == 200
    assert not plan(wanted, observe(writer, wanted.mark, pins), pins).writes
