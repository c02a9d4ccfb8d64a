"""From pydantic's errors to sentences an author can act on."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ckadtrainer.definition.document import Document, KeyPath
from ckadtrainer.definition.problem import Problem

UNKNOWN_KEY = "CKD101"
MISSING_KEY = "CKD102"
WRONG_TYPE = "CKD103"
WRONG_VALUE = "CKD104"

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "enum": "text",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]{0,62}$": "small letters, digits and underscores, with a letter first",
    r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?:/.*$": "a container and a path, like `writer:/shared`",
    r"^[A-Z][A-Za-z]{1,62}$": "the kind of an object, like `Pod`",
    r"^https://\S+$": "an https:// address",
    r"^[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?$": "three numbers, like `1.2.0`",
}


def problems_of(error: ValidationError, model: type[BaseModel], document: Document) -> list[Problem]:
    """Every problem pydantic found, at the place where the author wrote it."""
    known = dict(models_in(model))
    return [_problem(detail, known, document) for detail in error.errors(include_url=False)]


def models_in(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """Each model of the format by the keys that lead to it, positions left out."""
    yield path, model
    for name, field in model.model_fields.items():
        for inner in _models_of(field.annotation):
            yield from models_in(inner, (*path, name))


def _models_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_of(part)


def _problem(detail: ErrorDetails, known: Mapping[tuple[str, ...], type[BaseModel]], document: Document) -> Problem:
    path: KeyPath = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        mark = document.key(path)
        model = known.get(tuple(part for part in path[:-1] if isinstance(part, str)))
        code, message = UNKNOWN_KEY, _unknown(str(path[-1]), model)
    elif kind == "missing":
        mark = document.key(path[:-1])
        code, message = MISSING_KEY, f"`{path[-1]}` is missing"
    else:
        mark = document.at(path)
        code, message = _wrong(detail)
    return Problem(code, document.file, mark.line, mark.column, message)


def _unknown(key: str, model: type[BaseModel] | None) -> str:
    names = list(model.model_fields) if model else []
    near = difflib.get_close_matches(key.lower(), names, n=1)
    if near:
        return f"unknown key `{key}`; did you mean `{near[0]}`?"
    return f"unknown key `{key}`; known here: {', '.join(names)}" if names else f"unknown key `{key}`"


def _wrong(detail: ErrorDetails) -> tuple[str, str]:
    """Code and message for a value of the wrong type, or of the right type and wrong all the same."""
    kind, context = detail["type"], detail.get("ctx", {})
    name, found = _name(detail["loc"]), _shown(detail["input"])
    if kind in _TYPES and not (kind == "enum" and isinstance(detail["input"], str)):
        return WRONG_TYPE, f"{name} must be {_TYPES[kind]}, not {found}{_quoting(detail)}"
    match kind:
        case "value_error":
            message = f"{name}: {context['error']}"
        case "enum" | "literal_error":
            message = f"{name} must be {context['expected']}, not {found}"
        case "string_pattern_mismatch":
            wanted = _PATTERNS.get(context["pattern"], f"text that matches {context['pattern']}")
            message = f"{name} must be {wanted}, not {found}"
        case "too_short" if context["min_length"] > 1:
            message = f"{name} must have at least {context['min_length']} items"
        case "string_too_short" | "too_short":
            message = f"{name} must not be empty"
        case "too_long":
            message = f"{name} must not have more than {context['max_length']} items"
        case _:
            message = f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return WRONG_VALUE, message


def _quoting(detail: ErrorDetails) -> str:
    is_scalar = isinstance(detail["input"], int | float)
    return "; put it in quotes" if detail["type"] == "string_type" and is_scalar else ""


def _name(path: KeyPath) -> str:
    """The last key of the path in backticks, with a position when an item of its list is meant."""
    names = [part for part in path if isinstance(part, str)]
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of `{names[-1]}`" if names else f"item {path[-1] + 1}"
    return f"`{path[-1]}`"


def _shown(value: Any) -> str:
    """The value as an author would know it again, on one line and short."""
    if isinstance(value, dict | tuple | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None:
        return "empty"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
