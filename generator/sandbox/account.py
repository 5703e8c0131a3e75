"""The merchant: one account, with settings of its own in each mode."""

from dataclasses import dataclass
from typing import Any

from generator.sandbox.errors import refused


@dataclass(frozen=True)
class Settings:
    """Dashboard settings without which some links cannot be made (Stripe docs, "Customize payment links")."""

    terms_of_service_url: str | None = None
    head_office: bool = False
    default_tax_behavior: str = "unspecified"

    def require_terms(self) -> None:
        if not self.terms_of_service_url:
            raise refused(
                "You cannot collect consent to your terms of service unless a URL is set in the Stripe "
                "Dashboard. "
                "Update your settings at https://dashboard.stripe.com/settings/public.",
                "consent_collection[terms_of_service]",
            )

    def require_tax(self, livemode: bool) -> None:
        if not self.head_office:
            mode, path = ("live", "") if livemode else ("test", "test/")
            raise refused(
                f"You must have a valid head office address to enable automatic tax calculation in {mode} "
                f"mode. "
                f"Visit https://dashboard.stripe.com/{path}settings/tax to update it.",
                "automatic_tax[enabled]",
            )


@dataclass(frozen=True)
class Account:
    id: str = "acct_1SandboxVitrine"
    country: str = "FR"
    default_currency: str = "eur"
    test: Settings = Settings()
    live: Settings = Settings()

    def settings(self, livemode: bool) -> Settings:
        return self.live if livemode else self.test

    def shown(self) -> dict[str, Any]:
        """What GET /v1/account answers, as far as a shop needs it."""
        return {
            "id": self.id,
            "object": "account",
            "charges_enabled": True,
            "country": self.country,
            "default_currency": self.default_currency,
            "details_submitted": True,
            "payouts_enabled": True,
            "type": "standard",
        }
