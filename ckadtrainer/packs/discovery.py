"""The packs in use: the built-in one, those the settings name and those the command line adds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.definition.problem import Problem, Severity, in_order
from ckadtrainer.packs.loading import PackReading, read_pack
from ckadtrainer.packs.manifest import Exercise, Pack


@dataclass(frozen=True, slots=True)
class Discovery:
    """What could be read, and everything that is wrong. A broken drill or pack never hides the others."""

    packs: tuple[Pack, ...]
    problems: tuple[Problem, ...]


def discover(folders: Iterable[Path] = (), only: str | None = None) -> Discovery:
    """Read the built-in pack and then each folder once, in order. Never raises.

    `only` is the end of the keys that are wanted: other drills are not looked at. A later pack with the id
    of an earlier one is left out; a drill id that two packs have is only a warning, since `pack/topic/id` still
    tells them apart.
    """
    built_in = paths.built_in_pack()
    readings = [read_pack(built_in, built_in=True, only=only)]
    seen = {built_in.resolve()}
    for folder in folders:
        if folder.resolve() not in seen:
            seen.add(folder.resolve())
            readings.append(read_pack(folder, only=only))
    problems = [problem for reading in readings for problem in reading.problems]
    kept: list[Pack] = []
    for reading in readings:
        clash = _clash(reading, kept)
        if clash is not None:
            problems.append(clash)
        elif reading.pack is not None:
            kept.append(reading.pack)
    problems += _namesakes(kept)
    return Discovery(tuple(kept), in_order(problems))


def _clash(reading: PackReading, kept: Sequence[Pack]) -> Problem | None:
    pack = reading.pack
    other = next((it for it in kept if pack is not None and it.id == pack.id), None)
    if other is None:
        return None
    message = f"a pack `{other.id}` is in use already, from {other.root / 'pack.yaml'}; give this one another id"
    return Problem("CKD505", reading.root / "pack.yaml", 1, 1, message)


def _namesakes(packs: Sequence[Pack]) -> Iterator[Problem]:
    first: dict[str, Exercise] = {}
    for drill in (drill for pack in packs for drill in pack.exercises):
        other = first.setdefault(drill.drill.id, drill)
        if other is not drill:
            message = f"{other.folder / 'drill.yaml'} has the id `{drill.drill.id}` too; name this one `{drill.key}`"
            yield Problem("CKD506", drill.folder / "drill.yaml", 1, 1, message, Severity.WARNING)
