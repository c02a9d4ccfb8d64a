"""From a change in the cluster to the verdict, and how soon a drill stands afresh."""

import queue
import time

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.verdict import Grade, Verdict

from .bed import Bed
from .measurement import Measurement, median, p95
from .screen import Screen

_CHANGES = 40
_RESETS = 40
_MEGABYTE = 1_000_000


def latencies(bed: Bed) -> list[Measurement]:
    """API answered -> verdict published -> verdict drawn, reset, and the memory of the interface meanwhile."""
    with bed.attempt("one_label") as (_, attempt):
        _paint(bed, attempt, "blue")
        published = _published(bed, attempt)
        drawn, memory = _drawn(bed, attempt)
    how = f"{_CHANGES} label changes, from the API's answer"
    return [
        Measurement("verdict published, median", median(published), "ms", detail=how),
        Measurement("verdict published, 95th percentile", p95(published), "ms", 50, detail=how),
        Measurement("verdict drawn, median", median(drawn), "ms", detail=how),
        Measurement("verdict drawn, 95th percentile", p95(drawn), "ms", 50, detail=how),
        Measurement("memory of the interface", memory / _MEGABYTE, "MB", 100, detail="peak resident, a drill open"),
        *_resets(bed),
    ]


def _pod(colour: str) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "one-label", "labels": {"colour": colour}},
        "spec": {"containers": [{"name": "main", "image": "busybox", "command": ["sleep", "infinity"]}]},
    }


def _paint(bed: Bed, attempt: Attempt, colour: str) -> float:
    """Give the label a colour; the moment the API server had answered, by `time.perf_counter`."""
    bed.practice.apply(attempt, [_pod(colour)])
    return time.perf_counter()


def _published(bed: Bed, attempt: Attempt) -> list[float]:
    grades: queue.Queue[tuple[float, Grade]] = queue.Queue()
    live = bed.practice.live(attempt)
    live.settle()
    live.start(lambda grade: grades.put((time.perf_counter(), grade)))
    spent = []
    try:
        for colour, verdict in _changes():
            answered = _paint(bed, attempt, colour)
            moment, grade = grades.get(timeout=10)
            assert grade.checks[0].verdict is verdict
            # The watch may tell before the writer's own answer is in: nothing was waited for then.
            spent.append(max(0.0, moment - answered) * 1000)
    finally:
        live.close()
    return spent[2:]


def _drawn(bed: Bed, attempt: Attempt) -> tuple[list[float], int]:
    """The same with the interface in a terminal: until the new points are drawn, which nothing else draws."""
    points = {Verdict.MET: "1 / 1", Verdict.UNMET: "0 / 1"}
    spent = []
    with Screen(bed.trainer(), bed.environment) as screen:
        _open_drill(screen)
        for colour, verdict in _changes():
            time.sleep(0.2)  # let what was drawn for the last change come to an end
            screen.skip()
            answered = _paint(bed, attempt, colour)
            spent.append(max(0.0, screen.wait_for(points[verdict]) - answered) * 1000)
        return spent[2:], screen.peak_memory()


def _open_drill(screen: Screen) -> None:
    """From the home screen into the open attempt."""
    screen.wait_for("best")  # the list's head: the drill itself may stand further down
    time.sleep(1.0)  # the list is whole and takes keys
    screen.type("n\r")
    screen.wait_for("Checks")
    time.sleep(2.0)  # the first verdict is in and the screen is still


def _changes() -> list[tuple[str, Verdict]]:
    """Colours in turn; the first two changes warm up."""
    turns = [("green", Verdict.MET), ("blue", Verdict.UNMET)]
    return turns * (_CHANGES // 2 + 1)


def _resets(bed: Bed) -> list[Measurement]:
    spent = []
    with bed.attempt("one_label") as (_, attempt):
        for _ in range(_RESETS + 2):
            begin = time.perf_counter()
            bed.practice.reset(attempt)
            spent.append((time.perf_counter() - begin) * 1000)
    how = f"{_RESETS} resets, namespace, account, kubeconfig and history"
    return [
        Measurement("reset, median", median(spent[2:]), "ms", detail=how),
        Measurement("reset, 95th percentile", p95(spent[2:]), "ms", 200, detail=how),
    ]
