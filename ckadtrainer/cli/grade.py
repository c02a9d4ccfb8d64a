"""Grading an attempt: `grade`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import AttemptAt
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.grading.verdict import CheckGrade, Grade


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "grade")(grade)


def grade(
    run: Run,
    drill: AttemptAt = None,
    watch: Annotated[bool, typer.Option("--watch", help="Print each check as it turns, until full marks.")] = False,
) -> int:
    """Grade the attempt; it goes on. The exit status says how it stands."""
    from ckadtrainer.scoring.as_json import grade_document
    from ckadtrainer.scoring.as_text import grade_text

    attempt = run.practice.current(drill)
    if watch:
        return _watch(run, attempt)
    graded = run.practice.grade(attempt)
    run.show(grade_text(graded, run.practice.drill_of(attempt).drill), grade_document(graded))
    return status_of(graded)


def status_of(grade: Grade) -> int:
    """The exit status for a grade: cannot tell if any check is unknown."""
    if grade.is_unknown:
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if grade.is_full else EXIT_LESS


def _watch(run: Run, attempt: Attempt) -> int:
    """Each change as it happens: lines of text, or a document a line with `--json`."""
    from ckadtrainer.cli.following import follow
    from ckadtrainer.history.as_text import ghost_text
    from ckadtrainer.scoring.as_json import grade_document
    from ckadtrainer.scoring.as_text import turn_lines

    attempt = run.practice.resume(attempt)
    packed = run.practice.drill_of(attempt)
    ghost = run.practice.coach.ghost(packed)
    noted: Grade | None = None

    def show(grade: Grade, turned: Sequence[CheckGrade]) -> None:
        nonlocal noted
        run.show("\n".join(turn_lines(grade, turned, packed.drill)), grade_document(grade))
        if ghost is not None:
            output.say(f"{'':8}{ghost_text(ghost, grade.seconds)}")
        run.practice.note(attempt, noted, grade)
        noted = grade

    output.say(f"Watching {attempt.drill}; Ctrl-C ends it, the attempt stays open.")
    last = follow(run.practice.live(attempt), show)
    return status_of(last) if last else EXIT_CANNOT_TELL
