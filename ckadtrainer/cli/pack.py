"""For authors: `pack new|lint|verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, EXIT_USAGE

if TYPE_CHECKING:
    from ckadtrainer.definition.problem import Problem

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Write packs of drills and prove them.", rich_markup_mode=None)
    command(group, "new")(new)
    command(group, "lint")(lint)
    app.add_typer(group, name="pack")


def new(run: Run, folder: Folder) -> int:
    """Write a small pack that works, with comments that explain it."""
    from ckadtrainer.packs.scaffold import new_pack

    files = [str(file) for file in new_pack(folder)]
    run.show("\n".join(files), files)
    output.say(f"Next: `ckadtrainer pack lint {folder}`, then `ckadtrainer pack verify {folder}`.")
    return EXIT_FULL_MARKS


def lint(run: Run, folder: Folder) -> int:
    """Read every file of a pack and say what is wrong, as file:line:column code message. Needs no cluster."""
    from ckadtrainer.packs.lint import lint_pack

    problems = lint_pack(folder)
    if problems or run.as_json:
        run.show("\n".join(str(problem) for problem in problems), [_problem_document(it) for it in problems])
    errors = sum(problem.is_error for problem in problems)
    output.say(f"{folder}: {errors} errors, {len(problems) - errors} warnings.")
    return EXIT_USAGE if errors else EXIT_FULL_MARKS


def _problem_document(problem: Problem) -> dict[str, Any]:
    return {
        "file": str(problem.file),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "severity": problem.severity.value,
    }
