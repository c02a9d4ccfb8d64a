"""The use cases: choose, start, grade, reset, finish, review. Both faces stand on this and own no logic.

Everything blocks; nothing is opened before it is needed. Every method that takes an attempt works on what the
history knows of it now, so that the TUI and a command typed in its shell may act on the same attempt.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ckadtrainer.attempt import staging
from ckadtrainer.attempt.attempt import Attempt, Namespace
from ckadtrainer.attempt.countdown import Countdown
from ckadtrainer.attempt.ground import Ground
from ckadtrainer.attempt.later import Later
from ckadtrainer.attempt.traces import Traces
from ckadtrainer.clock import Clock
from ckadtrainer.coach import Coach
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.grading.verdict import Grade, Verdict
from ckadtrainer.help import Help
from ckadtrainer.history import review
from ckadtrainer.history.attempts import Attempts
from ckadtrainer.history.record import Record, Store, Turn
from ckadtrainer.invigilation.exams import Exams
from ckadtrainer.quizzes import Quizzes
from ckadtrainer.scoring.score import Result
from ckadtrainer.session.catalogue import Catalogue, ReadPacks
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.packs.manifest import Exercise, PackedDrill


class Practice:
    """Practice over packs, a cluster and a history, each opened when first needed; for any thread."""

    def __init__(
        self,
        packs: ReadPacks,
        connect: Callable[[], World],
        store: Callable[[], Store],
        clock: Clock,
        folder: Path,
        *,
        changed: Callable[[Attempt], None] = lambda _: None,
    ) -> None:
        """`folder` is where attempts' kubeconfigs and traces of trials lie.

        `changed` hears of every change of an attempt.
        """
        self.catalogue = Catalogue(packs)
        self.clock = clock
        self._connect = connect
        self._open_store = store
        self._opening = threading.RLock()
        self._world: World | None = None
        self._store: Store | None = None
        self._attempts = Attempts(lambda: self.store, clock, changed)
        self._ground = Ground(lambda: self.world, folder)
        self.traces = Traces(folder / "trials")
        self.help = Help(self._attempts, self.drill_of, lambda: self.store)
        self.quizzes = Quizzes(self.catalogue, lambda: self.store, clock)
        self.exams = Exams(self.catalogue, lambda: self.world, lambda: self.store, clock, folder, live=self.live)
        self.coach = Coach(self.catalogue, lambda: self.store, self.open_attempts, clock)

    @property
    def world(self) -> World:
        """The cluster; connects on first use. Raises ClusterUnavailable."""
        with self._opening:
            self._world = self._world or self._connect()
            return self._world

    @property
    def store(self) -> Store:
        """The history; opened on first use. Raises HistoryError."""
        with self._opening:
            self._store = self._store or self._open_store()
            return self._store

    def disconnect(self) -> None:
        """Forget the cluster, for when another one was set up; the next use connects again."""
        with self._opening:
            self._world = None

    # ---- choose

    def drills(self) -> Sequence[PackedDrill]:
        """Every drill of the packs in use, in the packs' order; quizzes are among `catalogue.exercises()`."""
        return self.catalogue.drills()

    def find(self, name: str) -> PackedDrill:
        """The drill of that id, `topic/id` or `pack/topic/id`. Raises UnknownDrill, or UsageError for another."""
        return self.catalogue.find(name)

    # ---- start

    def start(self, drill: PackedDrill, seed: str | None = None, *, speed: bool = False) -> Attempt:
        """Stage a fresh attempt; its clock starts when everything is there.

        `seed` chooses the drill's variant; without one it is a new one. With `speed` it has half the time.
        Raises ClusterUnavailable, SetupFailed; nothing stays behind then.
        """
        from ckadtrainer.packs.variants import new_seed, variant_of

        variant = variant_of(drill, new_seed(drill) if seed is None else seed)
        attempt = Attempt(
            id=staging.new_id(),
            pack=drill.pack,
            drill=drill.drill.id,
            topic=drill.drill.topic,
            namespace=Namespace("", ""),
            nonce=staging.new_nonce(),
            seconds=drill.drill.seconds // 2 if speed else drill.drill.seconds,
            started_at=self.clock.now(),
            seed=variant.seed,
        )
        # Known to the history before its namespace exists: after a kill in between, `sweep` finds both.
        self._attempts.keep(attempt)
        try:
            namespace = self._ground.prepare(attempt, variant.setup)
        except BaseException:
            self._attempts.abandon(attempt)
            raise
        return self._attempts.keep(replace(attempt, namespace=namespace, started_at=self.clock.now()))

    def open_attempts(self) -> Sequence[Attempt]:
        """Attempts that can be gone on with, newest first."""
        return self._attempts.opened()

    def current(self, name: str | None = None) -> Attempt:
        """The newest open attempt, or the newest at the named drill. Raises NoAttempt, UnknownDrill."""
        return self._attempts.current(self.find(name).key if name else None)

    def drill_of(self, attempt: Attempt) -> PackedDrill:
        """The drill an attempt is at, in its variant. Raises UnknownDrill when its pack is not in use."""
        return self.catalogue.at(attempt.key, attempt.seed)

    def latest(self, attempt: Attempt) -> Attempt:
        """What the history knows of the attempt now."""
        return self._attempts.latest(attempt)

    def kubeconfig(self, attempt: Attempt) -> Path:
        """The attempt's own kubeconfig; written again if it is gone."""
        return self._ground.kubeconfig(attempt)

    def apply(self, attempt: Attempt, documents: Iterable[Manifest]) -> None:
        """Create or update objects in its namespace. Raises ManifestRejected, ClusterUnavailable."""
        for document in documents:
            self.world.apply(attempt.namespace, document)

    # ---- the clock

    def countdown(self, attempt: Attempt) -> Countdown:
        """The attempt's clock now. Reads memory only: it may be called on a UI loop."""
        return self._attempts.countdown(attempt)

    def pause(self, attempt: Attempt) -> Attempt:
        """Stop the clock, as when the trainer is left."""
        return self._attempts.pause(attempt)

    def resume(self, attempt: Attempt) -> Attempt:
        """Let the clock go on. Raises NamespaceGone if there is nothing to go on with, ClusterUnavailable."""
        self._ground.require(self.latest(attempt))
        return self._attempts.resume(attempt)

    # ---- grade

    def live(self, attempt: Attempt, elapsed: Callable[[], float] | None = None) -> LiveGrading:
        """Grading from a watch; close it. Raises ClusterUnavailable, DefinitionError, PackNotTrusted.

        `elapsed` is the clock that grades are dated by, the attempt's own unless told.
        """
        from ckadtrainer.grading.graders import load_graders
        from ckadtrainer.grading.live import live_grading
        from ckadtrainer.packs.trust import require_trust

        drill = self.drill_of(attempt)
        require_trust(self.catalogue.pack_of(drill))
        return live_grading(
            drill,
            load_graders(drill),
            attempt.namespace,
            self.world,
            self.clock,
            nonce=attempt.nonce,
            elapsed=elapsed or (lambda: self.countdown(attempt).elapsed),
            later=Later(drill.later, self.world, attempt.namespace, attempt.nonce, attempt.started_at).stage_due,
        )

    def grade(self, attempt: Attempt) -> Grade:
        """Grade until nothing is pending. Raises NamespaceGone, and what `live` raises."""
        attempt = self._attempts.going_on(attempt)
        with ThreadPoolExecutor(1, thread_name_prefix="require") as beside:
            # The cluster is asked while the drill is read: each takes a good part of a single grade.
            is_there = beside.submit(self._ground.require, attempt)
            self.drill_of(attempt)
            is_there.result()
        live = self.live(attempt)
        try:
            grade = live.settle()
        finally:
            live.close()
        self.note(attempt, None, grade)
        return grade

    def note(self, attempt: Attempt, before: Grade | None, grade: Grade) -> Attempt:
        """Keep a grade and the verdicts that turned; the clock stands while a check is unknown.

        `before` is the grade noted last, None to look it up.
        """
        return self._attempts.note(attempt, before, grade)

    # ---- look

    def events(self, attempt: Attempt) -> Sequence[Manifest]:
        """The namespace's events, oldest first; hostile text. Raises ClusterUnavailable."""
        return self.world.events(attempt.namespace)

    def log(self, attempt: Attempt, pod: str, container: str, lines: int = 200) -> str:
        """The end of a container's log; hostile text. Raises ClusterUnavailable."""
        return self.world.log(attempt.namespace, pod, container, lines)

    # ---- reset, finish

    def reset(self, attempt: Attempt) -> Attempt:
        """The same attempt in a fresh namespace; its clock goes on, the old namespace goes away by itself.

        Raises ClusterUnavailable, SetupFailed; the old namespace is kept then.
        """
        latest = self._attempts.going_on(attempt)
        fresh = self._attempts.keep(
            replace(latest, namespace=self._ground.prepare(latest, self.drill_of(latest).setup))
        )
        self._ground.clear(latest.namespace)
        return fresh

    def finish(self, attempt: Attempt, grade: Grade | None = None) -> Result:
        """Grade, score and record the attempt, and remove its namespace.

        A `grade` in hand is used if it is settled and nothing in it is unknown. Raises ClusterUnavailable
        while a check is unknown: the attempt stays open, no point is lost to a fault not the learner's.
        """
        attempt, ended_at = self._attempts.going_on(attempt), self.clock.now()
        if grade is None or not grade.is_settled or grade.is_unknown:
            grade = self.grade(attempt)
        if grade.is_unknown:
            raise ClusterUnavailable(
                f"{_unknowns(grade)} could not be judged, so the attempt stays open and its clock stands.",
                "Look at `ckadtrainer doctor`, then finish again.",
            )
        result = self._attempts.finish(attempt, self.drill_of(attempt), grade, ended_at)
        self._ground.clear(attempt.namespace)
        return result

    def abandon(self, attempt: Attempt) -> None:
        """End the attempt without a record and remove its namespace."""
        self._ground.clear(self._attempts.abandon(attempt).namespace)

    def sweep(self) -> int:
        """Remove namespaces of attempts that are over, of staging and of trials that were killed; tell how many.

        Namespaces of attempts this history does not know are someone else's and stay.
        Raises ClusterUnavailable.
        """
        return self._attempts.sweep(self.world) + self.exams.sweep() + self.traces.sweep(self.world)

    # ---- review

    def timeline(self, attempt: Attempt) -> Sequence[Turn]:
        """Every turn of a verdict, oldest first."""
        return self.store.timeline(attempt.id)

    def records(self, drill: Exercise | None = None) -> Sequence[Record]:
        """Finished attempts and quizzes, newest first."""
        return self._attempts.records(drill)

    def standings(self) -> Mapping[str, review.Standing]:
        """Key of a drill or quiz -> standing; one that was never tried has none, unless it is due."""
        return self.coach.standings()


def _unknowns(grade: Grade) -> str:
    ids = [check.id for check in grade.checks if check.verdict is Verdict.UNKNOWN]
    return f"Check {ids[0]}" if len(ids) == 1 else f"Checks {', '.join(ids)}"
