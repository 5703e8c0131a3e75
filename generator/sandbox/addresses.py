"""Which operation an address of the API means, and which address a link gets."""

import re

from generator.sandbox import payment_links, prices, products, sessions
from generator.sandbox.errors import StripeError
from generator.sandbox.fields import Form
from generator.sandbox.operations import Call, LinkAddress, Operation
from generator.sandbox.state import Record


def _account(call: Call) -> Record:
    return call.account.shown()


# Reading the account is a permission of its own, which a restricted key often lacks.
ACCOUNT_RETRIEVE = Operation("account_retrieve_current", "accounts_kyc_basic", "read", Form({}), _account)

OPERATIONS = (
    ("GET", r"/v1/account", ACCOUNT_RETRIEVE),
    ("POST", r"/v1/products", products.PRODUCT_CREATE),
    ("GET", r"/v1/products", products.PRODUCT_LIST),
    ("GET", r"/v1/products/([^/]+)", products.PRODUCT_RETRIEVE),
    ("POST", r"/v1/products/([^/]+)", products.PRODUCT_UPDATE),
    ("DELETE", r"/v1/products/([^/]+)", products.PRODUCT_DELETE),
    ("POST", r"/v1/prices", prices.PRICE_CREATE),
    ("GET", r"/v1/prices", prices.PRICE_LIST),
    ("GET", r"/v1/prices/([^/]+)", prices.PRICE_RETRIEVE),
    ("POST", r"/v1/prices/([^/]+)", prices.PRICE_UPDATE),
    ("POST", r"/v1/payment_links", payment_links.PAYMENT_LINK_CREATE),
    ("GET", r"/v1/payment_links", payment_links.PAYMENT_LINK_LIST),
    ("GET", r"/v1/payment_links/([^/]+)", payment_links.PAYMENT_LINK_RETRIEVE),
    ("POST", r"/v1/payment_links/([^/]+)", payment_links.PAYMENT_LINK_UPDATE),
    ("GET", r"/v1/payment_links/([^/]+)/line_items", payment_links.PAYMENT_LINK_LINE_ITEMS),
    ("GET", r"/v1/checkout/sessions", sessions.SESSION_LIST),
    ("GET", r"/v1/checkout/sessions/([^/]+)", sessions.SESSION_RETRIEVE),
    ("GET", r"/v1/checkout/sessions/([^/]+)/line_items", sessions.SESSION_LINE_ITEMS),
)
_COMPILED = tuple((method, re.compile(path), operation) for method, path, operation in OPERATIONS)


def find(method: str, path: str) -> tuple[Operation, str] | None:
    """The operation and the id it is about, if any."""
    for wanted, pattern, operation in _COMPILED:
        match = pattern.fullmatch(path)
        if match and method == wanted:
            return operation, match[1] if pattern.groups else ""
    return None


def unrecognised(method: str, path: str) -> StripeError:
    return StripeError(
        404,
        f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at "
        "https://support.stripe.com/.",
    )


def stripe_address(code: str, submit_type: str) -> str:
    """As Stripe does it: the submit type decides the host."""
    host = submit_type if submit_type in ("book", "donate") else "buy"
    return f"https://{host}.stripe.com/{code}"


def local_address(origin: str) -> LinkAddress:
    """The same on one local host: the submit type decides the first step of the path."""

    def address(code: str, submit_type: str) -> str:
        step = submit_type if submit_type in ("book", "donate") else "pay"
        return f"{origin}/{step}/{code}"

    return address
