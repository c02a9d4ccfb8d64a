"""Working on a drill: `start`, `shell`, `hint`, `solution`, `reset`, `finish`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import AttemptAt, DrillName
from ckadtrainer.cli.cluster import reach_cluster
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.drills import drill_text
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, EXIT_LESS, NoAttempt

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt


def register(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, "start")(start)
    command(app, "shell")(shell)
    command(app, "hint")(hint)
    command(app, "solution")(solution)
    command(app, "reset")(reset)
    command(app, "finish")(finish)


def start(
    run: Run,
    drill: DrillName,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Give up an open attempt and start anew.")] = False,
    shell: Annotated[bool, typer.Option("--shell", help="Open a shell for it at once.")] = False,
    seed: Annotated[str | None, typer.Option(help="Choose a variant: the same seed, the same names and ports.")] = None,
    speed: Annotated[bool, typer.Option("--speed", help="Give it half the time.")] = False,
) -> int:
    """Start a drill, or go on with it if it is open."""
    packed = run.practice.find(drill)
    earlier = _open_at(run, packed.key)
    if earlier is not None and fresh:
        run.practice.abandon(earlier)
        earlier = None
    reach_cluster(run)
    if earlier is None:
        attempt = run.practice.start(packed, seed, speed=speed)
    else:
        kept = " It keeps its time." if speed else ""
        output.say(f"An attempt is open: going on with it.{kept} `--fresh` gives it up and starts anew.")
        attempt = run.practice.resume(earlier)
    text = drill_text(run.practice.drill_of(attempt))
    run.show(f"{text}\n\n{_standing_text(run, attempt)}", _document(run, attempt))
    if shell:
        run.shell.run_shell(attempt)
    return EXIT_FULL_MARKS


def shell(run: Run, drill: AttemptAt = None) -> int:
    """Open the attempt's shell. It has its kubeconfig, namespace, `k` and completion."""
    attempt = run.practice.resume(run.practice.current(drill))
    run.shell.run_shell(attempt)
    return EXIT_FULL_MARKS


def hint(run: Run, drill: AttemptAt = None) -> int:
    """Open the next hint."""
    from ckadtrainer.grading.hints import count

    attempt, text = run.practice.help.hint(run.practice.current(drill))
    definition = run.practice.drill_of(attempt).drill
    number, of = attempt.hints_opened, count(definition.hints, attempt.hints)
    run.show(text, {"drill": attempt.drill, "hint": text, "number": number, "of": of, "cost": definition.hint_cost})
    cost = definition.hint_cost
    output.say(f"Hint {number} of {of}" + (f"; it costs {cost} point{'s' * (cost > 1)}." if cost else "."))
    return EXIT_FULL_MARKS


def solution(run: Run, drill: AttemptAt = None) -> int:
    """Show a right answer. The attempt then no longer counts as full marks."""
    attempt, text = run.practice.help.solution(run.practice.current(drill))
    run.show(text, {"drill": attempt.drill, "solution": text})
    return EXIT_FULL_MARKS


def reset(run: Run, drill: AttemptAt = None) -> int:
    """Stage the drill afresh. The clock goes on."""
    attempt = run.practice.reset(run.practice.current(drill))
    run.show(_standing_text(run, attempt), _document(run, attempt))
    return EXIT_FULL_MARKS


def finish(
    run: Run,
    drill: AttemptAt = None,
    abandon: Annotated[bool, typer.Option("--abandon", help="Give the attempt up: nothing is recorded.")] = False,
) -> int:
    """Grade the attempt, record the result and clean up."""
    from ckadtrainer.scoring.as_json import result_document
    from ckadtrainer.scoring.as_text import result_text

    attempt = run.practice.current(drill)
    if abandon:
        run.practice.abandon(attempt)
        output.say(f"The attempt at {attempt.drill} is given up.")
        return EXIT_FULL_MARKS
    result = run.practice.finish(attempt)
    run.show(result_text(result, run.practice.drill_of(attempt).drill), result_document(result))
    return EXIT_FULL_MARKS if result.points == result.max_points else EXIT_LESS


def _open_at(run: Run, key: str) -> Attempt | None:
    try:
        return run.practice.current(key)
    except NoAttempt:
        return None


def _standing_text(run: Run, attempt: Attempt) -> str:
    from ckadtrainer.scoring.as_text import clock

    return "\n".join(
        [
            f"Namespace  {attempt.namespace.name}",
            f"Time left  {clock(run.practice.countdown(attempt).left)}",
            f"Kubectl    export KUBECONFIG={shlex.quote(str(run.practice.kubeconfig(attempt)))}",
            "Next       ckadtrainer shell · grade --watch · hint · reset · finish",
        ]
    )


def _document(run: Run, attempt: Attempt) -> dict[str, Any]:
    reading = run.practice.countdown(attempt)
    return {
        "attempt": attempt.id,
        "drill": attempt.drill,
        "key": attempt.key,
        "namespace": attempt.namespace.name,
        "kubeconfig": str(run.practice.kubeconfig(attempt)),
        "seconds": reading.limit,
        "left": round(reading.left, 3),
        "seed": attempt.seed,
        "hints_opened": attempt.hints_opened,
        "solution_seen": attempt.solution_seen,
    }
