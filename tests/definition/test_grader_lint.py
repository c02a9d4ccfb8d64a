"""Graders are held against their drill by reading them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ckadtrainer.definition.lint import lint_answers, lint_grader
from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.problem import Severity

Write = Callable[[str], Path]


def lint(folder: Path, text: str | None) -> list[str]:
    grader = folder / "hello.py"
    if text is not None:
        grader.write_text(text)
    loaded = load_drill(folder)
    assert loaded.drill is not None
    return [
        f"{it.file.name}:{it.line}:{it.column} {it.code}"
        for it in lint_grader(loaded.drill, loaded.marks, loaded.file, grader)
    ]


def test_a_matching_grader_has_no_problem(drill_folder: Write, sound: str, grader_text: str) -> None:
    assert lint(drill_folder(sound), grader_text) == []


def test_a_check_without_words_needs_a_grader(drill_folder: Write, sound: str) -> None:
    assert lint(drill_folder(sound), None) == ["drill.yaml:11:9 CKD302"]


BODY = '    """It runs."""\n    cluster.pod("hello").container("main").stays_ready()\n'
HEAD = "def runs(cluster: Cluster) -> None:\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("def runs", "def run", ["drill.yaml:11:9 CKD302", "hello.py:6:1 CKD303"]),
        ("def runs", "def _own() -> None:\n    pass\n\n\ndef runs", []),
        ("def runs", "def talks(cluster):\n    pass\n\n\ndef runs", ["hello.py:6:1 CKD304"]),
        ("cluster: Cluster", "", ["hello.py:6:1 CKD305"]),
        ("cluster: Cluster", "cluster: Cluster, more: int = 1", ["hello.py:6:1 CKD305"]),
        ("def runs", "async def runs", ["hello.py:6:1 CKD305"]),
        ('"""Grade `hello`."""', '"""Look at it."""', ["hello.py:1:1 CKD310"]),
        ('    """It runs."""\n', "", ["hello.py:6:1 CKD312"]),
        (BODY, '    """It runs."""\n    if cluster:\n        pass\n', ["hello.py:8:5 CKD313"]),
        (BODY, '    """It runs."""\n    [x for x in y]\n', ["hello.py:8:5 CKD313"]),
        (BODY, '    """It runs."""\n    try:\n        pass\n    finally:\n        pass\n', ["hello.py:8:5 CKD313"]),
    ],
)
def test_each_slip_is_found(
    drill_folder: Write, sound: str, grader_text: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in grader_text
    assert lint(drill_folder(sound), grader_text.replace(old, new)) == expected


def test_functions_stand_in_the_order_of_the_checks(drill_folder: Write, sound: str, grader_text: str) -> None:
    two = sound.replace("checks:\n", "checks:\n  - {id: exists, points: 1, says: It is there}\n")
    second = '\n\ndef exists(cluster: Cluster) -> None:\n    """It is there."""\n    cluster.pod("hello")\n'
    assert lint(drill_folder(two), grader_text + second) == ["hello.py:6:1 CKD311"]


def test_an_odd_escape_is_no_problem_of_ours(drill_folder: Write, sound: str, grader_text: str) -> None:
    assert lint(drill_folder(sound), grader_text.replace('"hello"', '"\\d"')) == []


def test_few_answers_are_a_warning(drill_folder: Write, sound: str) -> None:
    loaded = load_drill(drill_folder(sound))
    assert loaded.drill is not None
    problems = lint_answers(loaded.drill, loaded.file)
    assert [problem.code for problem in problems] == ["CKD401", "CKD402", "CKD403"]
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert "check `runs`" in problems[-1].message
    assert " CKD401 warning: only 0 right answers" in str(problems[0])


@pytest.mark.parametrize("body", ["    while True", '    """\0"""', "    x = " + "(" * 300, "\tx = 1\n        y = 2\n"])
def test_what_is_no_python_is_one_problem(drill_folder: Write, sound: str, grader_text: str, body: str) -> None:
    (problem,) = lint(drill_folder(sound), grader_text.replace(BODY, body))
    assert problem.startswith("hello.py:")
    assert problem.endswith(" CKD301")
