"""The attempts the history knows, and their clocks."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ckadtrainer.attempt import countdown
from ckadtrainer.attempt.attempt import Attempt, State
from ckadtrainer.attempt.countdown import Countdown
from ckadtrainer.clock import Clock
from ckadtrainer.errors import NoAttempt
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.history.record import Record, Store
from ckadtrainer.history.timeline import turns_between


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
        """Open attempts whose staging is complete, newest first."""
        return [self._remember(it) for it in self._store().open_attempts() if it.namespace.uid]

    def latest(self, attempt: Attempt) -> Attempt:
        """What the history knows of the attempt now."""
        return self._remember(self._store().attempt(attempt.id) or attempt)

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

    def finish(self, ended: Attempt, record: Record, grade: Grade) -> None:
        """Store an attempt that ended, with its record and last grade."""
        self._store().finish(ended, record, grade)
        self._remember(ended)
        self._changed(ended)

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
