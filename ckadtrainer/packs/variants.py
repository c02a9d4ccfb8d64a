"""Variants of a drill: the same task with other names, ports, paths and texts."""

import secrets
from dataclasses import replace

from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.problem import definition_error
from ckadtrainer.packs.manifest import PackedDrill


def new_seed(drill: PackedDrill) -> str:
    """A fresh seed; the empty one for a drill that has no variants."""
    return secrets.token_hex(4) if drill.drill.variables else ""


def variant_of(drill: PackedDrill, seed: str) -> PackedDrill:
    """The drill in the variant that `seed` chooses: the same seed gives the same drill. Reads its folder again.

    Raises DefinitionError when it can no longer be read.
    """
    if seed == drill.seed or not drill.drill.variables:
        return drill
    loaded = load_drill(drill.folder, seed)
    if loaded.drill is None:
        raise definition_error(f"The drill in {drill.folder}", loaded.problems)
    return replace(drill, drill=loaded.drill, setup=loaded.setup, later=loaded.later, seed=seed, values=loaded.values)
