"""An exam's result as a table for spreadsheets, one row a task."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ckadtrainer.scoring.exam import decimal
from ckadtrainer.spreadsheet import cell

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult, TaskResult

COLUMNS = (
    "exam", "began_at", "seed", "number", "key", "title", "section", "domain", "competency", "weight", "scored", "lost",
    "points", "max_points", "loss", "failed_checks", "flagged", "first_visit", "seconds", "budget",
)  # fmt: skip
"""Stable; weights and scores are per cent of the exam, times are seconds on its clock."""


def exam_csv(result: ExamResult) -> str:
    """A line of column names and a line a task, in the order of the exam; each ends with a newline."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in _row(result, task)] for task in result.tasks)
    return text.getvalue()


def _row(result: ExamResult, task: TaskResult) -> tuple[Any, ...]:
    first = task.first_visit
    return (
        result.id,
        result.began_at.isoformat(),
        result.seed,
        task.number,
        task.key,
        task.title,
        task.section,
        task.domain,
        task.competency,
        task.weight,
        decimal(task.scored, 3),
        decimal(task.lost, 3),
        task.grade.points if task.grade else "",
        task.grade.max_points if task.grade else "",
        task.loss or "",
        " ".join(check.id for check in task.failed()),
        task.flagged,
        "" if first is None else round(first, 3),
        round(task.seconds, 3),
        round(task.budget, 3),
    )
