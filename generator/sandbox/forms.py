"""Stripe's form encoding, `a[b][0][c]=v`, read back into nested mappings.

Lists stay mappings from "0", "1", … here: only the field that reads them knows whether `metadata[0]` is a key
named "0" or the first entry of a list.
"""

from typing import TypeAlias
from urllib.parse import parse_qsl

Raw: TypeAlias = "str | dict[str, Raw]"


def decode(text: str) -> dict[str, Raw]:
    form: dict[str, Raw] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        head, *rest = name.replace("]", "").split("[")
        place = form
        for step in [head, *rest][:-1]:
            inner = place.setdefault(step or str(len(place)), {})
            if isinstance(inner, str):
                inner = place[step] = {}
            place = inner
        last = [head, *rest][-1]
        place[last or str(len(place))] = value
    return form
