"""The parameters of a payment link: what may be said, at creation and later (Stripe's API reference).

An update takes the same settings, minus the create-only ones, and resets with "" those marked here.
"""

import re

from generator.sandbox import limits
from generator.sandbox.errors import refused
from generator.sandbox.fields import (
    Address,
    Choice,
    Clearable,
    Field,
    Flag,
    Form,
    Group,
    Many,
    Metadata,
    NotImitated,
    Params,
    Text,
    Whole,
)
from generator.sandbox.forms import Raw

ENABLED = Group({"enabled": Flag()}, required=("enabled",))
ENABLED_OR_OPTIONAL = Group({"enabled": Flag(), "optional": Flag()}, required=("enabled",))
ADJUSTABLE = Group(
    {
        "enabled": Flag(),
        "maximum": Whole(0, limits.QUANTITY_MAXIMUM),
        "minimum": Whole(0, limits.QUANTITY_MAXIMUM),
    },
    required=("enabled",),
)
LINE_ITEM = Group(
    {
        "adjustable_quantity": ADJUSTABLE,
        "price": Text(),
        "price_data": NotImitated(),
        "quantity": Whole(0, limits.QUANTITY_MAXIMUM),
    },
    required=("price", "quantity"),
)
LINE_ITEM_CHANGE = Group(
    {"adjustable_quantity": ADJUSTABLE, "id": Text(), "quantity": Whole(0, limits.QUANTITY_MAXIMUM)},
    required=("id",),
)
OPTIONAL_ITEM = Group(
    {"adjustable_quantity": ADJUSTABLE, "price": Text(), "quantity": Whole(1, limits.QUANTITY_MAXIMUM)},
    required=("price", "quantity"),
)
LENGTHS: dict[str, Field] = {
    "default_value": Text(limits.CUSTOM_FIELD_TEXT),
    "maximum_length": Whole(1, limits.CUSTOM_FIELD_TEXT),
    "minimum_length": Whole(1, limits.CUSTOM_FIELD_TEXT),
}
DROPDOWN = Group(
    {
        "default_value": Text(limits.DROPDOWN_TEXT),
        "options": Many(
            Group(
                {
                    "label": Text(limits.DROPDOWN_TEXT),
                    "value": Text(limits.DROPDOWN_TEXT, limits.ALPHANUMERIC),
                },
                required=("label", "value"),
            ),
            limits.DROPDOWN_OPTIONS,
        ),
    },
    required=("options",),
)
CUSTOM_FIELD = Group(
    {
        "dropdown": DROPDOWN,
        "key": Text(limits.CUSTOM_FIELD_KEY, limits.ALPHANUMERIC),
        "label": Group(
            {"custom": Text(limits.CUSTOM_FIELD_LABEL), "type": Choice("custom")},
            required=("custom", "type"),
        ),
        "numeric": Group(LENGTHS),
        "optional": Flag(),
        "text": Group(LENGTHS),
        "type": Choice("dropdown", "numeric", "text"),
    },
    required=("key", "label", "type"),
)
CUSTOM_TEXT_POSITIONS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
CUSTOM_TEXT = Clearable(Group({"message": Text(limits.CUSTOM_TEXT)}, required=("message",)))
INVOICE_FIELDS = Many(
    Group(
        {
            "name": Text(limits.INVOICE_CUSTOM_FIELD_NAME),
            "value": Text(limits.INVOICE_CUSTOM_FIELD_VALUE),
        },
        required=("name", "value"),
    ),
    limits.INVOICE_CUSTOM_FIELDS,
)
INVOICE_DATA = Group(
    {
        "account_tax_ids": Clearable(Many(Text())),
        "custom_fields": Clearable(INVOICE_FIELDS),
        "description": Text(limits.INVOICE_DESCRIPTION),
        "footer": Text(limits.INVOICE_FOOTER),
        "issuer": NotImitated(),
        "metadata": Metadata(),
        "rendering_options": Clearable(
            Group(
                {
                    "amount_tax_display": Clearable(Choice("exclude_tax", "include_inclusive_tax")),
                    "template": Text(),
                }
            )
        ),
    }
)
PAYMENT_INTENT_DATA: dict[str, Field] = {
    "description": Text(limits.PAYMENT_DESCRIPTION),
    "setup_future_usage": Choice("off_session", "on_session"),
    "statement_descriptor": Text(limits.STATEMENT_DESCRIPTOR, limits.STATEMENT_DESCRIPTOR_CHARACTERS),
    "statement_descriptor_suffix": Text(limits.STATEMENT_DESCRIPTOR, limits.STATEMENT_DESCRIPTOR_CHARACTERS),
    "transfer_group": Text(),
}
TRIAL: dict[str, Field] = {
    "trial_period_days": Whole(1, limits.TRIAL_DAYS),
    "trial_settings": Group(
        {
            "end_behavior": Group(
                {"missing_payment_method": Choice("cancel", "create_invoice", "pause")},
                required=("missing_payment_method",),
            )
        },
        required=("end_behavior",),
    ),
}

# Settings that stay until set otherwise.
LASTING: dict[str, Field] = {
    "after_completion": Group(
        {
            "hosted_confirmation": Group({"custom_message": Text(limits.CONFIRMATION_MESSAGE)}),
            "redirect": Group({"url": Address()}, required=("url",)),
            "type": Choice("hosted_confirmation", "redirect"),
        },
        required=("type",),
    ),
    "allow_promotion_codes": Flag(),
    "automatic_tax": Group({"enabled": Flag(), "liability": NotImitated()}, required=("enabled",)),
    "billing_address_collection": Choice("auto", "required"),
    "consent_collection": Group(
        {
            "payment_method_reuse_agreement": Group({"position": Choice("auto", "hidden")}, required=("position",)),
            "promotions": Choice("auto", "none"),
            "terms_of_service": Choice("none", "required"),
        }
    ),
    "custom_text": Group(dict.fromkeys(CUSTOM_TEXT_POSITIONS, CUSTOM_TEXT)),
    "customer_creation": Choice("always", "if_required"),
    "invoice_creation": Group({"enabled": Flag(), "invoice_data": INVOICE_DATA}, required=("enabled",)),
    "metadata": Metadata(),
    "payment_method_collection": Choice("always", "if_required"),
    "phone_number_collection": ENABLED,
    "submit_type": Choice("auto", "book", "donate", "pay", "subscribe"),
    "tax_id_collection": Group(
        {"enabled": Flag(), "required": Choice("if_supported", "never")}, required=("enabled",)
    ),
}
# Settings that an update resets with "".
RESETTABLE: dict[str, Field] = {
    "custom_fields": Many(CUSTOM_FIELD, limits.CUSTOM_FIELDS),
    "inactive_message": Text(limits.INACTIVE_MESSAGE),
    "name_collection": Group({"business": ENABLED_OR_OPTIONAL, "individual": ENABLED_OR_OPTIONAL}),
    "optional_items": Many(OPTIONAL_ITEM, limits.OPTIONAL_ITEMS),
    "payment_method_types": Many(Text(50, re.compile(r"[a-z0-9_]+"))),
    "restrictions": Group(
        {"completed_sessions": Group({"limit": Whole(1)}, required=("limit",))},
        required=("completed_sessions",),
    ),
    "shipping_address_collection": Group(
        {"allowed_countries": Many(Text(2, re.compile("[A-Z]{2}")))}, required=("allowed_countries",)
    ),
    **dict.fromkeys(
        (
            "application_fee_amount",
            "application_fee_percent",
            "on_behalf_of",
            "payment_method_options",
            "shipping_options",
            "transfer_data",
        ),
        NotImitated(),
    ),
}


def completion_fits_its_type(params: Params) -> None:
    completion = params.get("after_completion")
    if completion is None:
        return
    if completion["type"] == "redirect" and "redirect" not in completion:
        raise refused(
            "Missing required param: after_completion[redirect].",
            "after_completion[redirect]",
            "parameter_missing",
        )
    other = "hosted_confirmation" if completion["type"] == "redirect" else "redirect"
    if other in completion:
        raise refused(f"`{other}` cannot be set when `type` is {completion['type']}.", f"after_completion[{other}]")


def custom_fields_fit_their_type(params: Params) -> None:
    fields = params.get("custom_fields") or []
    keys = [entry["key"] for entry in fields]
    if len(set(keys)) < len(keys):
        raise refused("The keys of custom fields must be unique.", "custom_fields")
    for place, entry in enumerate(fields):
        param = f"custom_fields[{place}]"
        for kind in {"dropdown", "numeric", "text"} - {entry["type"]}:
            if kind in entry:
                raise refused(f"`{kind}` cannot be set when `type` is {entry['type']}.", f"{param}[{kind}]")
        settings = entry.get(entry["type"], {})
        if entry["type"] == "dropdown":
            _check_dropdown(settings, f"{param}[dropdown]")
        elif settings.get("minimum_length", 1) > settings.get("maximum_length", limits.CUSTOM_FIELD_TEXT):
            raise refused("minimum_length must not exceed maximum_length.", f"{param}[{entry['type']}]")


def _check_dropdown(settings: Params, param: str) -> None:
    values = [option["value"] for option in settings.get("options", [])]
    if not values:
        raise refused(f"Missing required param: {param}[options].", f"{param}[options]", "parameter_missing")
    if len(set(values)) < len(values):
        raise refused("The values of dropdown options must be unique.", f"{param}[options]")
    if settings.get("default_value", values[0]) not in values:
        raise refused("The default value must be one of the options.", f"{param}[default_value]")


class Forgettable:
    """A group whose every entry an update may reset with ""."""

    def __init__(self, fields: dict[str, Field]) -> None:
        self._group = Group({**{key: Clearable(entry) for key, entry in fields.items()}, "metadata": Metadata()})

    def read(self, raw: Raw, param: str) -> Params:
        return self._group.read(raw, param)


RULES = (completion_fits_its_type, custom_fields_fit_their_type)
CREATE = Form(
    {
        **LASTING,
        **RESETTABLE,
        "currency": Text(3),
        "line_items": Many(LINE_ITEM, limits.LINE_ITEMS),
        "managed_payments": NotImitated(),
        "payment_intent_data": Group(
            {
                **PAYMENT_INTENT_DATA,
                "capture_method": Choice("automatic", "automatic_async", "manual"),
                "metadata": Metadata(),
            }
        ),
        "subscription_data": Group(
            {
                **TRIAL,
                "description": Text(limits.SUBSCRIPTION_DESCRIPTION),
                "invoice_settings": NotImitated(),
                "metadata": Metadata(),
            }
        ),
    },
    required=("line_items",),
    rules=RULES,
)
UPDATE = Form(
    {
        **LASTING,
        **{key: Clearable(entry) for key, entry in RESETTABLE.items()},
        "active": Flag(),
        "line_items": Many(LINE_ITEM_CHANGE, limits.LINE_ITEMS),
        "payment_intent_data": Forgettable(PAYMENT_INTENT_DATA),
        "subscription_data": Forgettable({**TRIAL, "invoice_settings": NotImitated()}),
    },
    rules=RULES,
)
