"""Verdicts in the order they turn, brought from the grading thread to the one that prints."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ckadtrainer.history.timeline import turned

if TYPE_CHECKING:
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.grading.verdict import CheckGrade, Grade


def grades(live: LiveGrading) -> Iterator[Grade]:
    """Every grade that is new, up to and with the first one of full marks.

    The grading is closed when the iteration ends, however it ends.
    """
    waiting: queue.SimpleQueue[Grade] = queue.SimpleQueue()
    live.start(waiting.put)
    try:
        while True:
            grade = waiting.get()
            yield grade
            if grade.is_full:
                return
    finally:
        live.close()


def follow(live: LiveGrading, show: Callable[[Grade, Sequence[CheckGrade]], None]) -> Grade | None:
    """Call `show` with each grade in which a check turned; the last grade, None if there was none."""
    last: Grade | None = None
    for grade in grades(live):
        checks = turned(last, grade)
        if checks:
            show(grade, checks)
        last = grade
    return last
