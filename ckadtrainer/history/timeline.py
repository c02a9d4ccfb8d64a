"""The turns of an attempt: when each check changed its verdict."""

from collections.abc import Sequence

from ckadtrainer.grading.verdict import CheckGrade, Grade
from ckadtrainer.history.record import Turn


def turned(before: Grade | None, after: Grade) -> Sequence[CheckGrade]:
    """The checks whose verdict is another one than in `before`; all of them without it."""
    old = {check.id: check.verdict for check in before.checks} if before else {}
    return [check for check in after.checks if old.get(check.id) is not check.verdict]


def turns_between(before: Grade | None, after: Grade) -> Sequence[Turn]:
    """A turn for each check that turned."""
    old = {check.id: check.verdict for check in before.checks} if before else {}
    return [Turn(after.seconds, check.id, old.get(check.id), check.verdict) for check in turned(before, after)]


def seconds_to_full_marks(timeline: Sequence[Turn], grade: Grade, elapsed: float) -> float:
    """The time an attempt took: up to the last turn if that brought full marks, else all of `elapsed`.

    Reading the task once more after the last check turned green costs nothing.
    """
    if not grade.is_full or not timeline:
        return elapsed
    return min(elapsed, timeline[-1].seconds)
