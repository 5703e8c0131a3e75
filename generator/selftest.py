"""Does Stripe behave as our stand-in does? The same questions to both, and the answers side by side.

What the documentation of Stripe leaves open, and what the engine rests on, is asked here as a person would try it
out: make something, change it, look. Everything carries a mark of its own and is archived at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.catalog.apply import apply, observe
from generator.catalog.gateway import Key, StripeWriter, read_key
from generator.catalog.observed import MARK, Observed, Record
from generator.catalog.plan import plan, retirements
from generator.catalog.resources import Catalog
from generator.catalog.trouble import AlreadyThere, Outdated, Unanswered, no_answer
from generator.errors import ProblemsFound
from generator.lock import Pins
from generator.sandbox import Account, Sandbox, Settings, serve

_NOT_AN_ANSWER = ("L413", "L414", "L418")
"""Codes that say that the question could not be asked: the key cannot do it, or too much is asked at once."""


class Answer(NamedTuple):
    """What was asked, and what each of the two did."""

    question: str
    stripe: str
    stand_in: str

    @property
    def differs(self) -> bool:
        """Whether the stand-in is wrong about it."""
        return self.stripe != self.stand_in


@dataclass
class Bench:
    """One account to try things in.

    Attributes:
        writer: its key.
        mark: on everything that is made here.
    """

    writer: StripeWriter
    mark: str

    def product(self) -> str:
        """A new product."""
        made = self.writer.write("product", None, {"name": "Vitrine selftest", "metadata": {MARK: self.mark}})
        return str(made["id"])

    def price(self, **params: Any) -> str:
        """A new price of 10 euros, unless `params` say otherwise."""
        asked = {"product": self.product(), "currency": "eur", "unit_amount": 1000, "metadata": {MARK: self.mark}}
        return str(self.writer.write("price", None, asked | params)["id"])

    def link(self, *prices: str, **params: Any) -> Record:
        """A new link of these prices."""
        lines = [{"price": price, "quantity": 1} for price in prices or (self.price(),)]
        return self.writer.write("link", None, {"line_items": lines, "metadata": {MARK: self.mark}, **params})

    def is_open(self, link: Record) -> str:
        """Whether a link can be paid now."""
        found = self.writer.link(link["id"])
        return "open" if found and found["active"] else "closed"

    def tried(self, kind: Any, of: str | None, **params: Any) -> str:
        """Whether a write is taken, and if not whether a name was the reason."""
        try:
            self.writer.write(kind, of, params if of else {**params, "metadata": {MARK: self.mark}})
        except AlreadyThere:
            return "refused, the name is taken"
        except Outdated:
            return "refused"
        except ProblemsFound as refusal:
            if refusal.problems[0].code != "L426":
                raise
            return "refused"
        return "taken"


def _archived_price(bench: Bench) -> str:
    price = bench.price()
    link = bench.link(price)
    bench.writer.write("price", price, {"active": False})
    return bench.is_open(link)


def _archived_price_of_an_option(bench: Bench) -> str:
    option = bench.price()
    link = bench.link(optional_items=[{"price": option, "quantity": 1}])
    bench.writer.write("price", option, {"active": False})
    return bench.is_open(link)


def _archived_product(bench: Bench) -> str:
    product = bench.product()
    link = bench.link(bench.price(product=product))
    bench.writer.write("product", product, {"active": False})
    return bench.is_open(link)


def _reopened_with_an_archived_price(bench: Bench) -> str:
    price = bench.price()
    link = bench.link(price)
    bench.writer.write("price", price, {"active": False})
    return bench.tried("link", link["id"], active=True)


def _reopened_price(bench: Bench) -> str:
    price = bench.price()
    link = bench.link(price)
    bench.writer.write("price", price, {"active": False})
    bench.writer.write("price", price, {"active": True})
    return bench.is_open(link)


def _product_id_twice(bench: Bench) -> str:
    name = f"{bench.mark}_twice"
    bench.writer.write("product", None, {"id": name, "name": "Vitrine selftest", "metadata": {MARK: bench.mark}})
    return bench.tried("product", None, id=name, name="Vitrine selftest")


def _lookup_key_twice(bench: Bench) -> str:
    product, key = bench.product(), f"{bench.mark}_twice"
    bench.price(product=product, lookup_key=key)
    return bench.tried("price", None, product=product, currency="eur", unit_amount=2000, lookup_key=key)


def _lookup_key_of_an_archived_price(bench: Bench) -> str:
    product, key = bench.product(), f"{bench.mark}_archived"
    price = bench.price(product=product, lookup_key=key)
    bench.writer.write("price", price, {"active": False})
    return bench.tried("price", None, product=product, currency="eur", unit_amount=2000, lookup_key=key)


def _archived_price_by_lookup_key(bench: Bench) -> str:
    key = f"{bench.mark}_found"
    price = bench.price(lookup_key=key)
    bench.writer.write("price", price, {"active": False})
    found = bench.writer.price_at(key)
    return "found" if found and found["id"] == price else "not found"


def _lookup_key_cleared(bench: Bench) -> str:
    return bench.tried("price", bench.price(lookup_key=f"{bench.mark}_cleared"), lookup_key="")


def _new_link_is_listed_first(bench: Bench) -> str:
    bench.link()
    newest = bench.link()
    listed = [link["id"] for link in bench.writer.links()]
    return "first" if listed[:1] == [newest["id"]] else "later" if newest["id"] in listed else "not yet"


def _lines_left_out_of_an_update(bench: Bench) -> str:
    link = bench.link(bench.price(), bench.price())
    bench.writer.write("link", link["id"], {"inactive_message": "closed"})
    found = bench.writer.link(link["id"])
    return f"{len(found['line_items']['data'])} lines" if found else "gone"


def _options_cleared(bench: Bench) -> str:
    link = bench.link(optional_items=[{"price": bench.price(), "quantity": 1}])
    found = bench.writer.write("link", link["id"], {"optional_items": ""})
    return f"{len(found.get('optional_items') or ())} options"


def _metadata_is_merged(bench: Bench) -> str:
    link = bench.link(metadata={MARK: bench.mark, "one": "1", "two": "2"})
    found = bench.writer.write("link", link["id"], {"metadata": {"two": ""}})["metadata"]
    return ", ".join(sorted(found))


def _settings_cleared(bench: Bench) -> str:
    link = bench.link(
        inactive_message="closed",
        name_collection={"business": {"enabled": True, "optional": False}},
        restrictions={"completed_sessions": {"limit": 3}},
        payment_intent_data={"statement_descriptor_suffix": "SELFTEST"},
    )
    off = {"inactive_message": "", "name_collection": "", "restrictions": ""}
    suffix = {"payment_intent_data": {"statement_descriptor_suffix": ""}}
    found = bench.writer.write("link", link["id"], off | suffix)
    left = [key for key in off if found.get(key)]
    left += [key for key in ("statement_descriptor_suffix",) if (found.get("payment_intent_data") or {}).get(key)]
    return ", ".join(left) or "all off"


def _terms_text_without_consent(bench: Bench) -> str:
    price = bench.price()
    text = {"terms_of_service_acceptance": {"message": "I accept"}}
    return bench.tried("link", None, line_items=[{"price": price, "quantity": 1}], custom_text=text)


def _third_decimal(bench: Bench) -> str:
    return bench.tried("price", None, product=bench.product(), currency="kwd", unit_amount=5124)


QUESTIONS: tuple[tuple[str, Callable[[Bench], str]], ...] = (
    ("a link whose price is archived is", _archived_price),
    ("a link with an option whose price is archived is", _archived_price_of_an_option),
    ("a link whose product is archived is", _archived_product),
    ("opening a link whose price is archived is", _reopened_with_an_archived_price),
    ("a link whose price was archived and opened again is", _reopened_price),
    ("a second product of the same id is", _product_id_twice),
    ("a second price with the same lookup key is", _lookup_key_twice),
    ("a price with the lookup key of an archived one is", _lookup_key_of_an_archived_price),
    ("an archived price, asked for by its lookup key, is", _archived_price_by_lookup_key),
    ("clearing a lookup key is", _lookup_key_cleared),
    ("a new link is listed", _new_link_is_listed_first),
    ("after an update that names no lines a link of two has", _lines_left_out_of_an_update),
    ("after clearing its options a link has", _options_cleared),
    ("after removing “two” the metadata has", _metadata_is_merged),
    ("of the settings that were switched off, still on are", _settings_cleared),
    ("a text for accepted terms, without asking for consent, is", _terms_text_without_consent),
    ("an amount of 5.124 KWD is", _third_decimal),
)


def selftest(catalog: Catalog, key: Key, *, base: str | None = None) -> Iterator[Answer]:
    """Asks both, one question after the other; archives everything that it made, whatever happens.

    Args:
        catalog: what a studio sells, under a mark that nothing else has.
        key: of a Stripe sandbox.
        base: where to find Stripe, if not at its own address.
    """
    ready = Account(test=Settings("https://studio.example/terms", head_office=True, default_tax_behavior="exclusive"))
    sandbox = Sandbox(ready)
    real = Bench(StripeWriter(key, base=base), catalog.mark)
    with serve(sandbox) as origin:
        standing_in = Bench(StripeWriter(read_key(sandbox.issue_key(), live=False), base=origin), catalog.mark)
        try:
            for question, ask in (*QUESTIONS, ("after apply, the plan of these offers is", _applied(catalog))):
                yield Answer(question, _answered(ask, real), _answered(ask, standing_in))
        finally:
            clean_up(real)


def _applied(catalog: Catalog) -> Callable[[Bench], str]:
    def ask(bench: Bench) -> str:
        pins = apply(catalog, bench.writer, Pins())
        wanted = plan(catalog, observe(bench.writer, catalog.mark, pins), pins)
        return f"{len(pins.links)} links, {len(wanted.writes)} writes left, {len(wanted.drift)} changed by hand"

    return ask


def _answered(ask: Callable[[Bench], str], bench: Bench) -> str:
    try:
        return ask(bench)
    except ProblemsFound as found:
        problem = found.problems[0]
        if problem.code in _NOT_AN_ANSWER:
            raise
        return f"{problem.code} {problem.facts.get('found', '')}".strip()
    except Unanswered as lost:
        raise no_answer(lost) from None
    except AlreadyThere:
        return "refused, the name is taken"


def clean_up(bench: Bench) -> int:
    """Archives all that carries the mark of a bench; returns how many objects that were."""
    archived = 0
    while writes := retirements(Catalog(bench.mark, {}, {}, {}), _seen(bench), {}, ()):
        for write in writes:
            bench.writer.write(write.kind, write.id, write.params)
            archived += 1
    return archived


def _seen(bench: Bench) -> Observed:
    return observe(bench.writer, bench.mark, Pins())


def new_mark() -> str:
    """A mark that nothing else in an account has."""
    return f"selftest-{secrets.token_hex(4)}"
