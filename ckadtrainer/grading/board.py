"""The board of probes: asked by views, answered beside grading, so that a round of grading never waits.

A first question schedules the probe and raises `Pending`; when the answer is in, `on_answer` has the round
repeated. An old answer is used while a newer one is fetched.
"""

import math
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeGuard

from ckadtrainer.clock import Clock
from ckadtrainer.grading.failure import CannotTell, Pending
from ckadtrainer.grading.probes import MarkText, Outcome, Probe, ProbeFault, Prober
from ckadtrainer.grading.verdict import Evidence

FOREVER = math.inf
_BACK_OFF = (0.5, 1.0, 2.0, 5.0)
_FORGOTTEN = 5.0
"""Seconds after which a failed probe that could be tried again and was not is no longer wanted."""


_MARK_TAKEN_OFF = 1.5
"""Seconds after its time by which a nonce is surely off the file again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome and the boot time it was asked for, so that it is never taken for newer than it is.

    `took` is how many seconds the probe ran.
    """

    outcome: Outcome
    asked_at: float
    took: float = 0.0


@dataclass(frozen=True, slots=True)
class Remembered:
    """A probe with the tag it was asked with, its answer, and how many seconds ago it was asked."""

    probe: Probe
    tag: str
    outcome: Outcome
    age: float


@dataclass(frozen=True, slots=True)
class _Fault:
    reason: str
    again_at: float
    tries: int


Key = tuple[Probe, str]
"""A probe and a tag: with another tag the same probe is asked anew."""


class Board:
    """Runs probes on at most `workers` threads and remembers their answers."""

    def __init__(self, prober: Prober, clock: Clock, workers: int = 6) -> None:
        self._prober = prober
        self._clock = clock
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="probe")
        self._lock = threading.Lock()
        self._answers: dict[Key, Answer] = {}
        self._faults: dict[Key, _Fault] = {}
        self._running: set[Key] = set()
        self._futures: set[Future[None]] = set()
        self._latched: set[object] = set()
        self._on_answer: Callable[[], None] = lambda: None
        self._closed = False

    def on_answer(self, call: Callable[[], None]) -> None:
        """Have `call` run, on a probe's thread, after every answer."""
        self._on_answer = call

    def ask(self, probe: Probe, *, fresh_for: float, expected: str, where: str, tag: str = "") -> Outcome:
        """The answer to `probe`, at most `fresh_for` seconds old or being renewed.

        Raises Pending while there is none yet, and CannotTell when the last try could not be carried out.
        """
        key = (probe, tag)
        with self._lock:
            answer, fault = self._answers.get(key), self._faults.get(key)
            now = self._clock.boot()
            if fault is not None:
                if now >= fault.again_at:
                    self._schedule(key)
                raise CannotTell(Evidence(expected, fault.reason, where))
            if answer is None or now - answer.asked_at >= fresh_for:
                self._schedule(key)
            if answer is None:
                raise Pending(Evidence(expected, "being looked at", where), in_flight=True)
            return answer.outcome

    def age(self, probe: Probe, tag: str = "") -> float:
        """Seconds since the answer was asked for; infinite when there is none."""
        with self._lock:
            answer = self._answers.get((probe, tag))
        return FOREVER if answer is None else self._clock.boot() - answer.asked_at

    def took(self, probe: Probe, tag: str = "") -> float:
        """Seconds the probe ran for its last answer; 0 when there is none."""
        with self._lock:
            answer = self._answers.get((probe, tag))
        return 0.0 if answer is None else answer.took

    def due_in(self, probe: Probe, fresh_for: float, tag: str = "") -> float:
        """Seconds until asking again starts the probe: 0 while it runs, infinite for an answer that keeps."""
        with self._lock:
            fault = self._faults.get((probe, tag))
        if fault is not None:
            return max(0.0, fault.again_at - self._clock.boot())
        age = self.age(probe, tag)
        return 0.0 if age is FOREVER else max(0.0, fresh_for - age)

    def is_asked(self, probe: Probe, tag: str = "") -> bool:
        """Whether the probe runs or has an answer."""
        with self._lock:
            return (probe, tag) in self._running or (probe, tag) in self._answers

    def marked_for(self, pod: str) -> float:
        """Seconds until no file of the pod carries a nonce any more that a probe has put on its lines."""
        with self._lock:
            now = self._clock.boot()
            running = [probe.seconds for probe, _ in self._running if _marks(probe, pod)]
            done = [
                probe.seconds + _MARK_TAKEN_OFF - (now - answer.asked_at)
                for (probe, _), answer in self._answers.items()
                if _marks(probe, pod)
            ]
        return max([0.0, *running, *done])

    def remembered(self) -> tuple[Remembered, ...]:
        """Every answer, in the order the probes were first answered."""
        with self._lock:
            now = self._clock.boot()
            return tuple(
                Remembered(probe, tag, answer.outcome, now - answer.asked_at)
                for (probe, tag), answer in self._answers.items()
            )

    def restore(self, answers: Iterable[Remembered]) -> None:
        """Know these answers as if the probes had been run here."""
        with self._lock:
            now = self._clock.boot()
            for each in answers:
                self._answers[each.probe, each.tag] = Answer(each.outcome, now - each.age)

    def is_retrying(self) -> bool:
        """Whether a probe that failed only now and then is still to be tried again.

        One that nobody asks for any more, as its container is gone, is not.
        """
        with self._lock:
            now = self._clock.boot()
            asked = [fault for fault in self._faults.values() if now < fault.again_at + _FORGOTTEN]
            return any(fault.tries < len(_BACK_OFF) - 1 for fault in asked)

    def drain(self) -> None:
        """Wait until every probe that was asked for has answered."""
        # A future that was cancelled before it began is never reported to `wait`.
        wait(tuple(future for future in self._futures if not future.cancelled()))

    def latch(self, fact: object) -> None:
        """Remember a fact that, once seen, stays true of the containers it names."""
        self._latched.add(fact)

    def is_latched(self, fact: object) -> bool:
        return fact in self._latched

    def close(self) -> None:
        """Start no more probes; those that run end on their own."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _schedule(self, key: Key) -> None:
        if key in self._running or self._closed:
            return
        self._running.add(key)
        self._futures = {future for future in self._futures if not future.done()}
        self._futures.add(self._pool.submit(self._run, key))

    def _run(self, key: Key) -> None:
        asked_at = self._clock.boot()
        try:
            outcome = self._prober.run(key[0])
        except ProbeFault as fault:
            self._fail(key, str(fault))
        except Exception as bug:
            self._fail(key, f"a fault in the trainer: {type(bug).__name__}: {bug}")
        else:
            with self._lock:
                self._answers[key] = Answer(outcome, asked_at, self._clock.boot() - asked_at)
                self._faults.pop(key, None)
                self._running.discard(key)
        if not self._closed:
            self._on_answer()

    def _fail(self, key: Key, reason: str) -> None:
        with self._lock:
            last = self._faults.get(key)
            tries = last.tries + 1 if last else 0
            again_at = self._clock.boot() + _BACK_OFF[min(tries, len(_BACK_OFF) - 1)]
            self._faults[key] = _Fault(reason, again_at, tries)
            self._running.discard(key)


def _marks(probe: Probe, pod: str) -> TypeGuard[MarkText]:
    return isinstance(probe, MarkText) and probe.container.pod == pod
