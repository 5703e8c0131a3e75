"""What a parameter may be: small readers from the text of a form to a typed value, or Stripe's refusal.

A reader knows nothing of the state; what it refuses is a "validation failure" in the sense of Stripe's
idempotency rules. Only given parameters appear in the result, so that an update can tell "left out" from
"cleared" (None).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from generator.sandbox import limits
from generator.sandbox.errors import not_imitated, refused
from generator.sandbox.forms import Raw

Params = dict[str, Any]


class Field(Protocol):
    """Reads one parameter; `param` is its full name, as Stripe shows it: `line_items[0][price]`."""

    def read(self, raw: Raw, param: str) -> Any: ...


def _text(raw: Raw, param: str) -> str:
    if not isinstance(raw, str):
        raise refused(f"Invalid string: {raw}", param)
    if raw == "":
        raise refused(
            f"You passed an empty string for '{param}'. We assume empty values are an attempt to unset a "
            f"parameter; "
            f"however '{param}' cannot be unset.",
            param,
            "parameter_invalid_empty",
        )
    return raw


@dataclass(frozen=True)
class Text:
    """A text with a greatest length and, where Stripe names one, an alphabet."""

    most: int = 5000
    alphabet: re.Pattern[str] | None = None

    def read(self, raw: Raw, param: str) -> str:
        text = _text(raw, param)
        if len(text) > self.most:
            raise refused(f"Invalid string: {text[:9]}...; must be at most {self.most} characters", param)
        if self.alphabet and not self.alphabet.fullmatch(text):
            raise refused(f"Invalid characters in '{param}': {text[:40]}", param)
        return text


@dataclass(frozen=True)
class Address:
    """A web address."""

    def read(self, raw: Raw, param: str) -> str:
        text = Text().read(raw, param)
        if not limits.WEB_ADDRESS.fullmatch(text):
            raise refused("Not a valid URL", param, "url_invalid")
        return text


@dataclass(frozen=True)
class Flag:
    def read(self, raw: Raw, param: str) -> bool:
        text = _text(raw, param)
        if text not in ("true", "false"):
            raise refused(f"Invalid boolean: {text}", param)
        return text == "true"


@dataclass(frozen=True)
class Whole:
    least: int | None = None
    most: int | None = None

    def read(self, raw: Raw, param: str) -> int:
        text = _text(raw, param)
        if not re.fullmatch(r"-?\d{1,18}", text):
            raise refused(f"Invalid integer: {text}", param, "parameter_invalid_integer")
        number = int(text)
        if self.least is not None and number < self.least:
            raise refused(
                f"This value must be greater than or equal to {self.least}.",
                param,
                "parameter_invalid_integer",
            )
        if self.most is not None and number > self.most:
            raise refused(
                f"This value must be less than or equal to {self.most}.", param, "parameter_invalid_integer"
            )
        return number


@dataclass(frozen=True)
class Number:
    """A decimal with at most so many places."""

    places: int = 12

    def read(self, raw: Raw, param: str) -> Decimal:
        text = _text(raw, param)
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise refused(f"Invalid decimal: {text}", param)
        if -int(number.as_tuple().exponent) > self.places:
            raise refused(f"Invalid decimal: {text}; must contain at most {self.places} decimal places.", param)
        return number


class Choice:
    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, raw: Raw, param: str) -> str:
        text = _text(raw, param)
        if text not in self.words:
            raise refused(f"Invalid {param}: must be one of {', '.join(self.words)}", param)
        return text


@dataclass(frozen=True)
class Many:
    """A list with a greatest length."""

    entry: Field
    most: int = 1000

    def read(self, raw: Raw, param: str) -> list[Any]:
        if isinstance(raw, str):
            _text(raw, param)
            raise refused("Invalid array", param)
        if len(raw) > self.most:
            raise refused(f"Array {param} exceeded maximum {self.most} allowed elements.", param)
        if list(raw) != [str(place) for place in range(len(raw))]:
            raise refused("Invalid array", param)
        return [self.entry.read(inner, f"{param}[{place}]") for place, inner in raw.items()]


@dataclass(frozen=True)
class Each:
    """A mapping whose keys are the caller's, such as `currency_options[usd]`."""

    entry: Field

    def read(self, raw: Raw, param: str) -> dict[str, Any]:
        if isinstance(raw, str):
            _text(raw, param)
            raise refused("Invalid object", param)
        return {key: self.entry.read(inner, f"{param}[{key}]") for key, inner in raw.items()}


class Metadata:
    """The caller's own notes. An empty value marks a key to remove, which only the state can do (Stripe docs,
    "Metadata").
    """

    def read(self, raw: Raw, param: str) -> dict[str, str] | None:
        if raw == "":
            return None
        if isinstance(raw, str):
            raise refused("Invalid object", param)
        for key, value in raw.items():
            if not isinstance(value, str):
                raise refused("Metadata values must be strings.", f"{param}[{key}]")
            if len(key) > limits.METADATA_KEY_LENGTH:
                raise refused(f"Metadata keys can have up to {limits.METADATA_KEY_LENGTH} characters.", param)
            if len(value) > limits.METADATA_VALUE_LENGTH:
                raise refused(
                    f"Metadata values can have up to {limits.METADATA_VALUE_LENGTH} characters, but you "
                    f"passed in a value "
                    f"that is {len(value)} characters.",
                    f"{param}[{key}]",
                )
        return {key: value for key, value in raw.items() if isinstance(value, str)}


@dataclass(frozen=True)
class Group:
    """A fixed set of parameters: unknown ones are refused by name, so that a create-only key is on update."""

    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()

    def read(self, raw: Raw, param: str = "") -> Params:
        if isinstance(raw, str):
            _text(raw, param)
            raise refused("Invalid object", param)
        unknown = [self._name(param, key) for key in raw if key not in self.fields]
        if unknown:
            raise refused(f"Received unknown parameter: {', '.join(unknown)}", unknown[0], "parameter_unknown")
        for key in self.required:
            if key not in raw:
                name = self._name(param, key)
                raise refused(f"Missing required param: {name}.", name, "parameter_missing")
        return {key: self.fields[key].read(inner, self._name(param, key)) for key, inner in raw.items()}

    @staticmethod
    def _name(param: str, key: str) -> str:
        return f"{param}[{key}]" if param else key


@dataclass(frozen=True)
class Clearable:
    """A parameter that "" resets; without this mark "" is refused."""

    entry: Field

    def read(self, raw: Raw, param: str) -> Any:
        return None if raw == "" else self.entry.read(raw, param)


class NotImitated:
    """A parameter of the real API that this stand-in would have to invent an answer for."""

    def read(self, raw: Raw, param: str) -> Any:  # noqa: ARG002, whatever it holds
        raise not_imitated(param)


@dataclass(frozen=True)
class Form:
    """All parameters of one operation, with the rules between them that need no state."""

    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()
    rules: tuple[Callable[[Params], None], ...] = field(default=())

    def read(self, raw: dict[str, Raw]) -> Params:
        group = Group({**self.fields, "expand": Many(Text())}, self.required)
        params = group.read(raw)
        for rule in self.rules:
            rule(params)
        return params
