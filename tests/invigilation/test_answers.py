"""Answers in a folder: which task each is for, and everything that is wrong with them at once."""

from dataclasses import replace

import pytest
import yaml

from ckadtrainer.errors import AnswerError, DefinitionError
from ckadtrainer.invigilation.answers import read_answers


@pytest.fixture
def plan(hall):
    return hall.exams.plan(blueprint=hall.blueprint, seed="a")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "answers"
    made.mkdir()
    return made


@pytest.fixture
def read(hall, plan, folder):
    """What is read, as drill -> names of its documents, and the names of the strangers."""

    def read():
        answers = read_answers(folder, plan, hall.exams.drill_of)
        ids = {task.number: task.key.rpartition("/")[2] for task in plan.tasks}
        named = {
            ids[number]: [document["metadata"]["name"] for document in documents]
            for number, documents in answers.documents.items()
        }
        return named, [path.name for path in answers.strangers]

    return read


def write(file, *names):
    file.parent.mkdir(exist_ok=True)
    documents = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}} for name in names]
    file.write_text(yaml.safe_dump_all(documents))


def test_a_file_a_drill(folder, read):
    write(folder / "one.yaml", "a", "b")
    write(folder / "Four.yml", "c")
    assert read() == ({"one": ["a", "b"], "four": ["c"]}, [])


def test_a_folder_is_read_in_the_order_of_its_names(folder, read):
    write(folder / "two" / "2.yaml", "c")
    write(folder / "two" / "1.yaml", "a", "b")
    (folder / "two" / "notes.txt").write_text("not an answer")
    assert read() == ({"two": ["a", "b", "c"]}, [])


def test_nothing_at_all_is_no_answer(read):
    assert read() == ({}, [])


def test_answers_to_other_drills_are_told_and_other_files_are_not(folder, read):
    write(folder / "five.yaml", "a")
    write(folder / "six" / "1.yaml", "a")
    (folder / "README.md").write_text("hello")
    (folder / ".hidden.yaml").write_text("[")
    (folder / "empty").mkdir()
    assert read() == ({}, ["five.yaml", "six"])


def test_every_problem_of_every_file_is_told(folder, read):
    (folder / "one.yaml").write_text("apiVersion: v1\nkind: ConfigMap\n")
    (folder / "two.yaml").write_text("a: [")
    (folder / "three.yaml").write_text("")
    (folder / "five.yaml").write_text("[ not read: it is for no task")

    with pytest.raises(DefinitionError) as told:
        read()

    lines = told.value.message.splitlines()
    assert lines[0] == f"The folder of answers {folder} has 3 problems:"
    assert [line.split()[0].partition(".yaml:")[0].rpartition("/")[2] for line in lines[1:]] == ["one", "three", "two"]
    assert "metadata.name" in lines[1]


def test_two_answers_to_one_drill(folder, read):
    write(folder / "one.yaml", "a")
    write(folder / "one" / "1.yaml", "a")
    with pytest.raises(AnswerError, match="both an answer to one"):
        read()


def test_a_folder_that_is_not_there(hall, plan, tmp_path):
    with pytest.raises(AnswerError, match="No such file"):
        read_answers(tmp_path / "absent", plan, hall.exams.drill_of)
    (tmp_path / "file").write_text("")
    with pytest.raises(AnswerError, match="Not a directory"):
        read_answers(tmp_path / "file", plan, hall.exams.drill_of)


def test_placeholders_are_filled_for_the_tasks_variant(hall, plan, folder):
    (folder / "one.yaml").write_text(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '${app}'}\ndata: {shell: '${HOME}'}\n"
    )

    answers = read_answers(folder, plan, lambda task: replace(hall.exams.drill_of(task), values={"app": "shop"}))

    ((document,),) = answers.documents.values()
    assert (document["metadata"]["name"], document["data"]["shell"]) == ("shop", "${HOME}")
