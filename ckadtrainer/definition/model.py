"""What the models of the format are made of: the base model, and the kinds of value their fields take."""

import re
import warnings
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue


class Model(BaseModel):
    """Frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


_DURATION_PATTERN = r"^(?:([0-9]{1,3})m)?(?:([0-9]{1,4}(?:\.[0-9]{1,3})?)s)?$"
_DURATION = re.compile(_DURATION_PATTERN)


def seconds_of(text: object) -> float:
    """Read `20s`, `1m30s` or `0.5s` as seconds.

    Raises ValueError for anything else: a bare number has no unit.
    """
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None or not any(match.groups()):
        raise ValueError("a duration is written like 20s or 1m30s")
    return int(match[1] or 0) * 60 + float(match[2] or 0)


def sequence(value: object) -> object:
    """A list as the tuple that a frozen model holds."""
    return tuple(value) if isinstance(value, list) else value


def _regex(value: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a pattern that Python will read differently one day is refused
            re.compile(value)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return value


def one_of(*names: str) -> JsonValue:
    """What a schema says of keys of which exactly one is given."""
    return [{"required": [name]} for name in names]


def exactly_one(model: BaseModel, *names: str) -> None:
    """Raise ValueError unless exactly one of the model's fields has a value."""
    given = [name for name in names if getattr(model, name) is not None]
    if len(given) != 1:
        wanted = ", ".join(f"`{name}`" for name in names)
        raise ValueError(f"exactly one of {wanted} must be given, not {len(given)}")


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Field(min_length=1)]
Regex = Annotated[str, Field(min_length=1, json_schema_extra={"format": "regex"}), AfterValidator(_regex)]
# An editor sees the file before a variant fills it: `${delay}s` is a duration there.
_DurationText = Annotated[str, Field(min_length=2, pattern=rf"{_DURATION_PATTERN}|\$\{{[a-z][a-z0-9_]*\}}")]
Duration = Annotated[float, Field(ge=0.0, le=600.0), BeforeValidator(seconds_of, json_schema_input_type=_DurationText)]
Fragment = Annotated[dict[str, Any], Field(min_length=1)]
"""Part of a manifest, with operators; see `grading.matching`."""

OPERATORS = ("$exists", "$in", "$not", "$regex", "$contains", "$at_least", "$at_most")
"""Each may stand in a fragment as the only key of a mapping."""

Kind = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{1,62}$")]
Link = Annotated[str, Field(pattern=r"^https://\S+$")]
Place = Annotated[str, Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?:/.*$")]
"""A path in a container: `writer:/shared`."""
