"""From a grade to a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.grading.verdict import Grade

if TYPE_CHECKING:
    from ckadtrainer.definition.drill import Drill


@dataclass(frozen=True, slots=True)
class Result:
    """A finished drill. `points` is what the checks gave less what opened hints cost, never below 0.

    `best` is the shortest earlier time with full marks in seconds, None at the first.
    """

    drill: str
    title: str
    grade: Grade
    points: int
    max_points: int
    seconds: float
    limit: float
    hints_opened: int
    solution_seen: bool
    best: float | None = None

    @property
    def is_full(self) -> bool:
        return self.grade.is_full and self.points == self.max_points

    @property
    def is_personal_best(self) -> bool:
        return self.is_full and not self.solution_seen and (self.best is None or self.seconds < self.best)


def points_after_hints(grade: Grade, hints_opened: int, hint_cost: int) -> int:
    """Points of the grade less the cost of the hints, never below 0."""
    return max(0, grade.points - hints_opened * hint_cost)


def score(drill: Drill, attempt: Attempt, grade: Grade, seconds: float, best: float | None) -> Result:
    """The result of an attempt that took `seconds`; `best` is the shortest earlier time with full marks."""
    return Result(
        drill=drill.id,
        title=drill.title,
        grade=grade,
        points=points_after_hints(grade, attempt.hints_opened, drill.hint_cost),
        max_points=grade.max_points,
        seconds=seconds,
        limit=float(attempt.seconds),
        hints_opened=attempt.hints_opened,
        solution_seen=attempt.solution_seen,
        best=best,
    )
