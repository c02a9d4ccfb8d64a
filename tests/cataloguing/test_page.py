"""The page holds a row a drill, and proving one leaves the others."""

import pytest

from ckadtrainer.grading.verdict import Verdict


@pytest.fixture
def write(drills, run, tmp_path):
    """Write the page with a proof of one run for each drill named, and return its rows."""
    from cataloguing.page import write_page
    from cataloguing.proof import Proof

    def write(*names, **said):
        file = tmp_path / "catalogue.md"
        write_page(file, [Proof(drills[name], [run(name, **said)]) for name in names])
        return [line for line in file.read_text().splitlines() if line.startswith("| `")]

    return write


def test_a_row_tells_what_was_tried(write, drills):
    drill = drills["init_pod"].drill

    assert write("init_pod") == [
        f"| `init_pod` | multi_container | {drill.minutes} | {len(drill.checks)} | {len(drill.answers)} | 1 "
        "| 100% | 0 | 10 | 1 | 0 |"
    ]


def test_proving_one_drill_anew_leaves_the_other_rows(write):
    before = write("wait_pod", "init_pod")

    after = write("wait_pod", miss=Verdict.MET)

    assert [row.split("`")[1] for row in before] == ["init_pod", "wait_pod"]
    assert after[0] == before[0]
    assert "| 0% |" in after[1]


def test_a_sample_of_the_mutants_is_no_more_than_that(write):
    assert "| 1 of 30 |" in write("init_pod", made=30)[0]
