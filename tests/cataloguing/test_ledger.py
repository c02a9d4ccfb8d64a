"""The ledger keeps what was tried, whatever ends the proof."""

import shutil
from dataclasses import replace

import pytest

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.mutation.mutant import Kind, Mutant
from ckadtrainer.verification.answers import AnswerReport
from ckadtrainer.verification.mutants import Fate, MutantReport


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "proofs.jsonl"


@pytest.fixture
def drill(drills):
    return drills["init_pod"]


@pytest.fixture
def grade():
    return Grade("init_pod", (CheckGrade("runs", Verdict.UNMET, 0, 1, Evidence("that it runs", "something")),))


def test_what_was_tried_is_there_the_next_time(file, drill, line):
    from cataloguing.ledger import Ledger

    Ledger(file).add(line("untouched", "unmet"))
    Ledger(file).add(line("answers/solution.yaml"))

    assert Ledger(file).of(drill, "now") == [line("untouched", "unmet"), line("answers/solution.yaml")]


def test_a_line_that_a_kill_cut_off_is_dropped_and_the_next_one_is_whole(file, drill, line):
    from cataloguing.ledger import Ledger

    Ledger(file).add(line("untouched"))
    with file.open("a") as torn:
        torn.write('{"drill":"init_pod","na')

    Ledger(file).add(line("answers/solution.yaml"))

    assert [each.name for each in Ledger(file).of(drill, "now")] == ["untouched", "answers/solution.yaml"]


def test_what_was_tried_of_other_files_does_not_count(file, drill, line):
    from cataloguing.ledger import Ledger

    ledger = Ledger(file)
    ledger.add(line("untouched", files="before"))

    assert ledger.of(drill, "now") == []


def test_forgetting_a_drill_leaves_the_others(file, drills, line):
    from cataloguing.ledger import Ledger

    ledger = Ledger(file)
    ledger.add(line("untouched"))
    ledger.add(line("untouched", drill="wait_pod"))

    ledger.forget(["init_pod"])

    assert Ledger(file).of(drills["init_pod"], "now") == []
    assert len(Ledger(file).of(drills["wait_pod"], "now")) == 1


@pytest.mark.parametrize("changed", ["drill.yaml", "answers/solution.yaml", "grader.py"])
def test_a_drill_with_another_file_is_another_drill(drill, tmp_path, changed):
    from cataloguing.ledger import files_of

    shutil.copytree(drill.folder, tmp_path / "drill")
    shutil.copy(drill.grader, tmp_path / "drill" / "grader.py")
    copy = replace(drill, folder=tmp_path / "drill", grader=tmp_path / "drill" / "grader.py")
    before = files_of(copy)

    with (tmp_path / "drill" / changed).open("a") as file:
        file.write("# a remark\n")

    assert files_of(copy) != before


def test_a_line_tells_an_answer_that_is_not_as_promised(drill, grade):
    from cataloguing.ledger import Tried, tried

    report = AnswerReport("answers/solution.yaml", ("runs should hold and is unmet",), grade, 12.34)

    assert tried(drill, "now", report) == Tried(
        "init_pod", "now", "answers/solution.yaml", None, False, False, {"runs": "unmet"}, 12.3
    )


def test_a_line_tells_the_fate_of_a_mutant(drill, grade):
    from cataloguing.ledger import Tried, tried

    mutant = Mutant("crash", "main", "`main` crashes", (), Kind.NEAR_MISS)
    report = MutantReport(mutant, Fate.EXPLAINED, "it is open", (), grade, 7.0)

    assert tried(drill, "now", report) == Tried(
        "init_pod", "now", "crash@main", "explained", True, True, {"runs": "unmet"}, 7.0
    )


def test_what_was_tried_elsewhere_counts_where_nothing_is_known_yet(file, drill, line):
    from cataloguing.ledger import Carried, Ledger

    ledger = Ledger(file)
    ledger.carry(Carried("init_pod", "now", 3, 1))
    ledger.add(line("untouched"))
    ledger.carry(Carried("init_pod", "now", 4, 1))

    assert Ledger(file).carried(drill, "now") == Carried("init_pod", "now", 3, 1)
    assert Ledger(file).of(drill, "now") == [line("untouched")]
    assert Ledger(file).carried(drill, "later") == Carried("init_pod", "later")


def test_what_was_tried_here_is_not_counted_again_from_the_page(file, drill, line):
    from cataloguing.ledger import Carried, Ledger

    ledger = Ledger(file)
    ledger.carry(Carried("init_pod", "now"))
    ledger.add(line("untouched"))
    ledger.carry(Carried("init_pod", "now", 1, 0))

    assert ledger.carried(drill, "now").answers == 0
