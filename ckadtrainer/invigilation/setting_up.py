"""Everything of an exam set up before its clock starts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ckadtrainer.attempt import staging
from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.clock import Clock
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.exam.sitting import Place, Sitting, Stage
from ckadtrainer.invigilation import names
from ckadtrainer.session.exam import ExamPlan, ExamTask
from ckadtrainer.side_by_side import StoppableClock
from ckadtrainer.staged_pods import StagedPods
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.history.record import Store
    from ckadtrainer.packs.manifest import PackedDrill

_AT_ONCE = 4
"""Tasks set up side by side: more make the API server slower."""

Tell = Callable[[int, int], None]
"""Hears how many of how many steps are done, on any thread."""


class SettingUp:
    """Makes and clears what an exam stands on. `folder` holds `attempts/<id>/kubeconfig`."""

    def __init__(self, world: World, store: Store, clock: Clock, folder: Path) -> None:
        self._world = world
        self._store = store
        self._clock = clock
        self._folder = folder

    def set_up(self, plan: ExamPlan, drills: Sequence[PackedDrill], tell: Tell = lambda *_: None) -> Sitting:
        """Namespaces with the drills' set-up in them, contexts, a kubeconfig; the clock does not run yet.

        `drills` are those of the tasks, in their variants. Raises ClusterUnavailable, SetupFailed; nothing stays
        behind then.
        """
        sitting = Sitting(staging.new_id(), plan)
        # Known to the history before anything is made: after a kill, `sweep` finds what was.
        self._store.exams.save(sitting, self._clock.now())
        try:
            return self._filled(sitting, drills, tell)
        except BaseException:
            self.clear(sitting)
            raise

    def _filled(self, sitting: Sitting, drills: Sequence[PackedDrill], tell: Tell) -> Sitting:
        contexts = names.contexts(len(drills), sitting.plan.seed)
        steps = _Steps(2 * len(drills) + 1, tell)
        desks = {it: self._world.create_namespace(it.removeprefix("ckad-"), sitting.id) for it in contexts}
        steps.done()
        places = self._places(sitting, drills, contexts, steps)
        ready = replace(sitting, places=places, desks=desks)
        self.write_kubeconfig(ready)
        self._store.exams.save(ready, self._clock.now())
        return ready

    def _places(
        self, sitting: Sitting, drills: Sequence[PackedDrill], contexts: Sequence[str], steps: _Steps
    ) -> tuple[Place, ...]:
        """Every task's place, once what it begins with stands; two steps each."""
        count, seed = len(drills), sitting.plan.seed
        stems, hands = names.namespaces(count, seed), names.dealt(contexts, count, seed)
        stop = threading.Event()

        def place(task: ExamTask, drill: PackedDrill) -> Place:
            number = task.number - 1
            made = self._place(sitting, drill, stems[number], hands[number])
            steps.done()
            self._await_pods(drill, made.namespace, StoppableClock(self._clock, stop))
            steps.done()
            return made

        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="setting-up") as pool:
            placing = [pool.submit(place, *each) for each in zip(sitting.plan.tasks, drills, strict=True)]
            try:
                for done in as_completed(placing):
                    done.result()
            except BaseException:
                stop.set()  # nobody waits for Pods that are to go
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return tuple(done.result() for done in placing)

    def _place(self, sitting: Sitting, drill: PackedDrill, stem: str, context: str) -> Place:
        attempt = Attempt(
            id=staging.new_id(),
            pack=drill.pack,
            drill=drill.drill.id,
            topic=drill.drill.topic,
            namespace=Namespace("", ""),
            nonce=staging.new_nonce(),
            seconds=drill.drill.seconds,
            started_at=self._clock.now(),
            seed=drill.seed,
            exam=sitting.id,
        )
        self._store.save(attempt)
        namespace = staging.staged_namespace(self._world, stem, attempt.id, drill.setup, attempt.nonce)
        self._store.save(replace(attempt, namespace=namespace))
        return Place(attempt.id, namespace, context)

    def _await_pods(self, drill: PackedDrill, namespace: Namespace, clock: Clock) -> None:
        """What a task begins with stands before the clock runs."""
        if not any(document["kind"] == "Pod" for document in drill.setup):
            return
        watch = self._world.watch(namespace, ("Pod",), "")
        try:
            StagedPods(drill, watch, clock).await_them()
        finally:
            watch.close()

    def kubeconfig(self, sitting: Sitting) -> Path:
        """The exam's own kubeconfig, with a context for each cluster its tasks name."""
        return self._folder / "attempts" / sitting.id / "kubeconfig"

    def write_kubeconfig(self, sitting: Sitting) -> None:
        """Write it, its first context current."""
        file = self.kubeconfig(sitting)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._world.write_contexts(sitting.desks or {}, file)

    def clear(self, sitting: Sitting) -> None:
        """Have everything of the exam removed; what was not graded counts as given up.

        What cannot be removed now is left to a later sweep.
        """
        graded = sitting.stage is Stage.GRADED
        if not graded:
            self._store.exams.save(replace(sitting, stage=Stage.ABANDONED), self._clock.now())
        for attempt in self._store.open_attempts():
            if attempt.exam == sitting.id:
                self._store.save(replace(attempt, state=State.ABANDONED, ended_at=self._clock.now()))
        with suppress(ClusterUnavailable):
            ours = {sitting.id, *(place.attempt for place in sitting.places)}
            for namespace, owner in self._world.leftovers():
                if owner in ours or self._is_of(owner, sitting):
                    self._world.delete_namespace(namespace)

    def _is_of(self, owner: str, sitting: Sitting) -> bool:
        attempt = self._store.attempt(owner)
        return attempt is not None and attempt.exam == sitting.id


class _Steps:
    """Counts steps that are done on several threads."""

    def __init__(self, of: int, tell: Tell) -> None:
        self._of, self._tell = of, tell
        self._done = 0
        self._lock = threading.Lock()
        tell(0, of)

    def done(self) -> None:
        with self._lock:
            self._done += 1
            self._tell(self._done, self._of)
