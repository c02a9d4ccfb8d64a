"""An exam as a table: read back as it was, and no cell is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.scoring.exam_as_csv import COLUMNS, exam_csv


def rows(result):
    return list(csv.DictReader(io.StringIO(exam_csv(result))))


def test_a_row_a_task(sat):
    found = rows(sat)
    assert [row["number"] for row in found] == ["1", "2", "3"]
    assert tuple(found[0]) == COLUMNS
    assert found[1] == {
        "exam": "0a1b2c3d4e5f", "began_at": "2026-11-01T09:00:00+00:00", "seed": "seed", "number": "2",
        "key": "p/t/d2", "title": "Task 2", "section": "Building", "domain": "deployment", "competency": "",
        "weight": "30", "scored": "22.5", "lost": "7.5", "points": "3", "max_points": "4", "loss": "not running",
        "failed_checks": "c2", "flagged": "true", "first_visit": "200.0", "seconds": "200.0", "budget": "300.0",
    }  # fmt: skip
    assert found[2]["first_visit"] == ""


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_a_text_that_reads_like_a_formula_is_quoted(exam_of, task_of, begin):
    (row,) = rows(exam_of(task_of(1, [], weight=100, title=f"{begin}HYPERLINK(1)")))
    assert row["title"] == f"'{begin}HYPERLINK(1)"


def test_what_goes_before_a_formula_does_not_hide_it(exam_of, task_of):
    (row,) = rows(exam_of(task_of(1, [], weight=100, title="\t\r\n =1+1")))
    assert row["title"] == "'=1+1"


@given(st.text())
def test_no_text_becomes_a_formula_another_cell_or_a_command(exam_of, task_of, text):
    (row,) = rows(exam_of(task_of(1, [], weight=100, title=text, section=text, key=text)))
    for name in ("title", "section", "key"):
        assert not row[name].startswith(("=", "+", "-", "@", "\t"))
        assert not any(char < " " for char in row[name])
    assert row["weight"] == "100"


def test_hostile_text_is_one_row(hostile_exam):
    (row,) = rows(hostile_exam)
    assert row["title"].startswith("'=1+1<script>")
