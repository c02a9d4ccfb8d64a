"""A practice whose drills make a whole exam, with scripted verdicts and a clock that tests move."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import tui_demo as demo

from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.history.record import Turn

_DOMAINS = {
    "design_and_build": ("Build an image", "A companion that talks", "Jobs that end", "Volumes that stay"),
    "deployment": ("A rolling update", "Blue and green", "A chart with values", "Back to the version before"),
    "observability_and_maintenance": ("A probe that waits", "Logs that tell", "An API that is gone"),
    "environment_configuration_and_security": (
        "Secrets as files",
        "A quota that holds",
        "Who may do what",
        "Settings from outside",
        "No root in here",
    ),
    "services_and_networking": ("A Service that finds", "Rules for traffic", "One door for all", "Names that resolve"),
}
_CHECKS = [
    {"id": "it_is_there", "points": 1, "says": "`web` is there"},
    {"id": "it_runs", "points": 2, "says": "It runs and stays up"},
    {"id": "it_answers", "points": 2, "says": "It answers on port 8080"},
]


def drills() -> list[dict[str, Any]]:
    """The words of twenty drills in the five domains."""
    return [
        {
            "id": f"{domain.partition('_')[0]}_{number}",
            "title": title,
            "domain": domain,
            "topic": domain,
            "minutes": 3 + (2 * number) % 7,
            "task": "In your namespace create Deployment `web` with 2 replicas of image `nginx:1.27`.\n\n"
            "- the container port is `8080`\n- the label is `tier=front`\n\n"
            "It answers at once, and goes on while one of its Pods is replaced.\n",
            "checks": _CHECKS,
            "debrief": "A Deployment keeps its Pods; what you write is what it returns to.\n\n"
            "- `kubectl rollout status deployment web` waits until it has done so\n",
        }
        for domain, titles in _DOMAINS.items()
        for number, title in enumerate(titles, start=1)
    ]


def practice(folder: Path, clock: FakeClock, words: list[dict[str, Any]] | None = None) -> demo.DemoPractice:
    """Those drills, none tried. `clock` is to be held: the invigilator waits on it."""
    (folder / "solution.yaml").write_text(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n", "utf-8"
    )
    return demo.DemoPractice([demo.drill(each, folder) for each in words or drills()], folder, clock)


def grade(practice: demo.DemoPractice, number: int, verdicts: str, seconds: float = 0.0) -> None:
    """Let a task of the open exam have these verdicts, one letter a check, and have turned then."""
    sitting = practice.exams.unfinished()
    attempt = practice.store.attempt(sitting.place(number).attempt)
    given = practice.grade_of(attempt, verdicts)
    before = {turn.check: turn.after for turn in practice.store.timeline(attempt.id)}
    turns = [
        Turn(seconds, check.id, before.get(check.id), check.verdict)
        for check in given.checks
        if before.get(check.id) is not check.verdict
    ]
    practice.store.add_turns(attempt.id, turns)


def grade_all(practice: demo.DemoPractice, verdicts: Callable[[int], str] = lambda _: "uuu") -> None:
    """Let every task have verdicts by its number."""
    for task in practice.exams.unfinished().plan.tasks:
        grade(practice, task.number, verdicts(task.number))


def result(practice: demo.DemoPractice, seed: str = "a1b2c3", minutes: float | None = None) -> Any:
    """An exam sat without a screen: most of it done, some of it lost in each way."""
    exams, clock = practice.exams, practice.clock
    room = exams.begin(exams.set_up(exams.plan(seed=seed, minutes=minutes)))
    assert isinstance(clock, FakeClock)
    for task in room.sitting.plan.tasks:
        if task.number % 8 == 0:
            continue
        room.visit(task.number)
        begun = room.reading().elapsed
        clock.advance(90)
        grade(practice, task.number, "muu", begun + 90)
        clock.advance(task.minutes * 40)
        grade(practice, task.number, ("mmm", "mmu", "muu", "mmm")[task.number % 4], room.reading().elapsed)
    for task in room.sitting.plan.tasks:
        if task.number % 8 == 0:
            grade(practice, task.number, "uuu")
    room.visit(3)
    clock.advance(75)
    room.flag(5, on=True)
    return exams.grade(room)


def per_cent(weight: int, points: int, of: int) -> str:
    """What part of a task's weight that many of its points are, as the screens write it."""
    tenths = weight * points * 10 // of
    return f"{tenths / 10:g}"
