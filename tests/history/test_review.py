"""New, open, due, passed, mastered; best and median; the streak."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.history.record import Record
from ckadtrainer.history.review import Status, standing, standings, streak

Make = Callable[..., Record]


def full_marks(record: Make, now: datetime, *days_ago: float) -> list[Record]:
    return [record(ended_at=now - timedelta(days=days)) for days in days_ago]


@pytest.mark.parametrize(
    ("days_ago", "status"),
    [
        ((), Status.NEW),
        ((0.5,), Status.PASSED),
        ((1,), Status.DUE),
        ((2.9, 4), Status.PASSED),
        ((3, 4), Status.DUE),
        ((6.9, 8, 9), Status.MASTERED),
        ((7, 8, 9), Status.DUE),
        ((29, 30, 31, 32, 33, 34, 35), Status.MASTERED),
        ((30, 31, 32, 33, 34, 35, 36), Status.DUE),
    ],
)
def test_the_interval_grows_with_successes(
    record: Make, now: datetime, days_ago: tuple[float, ...], status: Status
) -> None:
    assert standing(full_marks(record, now, *days_ago), None, now).state is status


def test_a_failure_makes_it_due_at_once_and_starts_over(record: Make, now: datetime) -> None:
    good = full_marks(record, now, 1, 2, 3)
    failed = record(points=9, ended_at=now)
    assert standing([failed, *good], None, now).state is Status.DUE
    again = record(ended_at=now)
    assert standing([again, failed, *good], None, now).due_at == now + timedelta(days=1)


@pytest.mark.parametrize("flaw", [{"seconds": 181.0}, {"hints_opened": 1}])
def test_mastery_is_in_time_and_without_hints(record: Make, now: datetime, flaw: dict[str, float]) -> None:
    tries = [record(ended_at=now), record(ended_at=now, **flaw), record(ended_at=now)]
    assert standing(tries, None, now).state is Status.PASSED


def test_having_seen_the_solution_is_no_success(record: Make, now: datetime) -> None:
    seen = standing([record(solution_seen=True)], None, now)
    assert (seen.state, seen.best) == (Status.DUE, None)


def test_times_are_those_with_full_marks(record: Make, now: datetime) -> None:
    tries = [record(seconds=s) for s in (90, 50, 70)] + [record(seconds=5, points=0)]
    known = standing(tries, None, now)
    assert (known.best, known.median, known.attempts) == (50, 70, 4)


def test_an_open_attempt_shows_its_time(record: Make, now: datetime, attempt: Attempt) -> None:
    going_on = standing([record()], attempt, now + timedelta(seconds=200))
    assert (going_on.state, going_on.left, going_on.attempts) == (Status.OPEN, -20, 2)


def test_standings_by_key(record: Make, now: datetime, attempt: Attempt) -> None:
    known = standings([record(drill="other")], [attempt], now)
    assert {key: s.state for key, s in known.items()} == {
        "ckad/multi_container/init_pod": Status.OPEN,
        "ckad/multi_container/other": Status.PASSED,
    }


@pytest.mark.parametrize(
    ("days_ago", "length"), [((), 0), ((0,), 1), ((1,), 1), ((2,), 0), ((0, 1, 1, 2, 4), 3), ((1, 2), 2)]
)
def test_a_streak_ends_after_a_day_without(record: Make, now: datetime, days_ago: tuple[int, ...], length: int) -> None:
    assert streak(full_marks(record, now, *days_ago), now) == length
