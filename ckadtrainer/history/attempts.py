"""The attempts the history knows, and their clocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.attempt import countdown, sweeping
from ckadtrainer.attempt.attempt import Attempt, State
from ckadtrainer.attempt.countdown import Countdown
from ckadtrainer.attempt.stage import Stage
from ckadtrainer.clock import Clock
from ckadtrainer.errors import NoAttempt
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.history import review
from ckadtrainer.history.record import Record, Store, record_of
from ckadtrainer.history.timeline import seconds_to_full_marks, turns_between
from ckadtrainer.scoring.score import Result, score

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import Exercise, PackedDrill


class Attempts:
    """Reads and changes attempts in the history; remembers the last state of each for `countdown`.

    Every change starts from what the history holds, since another process may have changed it.
    """

    def __init__(
        self, store: Callable[[], Store], clock: Clock, changed: Callable[[Attempt], None] = lambda _: None
    ) -> None:
        """`changed` is called with an attempt after every change that was stored."""
        self._store = store
        self._clock = clock
        self._changed = changed
        self._known: dict[str, Attempt] = {}

    def opened(self) -> Sequence[Attempt]:
        """Open attempts in practice whose staging is complete, newest first."""
        return [self._remember(it) for it in self._store().open_attempts() if it.namespace.uid and not it.exam]

    def latest(self, attempt: Attempt) -> Attempt:
        """What the history knows of the attempt now."""
        return self._remember(self._store().attempt(attempt.id) or attempt)

    def current(self, key: str | None) -> Attempt:
        """The newest open attempt, or the newest at the drill with that key. Raises NoAttempt."""
        for attempt in self.opened():
            if key in (None, attempt.key):
                return attempt
        drill = key.rpartition("/")[2] if key else ""
        raise NoAttempt(
            f"No attempt {f'at {drill} ' if drill else ''}is open.",
            f"Start one with `ckadtrainer start {drill or 'DRILL'}`.",
        )

    def sweep(self, stage: Stage) -> int:
        """Remove namespaces that no open attempt of this history stands in; tell how many."""
        now, swept = self._clock.now(), 0
        for namespace, id in stage.leftovers():
            attempt = self._store().attempt(id)
            if attempt is not None and sweeping.is_leftover(namespace, attempt, now):
                stage.delete_namespace(namespace)
                swept += 1
        for attempt in self._store().open_attempts():
            if sweeping.was_interrupted(attempt, now):
                self.abandon(attempt)
        return swept

    def going_on(self, attempt: Attempt) -> Attempt:
        """The latest state of an attempt that must be open. Raises NoAttempt when it is over."""
        latest = self.latest(attempt)
        if latest.state is not State.OPEN:
            raise NoAttempt(
                f"This attempt at {latest.drill} is over: it is {latest.state}.",
                f"Start a new one with `ckadtrainer start {latest.drill}`.",
            )
        return latest

    def keep(self, attempt: Attempt) -> Attempt:
        """Store the attempt."""
        self._store().save(attempt)
        self._changed(attempt)
        return self._remember(attempt)

    def finish(self, attempt: Attempt, drill: PackedDrill, grade: Grade, ended_at: datetime) -> Result:
        """End the attempt with a record. Its time runs to full marks, else to `ended_at`."""
        ended = replace(self.latest(attempt), state=State.FINISHED, ended_at=ended_at)
        elapsed = countdown.read(ended, ended_at).elapsed
        seconds = seconds_to_full_marks(self._store().timeline(attempt.id), grade, elapsed)
        best = review.best_time(self.records(drill))
        result = score(drill.drill, ended, grade, seconds, best)
        # The drill's own time: a normal run at half the time was not slow.
        record = replace(record_of(ended, result, ended_at), limit=float(drill.drill.seconds))
        self._store().finish(ended, record, grade)
        self._changed(self._remember(ended))
        return result

    def records(self, drill: Exercise | None = None) -> Sequence[Record]:
        """Finished attempts, at one drill or quiz or at all, newest first."""
        found = self._store().records(drill.drill.id if drill else None)
        return [record for record in found if drill is None or record.key == drill.key]

    def abandon(self, attempt: Attempt) -> Attempt:
        """End the attempt without a record."""
        ended = replace(self.latest(attempt), state=State.ABANDONED, ended_at=self._clock.now())
        return self.keep(ended)

    def countdown(self, attempt: Attempt) -> Countdown:
        """The clock now. Reads memory only."""
        return countdown.read(self._known.get(attempt.id, attempt), self._clock.now())

    def pause(self, attempt: Attempt) -> Attempt:
        """Stop the clock."""
        return self.keep(countdown.pause(self.latest(attempt), self._clock.now()))

    def resume(self, attempt: Attempt) -> Attempt:
        """Let the clock go on."""
        return self.keep(countdown.resume(self.latest(attempt), self._clock.now()))

    def note(self, attempt: Attempt, before: Grade | None, grade: Grade) -> Attempt:
        """Keep a grade and its turns; stop the clock when a check becomes unknown, let it go on afterwards.

        `before` is the grade noted last, None to look it up.
        """
        before = before or self._store().last_grade(attempt.id)
        turns = turns_between(before, grade)
        if turns:
            self._store().add_turns(attempt.id, turns)
            self._store().add_grade(attempt.id, grade, self._clock.now())
        was_unknown = before is not None and before.is_unknown
        if grade.is_unknown == was_unknown:
            return self._known.get(attempt.id, attempt)
        return self.pause(attempt) if grade.is_unknown else self.resume(attempt)

    def _remember(self, attempt: Attempt) -> Attempt:
        self._known[attempt.id] = attempt
        return attempt
