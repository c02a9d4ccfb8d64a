"""Skills: the lines of the curriculum, each practised by several drills and quizzes and remembered as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ckadtrainer.history.record import Record
from ckadtrainer.history.repetition import Memory, memory_of

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import Exercise


@dataclass(frozen=True, slots=True)
class Skill:
    """What several exercises practise. `memory` is None when none of them was ever finished: it is new, not due.

    `name` comes from a pack and is hostile text.
    """

    name: str
    exercises: tuple[Exercise, ...]
    memory: Memory | None

    def is_due(self, today: date) -> bool:
        """Whether it should be practised again today."""
        return self.memory is not None and self.memory.due <= today


def skill_name(exercise: Exercise) -> str:
    """The competency that an exercise practises; where its author named none, the domain."""
    drill = exercise.drill
    return " ".join((drill.competency or drill.domain.replace("_", " ").capitalize()).split())


def skills(exercises: Sequence[Exercise], records: Sequence[Record], now: datetime) -> Sequence[Skill]:
    """Every skill of the exercises, in their order. `records` are newest first; days are those of `now`'s zone.

    Records of exercises that no pack has any more say nothing of a skill.
    """
    from ckadtrainer.packs.manifest import PackedQuiz

    members: dict[str, list[Exercise]] = {}
    for exercise in exercises:
        members.setdefault(skill_name(exercise), []).append(exercise)
    names = {exercise.key: name for name, each in members.items() for exercise in each}
    done: dict[str, list[Record]] = {name: [] for name in members}
    for record in records:
        if record.key in names:
            done[names[record.key]].append(record)
    quizzes = {exercise.key for exercise in exercises if isinstance(exercise, PackedQuiz)}
    return [Skill(name, tuple(each), memory_of(done[name], now, quizzes)) for name, each in members.items()]
