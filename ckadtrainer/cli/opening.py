"""Opening the TUI. Without arguments the program comes here at once: a first frame need not wait for Typer."""

import sys

from ckadtrainer.cli import faults
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import UsageError


def open_tui(run: Run) -> None:
    """Open the trainer in the terminal. Raises UsageError without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "There is no terminal here to draw the trainer in.",
            "Run `ckadtrainer demo` to see a drill graded, or `ckadtrainer --help` for every command.",
        )
    from ckadtrainer.tui.app import TrainerApp

    TrainerApp(run.practice, run.provider, run.shell).run()


def run() -> int:
    """Open the trainer; the exit status."""
    return faults.guarded(lambda: open_tui(Run()))
