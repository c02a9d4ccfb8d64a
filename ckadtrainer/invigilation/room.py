"""An exam under way: what the learner does is kept, the clock is watched, verdicts are gathered and shown to nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.clock import Clock
from ckadtrainer.errors import ClusterUnavailable, TrainerError
from ckadtrainer.exam import clock as exam_clock
from ckadtrainer.exam.clock import Reading
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.pace import Pace, pace
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.grading.verdict import Grade
    from ckadtrainer.history.record import Store

BEAT = 1.0
"""Seconds between two looks at the cluster and the clock."""

Live = Callable[[str, Callable[[], float]], "LiveGrading"]
"""Begins live grading of the attempt with that id; the second is its clock, in seconds."""
Changed = Callable[[Sitting], None]
"""Hears of a sitting as it is now, on any thread."""


_TURNS_THE_CLOCK = (Happening.LOST, Happening.FOUND, Happening.ENDED)


class ExamRoom:
    """One open exam. The methods may be called on any thread; `sitting`, `reading` and `pace` read memory only."""

    def __init__(
        self,
        sitting: Sitting,
        world: World,
        store: Store,
        clock: Clock,
        live: Live,
        *,
        changed: Changed = lambda _: None,
    ) -> None:
        """`changed` hears when the clock stands, goes on or has ended."""
        self._sitting = sitting
        self._world = world
        self._store = store
        self._clock = clock
        self._live = live
        self._changed = changed
        self._lock = threading.RLock()
        self._gathering = threading.Lock()
        self._watched: dict[int, LiveGrading | None] = {}
        self._closed = threading.Event()
        self._seen = sitting.seen_at or clock.now()
        self._beating: threading.Thread | None = None

    # ---- what is

    @property
    def sitting(self) -> Sitting:
        """The sitting as it is now."""
        return self._sitting

    def reading(self) -> Reading:
        """The exam's clock now."""
        return exam_clock.read(self._sitting, self._clock.now())

    def pace(self, number: int) -> Pace:
        """The time on a task so far."""
        return pace(self._sitting, number, self._clock.now())

    # ---- what the learner does; each raises HistoryError, and does nothing once the exam has ended

    def visit(self, number: int) -> Sitting:
        """Bring a task on the screen."""
        after = self._happens(Happening.VISITED, number)
        self._gather([number])
        return after

    def flag(self, number: int, *, on: bool) -> Sitting:
        """Mark a task for a second look, or take the mark away."""
        return self._happens(Happening.FLAGGED if on else Happening.UNFLAGGED, number)

    def note(self, text: str) -> Sitting:
        """Keep what the notepad reads."""
        return self._sitting if text == self._sitting.notes else self._happens(Happening.NOTED, text=text)

    def end(self) -> Sitting:
        """End the exam, at the latest when its time was over."""
        with self._lock:
            now = self._clock.now()
            over = exam_clock.deadline(self._sitting, now)
            return self._happens(Happening.ENDED, at=min(now, over) if over else now)

    # ---- watching over it

    def open(self) -> None:
        """Watch over cluster and clock in the background until `close`."""
        self._gather(sorted(self._sitting.visited))
        self._beating = threading.Thread(target=self._run, name="invigilator", daemon=True)
        self._beating.start()

    def beat(self) -> None:
        """One look: whether the cluster answers, and whether the time is over."""
        try:
            self._world.leftovers()
        except ClusterUnavailable:
            self._lost()
        else:
            self._answers()
        if self._sitting.stage is Stage.OPEN and self.reading().is_over:
            self.end()

    def close(self) -> None:
        """Leave the room: the clock runs on. Returns at once."""
        self._closed.set()
        with suppress(TrainerError):
            self._happens(Happening.LEFT)
        for live in self._taken().values():
            live.close()

    def hand_over(self) -> Mapping[int, LiveGrading]:
        """What was gathered so far, by the task's number, to be settled and closed; the room is left."""
        self._closed.set()
        watched = self._taken()
        for live in watched.values():
            live.halt()
        return watched

    def _taken(self) -> Mapping[int, LiveGrading]:
        with self._gathering:
            watched, self._watched = self._watched, {}
            return {number: live for number, live in watched.items() if live is not None}

    def _run(self) -> None:
        while not self._closed.is_set():
            # The history may be busy for a moment; the next beat tries again.
            with suppress(TrainerError):
                self.beat()
            self._clock.wait(self._closed, BEAT)

    def _answers(self) -> None:
        with self._lock:
            if self._sitting.stage is not Stage.OPEN:
                return
            now, was_lost = self._clock.now(), self._sitting.is_lost
            if was_lost:
                self._happens(Happening.FOUND, at=now)
            self._store.exams.seen(self._sitting.id, now)
            self._seen = now
        if was_lost:
            self._gather(sorted(self._sitting.visited))

    def _lost(self) -> None:
        with self._lock:
            if not self._sitting.is_lost:
                self._happens(Happening.LOST, at=self._seen)

    def _happens(self, kind: Happening, task: int = 0, text: str = "", at: datetime | None = None) -> Sitting:
        with self._lock:
            if self._sitting.stage is Stage.OPEN:
                event = Event(at or self._clock.now(), kind, task, text)
                self._store.exams.add(self._sitting.id, event)
                self._sitting = self._sitting.after([event])
                if kind in _TURNS_THE_CLOCK:
                    self._changed(self._sitting)
            return self._sitting

    # ---- what turned when, for the timeline

    def _gather(self, numbers: Sequence[int]) -> None:
        """Watch tasks from their first visit on; returns at once, since beginning a watch asks the cluster."""
        threading.Thread(target=self._watch, args=(numbers,), name="gathering", daemon=True).start()

    def _watch(self, numbers: Sequence[int]) -> None:
        """Begin what is not watched yet; a cluster that does not answer is asked when it is back, or visited again."""
        for number in numbers:
            with self._gathering:
                if number in self._watched or self._sitting.stage is not Stage.OPEN or self._closed.is_set():
                    continue
                self._watched[number] = None  # being begun
            attempt = self._sitting.place(number).attempt
            live: LiveGrading | None = None
            with suppress(TrainerError):
                live = self._live(attempt, lambda: self.reading().elapsed)
            self._keep(number, attempt, live)

    def _keep(self, number: int, attempt: str, live: LiveGrading | None) -> None:
        """Let a watch run, unless none came of it or the room was left meanwhile."""
        with self._gathering:
            if live is not None and number in self._watched and not self._closed.is_set():
                self._watched[number] = live
                live.start(lambda grade: self._note(attempt, grade))
                return
            self._watched.pop(number, None)
        if live is not None:
            live.close()

    def _note(self, attempt: str, grade: Grade) -> None:
        """Keep what turned; runs on the grading thread, where a fault of the store must not end it."""
        from ckadtrainer.history.timeline import turns_between

        if grade.is_unknown:
            return
        with suppress(TrainerError):
            turns = turns_between(self._store.last_grade(attempt), grade)
            if turns:
                self._store.add_turns(attempt, turns)
                self._store.add_grade(attempt, grade, self._clock.now())
