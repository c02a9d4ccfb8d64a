"""What a person reads."""

from dataclasses import replace

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.scoring.as_text import clock, grade_text, result_text, turn_lines
from ckadtrainer.scoring.score import Result


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.9, "0:59"), (65, "1:05"), (-65, "-1:05"), (-0.4, "0:00"), (3600, "60:00")],
)
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_every_verdict_has_a_shape_and_a_word(mixed: Grade, drill: Drill) -> None:
    lines = grade_text(mixed, drill).splitlines()
    assert lines[0] == "● met       1/1  Says 1"
    assert [line[:9] for line in lines if line[0] != " "][1:4] == ["○ unmet  ", "◐ pending", "? unknown"]
    assert lines[-1] == "1 of 10 points · 1:01"


def test_evidence_stands_under_what_is_not_met(mixed: Grade, drill: Drill) -> None:
    text = grade_text(mixed, drill)
    assert "expected  expected 2" in text
    assert "found     found 2" in text
    assert "at        at 2" in text
    assert "found 1" not in text


def test_a_turn_carries_its_time(mixed: Grade, drill: Drill) -> None:
    assert turn_lines(mixed, mixed.checks[:1], drill) == ["  1:01  ● met       1/1  Says 1"]


def test_a_result_tells_points_time_and_help(mixed: Grade, drill: Drill) -> None:
    result = Result("d", "A drill", mixed, 0, 10, 300, 240, hints_opened=2, solution_seen=True)
    text = result_text(result, drill)
    assert text.splitlines()[-1] == "0 of 10 points · 5:00 of 4:00 · 2 hints · solution seen"
    assert "Why it matters." not in text, "the debrief comes after success"


def test_success_is_followed_by_the_debrief(drill: Drill) -> None:
    grade = Grade("d", (CheckGrade("c1", Verdict.MET, 10, 10, Evidence("", "")),), 50)
    result = Result("d", "A drill", grade, 10, 10, 50, 240, hints_opened=0, solution_seen=False)
    assert result_text(result, drill).splitlines()[-3:] == [
        "10 of 10 points · 0:50 of 4:00 · best time",
        "",
        "Why it matters.",
    ]
    better = result_text(replace(result, best=70), drill)
    assert "best time, 1:10 before" in better
