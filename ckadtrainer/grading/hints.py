"""Which hint comes next: one for a slip that shows goes before the next in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ckadtrainer.grading.verdict import Grade, Verdict

if TYPE_CHECKING:
    from ckadtrainer.definition.drill import Hint, State


def next_hint(hints: Sequence[Hint], opened: Sequence[int], grade: Grade | None) -> int | None:
    """The position of the hint to open next; None when every hint that fits is open.

    `opened` are the positions of those that are open; `grade` is the last one, None when there was none.
    """
    left = [number for number in range(len(hints)) if number not in opened]
    for number in left:
        state = hints[number].when
        if state is not None and grade is not None and shows(grade, state):
            return number
    return next((number for number in left if hints[number].when is None), None)


def count(hints: Sequence[Hint], opened: Sequence[int]) -> int:
    """How many hints there are for this attempt: those in order, and those for a slip once they are open."""
    return sum(hint.when is None or number in opened for number, hint in enumerate(hints))


def shows(grade: Grade, state: State) -> bool:
    """Whether the grade shows the slip: the check is not met, and its evidence reads like it."""
    return any(
        check.id == state.check
        and check.verdict in (Verdict.UNMET, Verdict.PENDING)
        and re.search(state.found, f"{check.evidence.found}\n{check.evidence.where}") is not None
        for check in grade.checks
    )
