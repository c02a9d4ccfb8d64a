"""Every operator, and the mutants they make of a solution."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation import equivalents, missed_commands, missed_containers, missed_mounts, missed_objects
from ckadtrainer.mutation.mutant import Documents, Kind, Mutant, Operator

_NEAR_MISSES: tuple[Operator, ...] = (
    missed_mounts.drop_mount,
    missed_mounts.own_volume,
    missed_mounts.misplace_mount,
    missed_mounts.add_sub_path,
    missed_mounts.drop_sub_path,
    missed_mounts.drop_read_only,
    missed_containers.drop_container,
    missed_containers.drop_setting,
    missed_containers.misspell_container,
    missed_containers.misspell_image,
    missed_containers.shorten_tag,
    missed_containers.swap_image,
    missed_containers.never_ready,
    missed_containers.next_container_port,
    missed_containers.next_script_port,
    missed_commands.init_fails,
    missed_commands.init_hangs,
    missed_commands.init_does_nothing,
    missed_commands.crash,
    missed_commands.only_sleep,
    missed_commands.only_print,
    missed_commands.print_what_others_write,
    missed_commands.ten_times_slower,
    missed_objects.drop_document,
    missed_objects.misspell_object,
    missed_objects.other_namespace,
    missed_objects.next_service_port,
    missed_objects.next_target_port,
    missed_objects.misspell_selector,
    missed_objects.misspell_key,
    missed_objects.misspell_value,
)
_EQUIVALENTS: tuple[Operator, ...] = (
    equivalents.other_order,
    equivalents.extra_labels,
    equivalents.defaults_written_out,
    equivalents.full_image_names,
    equivalents.latest_tags,
    equivalents.other_quantities,
    equivalents.shell_by_path,
    equivalents.script_as_argument,
    equivalents.rename_volumes,
)
OPERATORS: Mapping[str, tuple[Operator, Kind]] = {
    operator.__name__: (operator, kind)
    for kind, operators in ((Kind.NEAR_MISS, _NEAR_MISSES), (Kind.EQUIVALENT, _EQUIVALENTS))
    for operator in operators
}
"""By the name a drill's `mutants` may use."""


def mutants_of(documents: Sequence[Manifest], seed: str) -> tuple[Mutant, ...]:
    """What the operators make of a solution: none twice, none the solution itself, the same for the same seed."""
    return tuple(_unlike_each_other(tuple(documents), seed))


def sample(mutants: Sequence[Mutant], size: int, seed: str) -> tuple[Mutant, ...]:
    """`size` of the mutants picked by the seed, in their order; all when there are not more."""
    chance = _chance(f"{seed} sample")
    chosen = sorted(chance.sample(range(len(mutants)), min(size, len(mutants))))
    return tuple(mutants[number] for number in chosen)


def _unlike_each_other(documents: Documents, seed: str) -> Iterator[Mutant]:
    seen = {_canonical(documents)}
    targets: Counter[tuple[str, str]] = Counter()
    for name, (operator, kind) in OPERATORS.items():
        for change in operator(documents, _chance(f"{seed} {name}")):
            canonical = _canonical(change.documents)
            if canonical not in seen:
                seen.add(canonical)
                targets[name, change.target] += 1
                target = _numbered(change.target, targets[name, change.target])
                yield Mutant(name, target, change.about, change.documents, kind)


def _numbered(target: str, number: int) -> str:
    """Two containers of one name, in two Pods, are told apart."""
    return target if number == 1 else f"{target}#{number}"


def _canonical(documents: Sequence[Manifest]) -> str:
    return json.dumps(documents, sort_keys=True)


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311  a choice that can be made again, no secret
