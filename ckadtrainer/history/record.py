"""What is kept of attempts, and the Protocol of the place that keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.grading.verdict import Grade, Verdict
from ckadtrainer.history.exam_record import ExamStore
from ckadtrainer.scoring.score import Result


@dataclass(frozen=True, slots=True)
class Turn:
    """A check's verdict changed. `seconds` is the time on the attempt's clock; `before` is None at the first grade."""

    seconds: float
    check: str
    before: Verdict | None
    after: Verdict


@dataclass(frozen=True, slots=True)
class Record:
    """An attempt that ended, in one line. `seconds` is its time, `points` after hint costs.

    `exam` is the id of the exam it was a task of, empty in practice.
    """

    attempt: str
    pack: str
    drill: str
    topic: str
    ended_at: datetime
    seconds: float
    limit: float
    points: int
    max_points: int
    hints_opened: int
    solution_seen: bool
    exam: str = ""

    @property
    def key(self) -> str:
        """The drill's key: `pack/topic/id`."""
        return f"{self.pack}/{self.topic}/{self.drill}"

    @property
    def is_full(self) -> bool:
        """Full marks without having looked at the solution."""
        return self.points == self.max_points and not self.solution_seen

    @property
    def share(self) -> float:
        """The part of the points, 0 to 1; nothing once the solution was seen."""
        return 0.0 if self.solution_seen else self.points / self.max_points


def record_of(attempt: Attempt, result: Result, ended_at: datetime) -> Record:
    """The line that is kept of an attempt's result."""
    return Record(
        attempt=attempt.id,
        pack=attempt.pack,
        drill=attempt.drill,
        topic=attempt.topic,
        ended_at=ended_at,
        seconds=result.seconds,
        limit=result.limit,
        points=result.points,
        max_points=result.max_points,
        hints_opened=result.hints_opened,
        solution_seen=result.solution_seen,
        exam=attempt.exam,
    )


class Store(Protocol):
    """Keeps attempts. When a method returns, what it was given survives a kill. Raises HistoryError."""

    @property
    def exams(self) -> ExamStore:
        """The exams, in the same place."""

    def save(self, attempt: Attempt) -> None:
        """Insert or replace the attempt."""

    def attempt(self, id: str) -> Attempt | None:
        """The attempt, or None."""

    def open_attempts(self) -> Sequence[Attempt]:
        """Newest first."""

    def add_grade(self, attempt: str, grade: Grade, at: datetime) -> None:
        """Keep a grade with its evidence."""

    def last_grade(self, attempt: str) -> Grade | None:
        """The newest grade kept of the attempt."""

    def add_turns(self, attempt: str, turns: Sequence[Turn]) -> None:
        """Add to the attempt's timeline."""

    def timeline(self, attempt: str) -> Sequence[Turn]:
        """Oldest first."""

    def finish(self, attempt: Attempt, record: Record, grade: Grade | None) -> None:
        """Store the ended attempt, its last grade and its record in one transaction."""

    def records(self, drill: str | None = None) -> Sequence[Record]:
        """Newest first."""

    def close(self) -> None:
        """Release the file."""
