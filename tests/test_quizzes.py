"""Quizzes are sat without a cluster and go into the same history."""

from pathlib import Path

import pytest

from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.errors import ClusterUnavailable, UnknownDrill, UsageError
from ckadtrainer.history.review import Status
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.packs.manifest import Pack, PackedQuiz
from ckadtrainer.practice import Practice, World
from ckadtrainer.quiz.judging import Answer
from ckadtrainer.quiz.sitting import Sitting

QUESTION = {
    "asks": "Which?",
    "options": [{"text": "This", "right": True, "why": "Yes."}, {"text": "That", "why": "No."}],
    "why": "This.",
}
WORDS = {
    "format": 1,
    "kind": "quiz",
    "id": "small",
    "title": "Two questions",
    "topic": "basics",
    "domain": "design_and_build",
    "minutes": 1,
    "questions": [{"id": "one", **QUESTION}, {"id": "two", "points": 3, **QUESTION}],
}


def no_cluster() -> World:
    raise ClusterUnavailable("There is no cluster.", "Do without.")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def practice(tmp_path: Path, clock: FakeClock) -> Practice:
    quiz = PackedQuiz(Quiz.model_validate(WORDS), "tests", tmp_path)
    pack = Pack("tests", "Tests", "1.0.0", tmp_path, True, (), (quiz,))
    file = tmp_path / "history.sqlite3"
    return Practice(lambda _: [pack], no_cluster, lambda: SqliteStore(file, clock.now()), clock, tmp_path)


def answered(sitting: Sitting, *right: bool) -> Sitting:
    for is_right in right:
        assert sitting.current is not None
        wanted = sitting.current.right
        sitting = sitting.answered(Answer(wanted if is_right else frozenset({0, 1}) - wanted))
    return sitting


def test_full_marks_are_recorded_with_their_time(practice: Practice, clock: FakeClock) -> None:
    quiz = practice.quizzes.find("small")
    sitting = practice.quizzes.sit(quiz)
    clock.advance(40)
    result = practice.quizzes.finish(answered(sitting, True, True))
    assert (result.points, result.max_points, result.seconds, result.limit) == (4, 4, 40, 60)
    assert result.is_personal_best
    (record,) = practice.records(quiz)
    assert (record.key, record.points, record.seconds) == ("tests/basics/small", 4, 40)
    standing = practice.standings()["tests/basics/small"]
    assert (standing.state, standing.best) == (Status.PASSED, 40)
    assert practice.open_attempts() == []


def test_a_better_time_is_told_beside_the_best_before(practice: Practice, clock: FakeClock) -> None:
    quiz = practice.quizzes.find("small")
    for seconds, best in ((50, None), (30, 50), (45, 30)):
        sitting = practice.quizzes.sit(quiz)
        clock.advance(seconds)
        result = practice.quizzes.finish(answered(sitting, True, True))
        assert result.best == best
        assert result.is_personal_best is (best is None or seconds < best)


def test_a_missed_question_costs_its_points_and_makes_the_quiz_due(practice: Practice) -> None:
    quiz = practice.quizzes.find("small")
    sitting = answered(practice.quizzes.sit(quiz), True, False)
    assert [judged.asked.question.id for judged in sitting.missed] == ["two"]
    result = practice.quizzes.finish(sitting)
    assert (result.points, result.is_full) == (1, False)
    assert practice.standings()[quiz.key].state is Status.DUE
    kept = practice.store.last_grade(sitting.id)
    assert kept is not None
    assert [(check.id, check.evidence.found) for check in kept.checks] == [("one", "This"), ("two", "That")]


def test_a_new_sitting_has_another_order_and_a_seed_brings_one_back(practice: Practice) -> None:
    quiz = practice.quizzes.find("small")
    assert len({practice.quizzes.sit(quiz).seed for _ in range(5)}) > 1
    seed = practice.quizzes.sit(quiz).seed
    assert practice.quizzes.sit(quiz, seed).questions == practice.quizzes.sit(quiz, seed).questions


def test_nothing_is_kept_of_a_sitting_that_is_left(practice: Practice) -> None:
    answered(practice.quizzes.sit(practice.quizzes.find("small")), True)
    assert practice.records() == []
    assert practice.standings() == {}


def test_a_quiz_is_no_drill_on_the_cluster(practice: Practice) -> None:
    with pytest.raises(UsageError) as caught:
        practice.find("small")
    assert caught.value.message == "small is a quiz, and this needs a drill on the cluster."
    assert caught.value.remedy == "`ckadtrainer quiz small` asks its questions."
    with pytest.raises(UnknownDrill, match="Did you mean small"):
        practice.quizzes.find("smal")
