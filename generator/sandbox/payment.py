"""Paying on the checkout page: what a buyer must fill in, and the session it leaves behind."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from generator.sandbox import limits
from generator.sandbox.order import EMAIL, Order, session_lines
from generator.sandbox.state import Record, Tables

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


def check_details(link: Record, form: Mapping[str, str], email: str) -> dict[str, str]:
    """What is missing or wrong, by the name of its input; the values name a wording."""
    problems = {}
    if not EMAIL.fullmatch(email):
        problems["email"] = "email_invalid"
    for kind, part in (link["name_collection"] or {}).items():
        if part["enabled"] and not part["optional"] and not form.get(f"{kind}_name"):
            problems[f"{kind}_name"] = "required"
    if (link["consent_collection"] or {}).get("terms_of_service") == "required" and "terms" not in form:
        problems["terms"] = "terms_required"
    if link["phone_number_collection"]["enabled"] and not form.get("phone"):
        problems["phone"] = "required"
    for entry in link["custom_fields"]:
        problem = _field_problem(entry, form.get(f"field-{entry['key']}", ""))
        if problem:
            problems[f"field-{entry['key']}"] = problem
    return problems


def _field_problem(entry: Record, value: str) -> str | None:
    if not value:
        return None if entry["optional"] else "required"
    settings = entry[entry["type"]]
    if entry["type"] == "dropdown":
        return None if value in [option["value"] for option in settings["options"]] else "required"
    if entry["type"] == "numeric" and not (value.isascii() and value.isdigit()):
        return "digits_only"
    least, most = settings["minimum_length"] or 0, settings["maximum_length"] or limits.CUSTOM_FIELD_TEXT
    return None if least <= len(value) <= most else "length_out_of_range"


def pay(
    tables: Tables, link: Record, order: Order, form: Mapping[str, str], query: Mapping[str, str], *, now: int
) -> Record:
    """Leave a complete session, count it, and switch the link off when it has sold out."""
    livemode: bool = link["livemode"]
    total = order.total
    identifier = tables.new_id("cs_live_" if livemode else "cs_test_", 58)
    reference = query.get("client_reference_id", "")
    session: dict[str, Any] = {
        "id": identifier,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {**link["automatic_tax"], "provider": None, "status": None},
        "client_reference_id": reference if limits.CLIENT_REFERENCE.fullmatch(reference) else None,
        "collected_information": {
            "business_name": form.get("business_name") or None,
            "individual_name": form.get("individual_name") or None,
            "shipping_details": None,
        },
        "consent": _consent(link),
        "created": now,
        "currency": order.currency,
        "custom_fields": [_filled_in(entry, form) for entry in link["custom_fields"]],
        "custom_text": link["custom_text"],
        "customer": None,
        "customer_details": _customer(link, form, query),
        "customer_email": None,
        "discounts": [],
        "expires_at": now + limits.IDEMPOTENCY_SECONDS,
        "invoice": None,
        "livemode": livemode,
        "locale": query.get("locale") or "auto",
        "metadata": link["metadata"],
        "mode": "subscription" if order.recurring else "payment",
        "optional_items": link["optional_items"],
        "payment_intent": None if order.recurring or not total else tables.new_id("pi_"),
        "payment_link": link["id"],
        "payment_status": "paid" if total else "no_payment_required",
        "presentment_details": None,
        "status": "complete",
        "submit_type": link["submit_type"],
        "subscription": tables.new_id("sub_") if order.recurring else None,
        "success_url": link["after_completion"].get("redirect", {}).get("url"),
        "tax_id_collection": link["tax_id_collection"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": None,
    }
    tables.line_items[identifier] = session_lines(tables, order)
    tables.sessions[identifier] = session
    _count(tables, link)
    return session


def _count(tables: Tables, link: Record) -> None:
    if not link["restrictions"]:
        return
    sold = link["restrictions"]["completed_sessions"]
    count = sold["count"] + 1
    tables.payment_links[link["id"]] = {
        **link,
        "active": count < sold["limit"],
        "restrictions": {"completed_sessions": {**sold, "count": count}},
    }


def _consent(link: Record) -> dict[str, Any] | None:
    asked = link["consent_collection"]
    if not asked:
        return None
    terms = "accepted" if asked["terms_of_service"] == "required" else None
    return {"promotions": None, "terms_of_service": terms}


def _filled_in(entry: Record, form: Mapping[str, str]) -> Record:
    value = form.get(f"field-{entry['key']}") or None
    return {**entry, entry["type"]: {**entry[entry["type"]], "value": value}}


def _customer(link: Record, form: Mapping[str, str], query: Mapping[str, str]) -> dict[str, Any]:
    tax_id = form.get("tax_id") if link["tax_id_collection"]["enabled"] else None
    return {
        "address": None,
        "business_name": form.get("business_name") or None,
        "email": given_email(form, query),
        "individual_name": form.get("individual_name") or None,
        "name": form.get("individual_name") or form.get("business_name") or None,
        "phone": form.get("phone") or None,
        "tax_exempt": "none",
        "tax_ids": [{"type": "eu_vat", "value": tax_id}] if tax_id else [],
    }


def given_email(form: Mapping[str, str], query: Mapping[str, str]) -> str:
    """A locked e-mail wins over anything typed (Stripe docs, "URL parameters")."""
    return query.get("locked_prefilled_email") or form.get("email") or query.get("prefilled_email") or ""


def way_back(link: Record, session: Record, query: Mapping[str, str]) -> str | None:
    """Where the buyer goes next: the seller's page with the session's id and the campaign it came from."""
    if link["after_completion"]["type"] != "redirect":
        return None
    url: str = link["after_completion"]["redirect"]["url"]
    url = url.replace("{CHECKOUT_SESSION_ID}", session["id"])
    campaign = {name: query[name] for name in UTM if limits.UTM_VALUE.fullmatch(query.get(name, ""))}
    if not campaign:
        return url
    address, mark, fragment = url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(campaign)}{mark}{fragment}"
