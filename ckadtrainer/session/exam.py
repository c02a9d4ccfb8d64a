"""Which tasks an exam has, what each is worth, and how long it all takes: drawn by a seed after a blueprint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from ckadtrainer.errors import UsageError
from ckadtrainer.session.shares import apportion, seats

if TYPE_CHECKING:
    from ckadtrainer.definition.blueprint import Blueprint, Section
    from ckadtrainer.packs.manifest import PackedDrill

MOST_TASKS = 100
"""Each task is worth at least 1 %."""


@dataclass(frozen=True, slots=True)
class ExamTask:
    """One task: the variant `seed` of the drill `key`. `weight` is per cent of the whole; `number` counts from 1."""

    number: int
    key: str
    seed: str
    title: str
    section: str
    domain: str
    competency: str
    minutes: int
    weight: int

    @property
    def drill(self) -> str:
        """The drill's id."""
        return self.key.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """An exam as drawn: the weights of its tasks make 100.

    `seconds` is its time, `alerts` are seconds before its end, `pass_mark` is per cent. `remarks` are sentences on
    what the pool could not fill. `is_headless` when its answers come from files.
    """

    blueprint: str
    title: str
    seed: str
    seconds: int
    pass_mark: int
    alerts: tuple[int, ...]
    tasks: tuple[ExamTask, ...]
    remarks: tuple[str, ...] = ()
    is_headless: bool = False

    def budget(self, task: ExamTask) -> float:
        """The seconds a task may take if the time is shared out by target times."""
        return self.seconds * task.minutes / sum(each.minutes for each in self.tasks)

    def sections(self) -> Sequence[tuple[str, int, int]]:
        """Title, number of tasks and weight of each section, the heaviest first."""
        titles = dict.fromkeys(task.section for task in self.tasks)
        weights = {title: [task.weight for task in self.tasks if task.section == title] for title in titles}
        return sorted(
            ((title, len(own), sum(own)) for title, own in weights.items()), key=lambda each: (-each[2], each[0])
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with the drills of the pool that are in it."""

    section: Section
    drills: Sequence[PackedDrill]


def draw(
    blueprint: Blueprint,
    pool: Sequence[PackedDrill],
    *,
    seed: str,
    minutes: float | None = None,
    half_time: bool = False,
) -> ExamPlan:
    """An exam of the pool's drills. The same seed, blueprint and pool give the same exam.

    `minutes` is how long an exam is asked for, the blueprint's unless told; with `half_time` the tasks stay and the
    time is halved. The order of the pool does not matter. Raises UsageError when no drill of the pool fits the
    blueprint, or when the length makes no exam.
    """
    length = blueprint.minutes if minutes is None else minutes
    wanted = _wanted(blueprint, length)
    parts, empty = _parts(blueprint, pool)
    number = min(wanted, sum(len(part.drills) for part in parts))
    shares = [part.section.share for part in parts]
    placed = seats(number, shares, [len(part.drills) for part in parts])
    hoped = apportion(number, shares)
    weights = _section_weights(shares, placed, hoped)
    chance = Random(f"{blueprint.id} {seed}")  # noqa: S311  a draw that can be repeated, not a secret
    tasks = [
        task
        for part, count, weight in zip(parts, placed, weights, strict=True)
        for task in _tasks(part, count, weight, seed, chance)
    ]
    chance.shuffle(tasks)
    seconds = round(length * 60 * number / wanted / (2 if half_time else 1))
    return ExamPlan(
        blueprint=blueprint.id,
        title=blueprint.title,
        seed=seed,
        seconds=seconds,
        pass_mark=blueprint.pass_mark,
        alerts=tuple(sorted({round(each * seconds / blueprint.minutes) for each in blueprint.alerts}, reverse=True)),
        tasks=tuple(replace(task, number=number) for number, task in enumerate(tasks, start=1)),
        remarks=(
            *empty,
            *_short_sections(parts, placed, hoped, weights),
            *([_short_pool(number, wanted, seconds)] if number < wanted else []),
        ),
    )


def _wanted(blueprint: Blueprint, minutes: float) -> int:
    """How many tasks an exam of that length has."""
    most = blueprint.minutes * (MOST_TASKS + 0.5) / blueprint.tasks
    if not 0 < minutes < most:
        raise UsageError(
            f"An exam of {minutes:g} minutes cannot be made of the blueprint `{blueprint.id}`.",
            f"Ask for more than 0 and less than {most:.0f} minutes.",
        )
    return max(1, round(blueprint.tasks * minutes / blueprint.minutes))


def _parts(blueprint: Blueprint, pool: Sequence[PackedDrill]) -> tuple[list[_Part], list[str]]:
    """The sections that have drills, and a sentence for each that has none."""
    held: list[list[PackedDrill]] = [[] for _ in blueprint.sections]
    for packed in sorted(pool, key=lambda each: each.key):
        drill = packed.drill
        for section, drills in zip(blueprint.sections, held, strict=True):
            if section.holds(drill.domain, drill.competency, drill.topic):
                drills.append(packed)
                break
    if not any(held):
        raise UsageError(
            f"No drill of the pool fits the blueprint `{blueprint.id}`.",
            "Choose another pool, or another blueprint with `--blueprint FILE`.",
        )
    found = list(zip(blueprint.sections, held, strict=True))
    empty = [
        f"{section.title}: the pool has no drill for it; its {section.share} % go to the other parts."
        for section, drills in found
        if not drills
    ]
    return [_Part(section, drills) for section, drills in found if drills], empty


def _section_weights(shares: Sequence[int], placed: Sequence[int], hoped: Sequence[int]) -> list[int]:
    """Per cent of each section: its share, less where it has fewer tasks than hoped; at least 1 a task."""
    kept = [share * min(1.0, count / (wish or 1)) for share, count, wish in zip(shares, placed, hoped, strict=True)]
    return apportion(100, kept, least=placed)


def _tasks(part: _Part, count: int, weight: int, seed: str, chance: Random) -> list[ExamTask]:
    if not count:
        return []
    drills = _sample(part.drills, count, chance)
    weights = apportion(weight, [each.drill.minutes for each in drills], least=[1] * count)
    return [
        ExamTask(
            number=0,
            key=each.key,
            seed=_variant_seed(each, seed),
            title=each.drill.title,
            section=part.section.title,
            domain=str(each.drill.domain),
            competency=each.drill.competency or "",
            minutes=each.drill.minutes,
            weight=share,
        )
        for each, share in zip(drills, weights, strict=True)
    ]


def _sample(drills: Sequence[PackedDrill], count: int, chance: Random) -> list[PackedDrill]:
    """`count` of the drills, spread evenly over competencies and, within them, over lengths.

    Every n-th of the drills in that order, from a start that chance picks: each drill is as likely as any other.
    """
    skills = sorted({each.drill.competency or "" for each in drills})
    chance.shuffle(skills)
    rank = {skill: at for at, skill in enumerate(skills)}
    ordered = sorted(drills, key=lambda each: (rank[each.drill.competency or ""], each.drill.minutes, chance.random()))
    # In whole numbers: each place of the order is hit by exactly `count` of the starts.
    start = chance.randrange(len(ordered))
    return [ordered[(start + len(ordered) * at) // count] for at in range(count)]


def _variant_seed(drill: PackedDrill, seed: str) -> str:
    """The drill's variant in this exam; the default one for a drill that has no variants."""
    if not drill.drill.variables:
        return ""
    return hashlib.sha256(f"{seed} {drill.key}".encode()).hexdigest()[:8]


def _short_sections(
    parts: Sequence[_Part], placed: Sequence[int], hoped: Sequence[int], weights: Sequence[int]
) -> list[str]:
    return [
        f"{part.section.title}: the pool has {count} of {wish} tasks; they make {weight} %."
        if count
        else f"{part.section.title}: an exam this short has no task of it."
        for part, count, wish, weight in zip(parts, placed, hoped, weights, strict=True)
        if count < wish or not count
    ]


def _short_pool(number: int, wanted: int, seconds: int) -> str:
    tasks = "1 task" if number == 1 else f"{number} tasks"
    return (
        f"The pool has {tasks} where {wanted} were asked for, so the exam has {tasks} and {seconds / 60:.0f} minutes."
    )
