"""The exam's clock: it runs on, but for outages, and those are given back to the second."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.exam import clock
from ckadtrainer.exam.sitting import Stage

KINDS = ("visited", "left", "flagged", "lost", "found")
EVENTS = st.lists(st.tuples(st.integers(-100, 2000), st.sampled_from(KINDS), st.integers(1, 4)), max_size=25)
"""In any order: clocks step back, and a kill may let something be told twice."""
IN_ORDER = EVENTS.map(lambda events: sorted((abs(at), *rest) for at, *rest in events))


@pytest.mark.parametrize(
    ("events", "now", "elapsed", "given_back", "stands"),
    [
        ([], 0, 0, 0, False),
        ([], 60, 60, 0, False),
        ([(10, "lost"), (70, "found")], 100, 40, 60, False),
        ([(10, "lost")], 500, 10, 490, True),
        ([(10, "lost"), (20, "found"), (50, "lost"), (90, "found")], 100, 50, 50, False),
        ([(100, "lost"), (160, "found"), (100, "lost"), (155, "found")], 200, 140, 60, False),
        ([(-30, "lost"), (20, "found")], 50, 30, 20, False),
        ([(300, "ended")], 900, 300, 0, True),
        ([], 5000, 1200, 0, False),
        ([], -50, 0, 0, False),
    ],
)
def test_readings_by_hand(desk, events, now, elapsed, given_back, stands):
    reading = clock.read(desk.with_(*events), desk.at(now))
    assert (reading.elapsed, reading.given_back, reading.stands) == (elapsed, given_back, stands)
    assert reading.left == desk.limit - elapsed


def test_before_the_beginning_it_stands_at_the_whole_time(desk):
    reading = clock.read(desk.bare, desk.at(400))
    assert (reading.left, reading.stands, reading.is_over) == (desk.limit, True, False)
    assert clock.deadline(desk.bare, desk.at(400)) is None


@given(EVENTS, st.integers(-200, 4000))
def test_a_reading_stays_within_the_exam(desk, events, now):
    reading = clock.read(desk.with_(*events), desk.at(now))
    assert 0 <= reading.elapsed <= desk.limit
    assert 0 <= reading.left <= desk.limit
    assert 0 <= reading.share <= 1
    assert reading.given_back >= 0
    assert reading.is_over == (reading.left == 0)


@given(EVENTS, st.integers(0, 3000), st.integers(0, 500))
def test_it_never_runs_back_and_never_faster_than_time(desk, events, at, later):
    sitting = desk.with_(*events)
    first, second = (clock.read(sitting, desk.at(moment)).elapsed for moment in (at, at + later))
    assert 0 <= second - first <= later


@given(IN_ORDER, st.integers(0, 2500))
def test_outages_are_given_back_exactly(desk, events, now):
    """Second by second: the clock moves in those in which the cluster answered."""
    sitting = desk.with_(*(each for each in events if each[0] <= now))
    answered, is_lost = 0, False
    for second in range(now):
        for at, kind, _ in events:
            if at == second and kind in ("lost", "found"):
                is_lost = kind == "lost"
        answered += not is_lost
    assert clock.read(sitting, desk.at(now)).elapsed == min(desk.limit, answered)


@given(EVENTS, st.integers(0, 4000))
def test_the_tasks_time_is_no_more_than_the_exams(desk, events, now):
    sitting = desk.with_(*events)
    spent = [clock.seconds_on(sitting, number, desk.at(now)) for number in (1, 2, 3, 4)]
    assert all(each >= 0 for each in spent)
    assert sum(spent) <= clock.read(sitting, desk.at(now)).elapsed + 1e-6


@given(IN_ORDER, st.integers(0, 2000))
def test_at_the_deadline_and_not_before_it_is_over(desk, events, now):
    sitting = desk.with_(*(each for each in events if each[0] <= now))
    over = clock.deadline(sitting, desk.at(now))
    if over is None:
        assert sitting.is_lost
    elif over > desk.at(now):
        assert clock.read(sitting, over).is_over
        assert not clock.read(sitting, over - timedelta(seconds=1)).is_over


def test_time_on_a_task_stops_with_an_outage_and_with_the_end(desk):
    sitting = desk.with_((0, "visited", 1), (100, "lost"), (150, "found"), (200, "visited", 2), (230, "ended"))
    assert clock.seconds_on(sitting, 1, desk.at(900)) == 150
    assert clock.seconds_on(sitting, 2, desk.at(900)) == 30
    assert clock.seconds_on(sitting, 3, desk.at(900)) == 0


def test_what_comes_after_the_end_takes_no_time(desk):
    """Seen a beat late, the exam ends when its time was over."""
    sitting = desk.with_((0, "visited", 1), (1202, "visited", 2), (1200, "ended"))
    assert sitting.stage is Stage.ENDED
    assert [clock.seconds_on(sitting, number, desk.at(1300)) for number in (1, 2)] == [1200, 0]
