"""What must hold between the settings of a link, its prices and its account, at creation and after every
update.

Each rule is a plain function of the link as it would be; adding one means adding it to RULES.
"""

from dataclasses import dataclass
from typing import Any

from generator.sandbox import limits
from generator.sandbox.account import Settings
from generator.sandbox.amounts import check_total
from generator.sandbox.errors import refused
from generator.sandbox.state import Record, Tables


@dataclass(frozen=True)
class Proposal:
    """A link about to exist, with everything that decides whether it may."""

    tables: Tables
    settings: Settings
    livemode: bool
    link: Record
    items: tuple[Record, ...]

    @property
    def optional(self) -> list[dict[str, Any]]:
        return self.link["optional_items"] or []

    @property
    def recurring(self) -> bool:
        return any(self.price(item)["recurring"] for item in self.items)

    def price(self, item: Record) -> Record:
        return self.tables.prices[item["price"]]

    def named(self) -> list[tuple[str, Record]]:
        """Every item with the name of its parameter."""
        lines = [(f"line_items[{place}]", item) for place, item in enumerate(self.items)]
        return lines + [(f"optional_items[{place}]", item) for place, item in enumerate(self.optional)]


def prices_are_sold(proposal: Proposal) -> None:
    """An inactive link may keep archived prices; an active one may not start with them."""
    if not proposal.link["active"]:
        return
    for param, item in proposal.named():
        price = proposal.price(item)
        if not price["active"]:
            raise refused(
                "The price specified is inactive. This field only accepts active prices.", f"{param}[price]"
            )
        if not proposal.tables.products[price["product"]]["active"]:
            raise refused(
                f"The price `{price['id']}` is not available to be purchased because its product is not active.",
                f"{param}[price]",
            )


def counts(proposal: Proposal) -> None:
    if not proposal.items:
        raise refused("Missing required param: line_items.", "line_items", "parameter_missing")
    if len(proposal.items) + len(proposal.optional) > limits.LINE_ITEMS:
        raise refused(
            f"A link can have at most {limits.LINE_ITEMS} line items and optional items together.",
            "optional_items",
        )


def one_currency(proposal: Proposal) -> None:
    """All prices share their default currency and can be charged in the link's."""
    defaults = {proposal.price(item)["currency"] for _, item in proposal.named()}
    if len(defaults) > 1:
        raise refused("All prices on a Payment Link must have the same currency.", "line_items")
    currency = proposal.link["currency"]
    for _, item in proposal.named():
        price = proposal.price(item)
        if currency not in (price["currency"], *proposal.tables.currency_options[price["id"]]):
            raise refused(f"The price `{price['id']}` does not support {currency}.", "currency")


def custom_amounts_stand_alone(proposal: Proposal) -> None:
    """A customer-chosen amount allows one line item of quantity one and nothing beside it."""
    if not any(proposal.price(item)["custom_unit_amount"] for _, item in proposal.named()):
        return
    item = proposal.items[0]
    if len(proposal.named()) > 1 or item["quantity"] != 1 or item["adjustable_quantity"]:
        raise refused("A price with a custom amount must be the only line item, with a quantity of 1.", "line_items")


def optional_items_fit(proposal: Proposal) -> None:
    """Nothing recurring in a one-time payment, one interval in a subscription (docs, "Optional items")."""
    intervals = {
        (price["recurring"]["interval"], price["recurring"]["interval_count"])
        for price in map(proposal.price, proposal.items)
        if price["recurring"]
    }
    for place, item in enumerate(proposal.optional):
        recurring = proposal.price(item)["recurring"]
        if not recurring:
            continue
        param = f"optional_items[{place}][price]"
        if not proposal.recurring:
            raise refused("Recurring optional items are not supported in `payment` mode.", param)
        if (recurring["interval"], recurring["interval_count"]) not in intervals:
            raise refused("An optional item must have the same interval as the line items.", param)


def quantities_fit(proposal: Proposal) -> None:
    for param, item in proposal.named():
        adjustable = item["adjustable_quantity"]
        if adjustable is None:
            if item["quantity"] < 1:
                raise refused("Quantity must be at least 1.", f"{param}[quantity]")
            continue
        if adjustable["minimum"] > adjustable["maximum"]:
            raise refused("`minimum` must not exceed `maximum`.", f"{param}[adjustable_quantity][minimum]")
        if not adjustable["minimum"] <= item["quantity"] <= adjustable["maximum"]:
            raise refused("Quantity must lie between `minimum` and `maximum`.", f"{param}[quantity]")
        if param.startswith("line_items") and len(proposal.items) == 1 and adjustable["minimum"] == 0:
            raise refused(
                "The only line item must have a minimum of at least 1.",
                f"{param}[adjustable_quantity][minimum]",
            )


def mode_fits(proposal: Proposal) -> None:
    """One-time payments and subscriptions have settings of their own."""
    link = proposal.link
    foreign = {
        "payment_method_collection": link["payment_method_collection"] != "always",
        "subscription_data": link["subscription_data"] is not None,
    }
    mode = "payment"
    if proposal.recurring:
        mode = "subscription"
        foreign = {
            "customer_creation": link["customer_creation"] != "if_required",
            "invoice_creation": bool(link["invoice_creation"] and link["invoice_creation"]["enabled"]),
            "payment_intent_data": link["payment_intent_data"] is not None,
        }
    for param, used in foreign.items():
        if used:
            raise refused(f"You can not pass `{param}` in `{mode}` mode.", param)


def account_is_ready(proposal: Proposal) -> None:
    consent, tax = proposal.link["consent_collection"], proposal.link["automatic_tax"]
    if consent and consent["terms_of_service"] == "required":
        proposal.settings.require_terms()
    if not tax["enabled"]:
        return
    proposal.settings.require_tax(proposal.livemode)
    for param, item in proposal.named():
        behaviors = {proposal.price(item)["tax_behavior"], proposal.settings.default_tax_behavior}
        if behaviors == {"unspecified"}:
            raise refused(
                "A tax_behavior is required on every price when automatic tax is enabled.", f"{param}[price]"
            )


def chargeable(proposal: Proposal) -> None:
    if not proposal.recurring and not proposal.price(proposal.items[0])["custom_unit_amount"]:
        check_total(sum(item["amount_total"] for item in proposal.items), proposal.link["currency"])


def limit_not_reached(proposal: Proposal) -> None:
    restrictions = proposal.link["restrictions"]
    if proposal.link["active"] and restrictions:
        sold = restrictions["completed_sessions"]
        if sold["count"] >= sold["limit"]:
            raise refused("The limit of completed sessions has been reached.", "active")


RULES = (
    counts,
    prices_are_sold,
    one_currency,
    custom_amounts_stand_alone,
    optional_items_fit,
    quantities_fit,
    mode_fits,
    account_is_ready,
    chargeable,
    limit_not_reached,
)


def check(proposal: Proposal) -> None:
    for rule in RULES:
        rule(proposal)
