"""Help on an attempt: the next hint, and a right answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ckadtrainer.attempt import staging
from ckadtrainer.attempt.attempt import Attempt, State
from ckadtrainer.errors import UsageError
from ckadtrainer.grading.hints import next_hint
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.history.attempts import Attempts
from ckadtrainer.history.record import Store

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedDrill


class Help:
    """What a learner who is stuck may ask for; each is kept with the attempt."""

    def __init__(
        self, attempts: Attempts, drill_of: Callable[[Attempt], PackedDrill], store: Callable[[], Store]
    ) -> None:
        self._attempts = attempts
        self._drill_of = drill_of
        self._store = store

    def hint(self, attempt: Attempt, grade: Grade | None = None) -> tuple[Attempt, str]:
        """Open the next hint: one for a slip that the grade, or the last one kept, shows goes before the next in order.

        Raises UsageError when there is none left.
        """
        latest, drill = self._attempts.going_on(attempt), self._drill_of(attempt).drill
        number = next_hint(drill.hints, latest.hints, grade or self._store().last_grade(latest.id))
        if number is None:
            message = "Every hint is open." if drill.hints else f"{drill.id} has no hints."
            raise UsageError(message, "`ckadtrainer solution` shows a right answer; the attempt then counts as seen.")
        return self._attempts.keep(replace(latest, hints=(*latest.hints, number))), drill.hints[number].text

    def solution(self, attempt: Attempt) -> tuple[Attempt, str]:
        """The drill's first answer, as YAML; an open attempt no longer counts as full marks."""
        drill = self._drill_of(attempt)
        text = drill.answer_text(drill.drill.answers[0].file)
        latest = self._attempts.latest(attempt)
        if latest.state is State.OPEN:
            latest = self._attempts.keep(replace(latest, solution_seen=True))
        return latest, staging.filled(text, attempt.nonce)
