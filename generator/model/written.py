"""How a value is written: the function that reads it, and the forms that an editor may offer for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.model.record import Refusals, at_least_one, refusal

T = TypeVar("T")


class Written:
    """Stands in an annotation: `Annotated[Term, Written(read_term, text("[0-9]+ days"))]`.

    The type on the left is what the reader returns; pydantic need not know it, which makes records cheap to build.
    """

    def __init__(self, read: Callable[[Any], Any], *forms: Any) -> None:
        """Keeps the two sides of one rule together.

        Args:
            read: turns what the YAML holds into the value, or raises a `refusal`.
            forms: the ways to write it: JSON Schemas, in which a type stands for its own schema.
        """
        self._read = read
        self._forms = forms

    def __get_pydantic_core_schema__(self, _type: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read, metadata={"forms": self._forms})


class _Listed:
    """Stands in the annotation of a tuple that has one entry or more."""

    def __init__(self, read: Callable[[object], object], *, or_one: bool) -> None:
        self._read = read
        self._metadata = {"or_one": or_one}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source), metadata=self._metadata)


def _one_or_more(value: object) -> object:
    if isinstance(value, str | Mapping):
        return [value]
    assert isinstance(value, list)  # YAML has no fourth shape
    at_least_one(value)
    refusals = Refusals()
    for place, word in enumerate(value):
        if isinstance(word, str) and word in value[:place]:
            refusals.note(place, refusal("M209", found=word))
    refusals.tell()
    return value


NonEmpty = Annotated[tuple[T, ...], _Listed(at_least_one, or_one=False)]
"""A list with at least one entry."""

OneOrMore = Annotated[tuple[T, ...], _Listed(_one_or_more, or_one=True)]
"""A list, which may be written without brackets when it has one entry. Each word once."""

# --- forms -------------------------------------------------------------------------------------------


def text(pattern: str, **more: Any) -> dict[str, Any]:
    """A text that `pattern` matches from end to end."""
    return {"type": "string", "pattern": f"^(?:{pattern})$", **more}


def one_of(*words: str) -> dict[str, Any]:
    """One of some words."""
    return {"enum": list(words)}


def number_or(pattern: str, **more: Any) -> dict[str, Any]:
    """A number: our reader sees text, an editor sees a number unless it is in quotes."""
    return {"anyOf": [{"type": "number", **more}, text(pattern)]}


def list_of(*forms: Any) -> dict[str, Any]:
    """A list of one entry or more, each in one of the forms."""
    return {"type": "array", "items": {"anyOf": list(forms)} if forms[1:] else forms[0], "minItems": 1}
