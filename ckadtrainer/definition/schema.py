"""JSON Schema of the formats, for editors: made from the same models that read the files."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ckadtrainer.definition.wording import models_in

JsonSchema = dict[str, Any]


def schema_of(model: type[BaseModel]) -> JsonSchema:
    """The schema (draft 2020-12) of files that hold a `model`.

    It accepts what the loader accepts; what the loader knows from other files is not in it.
    """
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    models = {each.__name__: each for _, each in models_in(model)}
    for name, part in ((model.__name__, schema), *definitions.items()):
        _tidy(part)
        if "properties" in part:
            _describe(part["properties"], models[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _describe(properties: JsonSchema, model: type[BaseModel]) -> None:
    """Give each property the docstring that stands under its field."""
    for name, text in _field_docstrings(model):
        if name in properties:
            properties[name]["description"] = text


def _field_docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    (definition,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101  the source of a class
    for field, after in zip(definition.body, definition.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            yield field.target.id, inspect.cleandoc(after.value.value)


def _tidy(part: Any) -> None:
    """Leave out what the loader refuses or nobody reads: empty values, defaults that no file says, titles."""
    for field in part.get("properties", {}).values():
        choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
        if len(choices) == 1:
            del field["anyOf"]
            field.update(choices[0])
        if field.get("default") in (None, [], {}) or isinstance(field.get("default"), float):
            field.pop("default", None)
        field.pop("title", None)
