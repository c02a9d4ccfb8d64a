"""Exams: `exam` draws and sits one; its past ones are told of in `exam_results`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ckadtrainer.cli import exam_results, output
from ckadtrainer.cli.cluster import reach_cluster
from ckadtrainer.cli.commands import command_without_name
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, UsageError

if TYPE_CHECKING:
    from ckadtrainer.invigilation.headless import Sat
    from ckadtrainer.session.exam import ExamPlan

_MOST_NAMES = 5
"""Files that are named in one line."""


class Length(StrEnum):
    """How much of a blueprint an exam has."""

    FULL = "full"
    HALF = "half"


OfLength = Annotated[Length | None, typer.Option("--length", help="The blueprint's whole length, or half of it.")]
Minutes = Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="A length of your own.")]
Seed = Annotated[str | None, typer.Option(help="The same seed and pool give the same exam; a new one if not given.")]
Pool = Annotated[str | None, typer.Option(metavar="NAME", help="Draw from this topic or pack alone.")]
OfBlueprint = Annotated[
    Path | None, typer.Option("--blueprint", metavar="FILE", help="Sections and shares of your own; docs/format.md.")
]
HalfTime = Annotated[bool, typer.Option("--half-time", help="The same tasks in half of the time.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what is drawn; nothing is set up.")]
AsHeadless = Annotated[bool, typer.Option("--headless", help="Sit it from answer files, without a person.")]
OfAnswers = Annotated[
    Path | None,
    typer.Option("--answers", metavar="DIR", help="With --headless: DIR/<drill>.yaml, or files in DIR/<drill>/."),
]
Abandon = Annotated[bool, typer.Option("--abandon", help="Give the open exam up: nothing is recorded.")]


def register(app: typer.Typer) -> None:
    """Add the command and those below it."""
    group = typer.Typer(
        rich_markup_mode=None, epilog="Exit status with --headless: 0 passed, 1 not passed, 3 cannot tell."
    )
    command_without_name(group)(exam)
    exam_results.register(group)
    app.add_typer(group, name="exam")


def exam(
    run: Run,
    *,
    length: OfLength = None,
    minutes: Minutes = None,
    seed: Seed = None,
    pool: Pool = None,
    blueprint: OfBlueprint = None,
    half_time: HalfTime = False,
    dry_run: DryRun = False,
    headless: AsHeadless = False,
    answers: OfAnswers = None,
    abandon: Abandon = False,
) -> int:
    """Sit an exam, or go on with the open one. Tasks are drawn by domain, competency and length."""
    if length is not None and minutes is not None:
        raise UsageError("An exam has one length.", "Leave out `--length` or `--minutes`.")
    if headless != (answers is not None):
        raise UsageError("An exam without a person needs answers.", "Give `--headless --answers DIR`, or neither.")
    exams = run.practice.exams
    if abandon:
        return _give_up(run)
    if not (dry_run or headless) and exams.unfinished() is not None:
        return _sit(run, None)
    plan = exams.plan(
        blueprint=blueprint,
        pool=pool,
        minutes=minutes,
        is_half=length is Length.HALF,
        seed=seed,
        half_time=half_time,
    )
    if dry_run:
        return _show_plan(run, plan)
    return _sit_headless(run, plan, answers) if answers is not None else _sit(run, plan)


def _give_up(run: Run) -> int:
    sittings = run.practice.exams.under_way()
    if not sittings:
        raise UsageError("No exam is open.", "`ckadtrainer exam` draws one.")
    for sitting in sittings:
        run.practice.exams.abandon(sitting)
        output.say(f"The exam {sitting.plan.title}, seed {sitting.plan.seed}, is given up.")
    return EXIT_FULL_MARKS


def _sit(run: Run, plan: ExamPlan | None) -> int:
    """Open the exam in the terminal: the one drawn, or the one that is open if there is no plan."""
    from ckadtrainer.cli.opening import open_exam

    open_exam(run, plan)
    return EXIT_FULL_MARKS


def _show_plan(run: Run, plan: ExamPlan) -> int:
    from ckadtrainer.session.exam_as_json import plan_document
    from ckadtrainer.session.exam_as_text import plan_text

    run.show(plan_text(plan), plan_document(plan))
    return EXIT_FULL_MARKS


def _sit_headless(run: Run, plan: ExamPlan, folder: Path) -> int:
    """Everything that is wrong with the answers is told before anything is set up."""
    from ckadtrainer.cli.counting import CountLines
    from ckadtrainer.invigilation.answers import read_answers
    from ckadtrainer.invigilation.headless import Headless

    practice = run.practice
    answers = read_answers(folder, plan, practice.exams.drill_of)
    if answers.strangers:
        output.say(f"Not in this exam, so left out: {_names(answers.strangers)}.")
    reach_cluster(run)
    with CountLines() as tell:
        sat = Headless(practice.exams, practice.world, practice.clock).sit(plan, answers, tell)
    _tell_of_answers(sat)
    output.say(f"`ckadtrainer exam report {sat.result.id} --format html --output FILE` writes it as a page.")
    return exam_results.show_result(run, sat.result)


def _names(files: Sequence[Path]) -> str:
    shown = ", ".join(file.name for file in files[:_MOST_NAMES])
    return shown if len(files) <= _MOST_NAMES else f"{shown} and {len(files) - _MOST_NAMES} more"


def _tell_of_answers(sat: Sat) -> None:
    for handed in sat.handed:
        name = f"Task {handed.task.number}, {handed.task.title}"
        if handed.is_late:
            output.say(f"{name}: the time was over before it was handed in.")
        for complaint in handed.complaints:
            output.say(f"{name}: {complaint}")
