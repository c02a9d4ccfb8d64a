"""A whole exam sat from answer files, for tests and for instructors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ckadtrainer.clock import Clock
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.handing_in import HandingIn
from ckadtrainer.side_by_side import side_by_side
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.invigilation.answers import Answers
    from ckadtrainer.invigilation.exams import Exams
    from ckadtrainer.invigilation.room import ExamRoom
    from ckadtrainer.scoring.exam import ExamResult
    from ckadtrainer.session.exam import ExamPlan, ExamTask

_AT_ONCE = 4
"""Answers handed in side by side."""

Tell = Callable[[str, int, int], None]
"""Hears what is being done and how many of how many steps of it are, on any thread."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one task's answer: the API's `complaints`, or that the time was over before (`is_late`)."""

    task: ExamTask
    complaints: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam that was sat: its result, and what became of each answer, in the order of the tasks."""

    result: ExamResult
    handed: Sequence[Handed]


class Headless:
    """Sits exams: everything is set up, handed in, ended, graded and cleaned up, with nobody at the keyboard."""

    def __init__(self, exams: Exams, world: World, clock: Clock) -> None:
        self._exams = exams
        self._world = world
        self._clock = clock

    def sit(self, plan: ExamPlan, answers: Answers, tell: Tell = lambda *_: None) -> Sat:
        """The result, kept among those of exams but not as practice of one's own.

        Raises what setting up and grading raise. Interrupted or failed, nothing stays behind.
        """
        sitting = self._exams.set_up(replace(plan, is_headless=True), partial(tell, "set up"))
        with self._given_up_on_failure(sitting):
            room = self._exams.begin(sitting)
            try:
                room.open()
                handed = self._hand_in(room, answers, partial(tell, "handed in"))
                return Sat(self._exams.grade(room, partial(tell, "graded")), handed)
            finally:
                room.close()

    def _hand_in(self, room: ExamRoom, answers: Answers, tell: Callable[[int, int], None]) -> Sequence[Handed]:
        tasks = room.sitting.plan.tasks
        answered = [task for task in tasks if task.number in answers.documents]
        tell(0, len(answered))
        trials = [[partial(self._answer, room, task, answers)] for task in answered]
        handed = []
        for (each,) in side_by_side(trials, self._clock, _AT_ONCE):
            handed.append(each)
            tell(len(handed), len(answered))
        return handed

    def _answer(self, room: ExamRoom, task: ExamTask, answers: Answers, clock: Clock) -> Handed:
        """Bring the task on the screen and hand its answer in, as long as there is time."""
        if room.visit(task.number).stage is not Stage.OPEN:
            return Handed(task, is_late=True)
        place = room.sitting.place(task.number)
        handing_in = HandingIn(self._exams.drill_of(task), place.namespace, self._world, clock)
        return Handed(task, handing_in.hand_in(answers.documents[task.number]).complaints)

    @contextmanager
    def _given_up_on_failure(self, sitting: Sitting) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._exams.abandon(sitting)
            raise
