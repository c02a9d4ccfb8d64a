"""What the history says to the learner: what to do next, how it went, how ready they are.

The use cases beside `practice`, whose packs and history they share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ckadtrainer.clock import Clock
from ckadtrainer.errors import UsageError
from ckadtrainer.history.record import Record, Store
from ckadtrainer.session.catalogue import Catalogue
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.history.agenda import Agenda
    from ckadtrainer.history.days import Days
    from ckadtrainer.history.ghost import Ghost
    from ckadtrainer.history.grouping import By
    from ckadtrainer.history.readiness import Readiness
    from ckadtrainer.history.review import Standing
    from ckadtrainer.history.trends import Trend
    from ckadtrainer.packs.manifest import Exercise


class Coach:
    """Reads the history, and changes nothing. Days are those of the reader's zone."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Callable[[], Store],
        open_attempts: Callable[[], Sequence[Attempt]],
        clock: Clock,
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._open_attempts = open_attempts
        self._clock = clock

    def agenda(self, topic: str | None = None) -> Agenda:
        """What to do now and what is due; with a `topic` only what belongs to it is suggested.

        Raises UsageError when no exercise has that topic, HistoryError.
        """
        from ckadtrainer.history.agenda import agenda
        from ckadtrainer.history.skill import skills

        now = self._clock.now().astimezone()
        records, exercises = self._store().records(), self._catalogue.exercises()
        if topic is not None:
            _require(topic, exercises)
        known = skills(exercises, records, now)
        return agenda(known, records, self._open_attempts(), now.date(), topic)

    def standings(self) -> Mapping[str, Standing]:
        """Key of a drill or quiz -> standing; one that was never tried has none, unless it is due.

        Raises HistoryError.
        """
        from ckadtrainer.history.agenda import with_due
        from ckadtrainer.history.review import standings

        known = standings(self._store().records(), self._open_attempts(), self._clock.now())
        return with_due(known, self.agenda())

    def trends(self, by: By, records: Sequence[Record]) -> Sequence[Trend]:
        """How these tries, newest first, went over time. Reads packs where drill and topic do not say it all."""
        from ckadtrainer.history.grouping import By
        from ckadtrainer.history.trends import trends

        in_records = by in (By.DRILL, By.TOPIC)
        exercises = () if in_records else self._catalogue.exercises()
        return trends(by, records, {exercise.key: exercise for exercise in exercises})

    def days(self, records: Sequence[Record] | None = None) -> Days:
        """The days of these tries, or of all. Raises HistoryError."""
        from ckadtrainer.history.days import days

        return days(self._store().records() if records is None else records, self._clock.now().astimezone())

    def ghost(self, drill: Exercise) -> Ghost | None:
        """The best run of the drill; None without full marks so far. Raises HistoryError."""
        from ckadtrainer.history.ghost import Ghost, best_run

        best = best_run([it for it in self._store().records(drill.drill.id) if it.key == drill.key])
        turns = tuple(self._store().timeline(best.attempt)) if best else ()
        return Ghost(best.seconds, turns) if best and turns else None

    def readiness(self) -> Readiness:
        """The chance to pass the exam. Takes a tenth of a second. Raises HistoryError."""
        from ckadtrainer.history.readiness import readiness

        domains = {drill.key: drill.drill.domain for drill in self._catalogue.drills()}
        return readiness(self._store().records(), domains, self._clock.now())


def _require(topic: str, exercises: Sequence[Exercise]) -> None:
    topics = sorted({exercise.drill.topic for exercise in exercises})
    if topic not in topics:
        raise UsageError(
            f"There is no topic called {untrusted(topic)!r}.",
            f"Choose one of {', '.join(topics)}." if topics else "`--pack DIR` adds a pack.",
        )
