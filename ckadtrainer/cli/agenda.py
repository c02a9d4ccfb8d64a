"""What to do now: `next`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.attempts import start as start_drill
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.quiz import quiz
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS

if TYPE_CHECKING:
    from datetime import date

    from ckadtrainer.history.agenda import Agenda, Suggestion
    from ckadtrainer.packs.manifest import Exercise


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "next")(next_exercise)


def next_exercise(
    run: Run,
    topic: Annotated[str | None, typer.Option(help="Only of this topic.")] = None,
    start: Annotated[bool, typer.Option("--start", help="Start it at once.")] = False,
) -> int:
    """Say what to do now and why: what is open, then the skill most in need, then a new one."""
    from ckadtrainer.history.as_text import agenda_text

    agenda = run.practice.coach.agenda(topic.replace("-", "_") if topic else None)
    today = run.practice.clock.now().astimezone().date()
    why, found = agenda_text(agenda, today), agenda.suggestion
    if start and found is not None:
        output.say(f"{found.exercise.drill.id}  {why}")
        return _start(run, found.exercise)
    text = f"{found.exercise.drill.id}  {why}\n\n{_command_for(found.exercise)}" if found else why
    run.show(text, _document(agenda, why, today))
    return EXIT_FULL_MARKS


def _start(run: Run, exercise: Exercise) -> int:
    return quiz(run, exercise.key) if _is_quiz(exercise) else start_drill(run, exercise.key)


def _command_for(exercise: Exercise) -> str:
    return f"ckadtrainer {'quiz' if _is_quiz(exercise) else 'start'} {exercise.drill.id}"


def _is_quiz(exercise: Exercise) -> bool:
    from ckadtrainer.packs.manifest import PackedQuiz

    return isinstance(exercise, PackedQuiz)


def _document(agenda: Agenda, why: str, today: date) -> dict[str, Any]:
    found = agenda.suggestion
    return {
        "drill": found.exercise.drill.id if found else None,
        "key": found.exercise.key if found else None,
        "kind": ("quiz" if _is_quiz(found.exercise) else "drill") if found else None,
        "reason": found.reason.value if found else None,
        "skill": found.skill.name if found else None,
        "why": why,
        "due": [_due_document(each, today) for each in agenda.due],
        "due_next": agenda.due_next.isoformat() if agenda.due_next else None,
    }


def _due_document(due: Suggestion, today: date) -> dict[str, Any]:
    memory = due.skill.memory
    assert memory is not None  # noqa: S101  what is due was done before
    return {
        "skill": due.skill.name,
        "drill": due.exercise.drill.id,
        "key": due.exercise.key,
        "due_on": memory.due.isoformat(),
        "overdue_days": (today - memory.due).days,
        "last": memory.last.isoformat(),
        "recall": round(memory.recall, 3),
    }
