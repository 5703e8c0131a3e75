"""How a model says no: records that refuse unknown keys, and problems raised by code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any, Self, TypeAlias, TypeVar, TypeVarTuple, cast

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from generator.errors import nearest
from generator.text import Text

T = TypeVar("T")
More = TypeVarTuple("More")
R = TypeVar("R", bound="Record")
Path: TypeAlias = tuple[str | int, ...]


class Record(BaseModel):
    """A frozen group of named fields, read from a YAML map. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def code_when_missing(cls, _field: str) -> str:
        """The code of the message that says that a required field is missing."""
        return "M202"

    @classmethod
    def code_when_unknown(cls, _key: str) -> str:
        """The code of the message that says that there is no such key."""
        return "M201"

    @model_validator(mode="wrap")
    @classmethod
    def _name_the_keys(cls, value: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return validate(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(cls.__name__, list(cls._told(error))) from None

    @classmethod
    def _told(cls, error: ValidationError) -> Iterator[InitErrorDetails]:
        """The errors in our codes; a misspelt required key is one mistake and not two."""
        errors = error.errors(include_url=False)
        own = {kind: {str(each["loc"][0]) for each in errors if each["type"] == kind} for kind in _KEY_ERRORS}
        misspelt = {key: nearest(key, own["missing"]) for key in own["extra_forbidden"]}
        for each in errors:
            key = str(each["loc"][0]) if each["loc"] else ""
            if each["type"] == "extra_forbidden":
                near = misspelt[key] or nearest(key, cls.model_fields) or ""
                told = refusal(cls.code_when_unknown(key), name=key, near=near, known=", ".join(cls.model_fields))
            elif each["type"] == "missing":
                if key in misspelt.values():
                    continue
                told = refusal(cls.code_when_missing(key), name=key)
            else:
                told = _retold(each)
            yield InitErrorDetails(type=told, loc=each["loc"], input=None)


def texts(value: Text | tuple[object, ...] | Record, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text in a record, with the keys and list indexes that lead to it."""
    if isinstance(value, Text):
        yield path, value
        return
    for step, part in enumerate(value) if isinstance(value, tuple) else value:
        if isinstance(part, (Text, tuple, Record)):
            yield from texts(part, (*path, step))


_KEY_ERRORS = ("extra_forbidden", "missing")


def _retold(error: ErrorDetails) -> PydanticCustomError:
    return PydanticCustomError(error["type"], "{said}", {"said": "", **error.get("ctx", {})})


def refusal(code: str, **facts: object) -> PydanticCustomError:
    """The error that a field raises: the code of a message, and what fills its template."""
    return PydanticCustomError(code, "{said}", {"said": code, **facts})


class Refusals:
    """Collects what is wrong at several keys of one value, to be told together."""

    def __init__(self) -> None:
        self._errors: list[InitErrorDetails] = []

    def read(self, key: str | int, parse: Callable[[Any], T], value: object) -> T | None:
        """`parse(value)`, or None after noting why it could not be read."""
        try:
            return parse(value)
        except PydanticCustomError as error:
            self._errors.append(InitErrorDetails(type=error, loc=(key,), input=value))
        except ValidationError as error:
            for inner in error.errors(include_url=False):
                self._errors.append(InitErrorDetails(type=_retold(inner), loc=(key, *inner["loc"]), input=value))
        return None

    def note(self, key: str | int, error: PydanticCustomError) -> None:
        """Notes `error` at `key`."""
        self._errors.append(InitErrorDetails(type=error, loc=(key,), input=None))

    def tell(self) -> None:
        """Raises everything that was noted, if anything was."""
        if self._errors:
            raise ValidationError.from_exception_data("value", self._errors)


def at_least_one(value: T) -> T:
    """Refuses an empty list."""
    if isinstance(value, list) and not value:
        raise refusal("M206")
    return value


class Itself:
    """A record as a key: equal to itself alone. Records have no hash, and comparing them takes long."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.record is self.record

    def __hash__(self) -> int:
        return id(self.record)


def remembered(function: Callable[[R, *More], T]) -> Callable[[R, *More], T]:
    """`function` of a record, worked out once for each: many pages say the same of one record."""

    @lru_cache(maxsize=4096)
    def answer(asked: Itself, *more: *More) -> T:
        return function(cast("R", asked.record), *more)

    @wraps(function)
    def remembering(record: R, /, *more: *More) -> T:
        return answer(Itself(record), *more)

    return remembering
