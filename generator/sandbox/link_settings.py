"""From what was asked to what the link object shows: Stripe fills in every setting left out."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.sandbox import limits
from generator.sandbox.fields import Params
from generator.sandbox.link_fields import CUSTOM_TEXT_POSITIONS
from generator.sandbox.state import merged_metadata

Shown = dict[str, Any]

DEFAULTS: Shown = {
    "after_completion": {"type": "hosted_confirmation", "hosted_confirmation": {"custom_message": None}},
    "allow_promotion_codes": False,
    "application": None,
    "application_fee_amount": None,
    "application_fee_percent": None,
    "automatic_tax": {"enabled": False, "liability": None},
    "billing_address_collection": "auto",
    "consent_collection": None,
    "custom_fields": [],
    "custom_text": dict.fromkeys(CUSTOM_TEXT_POSITIONS),
    "customer_creation": "if_required",
    "inactive_message": None,
    "invoice_creation": None,
    "managed_payments": None,
    "metadata": {},
    "name_collection": None,
    "on_behalf_of": None,
    "optional_items": None,
    "payment_intent_data": None,
    "payment_method_collection": "always",
    "payment_method_options": None,
    "payment_method_types": None,
    "phone_number_collection": {"enabled": False},
    "restrictions": None,
    "shipping_address_collection": None,
    "shipping_options": [],
    "submit_type": "auto",
    "subscription_data": None,
    "tax_id_collection": {"enabled": False, "required": "never"},
    "transfer_data": None,
}


def adjustable_quantity(given: Params | None, least: int) -> Shown | None:
    """`least` is what the minimum is when none is asked for."""
    if not given or not given["enabled"]:
        return None
    return {
        "enabled": True,
        "maximum": given.get("maximum", limits.QUANTITY_DEFAULT_MAXIMUM),
        "minimum": given.get("minimum", least),
    }


def mode_defaults(recurring: bool) -> Shown:
    """One-time payments show how they would be invoiced, subscriptions what they would be made of."""
    if recurring:
        return {"subscription_data": _subscription_data(None, {})}
    return {"invoice_creation": _invoice_creation(None, {"enabled": False})}


def settled(old: Mapping[str, Any], params: Params) -> Shown:
    """Every setting `params` names, as it will read back, given how the link was before."""
    shown: Shown = {}
    for key, value in params.items():
        if key not in DEFAULTS:
            continue
        if key == "metadata":
            shown[key] = merged_metadata(old[key], value)
        elif value is None:
            shown[key] = DEFAULTS[key]
        else:
            complete = COMPLETIONS.get(key)
            shown[key] = complete(old[key], value) if complete else value
    return shown


def _after_completion(_old: Any, given: Params) -> Shown:
    if given["type"] == "redirect":
        return {"type": "redirect", "redirect": {"url": given["redirect"]["url"]}}
    message = given.get("hosted_confirmation", {}).get("custom_message")
    return {"type": "hosted_confirmation", "hosted_confirmation": {"custom_message": message}}


def _automatic_tax(_old: Any, given: Params) -> Shown:
    return {"enabled": given["enabled"], "liability": {"type": "self"} if given["enabled"] else None}


def _consent_collection(_old: Any, given: Params) -> Shown:
    parts = ("payment_method_reuse_agreement", "promotions", "terms_of_service")
    return {part: given.get(part) for part in parts}


def _custom_fields(_old: Any, given: list[Params]) -> list[Shown]:
    return [_custom_field(entry) for entry in given]


def _custom_field(entry: Params) -> Shown:
    kind = entry["type"]
    names = (
        ("default_value", "options") if kind == "dropdown" else ("default_value", "maximum_length", "minimum_length")
    )
    return {
        "key": entry["key"],
        "label": entry["label"],
        "optional": entry.get("optional", False),
        "type": kind,
        kind: {name: entry.get(kind, {}).get(name) for name in names},
    }


def _merged(old: Any, given: Params) -> Shown:
    """Only the named parts change, as custom_text positions do."""
    return {**old, **given}


def _invoice_creation(_old: Any, given: Params) -> Shown:
    data = given.get("invoice_data", {})
    parts = ("account_tax_ids", "custom_fields", "description", "footer", "issuer", "rendering_options")
    shown = {part: data.get(part) for part in parts}
    return {
        "enabled": given["enabled"],
        "invoice_data": {**shown, "metadata": merged_metadata({}, data.get("metadata"))},
    }


def _name_collection(_old: Any, given: Params) -> Shown:
    return {
        kind: {"enabled": part["enabled"], "optional": part.get("optional", False)} for kind, part in given.items()
    }


def _optional_items(_old: Any, given: list[Params]) -> list[Shown] | None:
    return [
        {**item, "adjustable_quantity": adjustable_quantity(item.get("adjustable_quantity"), 0)} for item in given
    ]


def _payment_intent_data(old: Any, given: Params) -> Shown:
    parts = (
        "capture_method",
        "description",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    )
    return _replacing_metadata(old or {**dict.fromkeys(parts), "metadata": {}}, given)


def _subscription_data(old: Any, given: Params) -> Shown:
    blank = {
        "description": None,
        "invoice_settings": {"issuer": {"type": "self"}},
        "metadata": {},
        "trial_period_days": None,
        "trial_settings": None,
    }
    return _replacing_metadata(old or blank, given)


def _replacing_metadata(old: Mapping[str, Any], given: Params) -> Shown:
    """Metadata for what a payment will create is declarative: given again, it replaces (SDK docstrings)."""
    shown = {**old, **given}
    if "metadata" in given:
        shown["metadata"] = merged_metadata({}, given["metadata"])
    return shown


def _restrictions(old: Any, given: Params) -> Shown:
    sold = old["completed_sessions"]["count"] if old else 0
    return {"completed_sessions": {"count": sold, "limit": given["completed_sessions"]["limit"]}}


def _tax_id_collection(_old: Any, given: Params) -> Shown:
    return {"enabled": given["enabled"], "required": given.get("required", "never")}


COMPLETIONS: dict[str, Callable[[Any, Any], Any]] = {
    "after_completion": _after_completion,
    "automatic_tax": _automatic_tax,
    "consent_collection": _consent_collection,
    "custom_fields": _custom_fields,
    "custom_text": _merged,
    "invoice_creation": _invoice_creation,
    "name_collection": _name_collection,
    "optional_items": _optional_items,
    "payment_intent_data": _payment_intent_data,
    "restrictions": _restrictions,
    "subscription_data": _subscription_data,
    "tax_id_collection": _tax_id_collection,
}
