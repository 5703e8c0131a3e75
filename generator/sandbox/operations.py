"""What one named operation of the API is, and everything it may look at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.sandbox.account import Account
from generator.sandbox.fields import Form, Params
from generator.sandbox.keys import Grant
from generator.sandbox.state import Record, Tables

LinkAddress: TypeAlias = Callable[[str, str], str]


@dataclass(frozen=True)
class Call:
    """One request on its way to its effect. `tables` is a working copy, kept only if nothing is refused."""

    tables: Tables
    account: Account
    livemode: bool
    now: int
    path: str
    subject: str
    params: Params
    link_address: LinkAddress


@dataclass(frozen=True)
class Operation:
    """`name` is Stripe's own ("price_create" has the parameters of the SDK's PriceCreateParams)."""

    name: str
    resource: str
    grant: Grant
    form: Form
    run: Callable[[Call], Record | dict[str, Any]]

    @property
    def lists(self) -> bool:
        return self.name.endswith("_list")
