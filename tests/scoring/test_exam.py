"""The score of an exam: whole, exact, and never rounded up to a pass."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam import per_cent
from ckadtrainer.session.shares import apportion

VERDICTS = st.sampled_from([Verdict.MET, Verdict.UNMET])
CHECKS = st.lists(st.tuples(st.integers(1, 100), VERDICTS), min_size=1, max_size=8)
"""Points and verdict of each check of a task."""
EXAMS = st.lists(st.tuples(CHECKS, st.integers(1, 10), st.sampled_from("ABC")), min_size=1, max_size=16)
"""Checks, minutes and section of each task."""


@pytest.fixture(scope="session")
def exam(exam_of, task_of):
    """An exam of drawn tasks whose weights make 100."""

    def make(tasks):
        weights = apportion(100, [minutes for _, minutes, _ in tasks], [1] * len(tasks))
        return exam_of(
            *(
                task_of(number, checks, weight=weight, section=section, competency=f"{section}{len(checks)}")
                for number, ((checks, _, section), weight) in enumerate(zip(tasks, weights, strict=True), start=1)
            )
        )

    return make


@given(EXAMS)
def test_a_score_is_between_nothing_and_the_whole(exam, tasks):
    result = exam(tasks)
    verdicts = [verdict for checks, _, _ in tasks for _, verdict in checks]

    assert 0 <= result.score <= 100
    assert (result.score == 100) == all(verdict is Verdict.MET for verdict in verdicts)
    assert (result.score == 0) == all(verdict is Verdict.UNMET for verdict in verdicts)


@given(EXAMS)
def test_what_is_scored_and_what_is_lost_make_the_weights(exam, tasks):
    result = exam(tasks)
    assert sum(task.scored + task.lost for task in result.tasks) == 100
    assert result.score + sum(task.lost for task in result.tasks) == 100


@given(EXAMS)
def test_the_parts_make_the_score(exam, tasks):
    result = exam(tasks)
    for parts in (result.sections(), result.competencies()):
        assert sum(part.scored for part in parts) == result.score
        assert sum(part.weight for part in parts) == 100
        assert all(0 <= part.share <= 1 for part in parts)
        assert len({part.title for part in parts}) == len(parts)


@given(EXAMS, st.data())
def test_one_more_check_met_is_never_less(exam, tasks, data):
    at = data.draw(st.integers(0, len(tasks) - 1))
    checks, minutes, section = tasks[at]
    which = data.draw(st.integers(0, len(checks) - 1))
    better = [(points, Verdict.MET if n == which else verdict) for n, (points, verdict) in enumerate(checks)]

    before, after = exam(tasks).score, exam([*tasks[:at], (better, minutes, section), *tasks[at + 1 :]]).score

    assert after >= before
    assert (after > before) == (checks[which][1] is Verdict.UNMET)


@given(EXAMS, st.integers(1, 100))
def test_no_fail_reads_like_a_pass(exam, tasks, pass_mark):
    result = replace(exam(tasks), pass_mark=pass_mark)
    shown = Fraction(per_cent(result.score).removesuffix(" %"))
    assert (shown >= pass_mark) == result.is_passed


@given(EXAMS)
def test_those_that_lost_most_come_first(exam, tasks):
    lost = [task.lost for task in exam(tasks).by_loss()]
    assert lost == sorted(lost, reverse=True)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(66), "66 %"), (Fraction(65999, 1000), "65.9 %"), (Fraction(2, 3), "0.6 %"), (Fraction(0), "0 %"),
        (Fraction(100), "100 %"), (Fraction(99999, 1000), "99.9 %"), (Fraction(1, 100), "0 %"),
    ],
)  # fmt: skip
def test_per_cent(share, text):
    assert per_cent(share) == text


def test_a_mix_by_hand(exam_of, task_of):
    result = exam_of(
        task_of(1, [(3, Verdict.MET), (1, Verdict.UNMET)], weight=40, section="A"),
        task_of(2, [(1, Verdict.MET)], weight=25, section="B"),
        task_of(3, [(7, Verdict.UNMET)], weight=35, section="B"),
    )
    assert result.score == 30 + 25
    assert not result.is_passed
    assert [(part.title, part.scored, part.weight) for part in result.sections()] == [("A", 30, 40), ("B", 25, 60)]
    assert [task.number for task in result.by_loss()] == [3, 1, 2]


def test_an_exam_with_an_unknown_task_is_not_known(exam_of, task_of):
    known = task_of(1, [(1, Verdict.MET)], weight=50)
    assert exam_of(known).is_known
    assert not exam_of(known, task_of(2, [(1, Verdict.UNKNOWN)], weight=50)).is_known
    assert not exam_of(known, replace(known, number=2, grade=None)).is_known


def test_a_task_without_a_competency_counts_under_its_section(exam_of, task_of):
    result = exam_of(
        task_of(1, [(1, Verdict.MET)], weight=50, section="A", competency=""),
        task_of(2, [(1, Verdict.MET)], weight=50, section="A", competency="Probes"),
    )
    assert [part.title for part in result.competencies()] == ["A", "Probes"]
