"""From text to typed values: every scalar of the YAML enters through one of these doors.

YAML gives text only, so `NO` stays Norway, `010` stays an id and `19.90` never becomes a float.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from generator.model.record import Refusals, refusal
from generator.model.written import Written, text
from generator.text import Text


def kind_of(value: object) -> str:
    """`text`, `list` or `map`: the three shapes of YAML."""
    if isinstance(value, list):
        return "list"
    return "map" if isinstance(value, Mapping) else "text"


def as_text(value: object) -> str:
    """The scalar `value`, refused when it is a list or a map."""
    if isinstance(value, str):
        return value
    raise refusal("M205", kind=kind_of(value))


_WHOLE_NUMBER = {"type": "integer", "minimum": 1, "maximum": 9999}

# --- ids and plain words -----------------------------------------------------------------------------

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_RESERVED_FILE_NAMES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def _read_id(value: object) -> str:
    name = as_text(value)
    if len(name) > 60 or not re.fullmatch(_ID, name) or name in _RESERVED_FILE_NAMES:
        mended = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
        usable = mended and mended not in _RESERVED_FILE_NAMES
        raise refusal("M219", found=name, mended=mended if usable else "videos-ugc")
    return name


Id = Annotated[str, Written(_read_id, text(_ID, maxLength=60), {"type": "integer", "minimum": 0})]
"""A stable name: lower-case letters, digits and single dashes; part of web addresses."""


def _read_flag(value: object) -> bool:
    flag = as_text(value)
    if flag not in ("yes", "no", "true", "false"):
        raise refusal("M222", found=flag)
    return flag in ("yes", "true")


Flag = Annotated[bool, Written(_read_flag, {"enum": ["yes", "no", True, False]})]
"""`yes` or `no`."""


def _read_times(value: object) -> int:
    written = as_text(value)
    if not re.fullmatch(r"[0-9]{1,4}", written) or int(written) == 0:
        raise refusal("M216", found=written)
    return int(written)


Times = Annotated[int, Written(_read_times, _WHOLE_NUMBER, text("[0-9]{1,4}"))]
"""A whole number from 1."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high` of something; an open end is None: `60+`, `up to 30`."""

    low: int | None
    high: int | None

    @property
    def exact(self) -> int | None:
        """The number, when it is only one."""
        return self.low if self.low == self.high else None


_BETWEEN = r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))?"


def _read_range(value: object) -> Range:
    written = as_text(value)
    if match := re.fullmatch(_BETWEEN, written):
        low, high = int(match[1]), int(match[2] or match[1])
        if low <= high and high > 0:
            return Range(low, high)
    elif match := re.fullmatch(r"up to ([0-9]{1,4})", written):
        return Range(None, int(match[1]))
    elif match := re.fullmatch(r"([0-9]{1,4})\+", written):
        return Range(int(match[1]), None)
    raise refusal("M217", found=written)


Quantity = Annotated[
    Range, Written(_read_range, _WHOLE_NUMBER, text(rf"{_BETWEEN}|up to [0-9]{{1,4}}|[0-9]{{1,4}}\+"))
]
"""How many: `3`, `3-5`, `up to 3` or `60+`."""


_RATIO = "[1-9][0-9]?:[1-9][0-9]?"


def _read_ratio(value: object) -> str:
    ratio = as_text(value)
    if not re.fullmatch(_RATIO, ratio):
        raise refusal("M229", found=ratio)
    return ratio


Ratio = Annotated[str, Written(_read_ratio, text(_RATIO))]
"""A picture format such as `9:16`."""

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _read_day(value: object) -> datetime.date:
    written = as_text(value)
    try:
        if not re.fullmatch(_DAY, written):
            raise ValueError
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise refusal("M270", found=written) from None


Day = Annotated[datetime.date, Written(_read_day, text(_DAY))]
"""A day of the calendar: `2026-09-14`."""

# --- texts -------------------------------------------------------------------------------------------


def _read_wording(value: object) -> str:
    wording = as_text(value)
    if not wording.strip():
        raise refusal("M207")
    return wording


def read_text(value: object) -> Text:
    """One wording, or a map from language to wording."""
    if not isinstance(value, Mapping):
        return Text(everywhere=_read_wording(value))
    refusals = Refusals()
    wordings = {language: refusals.read(language, _read_wording, wording) for language, wording in value.items()}
    refusals.tell()
    return Text(by_language={language: wording for language, wording in wordings.items() if wording})


_LONGEST_NAME = 120


def _read_name(value: object) -> Text:
    name = read_text(value)
    for wording in name.wordings:
        if "\n" in wording.strip() or len(wording) > _LONGEST_NAME:
            raise refusal("M232", found=f"{len(wording)}")
    return name


def _wordings(**more: Any) -> dict[str, Any]:
    """A text, which an editor may take for a number, or one for each language."""
    wording = {"type": ["string", "number"], "pattern": r"\S", **more}
    languages = {"type": "object", "propertyNames": {"pattern": "^[a-z]{2}$"}, "minProperties": 1}
    return {"anyOf": [wording, languages | {"additionalProperties": wording}]}


Name = Annotated[Text, Written(_read_name, _wordings(maxLength=_LONGEST_NAME))]
"""A short text on one line, or one for each language."""
Prose = Annotated[Text, Written(read_text, _wordings())]
"""A longer text in Markdown, or one for each language."""

# --- addresses and looks -----------------------------------------------------------------------------


_WEB_ADDRESS = r"https://[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(:[0-9]+)?(/[^\s\"'<>\\`{}|^]*)?"
_EMAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
_COLOUR = "#[0-9a-fA-F]{6}"


def _read_web_address(value: object) -> str:
    address = as_text(value)
    if not re.fullmatch(_WEB_ADDRESS, address):
        raise refusal("M225", found=address)
    return address


def _read_email(value: object) -> str:
    address = as_text(value)
    if not re.fullmatch(_EMAIL, address):
        raise refusal("M226", found=address)
    return address


def _read_colour(value: object) -> str:
    colour = as_text(value)
    if not re.fullmatch(_COLOUR, colour):
        raise refusal("M228", found=colour)
    return colour.lower()


WebAddress = Annotated[str, Written(_read_web_address, text(_WEB_ADDRESS))]
"""A full web address: `https://example.com/`."""
Email = Annotated[str, Written(_read_email, text(_EMAIL))]
"""An e-mail address."""
Colour = Annotated[str, Written(_read_colour, text(_COLOUR))]
"""A colour as `"#1f6f5c"`; the quotes are needed, a bare # begins a comment."""


_WARNING = "W[0-9]{3}"


def _read_ignores(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise refusal("M203", kind=kind_of(value))
    refusals = Refusals()
    for code, reason in value.items():
        if not re.fullmatch(_WARNING, code):
            refusals.note(code, refusal("M236", found=code))
        refusals.read(code, _read_wording, reason)
    refusals.tell()
    return dict(value)


Ignores = Annotated[
    Mapping[str, str],
    Written(
        _read_ignores,
        {
            "type": "object",
            "propertyNames": text(_WARNING),
            "additionalProperties": {"type": ["string", "number"], "pattern": r"\S"},
        },
    ),
]
"""Warnings that the creator has looked at: code to reason."""
