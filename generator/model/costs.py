"""What the creator alone knows: `private/costs.yml`, which git ignores and no page can reach."""

from __future__ import annotations

import re
from typing import Annotated

from generator.model.amounts import AmountsField, Rate
from generator.model.fields import as_text
from generator.model.record import Record, refusal
from generator.model.written import Written, text

_HOURS, _MINUTES = "([0-9]{1,2}) ?h", "([0-9]{1,3})(?: ?min)?"
_TIME = f"{_HOURS} ?{_MINUTES}|{_HOURS}|{_MINUTES}"


def _read_minutes(value: object) -> int:
    time = as_text(value)
    match = re.fullmatch(_TIME, time)
    hours, minutes = (match[1] or match[3] or 0, match[2] or match[4] or 0) if match else (0, 0)
    total = int(hours) * 60 + int(minutes)
    if total == 0:
        raise refusal("M245", found=time)
    return total


class PrivateCosts(Record):
    """Fees, charges and time, to see what a price leaves and to be warned below a floor."""

    card_percent: Rate
    """What the payment provider takes of a payment: `1.5%`."""
    card_fixed: AmountsField
    """What it takes besides, for each payment: `0.25 EUR`."""
    charges: Rate
    """Social charges and taxes on the receipts: `24.6%`."""
    time_per_video: Annotated[int, Written(_read_minutes, {"type": "integer", "minimum": 1}, text(_TIME))]
    """From script to delivery: `2 h 20`, in minutes."""
    floor: AmountsField | None = None
    """The least a video may bring; below it `vitrine check` warns."""
