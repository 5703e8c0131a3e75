"""What the creator alone knows: `private/costs.yml`, which git ignores and no page can reach."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from generator.model.amounts import AmountsField, Rate
from generator.model.fields import as_text
from generator.model.record import Record, refusal


def _read_minutes(value: object) -> int:
    text = as_text(value)
    match = re.fullmatch(r"(?:([0-9]{1,2}) ?h)? ?(?:([0-9]{1,3})(?: ?min)?)?", text)
    minutes = int(match[1] or 0) * 60 + int(match[2] or 0) if match else 0
    if minutes == 0:
        raise refusal("M245", found=text)
    return minutes


class PrivateCosts(Record):
    """Fees, charges and time, to see what a price leaves and to be warned below a floor."""

    card_percent: Rate
    """What the payment provider takes of a payment: `1.5%`."""
    card_fixed: AmountsField
    """What it takes besides, for each payment: `0.25 EUR`."""
    charges: Rate
    """Social charges and taxes on the receipts: `24.6%`."""
    time_per_video: Annotated[int, PlainValidator(_read_minutes), WithJsonSchema({"type": "string"})]
    """From script to delivery: `2 h 20`, in minutes."""
    floor: AmountsField | None = None
    """The least a video may bring; below it `vitrine check` warns."""
