"""A solution changed in one way, and what an operator is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from ckadtrainer.definition.manifest import Manifest

Documents = tuple[Manifest, ...]


class Kind(StrEnum):
    """What a grader owes a mutant."""

    NEAR_MISS = "near_miss"
    """Less than full marks."""
    EQUIVALENT = "equivalent"
    """Full marks."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an operator made of a solution. `target` is the container, mount or object it changed."""

    target: str
    about: str
    documents: Documents


Operator = Callable[[Documents, Random], Iterator[Change]]
"""Makes changes of a solution, any number of them; the solution itself stays as it is."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change with the name of the operator that made it; `about` is a sentence without its full stop."""

    operator: str
    target: str
    about: str
    documents: Sequence[Manifest]
    kind: Kind

    @property
    def name(self) -> str:
        """`operator@target`, as a drill's `mutants` may name it."""
        return f"{self.operator}@{self.target}"
