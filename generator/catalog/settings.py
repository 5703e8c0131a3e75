"""What a buyer meets at Stripe beside the prices: questions, texts, invoice, taxes; in Stripe's own words. Pure.

Settings are complete and written as Stripe reads them back (API 2026-10-28.endive): what is off is said to be off,
so that an edit in the Dashboard is seen and can be undone.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.addresses import thanks_path
from generator.catalog.resources import Settings, TaxBehavior
from generator.checkouts import Checkout
from generator.law import invoice_footer, tax_mention
from generator.model.durations import Delay
from generator.model.grid import BriefQuestion, Grid
from generator.model.offers import Offers
from generator.model.studio import Studio
from generator.pricing import Instalments
from generator.wording import phrases
from generator.wording.clauses import licence_version
from generator.wording.typography import plain, typeset
from generator.wording.words import Words, words

TAX_BEHAVIOR: Mapping[str, TaxBehavior] = {
    "exempt": "unspecified",
    "inclusive": "inclusive",
    "exclusive": "exclusive",
}


@dataclass(frozen=True, slots=True)
class Shop:
    """What all links of a studio share.

    Attributes:
        address: where the site is published; buyers return there.
        day: decides which dated wordings hold.
    """

    offers: Offers
    address: str
    day: datetime.date


def balance(split: Instalments, grid: Grid, says: Words) -> str:
    """What is paid later, and when: “405 € on delivery”."""
    amount = says.money(split.balance)
    if isinstance(grid.balance, Delay):
        return says("stripe", "balance_delay", amount=amount, delay=says.delay(grid.balance))
    return says("stripe", f"balance_{grid.balance}", amount=amount)


def link_settings(shop: Shop, checkout: Checkout, language: str) -> Settings:
    """The settings of the link that sells `checkout` in `language`."""
    studio, grid, says = shop.offers.studio, checkout.grid, words(language)
    settings: dict[str, Any] = {
        "after_completion": {"type": "redirect", "redirect": {"url": _return_address(shop, checkout, language)}},
        "allow_promotion_codes": grid.promotion_codes,
        "automatic_tax": {"enabled": studio.tax.regime == "exclusive"},
        "billing_address_collection": "required",
        "consent_collection": {"terms_of_service": "none" if studio.audience == "businesses" else "required"},
        "custom_fields": [_field(number, question, says) for number, question in enumerate(grid.brief, 1)],
        "custom_text": {"submit": {"message": _submit_text(checkout, says)}},
        "inactive_message": _closed_text(shop, grid, says),
        "name_collection": _names(studio),
        "restrictions": _restrictions(checkout.package.slots),
        "submit_type": "subscribe" if checkout.every else "pay",
        "tax_id_collection": {"enabled": studio.audience == "businesses"},
    }
    reference = _reference(checkout, language)
    if checkout.every:
        return settings | {"subscription_data": {"metadata": reference}}
    return settings | {
        "customer_creation": "always",
        "invoice_creation": {
            "enabled": True,
            "invoice_data": _invoice(shop, checkout, says) | {"metadata": reference},
        },
        "payment_intent_data": {"statement_descriptor_suffix": studio.stripe.statement, "metadata": reference},
    }


def _return_address(shop: Shop, checkout: Checkout, language: str) -> str:
    path = thanks_path(checkout.package.id, language, shop.offers.studio.languages)
    return f"{shop.address.rstrip('/')}/{path}"


def _field(number: int, question: BriefQuestion, says: Words) -> dict[str, Any]:
    kind = "dropdown" if question.options else {"text": "text", "number": "numeric"}[question.answer]
    field: dict[str, Any] = {
        "key": f"brief{number}",
        "label": {"type": "custom", "custom": question.ask[says.language]},
        "optional": question.optional,
        "type": kind,
    }
    if question.options:
        choices = enumerate(question.options, 1)
        options = [{"label": each[says.language], "value": f"answer{place}"} for place, each in choices]
        field["dropdown"] = {"options": options}
    return field


def _submit_text(checkout: Checkout, says: Words) -> str:
    text = phrases.licence(checkout.licence, says)
    split = checkout.instalments
    if split is None:
        return typeset(says("stripe", "submit", text=text), says.language)
    facts = {"deposit": says.money(split.deposit), "total": says.money(checkout.total)}
    said = says("stripe", "submit_deposit", **facts, balance=balance(split, checkout.grid, says), text=text)
    return typeset(said, says.language)


def _closed_text(shop: Shop, grid: Grid, says: Words) -> str:
    if grid.closed:
        return typeset(plain(grid.closed[says.language]), says.language)
    return typeset(says("stripe", "closed", url=shop.address), says.language)


def _names(studio: Studio) -> dict[str, Any]:
    """Businesses give the company's name, which stands on the receipt beside the VAT number."""
    kind = "business" if studio.audience == "businesses" else "individual"
    return {kind: {"enabled": True, "optional": False}}


def _restrictions(slots: int | None) -> dict[str, Any] | None:
    return None if slots is None else {"completed_sessions": {"limit": slots}}


def _reference(checkout: Checkout, language: str) -> dict[str, str]:
    """Stripe copies it to each payment, so that an order says what was bought under which wording."""
    return {
        "checkout": checkout.id,
        "package": checkout.package.id,
        "licence": checkout.licence.id,
        "licence_version": licence_version(checkout.licence),
        "language": language,
    }


def _invoice(shop: Shop, checkout: Checkout, says: Words) -> dict[str, Any]:
    studio, language = shop.offers.studio, says.language
    version = licence_version(checkout.licence)
    name = checkout.licence.name[language]
    description = says(
        "stripe",
        "invoice",
        package=checkout.package.name[language],
        licence=name,
        reference=version,
        text=phrases.licence(checkout.licence, says),
    )
    if split := checkout.instalments:
        facts = {"deposit": says.money(split.deposit), "total": says.money(checkout.total)}
        description += " " + says("stripe", "invoice_deposit", **facts, balance=balance(split, checkout.grid, says))
    rate = says.percent(studio.tax.rate) if studio.tax.rate is not None else ""
    mention = tax_mention(studio, shop.day)[language].replace("{rate}", rate)
    due = invoice_footer(studio, shop.day)[language] if studio.audience == "businesses" else ""
    tax_display = {"inclusive": "include_inclusive_tax", "exclusive": "exclude_tax"}.get(studio.tax.regime)
    return {
        "custom_fields": [{"name": says("stripe", "reference"), "value": f"{checkout.licence.id} {version}"}],
        "description": typeset(description, language),
        "footer": typeset(" ".join(filter(None, (f"{mention}.", due))), language),
        "rendering_options": {"amount_tax_display": tax_display} if tax_display else None,
    }
