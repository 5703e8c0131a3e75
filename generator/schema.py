"""JSON Schemas of the YAML, made from the records: editors complete, explain and check with them.

Nothing is written twice: keys, types and defaults come from the models, forms from their `Written`, and what is
said of each key is the docstring under it.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.model.case_study import CaseStudy
from generator.model.costs import PrivateCosts
from generator.model.grid import Grid
from generator.model.licence import SharedLicences
from generator.model.product import Collections, Product
from generator.model.record import Record
from generator.model.studio import Studio

_FILES: Mapping[str, type[Record]] = {
    "studio": Studio,
    "licences": SharedLicences,
    "grid": Grid,
    "product": Product,
    "collections": Collections,
    "case": CaseStudy,
    "costs": PrivateCosts,
}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name it is kept under."""
    return {f"{name}.schema.json": _schema(record) for name, record in _FILES.items()}


def write_schemas(folder: Path) -> Iterator[Path]:
    """Writes each schema into `folder`; yields what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(as_text(schema), "utf-8", newline="\n")
        yield path


def as_text(schema: Mapping[str, Any]) -> str:
    """A schema as it is kept."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(record: type[Record]) -> dict[str, Any]:
    made = record.model_json_schema(schema_generator=_Generator)
    definitions = made.pop("$defs", {})
    head = {"$schema": GenerateJsonSchema.schema_dialect, **made}
    return head | ({"$defs": dict(sorted(definitions.items()))} if definitions else {})


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with our docstrings and without what says nothing in YAML."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        record: type[Record] = schema["cls"]
        for name, said in _docstrings(record).items():
            made["properties"][name]["description"] = said
        return made

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        """The forms of a `Written`."""
        return self._any_of(schema["metadata"]["forms"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """The list of a `NonEmpty` or `OneOrMore`."""
        made = self.generate_inner(schema["schema"])
        match schema.get("metadata", {}):
            case {"or_one": True}:
                return {"anyOf": [made["items"], made | {"minItems": 1, "uniqueItems": True}]}
            case {"or_one": False}:
                return made | {"minItems": 1}
        return made

    def _any_of(self, forms: Sequence[Any]) -> JsonSchemaValue:
        made = [self._resolved(form) for form in forms]
        return made[0] if len(made) == 1 else {"anyOf": made}

    def _resolved(self, form: Any) -> Any:
        """A form in which each type has been replaced by its own schema."""
        if isinstance(form, dict):
            return {key: self._resolved(value) for key, value in form.items()}
        if isinstance(form, list):
            return [self._resolved(item) for item in form]
        if isinstance(form, str | int | float):
            return form
        return self.generate_inner(TypeAdapter(form).core_schema)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - no field needs a title beside its name
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """None stands for a key that is left out; it is never written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Tells the defaults that could be written, and not None or an empty list."""
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), str | int):
            made.pop("default", None)
        return made


@cache
def _docstrings(record: type[Record]) -> dict[str, str]:
    """What stands under each field of a record."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(body, ast.ClassDef)
    said: dict[str, str] = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                said[name] = inspect.cleandoc(text).replace("\n", " ")
    return said
