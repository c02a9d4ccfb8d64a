"""Looking at drills and quizzes: `list`, `show`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import DrillName
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS

if TYPE_CHECKING:
    from ckadtrainer.history.review import Standing
    from ckadtrainer.packs.manifest import Exercise, PackedDrill

_WIDTH = 100  # cells a picture may take at most; as wide as it needs to be where that is less


def register(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, "list")(list_drills)
    command(app, "show")(show)


def list_drills(run: Run, topic: Annotated[str | None, typer.Option(help="Only this topic.")] = None) -> int:
    """List the drills and quizzes with how you stand with each."""
    standings = run.practice.standings()
    drills = [
        d for d in run.practice.catalogue.exercises() if topic is None or d.drill.topic == topic.replace("-", "_")
    ]
    heads = ("drill", "kind", "topic", "min", "points", "state", "best", "last")
    rows = [_row(drill, standings.get(drill.key)) for drill in drills]
    text = output.table(heads, rows, right=(3, 4, 6)) if rows else "There is no such drill."
    run.show(text, [_document(drill, standings.get(drill.key)) for drill in drills])
    return EXIT_FULL_MARKS


def show(
    run: Run,
    drill: DrillName,
    seed: Annotated[str, typer.Option(help="The variant to show: its names, paths and ports.")] = "",
) -> int:
    """Show a drill: its task, time, checks and a picture; or a quiz: its questions. The clock does not start."""
    from ckadtrainer.cli.quiz import quiz_detail, quiz_text_of
    from ckadtrainer.packs.manifest import PackedQuiz
    from ckadtrainer.packs.variants import variant_of

    found = run.practice.catalogue.look_up(drill)
    about = _document(found, run.practice.standings().get(found.key))
    if isinstance(found, PackedQuiz):
        run.show(quiz_text_of(found), {**about, **quiz_detail(found)})
    else:
        _show_drill(run, variant_of(found, seed), about)
    return EXIT_FULL_MARKS


def _show_drill(run: Run, drill: PackedDrill, about: dict[str, Any]) -> None:
    """A drill with a picture of its solution's Pods."""
    from dataclasses import asdict

    from ckadtrainer.diagram.expected import expected
    from ckadtrainer.diagram.picture import draw

    diagram = expected(drill)
    width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 0)).columns)
    text = "\n".join([drill_text(drill), "", *draw(diagram, width)])
    run.show(text, {**about, **_detail(drill), "diagram": asdict(diagram)})


def drill_text(packed: PackedDrill) -> str:
    """A drill as a learner reads it before starting."""
    drill = packed.drill
    facts = f"{drill.minutes} min · {drill.max_points} points · {drill.domain.replace('_', ' ')} · {packed.key}"
    checks = [f"  {check.points:>2}  {check.says}" for check in drill.checks]
    return "\n".join([drill.title, facts, "", drill.task.rstrip(), "", "Checks", *checks])


def _row(packed: Exercise, standing: Standing | None) -> tuple[str, ...]:
    from ckadtrainer.scoring.as_text import clock

    drill = packed.drill
    state = standing.state.value if standing else "new"
    if standing is not None and standing.left is not None:
        state += f", {clock(standing.left)} left" if standing.left >= 0 else f", {clock(-standing.left)} over"
    best = clock(standing.best) if standing and standing.best is not None else "-"
    last = output.moment(standing.last if standing else None)
    return drill.id, _kind(packed), drill.topic, str(drill.minutes), str(drill.max_points), state, best, last


def _document(packed: Exercise, standing: Standing | None) -> dict[str, Any]:
    drill = packed.drill
    return {
        "drill": drill.id,
        "key": packed.key,
        "kind": _kind(packed),
        "title": drill.title,
        "topic": drill.topic,
        "domain": drill.domain.value,
        "minutes": drill.minutes,
        "max_points": drill.max_points,
        "state": standing.state.value if standing else "new",
        "best": standing.best if standing else None,
        "median": standing.median if standing else None,
        "last": standing.last.isoformat() if standing and standing.last else None,
        "attempts": standing.attempts if standing else 0,
        "left": standing.left if standing else None,
    }


def _kind(packed: Exercise) -> str:
    from ckadtrainer.packs.manifest import PackedQuiz

    return "quiz" if isinstance(packed, PackedQuiz) else "drill"


def _detail(packed: PackedDrill) -> dict[str, Any]:
    drill = packed.drill
    return {
        "task": drill.task,
        "hints": len(drill.hints),
        "hint_cost": drill.hint_cost,
        "checks": [{"id": check.id, "points": check.points, "says": check.says} for check in drill.checks],
        "docs": list(drill.docs),
    }
