"""What the history says of a drill: how well it is known and whether it is time to do it again."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.attempt.countdown import read
from ckadtrainer.history.record import Record

INTERVALS = (1, 3, 7, 14, 30)
"""Days until a drill is due again after one, two, … full marks in a row; the last one repeats."""

MASTERED_AFTER = 3
"""Full marks in a row, each in time and without a hint, that make a drill mastered."""


class Status(StrEnum):
    """How a drill stands; of two that are true the earlier one is shown."""

    OPEN = "open"
    """An attempt is open."""
    NEW = "new"
    """Never finished."""
    DUE = "due"
    """The last try was less than full marks, or its interval is over."""
    MASTERED = "mastered"
    PASSED = "passed"
    """The last try had full marks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A drill's history in one line. `best` and `median` are seconds of the tries with full marks.

    `last` is when it was last finished, `due_at` when it should be done again; both None if never finished.
    `left` is the time on the clock of the open attempt in seconds, negative in overtime, None without one.
    """

    state: Status
    best: float | None = None
    median: float | None = None
    last: datetime | None = None
    due_at: datetime | None = None
    attempts: int = 0
    left: float | None = None


def standing(records: Sequence[Record], open_attempt: Attempt | None, now: datetime) -> Standing:
    """Where one drill stands. `records` are its own, newest first."""
    full = [record.seconds for record in records if record.is_full]
    due_at = _due_at(records)
    return Standing(
        state=_state(records, open_attempt, due_at, now),
        best=min(full) if full else None,
        median=statistics.median(full) if full else None,
        last=records[0].ended_at if records else None,
        due_at=due_at,
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


def streak(records: Sequence[Record], today: datetime) -> int:
    """Days in a row, up to today or yesterday, on which a drill was finished."""
    zone = today.tzinfo
    days = {record.ended_at.astimezone(zone).date() for record in records}
    day = today.date() if today.date() in days else today.date() - timedelta(days=1)
    length = 0
    while day in days:
        length, day = length + 1, day - timedelta(days=1)
    return length


def _due_at(records: Sequence[Record]) -> datetime | None:
    if not records:
        return None
    successes = len(list(takewhile(lambda record: record.is_full, records)))
    if not successes:
        return records[0].ended_at
    days = INTERVALS[min(successes, len(INTERVALS)) - 1]
    return records[0].ended_at + timedelta(days=days)


def _state(records: Sequence[Record], open_attempt: Attempt | None, due_at: datetime | None, now: datetime) -> Status:
    if open_attempt is not None:
        return Status.OPEN
    if due_at is None:
        return Status.NEW
    if due_at <= now:
        return Status.DUE
    recent = records[:MASTERED_AFTER]
    fluent = all(r.is_full and r.seconds <= r.limit and not r.hints_opened for r in recent)
    return Status.MASTERED if len(recent) == MASTERED_AFTER and fluent else Status.PASSED
