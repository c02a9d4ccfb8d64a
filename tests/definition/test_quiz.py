"""A quiz's folder becomes a Quiz, or everything that is wrong with it at its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.definition.schema import schema_of
from ckadtrainer.definition.source import parse

SOUND = """\
format: 1
kind: quiz
id: hello
title: Two questions
topic: basics
domain: design_and_build
minutes: 2
questions:
  - id: first
    asks: Which one?
    options:
      - {text: This, right: true, why: Because}
      - {text: That, why: It is not}
    why: This is it.
  - id: second
    points: 2
    asks: Type it.
    command:
      accepts:
        - kubectl get pods
      wrong:
        - kubectl get pod web
    why: That prints them.
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a quiz's folder."""

    def to(text: str) -> Path:
        folder = tmp_path / "drills" / "basics" / "hello"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "drill.yaml").write_text(text)
        return folder

    return to


def told(folder: Path) -> dict[str, str]:
    """Place and code of each problem -> its message."""
    return {f"{it.line}:{it.column} {it.code}": it.message for it in load_drill(folder).problems}


def test_a_sound_quiz_is_read(write: Write) -> None:
    loaded = load_drill(write(SOUND))
    assert loaded.problems == ()
    assert loaded.drill is None
    assert loaded.quiz is not None
    assert (loaded.quiz.max_points, loaded.quiz.seconds) == (3, 120)
    assert loaded.quiz.task == "2 questions, no cluster needed."


@pytest.mark.parametrize(
    ("old", "new", "expected", "words"),
    [
        ("kind: quiz", "kind: exam", "2:7 CKD104", "no kind of drill"),
        ("kind: quiz", "kind: [quiz]", "2:7 CKD104", "'quiz'"),
        ("format: 1", "format: 2", "1:9 CKD106", "upgrade"),
        ("format: 1\n", "", "1:1 CKD102", "`format` is missing"),
        ("minutes: 2", "minuts: 2", "7:1 CKD101", "did you mean `minutes`?"),
        ("id: hello", "id: hi", "3:5 CKD110", "`hello`"),
        ("topic: basics", "topic: other", "5:8 CKD110", "`basics`"),
        ("id: second", "id: first", "15:9 CKD141", "on line 9 already"),
        ("right: true, ", "", "12:7 CKD142", "no option is right"),
        ("{text: That, ", "{text: That, right: true, ", "12:7 CKD142", "nothing to choose"),
        ("right: true", "right: 1", "12:29 CKD103", "true or false"),
        (", why: It is not", "", "13:9 CKD102", "`why` is missing"),
        ("    why: This is it.\n", "", "9:5 CKD102", "`why` is missing"),
        ("text: That", "text: ' This '", "13:16 CKD143", "says the same"),
        ("      - {text: That, why: It is not}\n", "", "12:7 CKD104", "at least 2"),
        ("asks: Which one?", "asks: Which one?\n    command: {accepts: [k get po]}", "9:5 CKD104", "exactly one"),
        ("- kubectl get pods", "- kubectl got pods", "20:11 CKD104", "`kubectl got` is no command"),
        ("- kubectl get pods", "- k get po\n        - kubectl get pods", "21:11 CKD144", "the same command"),
        ("- kubectl get pod web", "- k get po", "22:11 CKD145", "does what an accepted command does"),
        ("      wrong:\n        - kubectl get pod web\n", "", "19:7 CKD404", "near miss"),
        ("points: 2", "points: 0", "16:13 CKD104", "greater than or equal to 1"),
    ],
)
def test_each_slip_is_found_at_its_place(write: Write, old: str, new: str, expected: str, words: str) -> None:
    assert old in SOUND
    folder = write(SOUND.replace(old, new, 1))
    assert words in told(folder)[expected]
    assert (load_drill(folder).quiz is None) is not expected.endswith("CKD404")


def test_all_problems_come_at_once_and_in_order(write: Write) -> None:
    text = SOUND.replace("minutes: 2", "minuts: 2").replace("right: true, ", "").replace("get pod web", "get po")
    assert list(told(write(text))) == ["1:1 CKD102", "7:1 CKD101", "12:7 CKD142", "22:11 CKD145"]


@pytest.mark.parametrize("name", ["setup.yaml", "answers"])
def test_nothing_is_staged_for_a_quiz(write: Write, name: str) -> None:
    folder = write(SOUND)
    (folder / name).mkdir()
    assert "nothing is staged" in told(folder)["1:1 CKD146"]


@pytest.mark.parametrize(("right", "word"), [("A long right answer", "longest"), ("R", "shortest")])
def test_right_answers_that_are_known_by_their_length_are_told(write: Write, right: str, word: str) -> None:
    one = "  - {{id: q{0}, asks: Q, why: W, options: [{{text: {1}, right: true, why: w}}, {{text: Wrong, why: w}}]}}\n"
    questions = "".join(one.format(number, right) for number in range(4))
    folder = write(SOUND.partition("  - id: first")[0] + questions)
    assert f"the {word} option is the right one" in told(folder)["9:3 CKD405"]
    assert load_drill(folder).quiz is not None


def schema_errors(text: str) -> list[str]:
    (document,) = parse(text.encode(), Path("x")).documents
    return [error.message for error in Draft202012Validator(schema_of(Quiz)).iter_errors(document.value)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: quiz", "kind: exam"),
        ("minutes: 2", "minuts: 2"),
        (", why: It is not", ""),
        ("right: true", "right: 1"),
        ("      - {text: That, why: It is not}\n", ""),
        ("asks: Which one?", "asks: Which one?\n    command: {accepts: [k get po]}"),
        ("points: 2", "points: 0"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    assert schema_errors(SOUND) == []
    assert schema_errors(SOUND.replace(old, new, 1))
