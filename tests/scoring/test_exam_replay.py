"""An exam gone through again."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.scoring.exam import ExamResult, TaskResult, Told, Turned
from ckadtrainer.scoring.exam_replay import Replay

BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def task(number, weight, visits, turns, graded):
    """A task with checks `a` (1 point) and `b` (3 points); `graded` names those that are met at the end."""
    points = {"a": 1, "b": 3}
    checks = tuple(
        CheckGrade(
            name, Verdict.MET if name in graded else Verdict.UNMET, worth * (name in graded), worth, Evidence("", "")
        )
        for name, worth in points.items()
    )
    return TaskResult(
        number=number, key=f"p/t/d{number}", seed="", title=f"Task {number}", section="S", domain="deployment",
        competency="", namespace="n", weight=weight, flagged=False, budget=300.0,
        seconds=sum(end - begin for begin, end in visits), visits=visits, told=(Told("a", "A"), Told("b", "B")),
        grade=Grade("d", checks), turns=tuple(Turned(*turn) for turn in turns),
    )  # fmt: skip


@pytest.fixture
def replay():
    met, unmet = Verdict.MET, Verdict.UNMET
    first = task(
        1, 40, ((0, 100), (200, 260)), ((0, "a", unmet), (50, "a", met), (90, "b", met), (220, "b", unmet)), "a"
    )
    second = task(2, 60, ((100, 200),), (), "ab")
    return Replay(ExamResult("e", "ckad", "CKAD", "s", BEGAN, BEGAN, 260.0, 600.0, 0.0, 66, (first, second)))


@pytest.mark.parametrize(
    ("seconds", "number", "met", "score"),
    [
        (0, 1, "", 0),
        (49, 1, "", 0),
        (50, 1, "a", 10),
        (90, 1, "ab", 40),
        (100, 2, "ab", 40),
        (220, 1, "a", 10),
    ],
)
def test_a_moment_is_what_had_turned_by_then(replay, seconds, number, met, score):
    moment = replay.at(seconds)
    assert moment.task.number == number
    assert moment.met[1] == frozenset(met)
    assert moment.score == score


def test_the_end_is_what_was_graded(replay):
    moment = replay.at(10_000)
    assert (moment.seconds, moment.task) == (260, None)
    assert moment.met == {1: frozenset("a"), 2: frozenset("ab")}
    assert moment.score == replay.result.score == Fraction(70)


def test_what_happened_is_in_order_and_told_once(replay):
    assert replay.moments() == (0, 50, 90, 100, 200, 220, 260)


def test_an_exam_in_which_nothing_was_done_has_a_beginning_and_an_end():
    empty = Replay(ExamResult("e", "ckad", "CKAD", "s", BEGAN, BEGAN, 0.0, 600.0, 0.0, 66, ()))
    assert empty.moments() == (0.0,)
    assert empty.at(0).score == 0
