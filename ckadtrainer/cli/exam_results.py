"""Exams so far: `exam report` and `exam list`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, UsageError
from ckadtrainer.whole_file import write_whole

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult

_LAST = "last"


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    JUNIT = "junit"
    HTML = "html"


Exam = Annotated[str, typer.Argument(metavar="[EXAM]", help="An exam's id, or `last`.")]
InFormat = Annotated[
    Format | None, typer.Option("--format", help="text if not given; html is one page with charts, for printing too.")
]
ToFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, "report")(report)
    command(app, "list")(list_exams)


def report(run: Run, exam: Exam = _LAST, format: InFormat = None, file: ToFile = None) -> int:
    """Tell the result of an exam: score, tasks, evidence of every lost point, time, solutions."""
    result = _found(run, exam)
    text = _written(result, format or (Format.JSON if run.as_json else Format.TEXT))
    if file is None:
        output.put(text)
    else:
        write_whole(file, text)
        output.say(f"Written to {file}.")
    return EXIT_FULL_MARKS


def list_exams(run: Run) -> int:
    """List the exams that were graded, the newest first."""
    from ckadtrainer.scoring.as_text import clock
    from ckadtrainer.scoring.exam import per_cent
    from ckadtrainer.scoring.exam_as_json import exam_summary

    results = run.practice.exams.results()
    rows = [
        (
            each.id,
            output.moment(each.began_at),
            each.title,
            str(len(each.tasks)),
            f"{clock(each.seconds)} of {clock(each.limit)}",
            per_cent(each.score) if each.is_known else "-",
            each.outcome,
            "from files" if each.is_headless else "",
            each.seed,
        )
        for each in results
    ]
    heads = ("exam", "began", "title", "tasks", "time", "score", "outcome", "answers", "seed")
    text = output.table(heads, rows, right=(3, 4, 5)) if rows else "No exam was graded yet."
    run.show(text, [exam_summary(each) for each in results])
    return EXIT_FULL_MARKS


def show_result(run: Run, result: ExamResult) -> int:
    """Print a result; the exit status that says its outcome."""
    output.put(_written(result, Format.JSON if run.as_json else Format.TEXT))
    if not result.is_known:
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if result.is_passed else EXIT_LESS


def _found(run: Run, name: str) -> ExamResult:
    results = run.practice.exams.results()
    if not results:
        raise UsageError("No exam was graded yet.", "`ckadtrainer exam` draws one.")
    found = [each for each in results if name in (each.id, _LAST)]
    if not found:
        raise UsageError(f"There is no exam {name}.", "`ckadtrainer exam list` shows those there are.")
    return found[0]


def _written(result: ExamResult, format: Format) -> str:
    """Each rendering is loaded only for itself."""
    match format:
        case Format.TEXT:
            from ckadtrainer.scoring.exam_as_text import exam_text

            return exam_text(result) + "\n"
        case Format.JSON:
            from ckadtrainer.scoring.exam_as_json import exam_document

            return json.dumps(exam_document(result)) + "\n"
        case Format.CSV:
            from ckadtrainer.scoring.exam_as_csv import exam_csv

            return exam_csv(result)
        case Format.JUNIT:
            from ckadtrainer.scoring.exam_as_junit import exam_junit

            return exam_junit(result)
        case Format.HTML:
            from ckadtrainer.scoring.exam_as_html import exam_html

            return exam_html(result)
