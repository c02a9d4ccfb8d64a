"""Turns between grades, and the time they give an attempt."""

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.record import Turn
from ckadtrainer.history.timeline import seconds_to_full_marks, turns_between

MET, UNMET = Verdict.MET, Verdict.UNMET


def grade(seconds: float, **verdicts: Verdict) -> Grade:
    checks = (CheckGrade(id, verdict, int(verdict is MET), 1, Evidence("", "")) for id, verdict in verdicts.items())
    return Grade("d", tuple(checks), seconds)


def test_only_what_changed_turns() -> None:
    turns = turns_between(grade(1, a=UNMET, b=MET), grade(5, a=MET, b=MET))
    assert turns == [Turn(5, "a", UNMET, MET)]


def test_a_check_that_is_new_turns_from_nothing() -> None:
    assert turns_between(None, grade(2, a=UNMET)) == [Turn(2, "a", None, UNMET)]


def test_full_marks_stop_the_time_at_the_last_turn() -> None:
    turns = [Turn(10, "a", UNMET, MET), Turn(40, "b", UNMET, MET)]
    assert seconds_to_full_marks(turns, grade(90, a=MET, b=MET), 95) == 40


def test_less_takes_all_of_it() -> None:
    assert seconds_to_full_marks([Turn(10, "a", UNMET, MET)], grade(90, a=MET, b=UNMET), 95) == 95
