"""Answers a test told a `FakeWorld` to give to probes."""

import threading
from collections.abc import Callable

from ckadtrainer.grading.probes import Outcome, Probe, ProbeFault

Asked = Probe | type | Callable[[Probe], bool]
"""Which probes an answer is for: one probe, all of a type, or those a function picks."""
Answer = Outcome | Exception | Callable[[Probe], Outcome]
"""What they get: an outcome, an exception to raise, or a function of the probe."""


class ToldAnswers:
    """Who gets what; the latest word counts. May be used by several threads."""

    def __init__(self) -> None:
        self._told: list[tuple[Asked, Answer]] = []
        self._lock = threading.Lock()

    def tell(self, asked: Asked, answer: Answer) -> None:
        """Give `answer` to the probes `asked` picks."""
        with self._lock:
            self._told.insert(0, (asked, answer))

    def outcome(self, probe: Probe) -> Outcome:
        """The answer told for `probe`, ProbeFault if there is none."""
        with self._lock:
            found = next((answer for asked, answer in self._told if _picks(asked, probe)), None)
        if found is None:
            raise ProbeFault(f"No answer was told for {probe}.")
        if isinstance(found, Exception):
            raise found
        return found(probe) if callable(found) else found


def _picks(asked: Asked, probe: Probe) -> bool:
    if isinstance(asked, type):
        return isinstance(probe, asked)
    return asked(probe) if callable(asked) else asked == probe
