"""What the home screen shows: each drill and quiz, and what is on for today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.tui import wording

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.diagram.pod import Diagram
    from ckadtrainer.history.review import Standing
    from ckadtrainer.packs.manifest import Exercise
    from ckadtrainer.practice import Practice


@dataclass(frozen=True, slots=True)
class Entry:
    """A drill or quiz, how the learner stands with it, and the attempt at it that is open. Times are seconds."""

    drill: Exercise
    is_quiz: bool
    standing: str
    best: float | None
    last: datetime | None
    left: float | None
    attempt: Attempt | None
    diagram: Diagram
    """What the drill's solution looks like."""

    @property
    def key(self) -> str:
        return self.drill.key

    @property
    def id(self) -> str:
        return self.drill.drill.id

    @property
    def topic(self) -> str:
        return self.drill.drill.topic

    @property
    def is_passed(self) -> bool:
        """Done with full marks at least once."""
        return self.best is not None

    @property
    def words(self) -> str:
        """The standing in words: `2:10 left`, `due`."""
        if self.attempt is None or self.left is None:
            return self.standing
        return f"{wording.clock(self.left)} left" if self.left >= 0 else f"{wording.clock(-self.left)} over"

    def matches(self, typed: str) -> bool:
        """Whether every word of `typed` occurs in the drill's names, topic or standing."""
        drill = self.drill.drill
        kind = "quiz" if self.is_quiz else "drill"
        text = f"{drill.id} {drill.title} {drill.topic} {drill.domain} {self.standing} {kind}".lower()
        return all(word in text for word in typed.lower().split())


@dataclass(frozen=True, slots=True)
class Overview:
    """All drills and quizzes in the packs' order, and what the history says of today.

    `due` counts skills, `streak` days. `next_key` is the exercise to do next, None if there is none; `why` says why
    in one line of hostile text.
    """

    entries: Sequence[Entry] = ()
    due: int = 0
    streak: int = 0
    next_key: str | None = None
    why: str = ""


def overview(practice: Practice) -> Overview:
    """Everything the home screen shows. Blocks: reads packs, solutions and history."""
    from ckadtrainer.history.as_text import agenda_text

    agenda = practice.coach.agenda()
    return Overview(
        entries=_entries(practice),
        due=len(agenda.due),
        streak=practice.coach.days().streak,
        next_key=agenda.suggestion.exercise.key if agenda.suggestion else None,
        why=agenda_text(agenda, practice.clock.now().astimezone().date()),
    )


def _entries(practice: Practice) -> Sequence[Entry]:
    standings = practice.standings()
    attempts = {
        f"{attempt.pack}/{attempt.topic}/{attempt.drill}": attempt for attempt in reversed(practice.open_attempts())
    }
    return [
        _entry(practice, drill, standings.get(drill.key), attempts.get(drill.key))
        for drill in practice.catalogue.exercises()
    ]


def _entry(practice: Practice, drill: Exercise, standing: Standing | None, attempt: Attempt | None) -> Entry:
    from ckadtrainer.diagram.expected import expected
    from ckadtrainer.diagram.pod import Diagram
    from ckadtrainer.packs.manifest import PackedQuiz

    return Entry(
        drill=drill,
        is_quiz=isinstance(drill, PackedQuiz),
        standing="open" if attempt else str(standing.state) if standing else "new",
        best=standing.best if standing else None,
        last=standing.last if standing else None,
        left=practice.countdown(attempt).left if attempt else None,
        attempt=attempt,
        diagram=Diagram() if isinstance(drill, PackedQuiz) else expected(drill),
    )


def exam_notice(practice: Practice) -> str:
    """A sentence on the exam that is open, empty without one. Blocks: reads the history."""
    from ckadtrainer.exam import clock as exam_clock

    sitting = practice.exams.unfinished()
    if sitting is None:
        return ""
    reading = exam_clock.read(sitting, practice.clock.now())
    if sitting.ended_at is not None or reading.is_over:
        return "An exam has ended and is not graded yet."
    stands = ", its clock stands" if reading.stands else ""
    return f"An exam is under way, {wording.clock(reading.left)} left{stands}."
