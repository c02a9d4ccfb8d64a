"""The drills of this repository pass what every pack must, and every warning as well."""

from ckadtrainer import paths
from ckadtrainer.packs.lint import lint_pack
from ckadtrainer.packs.loading import load_pack


def test_the_built_in_pack_has_no_problem_and_no_warning() -> None:
    assert [str(problem) for problem in lint_pack(paths.built_in_pack())] == []


def test_the_quizzes_of_the_catalogue_are_there_and_long_enough() -> None:
    quizzes = load_pack(paths.built_in_pack(), built_in=True).quizzes
    questions = {quiz.drill.id: len(quiz.drill.questions) for quiz in quizzes}
    least = {
        "pattern_recognition": 16,
        "should_it_share_a_pod": 6,
        "init_properties": 10,
        "common_mistakes": 10,
        "module_quiz": 12,
    }
    assert {id: count for id, count in questions.items() if count < least.get(id, 1)} == {}
    assert least.keys() <= questions.keys()
