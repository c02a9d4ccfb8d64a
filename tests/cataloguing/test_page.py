"""The page holds a row a drill, and what was not tried anew stays as it was."""

import pytest

from ckadtrainer.verification.mutants import Fate


@pytest.fixture
def file(tmp_path):
    return tmp_path / "catalogue.md"


@pytest.fixture
def write(drills, file):
    """Write the page with a proof of these trials, and return its rows by drill."""
    from cataloguing.ledger import Carried
    from cataloguing.page import write_page
    from cataloguing.proof import Proof

    def write(name, *tried, made=1, files="now", answers=0, mutants=0):
        write_page(file, [Proof(drills[name], made, tried, Carried(name, files, answers, mutants))])
        rows = [line for line in file.read_text().splitlines() if line.startswith("| `")]
        return {row.split("`")[1]: row for row in rows}

    return write


@pytest.fixture
def all_answers(drills, line):
    drill = drills["init_pod"].drill
    return [line(name) for name in ("untouched", *(answer.file for answer in drill.answers))]


def test_a_row_tells_what_was_tried_and_how_often(write, drills, line, all_answers):
    drill = drills["init_pod"].drill
    killed = line("crash@main", fate=Fate.KILLED)

    row = write("init_pod", *all_answers, *all_answers, killed)["init_pod"]

    assert row.startswith(f"| `init_pod` | multi_container | {drill.minutes} | {len(drill.checks)} |")
    assert row.endswith(f"| {1 + len(drill.answers)} × 2 | 1 × 1 | 100% | 0 | 10 | 0 | 0 | 0 | now |")


def test_an_answer_that_lags_behind_lowers_the_count(write, all_answers, drills):
    rows = write("init_pod", *all_answers, *all_answers[1:])

    assert f"| {1 + len(drills['init_pod'].drill.answers)} × 1 |" in rows["init_pod"]


def test_a_part_that_was_tried_is_no_more_than_that(write, line):
    tried = line("crash@main", fate=Fate.KILLED)

    assert "| 1 of 30 × 1 |" in write("init_pod", tried, made=30)["init_pod"]


def test_proving_one_drill_anew_leaves_the_other_rows(write, line):
    before = write("init_pod", line("crash@main", fate=Fate.KILLED))

    after = write("wait_pod", line("crash@main", fate=Fate.SURVIVED))

    assert list(after) == ["init_pod", "wait_pod"]
    assert after["init_pod"] == before["init_pod"]
    assert "| 0% |" in after["wait_pod"]


def test_proving_the_answers_anew_leaves_what_is_said_of_the_mutants(write, line, all_answers):
    write("init_pod", line("crash@main", fate=Fate.KILLED), made=30)

    row = write("init_pod", *all_answers)["init_pod"]

    assert "| 1 of 30 × 1 | 100% | 0 |" in row


def test_what_was_tried_of_other_files_is_not_said_of_these(write, line, all_answers):
    write("init_pod", line("crash@main", fate=Fate.KILLED), made=30)

    row = write("init_pod", *all_answers, files="later")["init_pod"]

    assert "| - | - | - |" in row
    assert row.endswith("| later |")


def test_a_drill_that_was_not_tried_loses_what_is_said_of_other_files_alone(write, all_answers):
    before = write("init_pod", *all_answers, files="before")["init_pod"]

    assert write("init_pod", files="before")["init_pod"] == before
    assert write("init_pod", files="now")["init_pod"].endswith("| - | - | - | - | - | - | - | - |")


def test_the_page_tells_how_often_everything_was_tried(write, file, line, all_answers):
    from cataloguing.ledger import Carried
    from cataloguing.page import carried

    write("init_pod", *all_answers, *all_answers, line("crash@main", fate=Fate.KILLED))

    assert carried(file, "init_pod", "now") == Carried("init_pod", "now", 2, 1)
    assert carried(file, "init_pod", "later") == Carried("init_pod", "later")
    assert carried(file, "wait_pod", "now") == Carried("wait_pod", "now")


def test_what_was_tried_elsewhere_counts_for_every_answer(write, all_answers):
    count = len(all_answers)

    assert f"| {count} × 3 |" in write("init_pod", *all_answers, answers=2)["init_pod"]
    assert f"| {count} × 2 |" in write("init_pod", *all_answers[1:], answers=2)["init_pod"]


def test_a_part_is_not_carried(write, file, line):
    from cataloguing.page import carried

    write("init_pod", line("crash@main", fate=Fate.KILLED), made=30)

    assert carried(file, "init_pod", "now").mutants == 0


def test_a_drill_with_a_fault_starts_again(write, file, line, all_answers):
    from cataloguing.page import carried

    rows = write("init_pod", *all_answers, *(line(each.name, good=False) for each in all_answers[:2]))

    assert rows["init_pod"].endswith("| 2 | 0 | 0 | now |")
    assert carried(file, "init_pod", "now").answers == 0
