"""New, open, to retry, passed, mastered; best and median."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.history.record import Record
from ckadtrainer.history.review import Status, standing, standings

Make = Callable[..., Record]


def test_three_in_a_row_master_it_and_a_failure_asks_for_another_try(record: Make, now: datetime) -> None:
    tries = [record(ended_at=now - timedelta(days=days)) for days in (1, 2, 3)]
    states = [standing(tries[-count:] if count else [], None, now).state for count in range(4)]
    assert states == [Status.NEW, Status.PASSED, Status.PASSED, Status.MASTERED]
    failed = record(points=9, ended_at=now)
    assert standing([failed, *tries], None, now).state is Status.RETRY
    assert standing([record(ended_at=now), failed, *tries], None, now).state is Status.PASSED


@pytest.mark.parametrize("flaw", [{"seconds": 181.0}, {"hints_opened": 1}])
def test_mastery_is_in_time_and_without_hints(record: Make, now: datetime, flaw: dict[str, float]) -> None:
    tries = [record(ended_at=now), record(ended_at=now, **flaw), record(ended_at=now)]
    assert standing(tries, None, now).state is Status.PASSED


def test_having_seen_the_solution_is_no_success(record: Make, now: datetime) -> None:
    seen = standing([record(solution_seen=True)], None, now)
    assert (seen.state, seen.best) == (Status.RETRY, None)


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
