"""From the grades of an exam's tasks to its score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from ckadtrainer.grading.verdict import CheckGrade, Grade, Verdict


class Loss(StrEnum):
    """Why a task lost points, in the words that people who sat the exam use."""

    WRONG_NAMESPACE = "wrong namespace"
    """What it asks for was made in another namespace."""
    WRONG_NAME = "wrong name"
    """Something of its kind is there under another name."""
    NOT_RUNNING = "not running"
    """What it asks for is there and does not run."""
    MISSED = "missed sub-task"
    """Most is there, and a part of what it asks for is not."""
    NOT_REACHED = "not reached"
    """Nothing was made for it."""


class Outcome(StrEnum):
    """What became of an exam."""

    PASSED = "passed"
    NOT_PASSED = "not passed"
    UNKNOWN = "cannot tell"
    """A task could not be judged."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A check turned on the exam's clock: `seconds` from the beginning."""

    seconds: float
    check: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a check: its words and the points it gives."""

    check: str
    says: str


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task of an exam. `seconds` were spent on it of a `budget`; `visits` are (from, to) on the exam's clock.

    `grade` is None while it is not known. `loss` is None with full marks.
    """

    number: int
    key: str
    seed: str
    title: str
    section: str
    domain: str
    competency: str
    namespace: str
    weight: int
    flagged: bool
    budget: float
    seconds: float
    visits: tuple[tuple[float, float], ...]
    told: tuple[Told, ...]
    grade: Grade | None
    loss: Loss | None = None
    turns: tuple[Turned, ...] = ()
    solution: str = ""
    debrief: str = ""

    @property
    def drill(self) -> str:
        """The drill's id."""
        return self.key.rpartition("/")[2]

    @property
    def is_known(self) -> bool:
        return self.grade is not None and not self.grade.is_unknown

    @property
    def share(self) -> Fraction:
        """The part of its points that it has, 0 to 1."""
        if self.grade is None or not self.grade.max_points:
            return Fraction(0)
        return Fraction(self.grade.points, self.grade.max_points)

    @property
    def scored(self) -> Fraction:
        """Per cent of the exam that it gives."""
        return self.weight * self.share

    @property
    def lost(self) -> Fraction:
        """Per cent of the exam that it does not give."""
        return self.weight - self.scored

    @property
    def first_visit(self) -> float | None:
        """When it first came on the screen, on the exam's clock; None if it never did."""
        return self.visits[0][0] if self.visits else None

    def failed(self) -> tuple[CheckGrade, ...]:
        """The checks that cost points."""
        return tuple(check for check in self.grade.checks if check.points < check.max_points) if self.grade else ()

    def first_met(self, check: str) -> float | None:
        """When a check first turned true, on the exam's clock; None if nobody saw it."""
        return next((turn.seconds for turn in self.turns if turn.check == check and turn.verdict is Verdict.MET), None)

    def says(self, check: str) -> str:
        """The words of a check."""
        return next((told.says for told in self.told if told.check == check), check)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the exam, like a domain: what it gave of what it could give, in per cent of the whole."""

    title: str
    scored: Fraction
    weight: int

    @property
    def share(self) -> Fraction:
        """0 to 1."""
        return self.scored / self.weight if self.weight else Fraction(0)


@dataclass(frozen=True, slots=True)
class ExamResult:
    """An exam that has ended. Times are UTC; `seconds` of `limit` were used, outages left out.

    `is_headless` where answers were handed in from files: it tells nothing of the learner.
    """

    id: str
    blueprint: str
    title: str
    seed: str
    began_at: datetime
    ended_at: datetime
    seconds: float
    limit: float
    given_back: float
    pass_mark: int
    tasks: tuple[TaskResult, ...]
    remarks: tuple[str, ...] = ()
    notes: str = ""
    is_headless: bool = False

    @property
    def score(self) -> Fraction:
        """Per cent, with partial credit; exact."""
        return sum((task.scored for task in self.tasks), Fraction(0))

    @property
    def is_known(self) -> bool:
        """Whether every task could be judged; a score is told only then."""
        return all(task.is_known for task in self.tasks)

    @property
    def is_passed(self) -> bool:
        return self.score >= self.pass_mark

    @property
    def outcome(self) -> Outcome:
        if not self.is_known:
            return Outcome.UNKNOWN
        return Outcome.PASSED if self.is_passed else Outcome.NOT_PASSED

    def sections(self) -> tuple[Part, ...]:
        """The parts of the blueprint, as they first come."""
        return self._by([task.section for task in self.tasks])

    def competencies(self) -> tuple[Part, ...]:
        """The lines of the curriculum, as they first come; a task without one counts under its section."""
        return self._by([task.competency or task.section for task in self.tasks])

    def by_loss(self) -> tuple[TaskResult, ...]:
        """The tasks, those that lost most first."""
        return tuple(sorted(self.tasks, key=lambda task: (-task.lost, task.number)))

    def _by(self, titles: list[str]) -> tuple[Part, ...]:
        parts = []
        for title in dict.fromkeys(titles):
            own = [task for task, its in zip(self.tasks, titles, strict=True) if its == title]
            parts.append(Part(title, sum((task.scored for task in own), Fraction(0)), sum(task.weight for task in own)))
        return tuple(parts)


def per_cent(share: Fraction) -> str:
    """A number of per cent as people read it, rounded down so that no fail looks like a pass: `65.9 %`."""
    return f"{decimal(share, 1):g} %"


def decimal(share: Fraction, places: int) -> float:
    """The number with so many decimals, rounded down."""
    scale: int = 10**places
    return int(share * scale) / scale
