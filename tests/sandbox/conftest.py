import os
from collections.abc import Iterator

import pytest
import stripe

from generator.sandbox import Account, Sandbox, Settings, serve
from tests.sandbox.in_process import InProcess
from tests.sandbox.shop import Shop

os.environ["STRIPE_SUPPRESS_NOTICES"] = "true"
stripe.enable_telemetry = False  # it would write a file into the home folder


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def shop(sandbox: Sandbox) -> Iterator[Shop]:
    """Over HTTP, as any SDK would talk."""
    transport = stripe.RequestsClient()
    with serve(sandbox) as origin:
        yield Shop(sandbox, origin, sandbox.issue_key(), transport)
        transport.close()


@pytest.fixture
def fast_shop(sandbox: Sandbox) -> Shop:
    """The same without sockets, for histories of many calls."""
    return Shop(sandbox, "https://api.stripe.com", sandbox.issue_key(), InProcess(sandbox))


@pytest.fixture
def ready_account() -> Account:
    """An account whose Dashboard settings allow everything."""
    settings = Settings("https://studio.example/terms", head_office=True, default_tax_behavior="exclusive")
    return Account(test=settings, live=settings)
