"""What to do next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.history.record import Record
from ckadtrainer.history.review import Standing, Status
from ckadtrainer.history.skill import Skill

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import Exercise

_FAILED, _NEVER, _DONE = range(3)
_Members = tuple[Skill, "Sequence[Exercise]"]  # a skill and those of its exercises that may be suggested
_Latest = Mapping[str, Record]  # key -> the last try


class Reason(StrEnum):
    """Why something comes next; of several that are true the first counts."""

    OPEN = "open"
    """An attempt at it is open."""
    DUE = "due"
    """Its skill is due."""
    NEW = "new"
    """Its skill was never practised."""
    AHEAD = "ahead"
    """Nothing is due, and this failed last or was never done."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An exercise to do now. `skill` is the one it practises; `is_retry` says that its last try fell short."""

    exercise: Exercise
    reason: Reason
    skill: Skill
    is_retry: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """`suggestion` is what to do now, None when everything is done and nothing is due.

    `due` has a suggestion for each skill that is due today, the least remembered first. `due_next` is the first later
    day on which one is.
    """

    suggestion: Suggestion | None
    due: tuple[Suggestion, ...]
    due_next: date | None


def agenda(
    skills: Sequence[Skill],
    records: Sequence[Record],
    open_attempts: Sequence[Attempt],
    today: date,
    topic: str | None = None,
) -> Agenda:
    """What is on for today. `records` and `open_attempts` are newest first.

    With a `topic` only exercises of it are suggested.
    """
    narrowed = [(skill, [each for each in skill.exercises if topic in (None, each.drill.topic)]) for skill in skills]
    wanted = [(skill, exercises) for skill, exercises in narrowed if exercises]
    latest = {record.key: record for record in reversed(records)}
    due = sorted((pair for pair in wanted if pair[0].is_due(today)), key=lambda pair: _recall(pair[0]))
    new = [pair for pair in wanted if pair[0].memory is None]
    later = [skill.memory.due for skill, _ in wanted if skill.memory and not skill.is_due(today)]
    on_today = tuple(_in_skill(Reason.DUE, skill, exercises, latest) for skill, exercises in due)
    ways = (
        _open(wanted, open_attempts),
        *on_today[:1],
        *(_in_skill(Reason.NEW, skill, exercises, latest) for skill, exercises in new[:1]),
        _ahead(wanted, latest),
    )
    return Agenda(next((way for way in ways if way), None), on_today, min(later, default=None))


def with_due(standings: Mapping[str, Standing], agenda: Agenda) -> Mapping[str, Standing]:
    """The standings with what is due marked as such; what is open stays open."""
    marked = dict(standings)
    for suggestion in agenda.due:
        key = suggestion.exercise.key
        known = marked.get(key, Standing(Status.NEW))
        if known.state is not Status.OPEN:
            marked[key] = replace(known, state=Status.DUE)
    return marked


def _open(wanted: Iterable[_Members], attempts: Sequence[Attempt]) -> Suggestion | None:
    found = {each.key: Suggestion(each, Reason.OPEN, skill) for skill, exercises in wanted for each in exercises}
    return next((found[attempt.key] for attempt in attempts if attempt.key in found), None)


def _in_skill(reason: Reason, skill: Skill, exercises: Sequence[Exercise], latest: _Latest) -> Suggestion:
    return Suggestion(min(exercises, key=lambda each: _worth(each, latest)), reason, skill)


def _ahead(wanted: Iterable[_Members], latest: _Latest) -> Suggestion | None:
    """What fell short last or was never done, in whatever skill."""
    undone = [(each, skill) for skill, exercises in wanted for each in exercises if _worth(each, latest)[0] < _DONE]
    if not undone:
        return None
    exercise, skill = min(undone, key=lambda pair: _worth(pair[0], latest))
    return Suggestion(exercise, Reason.AHEAD, skill, is_retry=exercise.key in latest)


def _worth(exercise: Exercise, latest: _Latest) -> tuple[int, bool, float]:
    """Smaller is more worth doing: failed last, never done, done longest ago; of each, drills before quizzes."""
    from ckadtrainer.packs.manifest import PackedQuiz

    last = latest.get(exercise.key)
    rank = _NEVER if last is None else _DONE if last.is_full else _FAILED
    return rank, isinstance(exercise, PackedQuiz), last.ended_at.timestamp() if last else 0.0


def _recall(skill: Skill) -> float:
    return skill.memory.recall if skill.memory else 0.0
