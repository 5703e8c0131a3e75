"""What Stripe would have in its database for one account in one mode.

Records are never changed in place: an update puts a new mapping where the old one was. A copy of the tables
is therefore a copy of a few dictionaries of references, which makes transactions, snapshots and stale reads
cheap.
"""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.sandbox import limits
from generator.sandbox.errors import refused

Record = Mapping[str, Any]

WRITES_REMEMBERED = 64


@dataclass
class Tables:
    """Rows by id in order of creation. What Stripe shows only on demand lies in tables of its own."""

    seed: str
    products: dict[str, Record] = field(default_factory=dict)
    prices: dict[str, Record] = field(default_factory=dict)
    lookup_keys: dict[str, str] = field(default_factory=dict)  # to the price that holds it
    currency_options: dict[str, dict[str, Record]] = field(default_factory=dict)  # by price
    payment_links: dict[str, Record] = field(default_factory=dict)
    line_items: dict[str, tuple[Record, ...]] = field(default_factory=dict)  # by payment link or checkout session
    sessions: dict[str, Record] = field(default_factory=dict)
    ids_given: int = 0

    def copy(self) -> "Tables":
        return replace(
            self,
            products=dict(self.products),
            prices=dict(self.prices),
            lookup_keys=dict(self.lookup_keys),
            currency_options=dict(self.currency_options),
            payment_links=dict(self.payment_links),
            line_items=dict(self.line_items),
            sessions=dict(self.sessions),
        )

    def new_id(self, prefix: str, length: int = 24) -> str:
        """The same history gives the same ids, yet their order says nothing, as with Stripe's."""
        self.ids_given += 1
        digest = hashlib.blake2b(f"{self.seed}/{self.ids_given}".encode(), digest_size=32).hexdigest()
        return prefix + digest[:length]


class Ledger:
    """The tables now, and as they were before each of the last writes."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._past: deque[Tables] = deque(maxlen=WRITES_REMEMBERED)

    def commit(self, tables: Tables) -> None:
        self._past.append(self.tables)
        self.tables = tables

    def as_of(self, writes_ago: int) -> Tables:
        """What a list that lags would still show."""
        seen = [*self._past, self.tables]
        return seen[max(0, len(seen) - 1 - writes_ago)]

    def copy(self) -> "Ledger":
        twin = Ledger(self.tables)  # committed tables never change
        twin._past = self._past.copy()
        return twin


def merged_metadata(old: Mapping[str, str], changes: Mapping[str, str] | None) -> dict[str, str]:
    """Stripe merges metadata; an empty value removes its key, an empty `metadata` removes all (Stripe docs,
    "Metadata").
    """
    if changes is None:
        return {}
    merged = {key: value for key, value in {**old, **changes}.items() if value != ""}
    if len(merged) > limits.METADATA_KEYS:
        raise refused(f"Metadata can have up to {limits.METADATA_KEYS} keys.", "metadata")
    return merged
