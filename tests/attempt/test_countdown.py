"""The clock is computed from what is stored: pauses, ends and clock steps included."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.attempt import countdown
from ckadtrainer.attempt.attempt import Attempt, Namespace

START = datetime(2026, 11, 1, tzinfo=UTC)
ATTEMPT = Attempt("a", "p", "d", "t", Namespace("n", "u"), "x", 240, START)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_a_reading() -> None:
    reading = countdown.read(ATTEMPT, after(60))
    assert (reading.elapsed, reading.left, reading.share, reading.paused) == (60, 180, 0.25, False)


def test_overtime_is_shown() -> None:
    reading = countdown.read(ATTEMPT, after(300))
    assert (reading.left, reading.share) == (-60, 1.0)


def test_a_wall_clock_set_back_never_gives_time_below_zero() -> None:
    assert countdown.read(ATTEMPT, after(-500)).elapsed == 0


def test_pausing_twice_is_pausing_once() -> None:
    once = countdown.pause(ATTEMPT, after(10))
    assert countdown.pause(once, after(20)) == once
    assert countdown.resume(ATTEMPT, after(10)) == ATTEMPT


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000)), max_size=8))
def test_only_time_between_pauses_counts(spans: list[tuple[float, float]]) -> None:
    attempt, at, worked = ATTEMPT, 0.0, 0.0
    for work, rest in spans:
        attempt = countdown.pause(attempt, after(at + work))
        assert countdown.read(attempt, after(at + work + rest)).elapsed == pytest.approx(worked + work, abs=1e-3)
        attempt = countdown.resume(attempt, after(at + work + rest))
        at, worked = at + work + rest, worked + work
    assert countdown.read(attempt, after(at)).elapsed == pytest.approx(worked, abs=1e-3)
