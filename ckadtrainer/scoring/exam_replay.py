"""An exam gone through again: at any moment of it what was on the screen, which checks were met, and the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam import ExamResult, TaskResult


@dataclass(frozen=True, slots=True)
class Moment:
    """An exam as it stood `seconds` after its beginning.

    `task` was on the screen, None when the trainer was left; `met` are the checks that were met by the task's number;
    `score` is what they were worth, in per cent.
    """

    seconds: float
    task: TaskResult | None
    met: dict[int, frozenset[str]]
    score: Fraction


class Replay:
    """The moments of an exam that has ended.

    They are told by what was seen to turn while it ran. The last one is what was graded: it knows the tasks too that
    were never on the screen and so were not watched.
    """

    def __init__(self, result: ExamResult) -> None:
        self.result = result
        self.end = max(result.seconds, *(turn.seconds for task in result.tasks for turn in task.turns), 0.0)

    def at(self, seconds: float) -> Moment:
        """The exam at a moment between its beginning and its end."""
        tasks, is_end = self.result.tasks, seconds >= self.end
        met = {task.number: _graded(task) if is_end else _met(task, seconds) for task in tasks}
        score = sum((task.weight * _share(task, met[task.number]) for task in tasks), Fraction(0))
        return Moment(min(seconds, self.end), self._on_screen(seconds), met, score)

    def moments(self) -> tuple[float, ...]:
        """When something happened, in seconds from the beginning, in order: its begin and end among them."""
        return tuple(sorted({0.0, self.end, *self._happenings()}))

    def _happenings(self) -> Iterator[float]:
        for task in self.result.tasks:
            yield from (begin for begin, _ in task.visits)
            yield from (turn.seconds for turn in task.turns)

    def _on_screen(self, seconds: float) -> TaskResult | None:
        for task in self.result.tasks:
            if any(begin <= seconds < end for begin, end in task.visits):
                return task
        return None


def _met(task: TaskResult, seconds: float) -> frozenset[str]:
    last = {turn.check: turn.verdict for turn in task.turns if turn.seconds <= seconds}
    return frozenset(check for check, verdict in last.items() if verdict is Verdict.MET)


def _graded(task: TaskResult) -> frozenset[str]:
    checks = task.grade.checks if task.grade else ()
    return frozenset(check.id for check in checks if check.verdict is Verdict.MET)


def _share(task: TaskResult, met: frozenset[str]) -> Fraction:
    """The part of the task's points that these checks give, 0 to 1."""
    if task.grade is None or not task.grade.max_points:
        return Fraction(0)
    return Fraction(sum(check.max_points for check in task.grade.checks if check.id in met), task.grade.max_points)
