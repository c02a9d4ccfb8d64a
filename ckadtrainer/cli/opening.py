"""Opening the TUI. Without arguments the program comes here at once: a first frame need not wait for Typer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ckadtrainer.cli import faults
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import UsageError

if TYPE_CHECKING:
    from ckadtrainer.session.exam import ExamPlan


def open_tui(run: Run) -> None:
    """Open the trainer in the terminal. Raises UsageError without one."""
    _require_terminal("Run `ckadtrainer demo` to see a drill graded, or `ckadtrainer --help` for every command.")
    from ckadtrainer.tui.app import TrainerApp

    TrainerApp(run.practice, run.provider, run.shell).run()


def open_exam(run: Run, plan: ExamPlan | None) -> None:
    """Open the trainer at an exam: the one drawn, or the open one. Raises UsageError without a terminal."""
    _require_terminal("Run it with `--headless --answers DIR`, or with `--dry-run` to see what is drawn.")
    from ckadtrainer.tui.app import TrainerApp

    TrainerApp(run.practice, run.provider, run.shell, at_exam=True, plan=plan).run()


def _require_terminal(remedy: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("There is no terminal here to draw the trainer in.", remedy)


def run() -> int:
    """Open the trainer; the exit status."""
    return faults.guarded(lambda: open_tui(Run()))
