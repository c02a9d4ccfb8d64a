"""A pack is read whole, or everything that is wrong with it is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ckadtrainer.definition.problem import Severity
from ckadtrainer.errors import DefinitionError
from ckadtrainer.packs.lint import lint_pack
from ckadtrainer.packs.loading import load_pack, read_pack

MakePack = Callable[..., Path]


def told(root: Path) -> list[str]:
    """Each error as `path:line:column code`, the path from the pack's folder."""
    problems = [problem for problem in lint_pack(root) if problem.is_error]
    return [f"{it.file.relative_to(root)}:{it.line}:{it.column} {it.code}" for it in problems]


def test_a_sound_pack_is_read(make_pack: MakePack) -> None:
    root = make_pack("mine", "hello", "again")
    pack = load_pack(root)
    assert (pack.id, pack.title, pack.version, pack.is_built_in) == ("mine", "Mine", "1.0.0", False)
    assert [drill.key for drill in pack.drills] == ["mine/basics/again", "mine/basics/hello"]
    drill = pack.drills[1]
    assert drill.folder == root / "drills/basics/hello"
    assert drill.grader == root / "graders/basics/hello.py"
    assert "kind: Pod" in drill.answer_text("answers/solution.yaml")
    assert load_pack(root, built_in=True).is_built_in


QUIZ = """\
format: 1
kind: quiz
id: ask
title: One question
topic: basics
domain: design_and_build
minutes: 1
questions:
  - id: one
    asks: Which?
    options: [{text: This, right: true, why: Yes}, {text: That, why: No}]
    why: This
"""


def test_quizzes_lie_among_the_drills(make_pack: MakePack) -> None:
    root = make_pack("mine", "hello", "zebra")
    folder = root / "drills/basics/ask"
    folder.mkdir()
    (folder / "drill.yaml").write_text(QUIZ)
    pack = load_pack(root)
    assert [quiz.key for quiz in pack.quizzes] == ["mine/basics/ask"]
    assert [each.drill.id for each in pack.exercises] == ["hello", "zebra", "ask"]
    (folder / "drill.yaml").write_text(QUIZ.replace("minutes", "minuts"))
    assert told(root) == ["drills/basics/ask/drill.yaml:1:1 CKD102", "drills/basics/ask/drill.yaml:7:1 CKD101"]
    reading = read_pack(root)
    assert reading.pack is not None
    assert (len(reading.pack.drills), reading.pack.quizzes) == (2, ())


def test_an_error_holds_every_problem_one_a_line(make_pack: MakePack) -> None:
    root = make_pack("mine", "hello", "again")
    for name in ("hello", "again"):
        file = root / "drills/basics" / name / "drill.yaml"
        file.write_text(file.read_text().replace("minutes", "minuts"))
    with pytest.raises(DefinitionError) as caught:
        load_pack(root)
    first, *lines = caught.value.message.splitlines()
    assert first == f"The pack in {root} has 4 problems:"
    assert lines[0] == f"{root}/drills/basics/again/drill.yaml:1:1 CKD102 `minutes` is missing"
    assert len(lines) == 4
    assert "docs/format.md" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 0", "pack.yaml:1:9 CKD105"),
        ("format: 1", "format: 7", "pack.yaml:1:9 CKD106"),
        ("id: mine", "id: My Pack", "pack.yaml:2:5 CKD104"),
        ("title: Mine\n", "", "pack.yaml:1:1 CKD102"),
        ("version: 1.0.0", "version: 1.0", "pack.yaml:4:10 CKD103"),
        ("version: 1.0.0", "version: one", "pack.yaml:4:10 CKD104"),
        ("title: Mine", "titel: Mine", "pack.yaml:3:1 CKD101"),
    ],
)
def test_each_slip_of_pack_yaml_is_found(make_pack: MakePack, old: str, new: str, expected: str) -> None:
    root = make_pack()
    file = root / "pack.yaml"
    file.write_text(file.read_text().replace(old, new))
    assert expected in told(root)
    assert read_pack(root).pack is None


def test_a_folder_that_is_no_pack_is_told_so(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == ["pack.yaml:1:1 CKD001", "pack.yaml:1:1 CKD504"]


def test_a_folder_without_a_drill_is_told_so(make_pack: MakePack) -> None:
    root = make_pack()
    (root / "drills/basics/empty").mkdir()
    assert told(root) == ["drills/basics/empty/drill.yaml:1:1 CKD001"]


def test_a_grader_without_a_drill_is_told_of(make_pack: MakePack) -> None:
    root = make_pack()
    (root / "graders/basics/orphan.py").write_text("")
    assert told(root) == ["graders/basics/orphan.py:1:1 CKD502"]


def test_one_id_in_two_topics_is_told_with_both_places(make_pack: MakePack) -> None:
    root = make_pack()
    (root / "drills/basics").rename(root / "drills/alpha")
    (root / "graders/basics").rename(root / "graders/alpha")
    for folder in ("drills", "graders"):
        shutil.copytree(root / folder / "alpha", root / folder / "beta")
    for topic in ("alpha", "beta"):
        file = root / "drills" / topic / "hello/drill.yaml"
        file.write_text(file.read_text().replace("topic: basics", f"topic: {topic}"))
    (problem,) = read_pack(root).problems
    assert (problem.code, problem.file) == ("CKD503", root / "drills/beta/hello/drill.yaml")
    assert str(root / "drills/alpha/hello/drill.yaml") in problem.message


@pytest.mark.parametrize(
    "link",
    [
        "drills/basics/hello/setup.yaml",
        "drills/basics/hello/answers/more.yaml",
        "graders/basics/_own.py",
        "graders/more",
        "drills/other",
    ],
)
def test_a_link_out_of_the_pack_is_a_problem(make_pack: MakePack, tmp_path: Path, link: str) -> None:
    root = make_pack()
    (root / link).symlink_to(tmp_path)
    assert f"{link}:1:1 CKD501" in told(root)


def test_a_grader_reached_through_a_link_out_of_the_pack_is_left_out(make_pack: MakePack, tmp_path: Path) -> None:
    root = make_pack()
    (root / "graders").rename(tmp_path / "elsewhere")
    (root / "graders").symlink_to(tmp_path / "elsewhere")
    reading = read_pack(root)
    assert [problem.code for problem in reading.problems] == ["CKD501"]
    assert reading.pack is not None
    assert reading.pack.drills == ()


def test_lint_reads_the_answers_and_finds_those_nobody_names(make_pack: MakePack) -> None:
    root = make_pack()
    answers = root / "drills/basics/hello/answers"
    (answers / "solution.yaml").write_text("kind: Pod\n")
    (answers / "spare.yaml").write_text("a: 1\n")
    assert told(root) == [
        "drills/basics/hello/answers/solution.yaml:1:1 CKD202",
        "drills/basics/hello/answers/solution.yaml:1:1 CKD202",
        "drills/basics/hello/answers/spare.yaml:1:1 CKD119",
    ]


def test_a_small_pack_gets_warnings_and_is_read_all_the_same(make_pack: MakePack) -> None:
    root = make_pack()
    assert {problem.severity for problem in lint_pack(root)} == {Severity.WARNING}
    assert len(load_pack(root).drills) == 1


def test_an_explained_survivor_of_an_operator_that_is_not_there_is_told(make_pack: MakePack) -> None:
    root = make_pack("hello")
    file = root / "drills" / "basics" / "hello" / "drill.yaml"
    text = file.read_text()
    file.write_text(f"{text}mutants:\n  drop_mount@main: no matter\n  drop_mounts: no matter\n  extra_labels: no\n")
    line = text.count("\n") + 3
    told = [str(problem) for problem in lint_pack(root) if problem.code == "CKD134"]
    assert told[0] == f"{file}:{line}:3 CKD134 no near misses are made by `drop_mounts`; did you mean `drop_mount`?"
    assert told[1].startswith(f"{file}:{line + 1}:3 CKD134 no near misses are made by `extra_labels`; ")
