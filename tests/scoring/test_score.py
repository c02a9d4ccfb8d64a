"""Points after hints, full marks, best times."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ckadtrainer.attempt.attempt import Attempt, Namespace
from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.scoring.score import Result, score

ATTEMPT = Attempt("a", "p", "d", "t", Namespace("n", "u"), "x", 240, datetime(2026, 1, 1, tzinfo=UTC))
FULL = Grade("d", (CheckGrade("c1", Verdict.MET, 10, 10, Evidence("", "")),), 50)


def scored(drill: Drill, best: float | None = None, **changes: object) -> Result:
    return score(drill, replace(ATTEMPT, **changes), FULL, 50, best)


@pytest.mark.parametrize(("hints", "points"), [(0, 10), (1, 8), (5, 0), (9, 0)])
def test_hints_cost_but_never_below_zero(drill: Drill, hints: int, points: int) -> None:
    result = scored(drill, hints=tuple(range(hints)))
    assert (result.points, result.is_full) == (points, hints == 0)


@pytest.mark.parametrize(("best", "is_best"), [(None, True), (50.1, True), (50, False), (20, False)])
def test_a_personal_best_is_shorter_than_before(drill: Drill, best: float | None, is_best: bool) -> None:
    assert scored(drill, best).is_personal_best is is_best


def test_a_seen_solution_makes_no_best(drill: Drill) -> None:
    assert not scored(drill, solution_seen=True).is_personal_best
