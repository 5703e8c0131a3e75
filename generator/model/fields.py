"""From text to typed values: every scalar of the YAML enters through one of these doors.

YAML gives text only, so `NO` stays Norway, `010` stays an id and `19.90` never becomes a float.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, WithJsonSchema

from generator.model.record import Refusals, refusal
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


# --- ids and plain words -----------------------------------------------------------------------------

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_FILE_NAMES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def _read_id(value: object) -> str:
    text = as_text(value)
    if len(text) > 60 or not _ID.fullmatch(text) or text in _RESERVED_FILE_NAMES:
        mended = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")
        usable = mended and mended not in _RESERVED_FILE_NAMES
        raise refusal("M219", found=text, mended=mended if usable else "videos-ugc")
    return text


Id = Annotated[
    str,
    PlainValidator(_read_id),
    WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$", "maxLength": 60}),
]
"""A stable name: lower-case letters, digits and single dashes; part of web addresses."""


def _read_flag(value: object) -> bool:
    text = as_text(value)
    if text not in ("yes", "no", "true", "false"):
        raise refusal("M222", found=text)
    return text in ("yes", "true")


Flag = Annotated[bool, PlainValidator(_read_flag), WithJsonSchema({"enum": ["yes", "no", True, False]})]
"""`yes` or `no`."""


def _read_count(value: object) -> int:
    text = as_text(value)
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise refusal("M216", found=text)
    return int(text)


def _at_least_one(count: int) -> int:
    if count < 1:
        raise refusal("M216", found=str(count))
    return count


_COUNT_SCHEMA = WithJsonSchema(
    {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,4}$"}]}
)
Count = Annotated[int, PlainValidator(_read_count), _COUNT_SCHEMA]
"""A whole number from 0."""
Times = Annotated[int, PlainValidator(_read_count), AfterValidator(_at_least_one), _COUNT_SCHEMA]
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


def _read_range(value: object) -> Range:
    text = as_text(value)
    if match := re.fullmatch(r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))?", text):
        low, high = int(match[1]), int(match[2] or match[1])
        if low <= high and high > 0:
            return Range(low, high)
    elif match := re.fullmatch(r"up to ([0-9]{1,4})", text):
        return Range(None, int(match[1]))
    elif match := re.fullmatch(r"([0-9]{1,4})\+", text):
        return Range(int(match[1]), None)
    raise refusal("M217", found=text)


Quantity = Annotated[
    Range,
    PlainValidator(_read_range),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer"},
                {"type": "string", "pattern": r"^(\d+|\d+\s*[-–]\s*\d+|up to \d+|\d+\+)$"},
            ]
        }
    ),
]
"""How many: `3`, `3-5`, `up to 3` or `60+`."""


def _read_ratio(value: object) -> str:
    text = as_text(value)
    if not re.fullmatch(r"[1-9][0-9]?:[1-9][0-9]?", text):
        raise refusal("M229", found=text)
    return text


Ratio = Annotated[
    str, PlainValidator(_read_ratio), WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{1,2}$"})
]
"""A picture format such as `9:16`."""

# --- texts -------------------------------------------------------------------------------------------


def _read_wording(value: object) -> str:
    text = as_text(value)
    if not text.strip():
        raise refusal("M207")
    return text


def read_text(value: object) -> Text:
    """One wording, or a map from language to wording."""
    if not isinstance(value, Mapping):
        return Text(everywhere=_read_wording(value))
    refusals = Refusals()
    wordings = {language: refusals.read(language, _read_wording, wording) for language, wording in value.items()}
    refusals.tell()
    return Text(by_language={language: wording for language, wording in wordings.items() if wording})


def _read_name(value: object) -> Text:
    text = read_text(value)
    for wording in text.wordings:
        if "\n" in wording.strip() or len(wording) > 120:
            raise refusal("M232", found=f"{len(wording)}")
    return text


_TEXT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "number"]},
        {"type": "object", "additionalProperties": {"type": ["string", "number"]}, "minProperties": 1},
    ]
}
Name = Annotated[Text, PlainValidator(_read_name), WithJsonSchema(_TEXT_SCHEMA)]
"""A short text on one line, or one for each language."""
Prose = Annotated[Text, PlainValidator(read_text), WithJsonSchema(_TEXT_SCHEMA)]
"""A longer text in Markdown, or one for each language."""

# --- addresses and looks -----------------------------------------------------------------------------


def _read_web_address(value: object) -> str:
    text = as_text(value)
    if not re.fullmatch(r"https://[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(:\d+)?(/[^\s\"'<>\\`{}|^]*)?", text):
        raise refusal("M225", found=text)
    return text


WebAddress = Annotated[
    str, PlainValidator(_read_web_address), WithJsonSchema({"type": "string", "pattern": "^https://"})
]
"""A full web address: `https://example.com/`."""


def _read_email(value: object) -> str:
    text = as_text(value)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise refusal("M226", found=text)
    return text


Email = Annotated[str, PlainValidator(_read_email), WithJsonSchema({"type": "string", "format": "email"})]
"""An e-mail address."""


def _read_colour(value: object) -> str:
    text = as_text(value)
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise refusal("M228", found=text)
    return text.lower()


Colour = Annotated[
    str, PlainValidator(_read_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"})
]
"""A colour as `"#1f6f5c"`; the quotes are needed, a bare # begins a comment."""


def _read_ignores(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise refusal("M203", kind=kind_of(value))
    refusals = Refusals()
    for code, reason in value.items():
        if not re.fullmatch(r"W\d{3}", code):
            refusals.note(code, refusal("M236", found=code))
        refusals.read(code, _read_wording, reason)
    refusals.tell()
    return dict(value)


Ignores = Annotated[
    Mapping[str, str],
    PlainValidator(_read_ignores),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": r"^W\d{3}$"},
            "additionalProperties": {"type": "string"},
        }
    ),
]
"""Warnings that the creator has looked at: code to reason."""
