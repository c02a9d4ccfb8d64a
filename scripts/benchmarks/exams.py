"""A whole exam graded: at once, out of what was watched, and its tasks one after another from nothing."""

import time
from concurrent.futures import ThreadPoolExecutor

from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.handing_in import HandingIn
from ckadtrainer.invigilation.room import ExamRoom

from .bed import Bed
from .measurement import Measurement

_TASKS = 16
_SEED = "bench"
_SETTLED = 180.0
"""Seconds given to the last check to turn true."""


def exams(bed: Bed) -> list[Measurement]:
    """Seconds for sixteen tasks answered by their solutions, all checks met and held before."""
    practice = bed.practice
    plan = practice.exams.plan(pool="ckad", seed=_SEED)
    begin = time.perf_counter()
    sitting = practice.exams.set_up(plan)
    set_up = time.perf_counter() - begin
    try:
        room = practice.exams.begin(sitting)
        room.open()
        _hand_in(bed, room)
        _await_marks(bed, room)
        one_by_one = _one_by_one(bed, room)
        begin = time.perf_counter()
        result = practice.exams.grade(room)
        at_once = time.perf_counter() - begin
        assert result.score == 100, [(task.drill, task.failed()) for task in result.tasks if task.failed()]
    except BaseException:
        practice.exams.abandon(sitting)
        raise
    of = f"{len(plan.tasks)} tasks"
    return [
        Measurement("exam set up", set_up, "s", detail=f"{of}, until what was staged stands"),
        Measurement("exam graded", at_once, "s", 3, detail=f"{of}, all settled, recorded and cleaned up"),
        Measurement("the same one by one, cold", one_by_one, "s", detail=f"{of}, each proven anew"),
        Measurement("exam: faster than one by one", one_by_one / at_once, "times", detail="the two above"),
    ]


def _hand_in(bed: Bed, room: ExamRoom) -> None:
    exams = bed.practice.exams
    assert len(room.sitting.plan.tasks) == _TASKS

    def answer(number: int) -> None:
        drill, place = exams.drill_of(room.sitting.plan.tasks[number - 1]), room.sitting.place(number)
        documents, _ = read_manifests(drill.folder / drill.drill.answers[0].file, is_setup=False, values=drill.values)
        room.visit(number)
        HandingIn(drill, place.namespace, bed.practice.world, bed.practice.clock).hand_in(documents)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer, [task.number for task in room.sitting.plan.tasks]))


def _await_marks(bed: Bed, room: ExamRoom) -> None:
    """Until the watch has seen every check of every task turn true."""
    until = time.monotonic() + _SETTLED
    for place in room.sitting.places:
        while not ((grade := bed.practice.store.last_grade(place.attempt)) and grade.is_full):
            if time.monotonic() > until:
                raise RuntimeError(f"the benchmark's own answers are not met: {grade}")
            time.sleep(0.2)


def _one_by_one(bed: Bed, room: ExamRoom) -> float:
    begin = time.perf_counter()
    for place in room.sitting.places:
        attempt = bed.practice.store.attempt(place.attempt)
        assert attempt is not None
        live = bed.practice.live(attempt, lambda: 0.0)
        try:
            assert live.settle().is_full
        finally:
            live.close()
    return time.perf_counter() - begin
