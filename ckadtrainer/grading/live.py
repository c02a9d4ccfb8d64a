"""Live grading: a round whenever the cluster changes, a probe answers, or time alone can change a verdict."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.attempt.later import Find
from ckadtrainer.clock import Clock
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.grading.board import Board
from ckadtrainer.grading.engine import Engine
from ckadtrainer.grading.graders import Graders
from ckadtrainer.grading.recording import Recording
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.sources import Observer, Watch
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.packs.manifest import PackedDrill

_RETRY = 1.0
"""Seconds between looks while the cluster does not answer."""
_LOST_FOR_GOOD = 5.0
"""Seconds without an answer after which a single grade stops waiting for the cluster."""

Publish = Callable[[Grade], None]
StageDue = Callable[[Find, datetime], float | None]
"""Stages what is due in the namespace at that time; seconds until more is, None when nothing is on its way."""


class LiveGrading:
    """Grades one attempt for as long as it is open.

    Use `start` (background thread, every changed grade is published) or `settle` (blocking, one grade); after `halt`
    the second may follow the first.
    """

    def __init__(
        self,
        engine: Engine,
        watch: Watch,
        clock: Clock,
        elapsed: Callable[[], float],
        later: StageDue = lambda *_: None,
    ) -> None:
        """`later` stages what is due in the namespace, and tells in how many seconds more is."""
        self._engine = engine
        self._stage_due = later
        self._is_more_to_come = False
        self._watch = watch
        self._clock = clock
        self._elapsed = elapsed
        self._wanted = threading.Event()
        self._stopped = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self.latest: Grade | None = None
        self._graded_on: Snapshot | None = None
        watch.on_change(self._wanted.set)
        engine.board.on_answer(self._wanted.set)

    def start(self, publish: Publish) -> None:
        """Grade in the background; `publish` runs on that thread whenever the grade has changed."""
        self._thread = threading.Thread(target=self._run, args=(publish,), name="live-grading", daemon=True)
        self._thread.start()

    def request(self) -> None:
        """Have a round made now."""
        self._wanted.set()

    def snapshot(self) -> Snapshot:
        """What the watch has of the namespace now, to be shown. Raises ClusterUnavailable."""
        return self._watch.snapshot()

    def recording(self) -> Recording:
        """What the latest grade stands on, or one made now where there is none. Raises ClusterUnavailable."""
        return Recording(self._graded_on or self._watch.snapshot(), self._engine.board.remembered())

    def settle(self, limit: float | None = None, publish: Publish | None = None) -> Grade:
        """Grade until nothing is pending, or `limit` seconds are over; the last grade.

        While the cluster does not answer it is asked for a few more seconds, then the grade is unknown.
        """
        start = self._clock.boot()
        lost_since: float | None = None
        while True:
            self._wanted.clear()
            before = self.latest
            grade, answered = self._round()
            if publish is not None and not _same(before, grade):
                publish(grade)
            now = self._clock.boot()
            lost_since = None if answered else (now if lost_since is None else lost_since)
            is_lost = lost_since is not None and now - lost_since >= _LOST_FOR_GOOD
            is_over = self._closed or is_lost or (limit is not None and now - start >= limit)
            if is_over or (answered and self._is_done(grade)):
                return grade
            self._clock.wait(self._wanted, _RETRY if not answered else min(grade.wake or _RETRY, _RETRY))

    def halt(self) -> None:
        """End the rounds in the background and wait for the last; what was asked is remembered."""
        self._stopped = True
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """End the rounds, the probes and the watch; returns at once, and so does `settle` then."""
        self._stopped = self._closed = True
        self._wanted.set()
        self._engine.board.close()
        self._watch.close()

    def _run(self, publish: Publish) -> None:
        while True:
            self._wanted.clear()
            if self._stopped:  # looked at after clearing: who stops it sets both, in the other order
                return
            before = self.latest
            grade, answered = self._round()
            if not self._stopped and not _same(before, grade):
                publish(grade)
            self._clock.wait(self._wanted, (grade.wake or _RETRY) if answered else _RETRY)

    def _round(self) -> tuple[Grade, bool]:
        """A grade, and whether the cluster answered."""
        try:
            snapshot = self._watch.snapshot()
        except ClusterUnavailable as lost:
            self._graded_on = None
            grade, answered = self._engine.unknown(lost.message, self._elapsed()), False
        else:
            self._graded_on = snapshot
            grade, answered = self._graded(snapshot), True
        self.latest = grade
        return grade, answered

    def _graded(self, snapshot: Snapshot) -> Grade:
        more_in = self._stage_due(snapshot.find, snapshot.now)
        self._is_more_to_come = more_in is not None
        grade = self._engine.grade(snapshot, self._elapsed())
        return grade if more_in is None else replace(grade, wake=min(more_in, grade.wake or more_in))

    def _is_done(self, grade: Grade) -> bool:
        """Nothing is pending or still to be staged, and no fault of ours is still being retried."""
        return (
            grade.is_settled
            and not self._is_more_to_come
            and not (grade.is_unknown and self._engine.board.is_retrying())
        )


def live_grading(
    drill: PackedDrill,
    graders: Graders,
    namespace: Namespace,
    observer: Observer,
    clock: Clock,
    *,
    nonce: str,
    elapsed: Callable[[], float],
    later: StageDue = lambda *_: None,
) -> LiveGrading:
    """Live grading of an attempt's namespace. Lists the drill's kinds first: raises ClusterUnavailable."""
    watch = observer.watch(namespace, drill.drill.kinds, nonce)
    board = Board(observer.prober(namespace), clock)
    return LiveGrading(Engine(drill.drill, graders, board, drill.values), watch, clock, elapsed, later)


def _same(before: Grade | None, grade: Grade) -> bool:
    """Whether nothing a person would see has changed; time left is shown by the countdown itself."""
    if before is None:
        return False
    return [(c.verdict, c.evidence.found) for c in before.checks] == [
        (c.verdict, c.evidence.found) for c in grade.checks
    ]
