"""Whether a learner is fast enough: time per task against its budget. Says nothing of right or wrong."""

from dataclasses import dataclass
from datetime import datetime

from ckadtrainer.exam.clock import exam_seconds, seconds_on
from ckadtrainer.exam.sitting import Sitting

TOO_LONG = 1.5
"""Times the budget after which it is wise to flag a task and go on."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The time on one task, in seconds. `leave_at` is when to leave it at the latest, on the exam's clock."""

    spent: float
    budget: float
    leave_at: float

    @property
    def share(self) -> float:
        """Part of the budget spent, 0 to 1."""
        return min(1.0, self.spent / self.budget) if self.budget else 1.0

    @property
    def is_too_long(self) -> bool:
        return self.spent >= TOO_LONG * self.budget


def pace(sitting: Sitting, number: int, now: datetime) -> Pace:
    """The time on a task so far."""
    spent, budget = seconds_on(sitting, number, now), sitting.plan.budget(sitting.plan.tasks[number - 1])
    left = max(0.0, TOO_LONG * budget - spent)
    return Pace(spent, budget, exam_seconds(sitting, now) + left)


def most_if_stopped(sitting: Sitting) -> int:
    """Per cent an exam that stopped now could have at most: the weights of the tasks that were visited."""
    return sum(task.weight for task in sitting.plan.tasks if task.number in sitting.visited)
