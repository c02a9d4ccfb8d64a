"""What differs from one variant of a drill to the next: names, ports, paths, texts.

The same seed gives the same values everywhere and for ever; the empty seed gives each variable its first value.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ckadtrainer.definition.model import Model, Text, exactly_one, one_of, sequence
from ckadtrainer.definition.values import Values


class Variable(Model):
    """Where a variable's value comes from. Exactly one of `one_of` and `between` is given."""

    model_config = ConfigDict(json_schema_extra={"oneOf": one_of("one_of", "between")})

    one_of: Annotated[tuple[Text | int, ...] | None, Field(min_length=2), BeforeValidator(sequence)] = None
    """Texts or numbers; the first is the default."""
    between: Annotated[tuple[int, int] | None, BeforeValidator(sequence)] = None
    """The lowest and the highest of a range of whole numbers; the lowest is the default."""

    @property
    def choices(self) -> Sequence[str | int]:
        """Every value it can have."""
        if self.between is not None:
            return range(self.between[0], self.between[1] + 1)
        return self.one_of or ()

    @model_validator(mode="after")
    def _has_a_choice(self) -> Self:
        exactly_one(self, "one_of", "between")
        if len(self.choices) < 2 or len(set(self.choices)) < len(self.choices):
            raise ValueError("a variable needs two different values or more")
        return self


def draw(variables: Mapping[str, Variable], seed: str) -> Values:
    """A value for each variable, all different as long as there are enough of them."""
    values: dict[str, str | int] = {}
    for name, variable in variables.items():
        choices = variable.choices
        start = int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:8], "big") if seed else 0
        in_turn = (choices[(start + step) % len(choices)] for step in range(len(choices)))
        taken = set(values.values())
        values[name] = next((value for value in in_turn if value not in taken), choices[start % len(choices)])
    return values
