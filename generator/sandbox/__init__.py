"""An offline, stateful stand-in for the part of Stripe's API a shop of payment links needs.

    sandbox = Sandbox()
    secret = sandbox.issue_key()
    with serve(sandbox) as origin:
        StripeClient(secret, base_addresses={"api": origin, ...})

Stripe's own mock server checks parameters but remembers nothing; what can go wrong between a catalogue and
Stripe is all in what Stripe remembers. Refusals, limits and shapes follow Stripe's documentation and the
types of its Python SDK; what neither states is marked as assumed in the tests.
"""

from generator.sandbox.account import Account, Settings
from generator.sandbox.clock import VirtualClock
from generator.sandbox.rate_limits import RateLimits
from generator.sandbox.sandbox import Sandbox
from generator.sandbox.server import serve
from generator.sandbox.wire import ConnectionLostError, Request, Response

__all__ = [
    "Account",
    "ConnectionLostError",
    "RateLimits",
    "Request",
    "Response",
    "Sandbox",
    "Settings",
    "VirtualClock",
    "serve",
]
