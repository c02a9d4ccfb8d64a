"""`quiz`: asked in a plain terminal, or answered from a file."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

QUIZ = """
format: 1
kind: quiz
id: ask_me
title: "Three\\e[31m questions"
topic: basics
domain: design_and_build
minutes: 3
intro: Take your time.
questions:
  - id: one
    asks: Which one?
    options:
      - {text: The first, right: true, why: It is first}
      - {text: The second, why: It is second}
      - {text: The third, why: It is third}
    why: One of them.
  - id: many
    asks: Which ones?
    options:
      - {text: Good, right: true, why: Good it is}
      - {text: Fine, right: true, why: Fine it is}
      - {text: Bad, why: Bad it is}
    why: Two of them.
  - id: typed
    points: 3
    asks: Type it.
    command: {accepts: [kubectl logs web -c agent], wrong: [kubectl logs web]}
    why: With the container.
debrief: Remember this.
"""
RIGHT = "one: The first\nmany: [Good, Fine]\ntyped: k logs web --container=agent\n"


@pytest.fixture
def quiz(bench: Any) -> Any:
    folder = bench.pack / "drills" / "basics" / "ask_me"
    folder.mkdir()
    (folder / "drill.yaml").write_text(QUIZ)
    return bench


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets these lines be typed."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def answers(tmp_path: Path) -> Any:
    def write(text: str) -> str:
        (tmp_path / "answers.yaml").write_text(text)
        return str(tmp_path / "answers.yaml")

    return write


def letters(quiz: Any, question: int, *texts: str, **more: str) -> str:
    """The letters that `show` gives these options."""
    shown = json.loads(quiz("show", "ask_me", "--json").out)["questions"][question]["options"]
    return " ".join(letter for letter, text in shown.items() if text in texts)


def test_every_question_is_asked_explained_and_recorded(quiz: Any, type_in: Any) -> None:
    one, many = letters(quiz, 0, "The first"), letters(quiz, 1, "Good", "Fine")
    type_in(f"\nz\n{one}\n{many}\nk logs web -c agent\n")
    ended = quiz("quiz", "ask-me", "--seed", "0")
    assert ended.status == 0
    assert "'z' names no option. Answer with letters from a to c." in ended.err
    assert "Question 2 of 3 · choose all that apply" in ended.out
    assert ended.out.count("● Right.") == 3
    assert "5 of 5 points · 0:00 of 3:00 · best time · seed 0" in ended.out
    assert ended.out.endswith("Remember this.\n")
    assert "\x1b" not in ended.out
    row = next(line for line in quiz("list").out.splitlines() if line.startswith("ask_me"))
    assert row.split()[:6] == ["ask_me", "quiz", "basics", "3", "5", "passed"]
    (record,) = json.loads(quiz("history", "ask_me", "--json").out)
    assert (record["key"], record["points"]) == ("tests/basics/ask_me", 5)


def test_what_was_missed_is_listed_with_its_reason(quiz: Any, type_in: Any) -> None:
    type_in("1\n1\nkubectl logs web\n")
    ended = quiz("quiz", "ask_me", "--seed", "3")
    assert ended.status == 1
    again = ended.out.partition("Look at these again:")[2]
    assert "yours  kubectl logs web\n  right  kubectl logs web -c agent\n         With the container." in again
    assert "`--container` is missing." in ended.out


def test_an_input_that_ends_records_nothing(quiz: Any, type_in: Any) -> None:
    type_in("a\n")
    ended = quiz("quiz", "ask_me")
    assert ended.status == 2
    assert "The input ended at question 2 of 3, so nothing is recorded." in ended.err
    assert quiz("history").out == "No drill was finished yet.\n"


def test_answers_from_a_file_by_text_by_letter_and_in_part(quiz: Any, answers: Any) -> None:
    assert quiz("quiz", "ask_me", "--answers", answers(RIGHT)).status == 0
    many = letters(quiz, 1, "Good", "Fine")
    ended = quiz("quiz", "ask_me", "--answers", answers(f"many: {many}\n"), "--json")
    document = json.loads(ended.out)
    assert ended.status == 1
    assert [question["right"] for question in document["questions"]] == [False, True, False]
    assert (document["points"], document["max_points"], document["seed"]) == (1, 5, 0)
    assert document["questions"][0]["found"] == "no answer"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("once: a\n", "answers once, which the quiz does not ask. Its questions are one, many, typed."),
        ("one: e\n", "the answer to one cannot be read: 'e' names no option."),
        ("one: a b\n", "Only one option is right here."),
        ("one: {a: b}\n", "That is no answer."),
        ("- a\n", "holds no mapping."),
        ("one: [\n", "CKD005"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(quiz: Any, answers: Any, text: str, words: str) -> None:
    ended = quiz("quiz", "ask_me", "--answers", answers(text))
    assert ended.status == 2
    assert words in " ".join(ended.err.split("\n"))
    assert quiz("history").out == "No drill was finished yet.\n"


def test_show_gives_the_questions_and_no_answer(quiz: Any) -> None:
    shown = quiz("show", "ask_me")
    assert shown.out.startswith("Three questions\n3 min · 5 points")
    assert "Take your time." in shown.out
    assert "Which ones?" in shown.out
    for secret in ("It is first", "kubectl", "One of them.", "Remember"):
        assert secret not in shown.out + quiz("show", "ask_me", "--json").out


def test_with_json_the_dialogue_leaves_stdout_to_the_data(quiz: Any, type_in: Any) -> None:
    type_in("a\na\nx\n")
    ended = quiz("quiz", "ask_me", "--json")
    assert len(json.loads(ended.out)["questions"]) == 3
    assert "Which one?" in ended.err


@pytest.mark.parametrize("command", ["start", "try", "demo", "grade"])
def test_a_quiz_where_a_drill_is_wanted(quiz: Any, command: str) -> None:
    ended = quiz(command, "ask_me", *(["x.yaml"] if command == "try" else []))
    assert ended.status == 2
    assert "ask_me is a quiz, and this needs a drill on the cluster." in ended.err
    assert "`ckadtrainer quiz ask_me` asks its questions." in ended.err


def test_a_drill_where_a_quiz_is_wanted(quiz: Any) -> None:
    ended = quiz("quiz", "label_it")
    assert ended.status == 2
    assert "label_it is a drill on the cluster, not a quiz." in ended.err
    assert "`ckadtrainer start label_it` starts it." in ended.err


def test_completion_knows_the_quizzes(bench: Any) -> None:
    from ckadtrainer.cli.arguments import quiz_names

    assert list(quiz_names("init")) == ["init_properties"]
