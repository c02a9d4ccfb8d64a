"""Days practised: how many, how many in a row now, and at most."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from ckadtrainer.history.days import Days, days
from ckadtrainer.history.record import Record

Make = Callable[..., Record]


@pytest.mark.parametrize(
    ("days_ago", "counted"),
    [
        ((), Days(0, 0, 0)),
        ((0,), Days(1, 1, 1)),
        ((1,), Days(1, 1, 1)),
        ((2,), Days(1, 0, 1)),
        ((0, 1, 1, 2, 4), Days(4, 3, 3)),
        ((1, 2), Days(2, 2, 2)),
        ((0, 5, 6, 7, 8, 20), Days(6, 1, 4)),
    ],
)
def test_a_streak_ends_after_a_day_without(
    record: Make, now: datetime, days_ago: tuple[int, ...], counted: Days
) -> None:
    assert days([record(ended_at=now - timedelta(days=ago)) for ago in days_ago], now) == counted


def test_days_are_the_readers(record: Make, now: datetime) -> None:
    late, early = now.replace(hour=23), now.replace(hour=1) + timedelta(days=1)
    both = [record(ended_at=early), record(ended_at=late)]
    assert days(both, early).practised == 2
    assert days(both, early.astimezone(timezone(timedelta(hours=5)))).practised == 1
