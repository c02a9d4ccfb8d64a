"""Exams: drawn, set up, sat, gone on with after a kill, graded."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ckadtrainer import paths
from ckadtrainer.attempt import sweeping
from ckadtrainer.attempt.attempt import Attempt, State
from ckadtrainer.clock import Clock
from ckadtrainer.errors import UsageError
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.history.record import Store, record_of
from ckadtrainer.invigilation.missed import missed
from ckadtrainer.session.catalogue import Catalogue
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.grading.verdict import Grade
    from ckadtrainer.invigilation.grading import Paper
    from ckadtrainer.invigilation.room import ExamRoom
    from ckadtrainer.invigilation.setting_up import SettingUp
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.scoring.exam import ExamResult, TaskResult
    from ckadtrainer.session.exam import ExamPlan, ExamTask

_HEADLESS_GONE = timedelta(minutes=10)
"""How long after its last look an exam without a person cannot be under way any more."""

Tell = Callable[[int, int], None]
"""Hears how many of how many steps are done, on any thread."""
Changed = Callable[[Sitting], None]
"""Hears of a sitting as it is now, on any thread."""
LiveOf = Callable[[Attempt, Callable[[], float]], "LiveGrading"]
"""Begins live grading of an attempt; the second is its clock, in seconds."""


class Exams:
    """Exams over the packs, the cluster and the history of a practice; for any thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        world: Callable[[], World],
        store: Callable[[], Store],
        clock: Clock,
        folder: Path,
        *,
        live: LiveOf,
    ) -> None:
        """`folder` is where the kubeconfigs of exams lie, as those of attempts do."""
        self._catalogue = catalogue
        self._world = world
        self._store = store
        self._clock = clock
        self._folder = folder
        self._live_of = live
        self._changed: Changed = lambda _: None

    def on_change(self, call: Changed) -> None:
        """Call it, on any thread, when an exam's clock stands, goes on or has ended, and when the exam is over."""
        self._changed = call

    # ---- draw

    def plan(
        self,
        *,
        blueprint: Path | None = None,
        pool: str | None = None,
        minutes: float | None = None,
        is_half: bool = False,
        seed: str | None = None,
        half_time: bool = False,
    ) -> ExamPlan:
        """Draw an exam. `blueprint` is the CKAD's unless told, `pool` the name of a topic or pack, `seed` a new one.

        Without `minutes` it is as long as the blueprint says, or half of that. Raises DefinitionError when the
        blueprint is not well formed, UsageError when the pool has nothing for it.
        """
        from ckadtrainer.definition.blueprint import load_blueprint
        from ckadtrainer.session.exam import draw

        chosen = load_blueprint(blueprint or paths.built_in_pack() / "exams" / "ckad.yaml")
        seed = secrets.token_hex(3) if seed is None else seed
        minutes = chosen.minutes / 2 if is_half and minutes is None else minutes
        return draw(chosen, self._catalogue.pool(pool), seed=seed, minutes=minutes, half_time=half_time)

    # ---- set up, begin, go on

    def set_up(self, plan: ExamPlan, tell: Tell = lambda *_: None) -> Sitting:
        """Stage every task; the clock does not run yet.

        Raises UsageError while another exam is open, PackNotTrusted, ClusterUnavailable, SetupFailed, and what `tell`
        raises to stop it; nothing stays behind then.
        """
        from ckadtrainer.packs.trust import require_trust

        self._give_up_interrupted()
        if self.under_way():
            raise UsageError(
                "An exam is open already.", "Go on with it, or give it up with `ckadtrainer exam --abandon`."
            )
        drills = [self._catalogue.at(task.key, task.seed) for task in plan.tasks]
        for drill in drills:
            require_trust(self._catalogue.pack_of(drill))
        return self._setting_up().set_up(plan, drills, tell)

    def begin(self, sitting: Sitting) -> ExamRoom:
        """Start the clock, with the first task on the screen."""
        now = self._clock.now()
        begun = replace(sitting, stage=Stage.OPEN, begun_at=now, seen_at=now)
        for attempt in self._attempts(sitting):
            self._store().save(replace(attempt, started_at=now))
        self._store().exams.save(begun, now)
        room = self._room(begun)
        room.visit(1)
        return room

    def unfinished(self) -> Sitting | None:
        """The learner's exam that is under way, or has ended and is not graded yet."""
        return next((it for it in self.under_way() if not it.plan.is_headless), None)

    def under_way(self) -> Sequence[Sitting]:
        """Exams that are set up and not graded yet, newest first; those that are sat from files among them."""
        return [it for it in self._store().exams.unfinished() if it.stage is not Stage.STAGING]

    def go_on(self, sitting: Sitting) -> ExamRoom:
        """Back into the room, where the learner was: the clock ran on, but for the time the cluster was down.

        Raises NamespaceGone when its namespaces are not in the cluster any more.
        """
        latest = self._store().exams.sitting(sitting.id) or sitting
        if latest.stage is Stage.OPEN:
            for event in missed(latest, self._world(), self._clock.now()):
                self._store().exams.add(latest.id, event)
                latest = latest.after([event])
        room = self._room(latest)
        self._changed(latest)
        if latest.stage is Stage.OPEN:
            room.visit(latest.current.number)
        return room

    # ---- what a face shows

    def drill_of(self, task: ExamTask | TaskResult) -> PackedDrill:
        """The drill of a task, or of its result, in its variant. Raises UnknownDrill when its pack is not in use."""
        return self._catalogue.at(task.key, task.seed)

    def kubeconfig(self, sitting: Sitting) -> Path:
        """The exam's own kubeconfig; written again if it is gone."""
        setting_up = self._setting_up()
        if not setting_up.kubeconfig(sitting).exists():
            setting_up.write_kubeconfig(sitting)
        return setting_up.kubeconfig(sitting)

    # ---- end

    def grade(self, room: ExamRoom, tell: Tell = lambda *_: None) -> ExamResult:
        """Grade every task at once, keep the result and clean up; an exam that is open is ended.

        Raises ClusterUnavailable when a task could not be judged: the exam stays ended and can be graded again.
        """
        from ckadtrainer.invigilation.grading import grade_all, result_of

        sitting = room.end()
        grades = grade_all(sitting, self._live, self._clock, tell, room.hand_over())
        papers = [self._paper(sitting, task, grade) for task, grade in zip(sitting.plan.tasks, grades, strict=True)]
        result = result_of(sitting, papers, self._world(), self._clock)
        if not sitting.plan.is_headless:
            self._record(sitting, papers, result)
        self._store().exams.finish(sitting, result)
        self._clear(replace(sitting, stage=Stage.GRADED))
        return result

    def results(self) -> Sequence[ExamResult]:
        """Results of exams, newest first."""
        return self._store().exams.results()

    def abandon(self, sitting: Sitting) -> None:
        """Give an exam up: nothing of it is recorded. Of one that is graded, only what it left is removed."""
        latest = self._store().exams.sitting(sitting.id) or sitting
        self._clear(latest if latest.stage is Stage.GRADED else replace(latest, stage=Stage.ABANDONED))

    def _clear(self, sitting: Sitting) -> None:
        self._setting_up().clear(sitting)
        self._changed(sitting)

    def sweep(self) -> int:
        """Give up exams whose setting up was killed long ago; remove what exams that are over left, tell how many.

        Raises ClusterUnavailable.
        """
        for sitting in self._store().exams.unfinished():
            attempts = self._attempts(sitting)
            begun = min((attempt.started_at for attempt in attempts), default=None)
            is_old = begun is not None and self._clock.now() - begun > sweeping.STAGING_LIMIT
            if sitting.stage is Stage.STAGING and is_old:
                self.abandon(sitting)
        left = [namespace for namespace, owner in self._world().leftovers() if self._is_over(owner)]
        for namespace in left:
            self._world().delete_namespace(namespace)
        return len(left)

    def _is_over(self, owner: str) -> bool:
        sitting = self._store().exams.sitting(owner)
        return sitting is not None and sitting.stage in (Stage.GRADED, Stage.ABANDONED)

    def _give_up_interrupted(self) -> None:
        """Exams whose setting up was killed, and those sat from files whose trainer is gone."""
        for sitting in self._store().exams.unfinished():
            seen = max((at for at in (sitting.seen_at, sitting.ended_at) if at), default=self._clock.now())
            is_gone = sitting.plan.is_headless and self._clock.now() - seen > _HEADLESS_GONE
            if sitting.stage is Stage.STAGING or is_gone:
                self.abandon(sitting)

    def _paper(self, sitting: Sitting, task: ExamTask, grade: Grade) -> Paper:
        from ckadtrainer.definition.manifests import read_manifests
        from ckadtrainer.invigilation.grading import Paper

        drill = self.drill_of(task)
        file = drill.folder / drill.drill.answers[0].file
        solution, _ = read_manifests(file, is_setup=False, values=drill.values)
        return Paper(task, drill, solution, grade, self._store().timeline(sitting.place(task.number).attempt))

    def _record(self, sitting: Sitting, papers: Sequence[Paper], result: ExamResult) -> None:
        """A record in the history for each task, as practice has; one nobody came to says nothing of a skill."""
        from ckadtrainer.scoring.score import score

        ended_at = result.ended_at
        for paper, task in zip(papers, result.tasks, strict=True):
            attempt = self._store().attempt(sitting.place(task.number).attempt)
            if attempt is not None and (task.visits or paper.grade.points):
                ended = replace(attempt, state=State.FINISHED, ended_at=ended_at)
                outcome = score(paper.drill.drill, ended, paper.grade, task.seconds, None)
                self._store().finish(ended, record_of(ended, outcome, ended_at), paper.grade)

    def _attempts(self, sitting: Sitting) -> Sequence[Attempt]:
        return [it for it in self._store().open_attempts() if it.exam == sitting.id]

    def _live(self, attempt: str, seconds: Callable[[], float]) -> LiveGrading:
        found = self._store().attempt(attempt)
        if found is None:
            raise UsageError("The history does not know a task of this exam.", "Give the exam up, then begin another.")
        return self._live_of(found, seconds)

    def _room(self, sitting: Sitting) -> ExamRoom:
        from ckadtrainer.invigilation.room import ExamRoom

        return ExamRoom(sitting, self._world(), self._store(), self._clock, self._live, changed=self._changed)

    def _setting_up(self) -> SettingUp:
        from ckadtrainer.invigilation.setting_up import SettingUp

        return SettingUp(self._world(), self._store(), self._clock, self._folder)
