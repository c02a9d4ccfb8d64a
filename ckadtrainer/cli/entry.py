"""The command line as a whole: its options, its commands, and how it ends."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ckadtrainer.cli import (
    agenda,
    attempts,
    cluster,
    demo,
    drills,
    exam,
    faults,
    grade,
    history,
    output,
    pack,
    quiz,
    readiness,
    trying,
)
from ckadtrainer.cli.commands import Json, Packs, Trust, take_options
from ckadtrainer.cli.opening import open_tui
from ckadtrainer.cli.run import Run

app = typer.Typer(
    name="ckadtrainer",
    help="CKAD practice drills in the terminal, graded by watching a real cluster. Without a command: the TUI.",
    epilog="Exit status: 0 full marks, 1 less, 2 usage or bad definition, 3 cannot tell.",
    rich_markup_mode=None,  # plain help: it starts twice as fast and does not parse markup
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (drills, agenda, attempts, grade, quiz, history, readiness, exam, trying, demo, cluster, pack):
    group.register(app)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    json: Json = False,
    pack: Packs = None,
    trust: Trust = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and end.")] = False,
) -> None:
    ctx.obj = run = ctx.obj if isinstance(ctx.obj, Run) else Run()
    take_options(run, json, pack, trust)
    if version:
        from ckadtrainer import __version__

        output.put(f"ckadtrainer {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        open_tui(run)


def run(arguments: Sequence[str], parts: Run | None = None) -> int:
    """Run the command line; the exit status."""
    return faults.guarded(lambda: app(list(arguments), prog_name="ckadtrainer", obj=parts))
