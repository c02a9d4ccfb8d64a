"""Time per task against its budget."""

import pytest

from ckadtrainer.exam.pace import most_if_stopped, pace


def test_budgets_follow_the_target_times(desk):
    """1200 seconds over tasks of 1, 2, 3 and 4 minutes."""
    sitting = desk.with_((0, "visited", 1))
    assert [pace(sitting, number, desk.at(0)).budget for number in (1, 2, 3, 4)] == [120, 240, 360, 480]


@pytest.mark.parametrize(
    ("now", "spent", "share", "leave_at", "too_long"),
    [(60, 60, 0.5, 180, False), (120, 120, 1, 180, False), (179, 179, 1, 180, False), (180, 180, 1, 180, True)],
)
def test_a_task_is_left_when_half_as_much_again_is_spent(desk, now, spent, share, leave_at, too_long):
    found = pace(desk.with_((0, "visited", 1)), 1, desk.at(now))
    assert (found.spent, found.share, found.leave_at, found.is_too_long) == (spent, share, leave_at, too_long)


def test_time_on_other_tasks_moves_the_moment_to_leave(desk):
    sitting = desk.with_((0, "visited", 1), (50, "visited", 2), (250, "visited", 1))
    found = pace(sitting, 1, desk.at(260))
    assert found.spent == 60
    assert found.leave_at == 260 + 120


def test_an_outage_costs_no_task_anything(desk):
    sitting = desk.with_((0, "visited", 1), (10, "lost"), (110, "found"))
    found = pace(sitting, 1, desk.at(150))
    assert found.spent == 50
    assert found.leave_at == 180


def test_an_exam_stopped_now_has_at_most_what_was_visited(desk):
    assert most_if_stopped(desk.begun) == 0
    assert most_if_stopped(desk.with_((0, "visited", 1), (5, "visited", 3), (9, "visited", 1))) == 50
