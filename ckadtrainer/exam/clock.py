"""The clock of an exam. It never stops, but for faults of ours: what they took is given back.

Computed from the sitting's events and never stored, so that a kill, a suspend or a reboot does not bend it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ckadtrainer.exam.sitting import Sitting, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The clock at a moment, in seconds. `given_back` is what outages took so far; it stands while one lasts."""

    elapsed: float
    limit: float
    given_back: float = 0.0
    stands: bool = False

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.limit - self.elapsed)

    @property
    def share(self) -> float:
        """Part of the time used, 0 to 1."""
        return min(1.0, self.elapsed / self.limit) if self.limit else 1.0

    @property
    def is_over(self) -> bool:
        return self.elapsed >= self.limit


def read(sitting: Sitting, now: datetime) -> Reading:
    """The exam's clock at `now`; at its end once it has ended."""
    limit = float(sitting.plan.seconds)
    if sitting.begun_at is None:
        return Reading(0.0, limit, stands=True)
    return Reading(
        elapsed=exam_seconds(sitting, now),
        limit=limit,
        given_back=_lost(sitting, sitting.ended_at or now),
        stands=sitting.is_lost or sitting.ended_at is not None,
    )


def exam_seconds(sitting: Sitting, at: datetime) -> float:
    """Seconds on the exam's clock at a moment, outages left out: 0 before the beginning, no more after the end."""
    if sitting.begun_at is None:
        return 0.0
    until = min(at, sitting.ended_at or at)
    passed = (until - sitting.begun_at).total_seconds() - _lost(sitting, until)
    return min(float(sitting.plan.seconds), max(0.0, passed))


def deadline(sitting: Sitting, now: datetime) -> datetime | None:
    """When the time is over, if nothing more is lost; None before the beginning or while an outage lasts."""
    if sitting.begun_at is None or sitting.is_lost:
        return None
    return sitting.begun_at + timedelta(seconds=sitting.plan.seconds + _lost(sitting, now))


def seconds_on(sitting: Sitting, number: int, now: datetime) -> float:
    """Seconds a task was on the screen while the clock ran."""
    return sum(_on_clock(sitting, visit.span, now) for visit in sitting.visits if visit.task == number)


def _on_clock(sitting: Sitting, span: Span, now: datetime) -> float:
    end = min(span.end or now, now)
    return max(0.0, exam_seconds(sitting, end) - exam_seconds(sitting, span.begin))


def _lost(sitting: Sitting, until: datetime) -> float:
    """Seconds of outages up to a moment."""
    return sum(_length(span, until) for span in sitting.outages)


def _length(span: Span, until: datetime) -> float:
    end = until if span.end is None else min(span.end, until)
    return max(0.0, (end - span.begin).total_seconds())
