"""The best run: which it is, and how it stood at a time."""

from collections.abc import Callable

import pytest

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.history.as_text import ghost_text
from ckadtrainer.history.ghost import Ghost, best_run
from ckadtrainer.history.record import Record, Turn

MET, UNMET = Verdict.MET, Verdict.UNMET
GHOST = Ghost(
    108.0,
    (
        Turn(0.0, "a", None, UNMET),
        Turn(0.0, "b", None, UNMET),
        Turn(0.0, "c", None, UNMET),
        Turn(30.0, "a", UNMET, MET),
        Turn(40.0, "b", UNMET, MET),
        Turn(50.0, "a", MET, UNMET),
        Turn(100.0, "a", UNMET, MET),
        Turn(108.0, "c", UNMET, MET),
    ),
)


@pytest.mark.parametrize(
    ("elapsed", "met"), [(0, 0), (29.9, 0), (30, 1), (45, 2), (55, 1), (101, 2), (108, 3), (999, 3)]
)
def test_what_it_had_met_by_then(elapsed: float, met: int) -> None:
    assert GHOST.met(elapsed) == met


def test_in_words() -> None:
    assert ghost_text(GHOST, 45) == "best run 2 of 3 by now, done 1:48"
    assert ghost_text(GHOST, 200) == "best run done 1:48"


def test_the_shortest_with_full_marks_in_practice(record: Callable[..., Record]) -> None:
    tries = [
        record(attempt="slow", seconds=90.0),
        record(attempt="best", seconds=60.0),
        record(attempt="less", seconds=10.0, points=9),
        record(attempt="copied", seconds=10.0, solution_seen=True),
        record(attempt="exam", seconds=10.0, exam="e1"),
    ]
    best = best_run(tries)
    assert best is not None
    assert best.attempt == "best"
    assert best_run(tries[2:]) is None
