"""Sitting quizzes: the use cases beside `practice`, whose packs and history they share."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.attempt import staging
from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.clock import Clock
from ckadtrainer.history import review
from ckadtrainer.history.record import Store, record_of
from ckadtrainer.scoring.score import Result
from ckadtrainer.session.catalogue import Catalogue

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedQuiz
    from ckadtrainer.quiz.sitting import Sitting


class Quizzes:
    """Begins and records sittings. Nothing is kept of a quiz that is left before its last question."""

    def __init__(self, catalogue: Catalogue, store: Callable[[], Store], clock: Clock) -> None:
        self._catalogue = catalogue
        self._store = store
        self._clock = clock

    def find(self, name: str) -> PackedQuiz:
        """The quiz of that id, `topic/id` or `pack/topic/id`. Raises UnknownDrill, or UsageError for another."""
        return self._catalogue.quiz(name)

    def sit(self, quiz: PackedQuiz, seed: int | None = None) -> Sitting:
        """A fresh sitting, whose clock runs. The same seed gives the options in the same order; without, a new one."""
        from ckadtrainer.quiz.asked import asked
        from ckadtrainer.quiz.sitting import Sitting

        seed = secrets.randbelow(1_000_000) if seed is None else seed
        return Sitting(staging.new_id(), quiz, seed, self._clock.now(), tuple(asked(quiz.drill, seed)))

    def finish(self, sitting: Sitting) -> Result:
        """Record a sitting whose questions are all answered. Raises HistoryError."""
        quiz, now = sitting.quiz, self._clock.now()
        seconds = (now - sitting.started_at).total_seconds()
        grade = sitting.grade(seconds)
        earlier = [record for record in self._store().records(quiz.drill.id) if record.key == quiz.key]
        result = Result(
            drill=quiz.drill.id,
            title=quiz.drill.title,
            grade=grade,
            points=grade.points,
            max_points=grade.max_points,
            seconds=seconds,
            limit=float(quiz.drill.seconds),
            hints_opened=0,
            solution_seen=False,
            best=review.best_time(earlier),
        )
        ended = self._ended(sitting, now)
        self._store().finish(ended, record_of(ended, result, now), grade)
        return result

    @staticmethod
    def _ended(sitting: Sitting, now: datetime) -> Attempt:
        """The attempt that the history keeps of it, in no namespace."""
        quiz = sitting.quiz
        return Attempt(
            id=sitting.id,
            pack=quiz.pack,
            drill=quiz.drill.id,
            topic=quiz.drill.topic,
            namespace=Namespace("", ""),
            nonce="",
            seconds=quiz.drill.seconds,
            started_at=sitting.started_at,
            state=State.FINISHED,
            ended_at=now,
        )
