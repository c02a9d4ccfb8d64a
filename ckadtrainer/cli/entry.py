"""The command line as a whole: its options, its commands, and how it ends."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from ckadtrainer.cli import attempts, cluster, demo, drills, faults, grade, output, pack, trying
from ckadtrainer.cli.commands import Json, Packs, Trust, take_options
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import UsageError

app = typer.Typer(
    name="ckadtrainer",
    help="CKAD practice drills in the terminal, graded by watching a real cluster. Without a command: the TUI.",
    epilog="Exit status: 0 full marks, 1 less, 2 usage or bad definition, 3 cannot tell.",
    rich_markup_mode=None,  # plain help: it starts twice as fast and does not parse markup
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (drills, attempts, grade, trying, demo, cluster, pack):
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


def open_tui(run: Run) -> None:
    """Open the trainer in the terminal. Raises UsageError without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "There is no terminal here to draw the trainer in.",
            "Run `ckadtrainer demo` to see a drill graded, or `ckadtrainer --help` for every command.",
        )
    from ckadtrainer.tui.app import TrainerApp

    TrainerApp(run.practice, run.provider, run.shell).run()


def run(arguments: Sequence[str], parts: Run | None = None) -> int:
    """Run the command line; the exit status. Every failure is told in sentences."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a symbol shows a question mark instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with faults.ended_in_order():
            app(list(arguments), prog_name="ckadtrainer", obj=parts)
    except SystemExit as end:
        if end.code == faults.EXIT_INTERRUPTED:
            return faults.explain(KeyboardInterrupt())
        return end.code if isinstance(end.code, int) else 0
    except (Exception, KeyboardInterrupt) as error:
        return faults.explain(error)
    return 0
