"""A YAML document as plain values, each with its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckadtrainer.definition.problem import Problem

KeyPath = tuple[str | int, ...]
"""Keys and positions from a document's root to a value."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1."""

    line: int
    column: int


START = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its value as JSON would have it, and where each value and each key begins."""

    file: Path
    value: Any
    values: Mapping[KeyPath, Mark]
    keys: Mapping[KeyPath, Mark]

    def problem(self, code: str, path: KeyPath, message: str) -> Problem:
        """A problem with the value at `path`."""
        mark = self.at(path)
        return Problem(code, self.file, mark.line, mark.column, message)

    def at(self, path: KeyPath) -> Mark:
        """Where the value at `path` begins, or the nearest one around it that exists."""
        return self._nearest(self.values, path)

    def key(self, path: KeyPath) -> Mark:
        """Where the key that leads to `path` begins; for an item of a list, the item."""
        return self.keys.get(path) or self._nearest(self.values, path)

    @staticmethod
    def _nearest(marks: Mapping[KeyPath, Mark], path: KeyPath) -> Mark:
        for length in range(len(path), -1, -1):
            mark = marks.get(path[:length])
            if mark is not None:
                return mark
        return START
