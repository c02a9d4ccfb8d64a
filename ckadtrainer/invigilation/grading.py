"""All tasks of an exam graded at once, and its result."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock
from ckadtrainer.errors import ClusterUnavailable, TrainerError
from ckadtrainer.exam import clock as exam_clock
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.invigilation.room import Live
from ckadtrainer.scoring.exam import ExamResult, TaskResult, Told, Turned
from ckadtrainer.scoring.loss import Named, loss_of
from ckadtrainer.session.exam import ExamTask
from ckadtrainer.world import World

if TYPE_CHECKING:
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.history.record import Turn
    from ckadtrainer.packs.manifest import PackedDrill

_AT_ONCE = 8
_ROUNDS = 3
"""How often a task whose grade is unknown is graded."""
_BETWEEN_ROUNDS = 2.0
"""Seconds before it is graded again."""

_EVERYWHERE = frozenset({"kube-root-ca.crt", "default"})
"""The names of what Kubernetes puts into every namespace."""

Tell = Callable[[int, int], None]
"""Hears how many of how many tasks are graded, on any thread."""


def grade_all(
    sitting: Sitting,
    live: Live,
    clock: Clock,
    tell: Tell = lambda *_: None,
    gathered: Mapping[int, LiveGrading] | None = None,
) -> Sequence[Grade]:
    """The grade of every task, in their order, each until nothing is pending.

    `gathered` are gradings under way by the task's number, which know much already; they are closed.
    Raises ClusterUnavailable when a grade stays unknown: no point is lost to a fault not the learner's.
    """
    begun = dict(gathered or {})
    at_end = exam_clock.read(sitting, clock.now()).elapsed

    def settled(number: int) -> Grade | None:
        with suppress(TrainerError):
            if number not in begun:
                begun[number] = live(sitting.place(number).attempt, lambda: at_end)
            try:
                return begun[number].settle()
            finally:
                begun.pop(number).close()
        return None

    grades: dict[int, Grade] = {}
    numbers = [task.number for task in sitting.plan.tasks]
    tell(0, len(numbers))
    for at in range(_ROUNDS):
        if at:
            clock.wait(threading.Event(), _BETWEEN_ROUNDS)
        missing = [number for number in numbers if number not in grades]
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="grading") as pool, _closed_on_failure(pool, begun):
            running = {pool.submit(settled, number): number for number in missing}
            for done in as_completed(running):
                grade = done.result()
                if grade is not None and not grade.is_unknown:
                    grades[running[done]] = grade
                    tell(len(grades), len(numbers))
        if len(grades) == len(numbers):
            return [grades[number] for number in numbers]
    raise _not_judged([number for number in numbers if number not in grades])


@contextmanager
def _closed_on_failure(pool: ThreadPoolExecutor, begun: Mapping[int, LiveGrading]) -> Iterator[None]:
    """Let an interrupted grading end at once: what is under way is not waited for."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for grading in tuple(begun.values()):
            grading.close()
        raise


def _not_judged(numbers: Sequence[int]) -> ClusterUnavailable:
    left = ", ".join(map(str, numbers))
    return ClusterUnavailable(
        f"{'Task' if len(numbers) == 1 else 'Tasks'} {left} could not be judged, so the exam is not graded yet.",
        "Nothing of it is lost: look at `ckadtrainer doctor`, then run `ckadtrainer exam` again.",
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A task with what its result is made of. `solution` are the documents of the right answer shown."""

    task: ExamTask
    drill: PackedDrill
    solution: Sequence[Mapping[str, Any]]
    grade: Grade
    turns: Sequence[Turn]

    @property
    def wanted(self) -> frozenset[Named]:
        """What the solution makes or leaves."""
        return frozenset(named(each) for each in self.solution if each.get("$patch") != "delete")

    @property
    def staged(self) -> frozenset[Named]:
        """What the task began with."""
        later = [document for each in self.drill.later for document in each.documents]
        return frozenset(named(each) for each in (*self.drill.setup, *later))


def named(document: Mapping[str, Any]) -> Named:
    """Kind and name of a manifest."""
    return str(document.get("kind")), str((document.get("metadata") or {}).get("name"))


def result_of(sitting: Sitting, papers: Sequence[Paper], world: World, clock: Clock) -> ExamResult:
    """The result of a sitting that has ended. Raises ClusterUnavailable: the losses are read from the cluster."""
    now = clock.now()
    reading = exam_clock.read(sitting, now)
    objects = _objects(sitting, papers, world)
    begun = sitting.begun_at or now
    return ExamResult(
        id=sitting.id,
        blueprint=sitting.plan.blueprint,
        title=sitting.plan.title,
        seed=sitting.plan.seed,
        began_at=begun,
        ended_at=sitting.ended_at or now,
        seconds=reading.elapsed,
        limit=reading.limit,
        given_back=reading.given_back,
        pass_mark=sitting.plan.pass_mark,
        tasks=tuple(_task_result(sitting, paper, papers, objects, clock) for paper in papers),
        remarks=sitting.plan.remarks,
        notes=sitting.notes,
        is_headless=sitting.plan.is_headless,
    )


_Objects = Mapping[Namespace, Mapping[Named, Mapping[str, Any]]]


def _objects(sitting: Sitting, papers: Sequence[Paper], world: World) -> _Objects:
    """What somebody made in every namespace of the exam, of the kinds its solutions have.

    Nothing is read when all marks are full.
    """
    if all(paper.grade.is_full for paper in papers):
        return {}
    kinds = sorted({kind for paper in papers for kind, _ in paper.wanted})
    spaces = [*(place.namespace for place in sitting.places), *(sitting.desks or {}).values()]

    def read(namespace: Namespace) -> dict[Named, Mapping[str, Any]]:
        watch = world.watch(namespace, kinds, "")
        try:
            found = watch.snapshot().objects
        finally:
            watch.close()
        return {
            (kind, name): each
            for kind, by_name in found.items()
            for name, each in by_name.items()
            if name not in _EVERYWHERE and not each["metadata"].get("ownerReferences")
        }

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading") as pool:
        return dict(zip(spaces, pool.map(read, spaces), strict=True))


def _task_result(
    sitting: Sitting, paper: Paper, papers: Sequence[Paper], objects: _Objects, clock: Clock
) -> TaskResult:
    task, place, drill = paper.task, sitting.place(paper.task.number), paper.drill.drill
    loss = None
    if not paper.grade.is_full:
        loss = loss_of(
            paper.grade,
            visited=task.number in sitting.visited,
            wanted=paper.wanted,
            staged=paper.staged,
            present=_present(paper, papers, objects.get(place.namespace, {})),
            elsewhere=_strays(sitting, papers, objects, place.namespace),
        )
    return TaskResult(
        number=task.number,
        key=task.key,
        seed=task.seed,
        title=task.title,
        section=task.section,
        domain=task.domain,
        competency=task.competency,
        namespace=place.namespace.name,
        weight=task.weight,
        flagged=task.number in sitting.flags,
        budget=sitting.plan.budget(task),
        seconds=exam_clock.seconds_on(sitting, task.number, clock.now()),
        visits=_visits(sitting, task.number),
        told=tuple(Told(check.id, check.says) for check in drill.checks),
        grade=replace(paper.grade, wake=None),
        loss=loss,
        turns=tuple(Turned(turn.seconds, turn.check, turn.after) for turn in paper.turns),
        solution=paper.drill.answer_text(drill.answers[0].file),
        debrief=drill.debrief or "",
    )


def _present(
    paper: Paper, papers: Sequence[Paper], found: Mapping[Named, Mapping[str, Any]]
) -> Mapping[Named, Mapping[str, Any]]:
    """What of a namespace was made for its task: not what other tasks ask for."""
    others = {name for other in papers if other is not paper for name in other.wanted} - paper.wanted - paper.staged
    return {name: each for name, each in found.items() if name not in others}


def _visits(sitting: Sitting, number: int) -> tuple[tuple[float, float], ...]:
    end = sitting.ended_at
    spans: Iterable[Any] = (visit.span for visit in sitting.visits if visit.task == number)
    return tuple(
        (exam_clock.exam_seconds(sitting, span.begin), exam_clock.exam_seconds(sitting, span.end or end or span.begin))
        for span in spans
    )


def _strays(sitting: Sitting, papers: Sequence[Paper], objects: _Objects, own: Namespace) -> frozenset[Named]:
    """What is in other namespaces of the exam and belongs to no task there."""
    belongs = {sitting.place(paper.task.number).namespace: paper.wanted | paper.staged for paper in papers}
    return frozenset(
        name
        for namespace, found in objects.items()
        if namespace != own
        for name in found
        if name not in belongs.get(namespace, frozenset())
    )
