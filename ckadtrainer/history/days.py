"""The days on which something was finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ckadtrainer.history.record import Record

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """How many days there were. `streak` counts those in a row up to today or yesterday, `longest` the most in a row
    ever."""

    practised: int
    streak: int
    longest: int


def days(records: Sequence[Record], now: datetime) -> Days:
    """Count the days of the records, in `now`'s zone."""
    found = {record.ended_at.astimezone(now.tzinfo).date() for record in records}
    today = now.date()
    current = _ending(found, today if today in found else today - _DAY)
    longest = max((_ending(found, day) for day in found if day + _DAY not in found), default=0)
    return Days(len(found), current, longest)


def _ending(found: set[date], day: date) -> int:
    """Days in a row that end with this one."""
    length = 0
    while day in found:
        length, day = length + 1, day - _DAY
    return length
