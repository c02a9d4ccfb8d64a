"""A drill done by the trainer itself: `demo`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import drill_names
from ckadtrainer.cli.cluster import Yes, ensure_cluster
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.grade import status_of
from ckadtrainer.cli.run import Run

if TYPE_CHECKING:
    from ckadtrainer.grading.verdict import Grade
    from ckadtrainer.packs.manifest import PackedDrill

DemoDrill = Annotated[str, typer.Argument(metavar="[DRILL]", autocompletion=drill_names, help="The drill to show.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "demo")(demo)


def demo(run: Run, drill: DemoDrill = "init_pod", yes: Yes = False) -> int:
    """Watch a drill being done. Its own solution is applied and each verdict printed as it turns."""
    from ckadtrainer.cli.answers import read_text
    from ckadtrainer.packs.trust import require_trust
    from ckadtrainer.scoring.as_json import grade_document
    from ckadtrainer.trial import try_answer

    practice = run.practice
    packed = practice.find(drill)
    require_trust(practice.catalogue.pack_of(packed))
    ensure_cluster(run, yes=yes)
    output.say(f"{packed.drill.title}: staging it and applying its own solution.")
    file = packed.drill.answers[0].file
    documents = read_text(packed.answer_text(file), file)
    trial = try_answer(
        packed, documents, practice.world, practice.clock, publish=_turns(run, packed), traces=practice.traces
    )
    grade = trial.grade
    run.show(f"{grade.points} of {grade.max_points} points in {grade.seconds:.0f} s", grade_document(grade))
    output.say(f"Cleaned up. Now you: `ckadtrainer start {packed.drill.id}`.")
    return status_of(grade)


def _turns(run: Run, packed: PackedDrill) -> Callable[[Grade], None]:
    """Prints the checks that turned since the grade before: data, or words beside JSON."""
    from ckadtrainer.history.timeline import turned
    from ckadtrainer.scoring.as_text import turn_lines

    before: Grade | None = None

    def show(grade: Grade) -> None:
        nonlocal before
        lines = turn_lines(grade, turned(before, grade), packed.drill)
        before = grade
        if lines:
            (output.say if run.as_json else output.put)("\n".join(lines))

    return show
