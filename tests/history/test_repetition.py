"""When something comes back: by the day, sooner after a failure, later after each success, never after a month."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.history.record import Record
from ckadtrainer.history.repetition import LONGEST_DAYS, memory_of, rating

Make = Callable[..., Record]
FULL, FAILED = {"seconds": 150.0}, {"points": 3}


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ({"seconds": 108.0}, "Easy"),
        ({"seconds": 109.0}, "Good"),
        ({"seconds": 180.0}, "Good"),
        ({"seconds": 181.0}, "Hard"),
        ({"seconds": 20.0, "hints_opened": 1}, "Hard"),
        ({"points": 9}, "Again"),
        ({"seconds": 20.0, "solution_seen": True}, "Again"),
    ],
)
def test_how_a_try_went(record: Make, how: dict[str, object], name: str) -> None:
    assert rating(record(**how)).name == name


def intervals(record: Make, now: datetime, tries: Sequence[dict[str, object]]) -> list[int]:
    """The days after each try until the next is due, each done on its day."""
    records: list[Record] = []
    found, day = [], now
    for how in tries:
        records.insert(0, record(ended_at=day, **how))
        memory = memory_of(records, day)
        assert memory is not None
        found.append((memory.due - memory.last).days)
        day += timedelta(days=max(1, found[-1]))
    return found


def test_each_success_takes_it_further_away_and_a_failure_brings_it_back(record: Make, now: datetime) -> None:
    first, second, third, failed, after = intervals(record, now, [FULL, FULL, FULL, FAILED, FULL])
    assert (first, second, third) == (2, 11, LONGEST_DAYS)
    assert failed == 0
    assert 1 <= after < second


def test_hard_comes_sooner_than_good_and_good_sooner_than_easy(record: Make, now: datetime) -> None:
    hard, good, easy = (intervals(record, now, [{"seconds": seconds}])[0] for seconds in (200.0, 150.0, 60.0))
    assert 1 <= hard < good < easy


def test_what_was_never_done_is_not_remembered(now: datetime) -> None:
    assert memory_of([], now) is None


def test_the_hour_does_not_matter_and_the_day_is_the_readers(record: Make, now: datetime) -> None:
    midnight = now.replace(hour=0)
    at = [memory_of([record(ended_at=midnight + timedelta(hours=h), **FULL)], now) for h in (0, 12, 23)]
    assert at[0] == at[1] == at[2]
    east = now.astimezone(timezone(timedelta(hours=14)))
    elsewhere = memory_of([record(ended_at=now, **FULL)], east)
    assert elsewhere is not None
    assert elsewhere.last == now.date() + timedelta(days=1)


def test_it_fades_with_every_day(record: Make, now: datetime) -> None:
    memories = [memory_of([record(ended_at=now, **FULL)], now + timedelta(days=days)) for days in (0, 2, 30)]
    fresh, due, old = (memory.recall for memory in memories if memory)
    assert fresh == 1.0
    assert due == pytest.approx(0.9, abs=0.02)
    assert old < 0.75


@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from([(10, 60), (10, 150), (10, 500), (2, 150)])), max_size=30)
)
def test_any_history_gives_a_day_within_a_month_of_the_last_try(tries: list[tuple[int, tuple[int, int]]]) -> None:
    records: list[Record] = []
    day = datetime(2026, 11, 1, tzinfo=UTC)
    for gap, (points, seconds) in tries:
        day += timedelta(days=gap)
        records.insert(0, Record("a", "p", "d", "t", day, float(seconds), 180.0, points, 10, 0, False))
    memory = memory_of(records, day)
    if memory is None:
        assert not records
        return
    assert 0 <= (memory.due - memory.last).days <= LONGEST_DAYS
    assert memory == memory_of(records, day)
