"""How a command is written: a function of a `Run` and its own arguments that returns an exit status."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ckadtrainer.cli.run import Run

Command = Callable[..., int]

Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
Packs = Annotated[list[Path] | None, typer.Option("--pack", metavar="DIR", help="Use the pack in DIR too; repeatable.")]
Trust = Annotated[bool, typer.Option("--trust", help="Let the Python of these packs run, as it is now.")]


def take_options(run: Run, json: bool, pack: list[Path] | None, trust: bool) -> None:
    """Add what one set of common options says; they may stand before the command and after it."""
    run.as_json = run.as_json or json
    run.trust = run.trust or trust
    run.packs += pack or []


def command(app: typer.Typer, name: str) -> Callable[[Command], Command]:
    """Make a function a command of `app`: it gets the `Run`, and the common options without naming them."""

    def register(function: Command) -> Command:
        def call(ctx: typer.Context, json: bool, pack: list[Path] | None, trust: bool, **own: Any) -> None:
            run = ctx.find_object(Run) or Run()
            take_options(run, json, pack, trust)
            raise typer.Exit(function(run, **own))

        call.__doc__ = function.__doc__
        call.__dict__["__signature__"] = _signature(function)  # what Typer reads
        app.command(name)(call)
        return function

    return register


def command_without_name(app: typer.Typer) -> Callable[[Command], Command]:
    """Make a function what a group of commands does when none of them is named; options as for `command`."""

    def register(function: Command) -> Command:
        def call(ctx: typer.Context, json: bool, pack: list[Path] | None, trust: bool, **own: Any) -> None:
            run = ctx.find_object(Run) or Run()
            take_options(run, json, pack, trust)
            if ctx.invoked_subcommand is None:
                raise typer.Exit(function(run, **own))

        call.__doc__ = function.__doc__
        call.__dict__["__signature__"] = _signature(function)
        app.callback(invoke_without_command=True)(call)
        return function

    return register


def _signature(function: Command) -> inspect.Signature:
    """`function`'s parameters after the run, between the context and the common options."""
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Signature(
        [
            inspect.Parameter("ctx", keyword, annotation=typer.Context),
            *(parameter.replace(kind=keyword) for parameter in own),
            inspect.Parameter("json", keyword, annotation=Json, default=False),
            inspect.Parameter("pack", keyword, annotation=Packs, default=None),
            inspect.Parameter("trust", keyword, annotation=Trust, default=False),
        ]
    )
