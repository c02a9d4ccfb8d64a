"""`pack new` writes a pack that works at once."""

import json
from pathlib import Path

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.definition.schema import schema_of
from ckadtrainer.errors import PackNotTrusted, UsageError
from ckadtrainer.grading.graders import load_graders
from ckadtrainer.packs.lint import lint_pack
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.scaffold import new_pack
from ckadtrainer.packs.trust import require_trust


def test_a_new_pack_is_clean_and_its_graders_load(tmp_path: Path) -> None:
    root = tmp_path / "My Course"
    new_pack(root)
    assert [str(problem) for problem in lint_pack(root)] == []
    pack = load_pack(root)
    assert pack.id == "my_course"
    require_trust(pack)
    for drill in pack.drills:
        assert list(load_graders(drill)) == [check.id for check in drill.drill.checks]


def test_one_drill_is_words_alone_and_one_is_python(tmp_path: Path) -> None:
    new_pack(tmp_path / "p")
    greeting, sidecar = load_pack(tmp_path / "p").drills
    assert sidecar.grader is None
    assert all(check.is_declared for check in sidecar.drill.checks)
    assert greeting.grader is not None
    assert "${nonce}" in greeting.setup[0]["data"]["text"]


def test_there_is_a_quiz_to_begin_with(tmp_path: Path) -> None:
    new_pack(tmp_path / "p")
    (quiz,) = load_pack(tmp_path / "p").quizzes
    assert [bool(question.options) for question in quiz.drill.questions] == [True, False]


def test_trust_ends_with_the_first_change_of_a_grader(tmp_path: Path) -> None:
    new_pack(tmp_path / "p")
    with (tmp_path / "p/graders/examples/hello_greeting.py").open("a") as grader:
        grader.write("# mine\n")
    with pytest.raises(PackNotTrusted):
        require_trust(load_pack(tmp_path / "p"))


def test_every_file_is_named_and_each_schema_line_finds_its_schema(tmp_path: Path) -> None:
    files = new_pack(tmp_path / "p")
    assert sorted(files) == sorted(file for file in (tmp_path / "p").rglob("*") if file.is_file())
    for file in (file for file in files if file.name in ("drill.yaml", "pack.yaml")):
        _, _, name = file.read_text().splitlines()[0].partition("$schema=")
        assert json.loads((file.parent / name).read_text())["$schema"]
    assert json.loads((tmp_path / "p/schemas/drill.json").read_text()) == schema_of(Drill)
    assert json.loads((tmp_path / "p/schemas/quiz.json").read_text()) == schema_of(Quiz)


@pytest.mark.parametrize(
    ("folder", "id"), [("a-b.c", "a_b_c"), ("2026", "pack_2026"), ("übung", "bung"), ("__", "pack")]
)
def test_the_id_comes_from_the_folder(tmp_path: Path, folder: str, id: str) -> None:
    new_pack(tmp_path / folder)
    assert load_pack(tmp_path / folder).id == id


def test_an_empty_folder_is_taken_and_a_full_one_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    new_pack(tmp_path / "empty")
    with pytest.raises(UsageError, match="not empty"):
        new_pack(tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is there already"):
        new_pack(tmp_path / "file")


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError) as caught:
        new_pack(tmp_path / "file" / "pack")
    assert "cannot be written" in caught.value.message
