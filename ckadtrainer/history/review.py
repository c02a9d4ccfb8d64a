"""What the history says of a drill: how often and how well it was done."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.attempt.countdown import read
from ckadtrainer.history.record import Record

MASTERED_AFTER = 3
"""Full marks in a row, each in time and without a hint, that make a drill mastered."""


class Status(StrEnum):
    """How a drill stands; of two that are true the earlier one is shown."""

    OPEN = "open"
    """An attempt is open."""
    NEW = "new"
    """Never finished."""
    DUE = "due"
    """Its skill is due, and of the skill's exercises this one is the most worth doing."""
    RETRY = "retry"
    """The last try was less than full marks."""
    MASTERED = "mastered"
    PASSED = "passed"
    """The last try had full marks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A drill's history in one line. `best` and `median` are seconds of the tries with full marks.

    `last` is when it was last finished, None if never.
    `left` is the time on the clock of the open attempt in seconds, negative in overtime, None without one.
    """

    state: Status
    best: float | None = None
    median: float | None = None
    last: datetime | None = None
    attempts: int = 0
    left: float | None = None


def best_time(records: Sequence[Record]) -> float | None:
    """The shortest time with full marks in seconds; None without full marks."""
    return min((record.seconds for record in records if record.is_full), default=None)


def standing(records: Sequence[Record], open_attempt: Attempt | None, now: datetime) -> Standing:
    """Where one drill stands. `records` are its own, newest first."""
    full = [record.seconds for record in records if record.is_full]
    return Standing(
        state=_state(records, open_attempt),
        best=best_time(records),
        median=statistics.median(full) if full else None,
        last=records[0].ended_at if records else None,
        attempts=len(records) + (open_attempt is not None),
        left=read(open_attempt, now).left if open_attempt else None,
    )


def standings(records: Sequence[Record], open_attempts: Sequence[Attempt], now: datetime) -> Mapping[str, Standing]:
    """Drill key -> standing, for every drill that has a record or an open attempt. Both are newest first."""
    by_drill: dict[str, list[Record]] = {}
    for record in records:
        by_drill.setdefault(record.key, []).append(record)
    open_by_drill: dict[str, Attempt] = {}
    for attempt in open_attempts:
        open_by_drill.setdefault(attempt.key, attempt)
    keys = [*open_by_drill, *(key for key in by_drill if key not in open_by_drill)]
    return {key: standing(by_drill.get(key, []), open_by_drill.get(key), now) for key in keys}


def _state(records: Sequence[Record], open_attempt: Attempt | None) -> Status:
    if open_attempt is not None:
        return Status.OPEN
    if not records:
        return Status.NEW
    if not records[0].is_full:
        return Status.RETRY
    recent = records[:MASTERED_AFTER]
    fluent = all(r.is_full and r.seconds <= r.limit and not r.hints_opened for r in recent)
    return Status.MASTERED if len(recent) == MASTERED_AFTER and fluent else Status.PASSED
