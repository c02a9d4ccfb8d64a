"""Questions and explanations as a plain terminal shows them."""

from ckadtrainer.packs.manifest import PackedQuiz
from ckadtrainer.quiz.as_text import WIDTH, explanation_text, missed_text, question_text, quiz_text
from ckadtrainer.quiz.asked import asked
from ckadtrainer.quiz.judging import Answer, judge


def test_a_question_says_how_many_and_shows_no_answer(packed: PackedQuiz) -> None:
    one, many, typed = asked(packed.drill, 0)
    assert question_text(one, 1, 3).startswith("Question 1 of 3 · choose one\n\nWhich one?\n\n  a  The ")
    assert question_text(many, 2, 3).startswith("Question 2 of 3 · 2 points · choose all that apply")
    assert "kubectl" not in question_text(typed, 3, 3)
    whole = quiz_text(packed.drill, packed.key, (one, many, typed))
    assert "It is." not in whole
    assert "tests/basics/small" in whole


def test_an_explanation_gives_the_reason_of_every_option(packed: PackedQuiz) -> None:
    one = asked(packed.drill, 0)[0]
    text = explanation_text(judge(one, Answer(one.right)))
    assert text.startswith("● Right.")
    for reason in ("It is.", "It is not.", "Nor is it.", "Nor that.", "The first it is."):
        assert reason in text
    assert text.count("(your choice)") == 1


def test_a_missed_command_stands_beside_the_right_one(packed: PackedQuiz) -> None:
    typed = asked(packed.drill, 0)[2]
    judged = judge(typed, Answer(command="kubectl logs web"))
    assert " or kubectl logs web --all-containers" in explanation_text(judged)
    assert "yours  kubectl logs web\n  right  kubectl logs web -c agent" in missed_text([judged])
    assert "yours  no answer" in missed_text([judge(typed, Answer())])


def test_no_line_is_wider_than_it_may_be(packed: PackedQuiz) -> None:
    long = " ".join(["word"] * 60)
    question = packed.drill.questions[0].model_copy(update={"asks": long, "why": f"{long}\n\n- {long}"})
    quiz = packed.drill.model_copy(update={"questions": (question,)})
    (one,) = asked(quiz, 0)
    judged = judge(one, Answer())
    for text in (question_text(one, 1, 1), explanation_text(judged), missed_text([judged])):
        assert max(map(len, text.splitlines())) <= WIDTH
