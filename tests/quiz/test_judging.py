"""What is typed is read as people mean it, and judged as a whole."""

import pytest

from ckadtrainer.errors import UsageError
from ckadtrainer.packs.manifest import PackedQuiz
from ckadtrainer.quiz.asked import Asked, asked
from ckadtrainer.quiz.judging import Answer, judge, read_answer


@pytest.fixture
def questions(packed: PackedQuiz) -> dict[str, Asked]:
    return {each.question.id: each for each in asked(packed.drill, 7)}


def places(asked: Asked, *texts: str) -> frozenset[int]:
    return frozenset(at for at, option in enumerate(asked.options) if option.text in texts)


def test_one_seed_is_one_order_and_another_seed_soon_another(packed: PackedQuiz) -> None:
    def order(seed: int) -> list[str]:
        return [option.text for option in asked(packed.drill, seed)[0].options]

    assert order(7) == order(7)
    assert len({tuple(order(seed)) for seed in range(20)}) > 5
    assert sorted(order(7)) == sorted(order(8))


@pytest.mark.parametrize("typed", ["a c", "ac", "1,3", "A, C", "c a", " 1 3\n", "a a c"])
def test_letters_and_numbers_in_any_form(questions: dict[str, Asked], typed: str) -> None:
    assert read_answer(questions["many"], typed).chosen == {0, 2}


def test_the_text_of_an_option_is_an_answer_too(questions: dict[str, Asked]) -> None:
    one = questions["one"]
    assert read_answer(one, "the  FIRST").chosen == one.right


@pytest.mark.parametrize("typed", ["e", "5", "0", "x", "first", "a e", "٣"])
def test_what_names_no_option_is_told(questions: dict[str, Asked], typed: str) -> None:
    with pytest.raises(UsageError, match="names no option"):
        read_answer(questions["one"], typed)


def test_two_letters_where_one_is_right_are_asked_again(questions: dict[str, Asked]) -> None:
    with pytest.raises(UsageError, match="Only one option is right here"):
        read_answer(questions["one"], "a b")


@pytest.mark.parametrize(
    ("texts", "is_right"),
    [(("Good", "Fine"), True), (("Good",), False), (("Good", "Fine", "Bad"), False), ((), False)],
)
def test_all_right_options_and_no_other(questions: dict[str, Asked], texts: tuple[str, ...], is_right: bool) -> None:
    many = questions["many"]
    judged = judge(many, Answer(places(many, *texts)))
    assert judged.is_right is is_right
    assert judged.points == (2 if is_right else 0)


def test_a_command_is_right_in_any_spelling_of_any_accepted_one(questions: dict[str, Asked]) -> None:
    for line in ("k logs pod/web --container agent", "k logs --all-containers=true web"):
        assert judge(questions["typed"], read_answer(questions["typed"], line)).is_right


def test_a_wrong_command_is_told_how_it_misses_the_nearest_right_one(questions: dict[str, Asked]) -> None:
    judged = judge(questions["typed"], Answer(command="kubectl logs web -c agent -f"))
    assert not judged.is_right
    assert judged.notes == ("`--follow` should not be there",)
    assert (judged.expected, judged.found) == ("kubectl logs web -c agent", "kubectl logs web -c agent -f")
    assert "begin with `kubectl`" in judge(questions["typed"], Answer(command="logs web")).notes[0]
