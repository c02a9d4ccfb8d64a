"""The Protocol of the place that keeps exams."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ckadtrainer.exam.event import Event
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.scoring.exam import ExamResult


class ExamStore(Protocol):
    """Keeps sittings and results. When a method returns, what it was given survives a kill. Raises HistoryError."""

    def save(self, sitting: Sitting, at: datetime) -> None:
        """Insert a sitting made at that time, or replace what is known of it but for its events."""

    def add(self, sitting: str, event: Event) -> None:
        """Keep what happened in the sitting with that id."""

    def seen(self, sitting: str, at: datetime) -> None:
        """Keep when the cluster was last seen to answer."""

    def sitting(self, id: str) -> Sitting | None:
        """The sitting after all its events, or None."""

    def unfinished(self) -> Sequence[Sitting]:
        """Sittings that are neither graded nor abandoned, newest first."""

    def finish(self, sitting: Sitting, result: ExamResult) -> None:
        """Keep the result of a sitting, which is graded now."""

    def results(self) -> Sequence[ExamResult]:
        """Newest first."""
