"""Does a manifest hold a fragment? Only what the fragment names is looked at.

Mappings are matched key by key. A list of mappings is matched element by element, by `name` (or another
identifying key) where there is one and by any element otherwise, never by position; a list of plain
values must be equal. Image references and quantities are compared by meaning.

Operators, as the only key of a mapping: `$exists: true|false`, `$in: […]`, `$not: fragment`, `$regex: text`,
`$contains: value` (of a list or text), `$at_least` / `$at_most` (quantities).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ckadtrainer.grading.image import is_image
from ckadtrainer.grading.quantity import parse_quantity

_IDENTITY = ("name", "mountPath", "containerPort", "port", "key")
_AMOUNTS = ("cpu", "memory", "ephemeral-storage", "storage", "sizeLimit", "hugepages-2Mi")
ABSENT = object()
"""Stands for a field that is not there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where an object does not hold the fragment, as a path such as `spec.containers[web].image`."""

    path: str
    expected: str
    found: str


def describe(value: object) -> str:
    """A value as a person writes it, short."""
    if value is ABSENT or value is None:
        return "nothing"
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 120 else f"{text[:117]}..."


def difference(found: Any, fragment: Any, path: str = "") -> Difference | None:
    """The first difference, or None when `found` holds the fragment."""
    if isinstance(fragment, dict):
        operator = next(iter(fragment), "")
        if len(fragment) == 1 and operator in _OPERATORS:
            return _OPERATORS[operator](found, fragment[operator], path)
        return _mapping(found, fragment, path)
    if isinstance(fragment, list):
        return _list(found, fragment, path)
    if found is not ABSENT and _equal(found, fragment, path):
        return None
    return Difference(path, describe(fragment), describe(found))


def _equal(found: Any, expected: Any, path: str) -> bool:
    key = path.rsplit(".", 1)[-1]
    if key == "image" and isinstance(found, str) and isinstance(expected, str):
        return is_image(found, expected)
    if key in _AMOUNTS:
        amount = parse_quantity(found)
        return amount is not None and amount == parse_quantity(expected)
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    return bool(found == expected)


def _mapping(found: Any, fragment: dict[str, Any], path: str) -> Difference | None:
    if not isinstance(found, dict):
        wanted = ", ".join(fragment) or "an object"
        # `emptyDir: {}` is written for an emptyDir of any shape, and an absent one is the difference.
        return Difference(path, wanted, describe(found))
    for key, expected in fragment.items():
        below = f"{path}.{key}" if path else key
        first = difference(found.get(key, ABSENT), expected, below)
        if first is not None:
            return first
    return None


def _list(found: Any, fragment: Sequence[Any], path: str) -> Difference | None:
    if not isinstance(found, list):
        return Difference(path, f"a list with {describe(fragment)}", describe(found))
    if not all(isinstance(item, dict) for item in fragment):
        return None if found == list(fragment) else Difference(path, describe(fragment), describe(found))
    for wanted in fragment:
        first = _element(found, wanted, path)
        if first is not None:
            return first
    return None


def _element(found: list[Any], wanted: dict[str, Any], path: str) -> Difference | None:
    key = next((key for key in _IDENTITY if key in wanted and not isinstance(wanted[key], dict)), None)
    candidates = [item for item in found if key is None or (isinstance(item, dict) and item.get(key) == wanted[key])]
    label = describe(wanted[key]) if key else "any"
    if not candidates:
        have = ", ".join(describe(item.get(key) if isinstance(item, dict) else item) for item in found)
        return Difference(path, f"an element {key or ''} {label}".replace("  ", " "), have or "an empty list")
    misses = [difference(item, wanted, f"{path}[{label}]") for item in candidates]
    return None if None in misses else misses[0]


def _exists(found: Any, wanted: Any, path: str) -> Difference | None:
    if (found is not ABSENT and found is not None) is bool(wanted):
        return None
    return Difference(path, "something" if wanted else "nothing", describe(found))


def _in(found: Any, choices: Any, path: str) -> Difference | None:
    if any(difference(found, choice, path) is None for choice in choices):
        return None
    return Difference(path, "one of " + ", ".join(describe(choice) for choice in choices), describe(found))


def _not(found: Any, fragment: Any, path: str) -> Difference | None:
    if difference(found, fragment, path) is not None:
        return None
    return Difference(path, f"anything but {describe(fragment)}", describe(found))


def _regex(found: Any, pattern: Any, path: str) -> Difference | None:
    if isinstance(found, str) and re.search(pattern, found):
        return None
    return Difference(path, f"text like {pattern}", describe(found))


def _contains(found: Any, wanted: Any, path: str) -> Difference | None:
    if isinstance(found, str | list) and wanted in found:
        return None
    return Difference(path, f"something with {describe(wanted)}", describe(found))


def _at_least(found: Any, bound: Any, path: str) -> Difference | None:
    amount, limit = parse_quantity(found), parse_quantity(bound)
    if amount is not None and limit is not None and amount >= limit:
        return None
    return Difference(path, f"at least {describe(bound)}", describe(found))


def _at_most(found: Any, bound: Any, path: str) -> Difference | None:
    amount, limit = parse_quantity(found), parse_quantity(bound)
    if amount is not None and limit is not None and amount <= limit:
        return None
    return Difference(path, f"at most {describe(bound)}", describe(found))


_OPERATORS: dict[str, Callable[[Any, Any, str], Difference | None]] = {
    "$exists": _exists,
    "$in": _in,
    "$not": _not,
    "$regex": _regex,
    "$contains": _contains,
    "$at_least": _at_least,
    "$at_most": _at_most,
}
