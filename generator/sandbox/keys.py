"""API keys: whose they are, which mode they open, what they may do (Stripe docs, "API keys", "Restricted
keys").

Everywhere else a key goes by its id; the secret stays in this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.sandbox.errors import StripeError

Grant = Literal["read", "write"]
ALL: Mapping[str, Grant] | None = None


@dataclass(frozen=True)
class ApiKey:
    """`grants` names what a restricted key may touch; an unrestricted one has none. A Price is called "plan"
    there.
    """

    id: str
    account: str
    livemode: bool
    grants: Mapping[str, Grant] | None = ALL
    revoked: bool = False

    def require(self, resource: str, grant: Grant) -> None:
        """Writing implies reading, and a link can only be made by who may read what it sells."""
        if self.grants is None:
            return
        held = self.grants.get(resource)
        if held is None and grant == "read" and resource == "product" and "payment_links" in self.grants:
            held = "read"
        if held in (grant, "write"):
            return
        raise StripeError(
            403,
            f"The provided key '{self.id}' does not have the required permissions for this endpoint on "
            f"account "
            f"'{self.account}'. Having the 'rak_{resource}_{grant}' permission would allow this request to "
            f"continue.",
        )


class KeyRing:
    """All keys ever given out."""

    def __init__(self) -> None:
        self._by_secret: dict[str, ApiKey] = {}

    def issue(self, account: str, livemode: bool, grants: Mapping[str, Grant] | None) -> str:
        """A new secret, recognisable as Stripe's are: sk_test_…, rk_live_…"""
        number = len(self._by_secret) + 1
        secret = f"{'sk' if grants is None else 'rk'}_{'live' if livemode else 'test'}_standin{number:04d}"
        self._by_secret[secret] = ApiKey(f"key_{number}", account, livemode, grants)
        return secret

    def id_of(self, secret: str) -> str:
        key = self._by_secret.get(secret)
        return key.id if key else "unknown"

    def revoke(self, key_id: str) -> None:
        for secret, key in self._by_secret.items():
            if key.id == key_id:
                self._by_secret[secret] = replace(key, revoked=True)

    def authenticate(self, secret: str) -> ApiKey:
        if not secret:
            raise StripeError(
                401,
                "You did not provide an API key. You need to provide your API key in the Authorization "
                "header, "
                "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            )
        masked = f"{secret[:8]}{'*' * 8}{secret[-4:]}"
        key = self._by_secret.get(secret)
        if key is None:
            raise StripeError(401, f"Invalid API Key provided: {masked}")
        if key.revoked:
            raise StripeError(401, f"Expired API Key provided: {masked}", "api_key_expired")
        return key

    def copy(self) -> "KeyRing":
        twin = KeyRing()
        twin._by_secret = dict(self._by_secret)
        return twin
