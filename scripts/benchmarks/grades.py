"""Ten checks graded by the trainer against the same ten facts read by kubectl in a shell script."""

import json
import time

import yaml

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.packs.manifest import PackedDrill

from .bed import SCRIPT, Bed
from .measurement import Measurement, median

_PROCESSES = 7
_WARM = 200


def grades(bed: Bed) -> list[Measurement]:
    """Times in milliseconds on one settled attempt, and how many times faster than the script."""
    with bed.attempt("ten_facts") as (drill, attempt):
        _solve(bed, drill, attempt)
        cold, script = _in_turns(bed, attempt)
        warm = _warm(bed, attempt)
    turns = f"median of {_PROCESSES}, in turns"
    return [
        Measurement("ten facts, kubectl script", script, "ms", detail=turns),
        Measurement("ten checks, cold process", cold, "ms", detail=turns),
        Measurement("cold: faster than the script", script / cold, "times", 2, True, "the two medians"),
        Measurement("ten checks, running trainer", warm, "ms", detail=f"median of {_WARM} rounds, probes answered"),
        Measurement("running: faster than the script", script / warm, "times", 50, True, "the two medians"),
    ]


def _solve(bed: Bed, drill: PackedDrill, attempt: Attempt) -> None:
    answer = drill.answer_text(drill.drill.answers[0].file)
    bed.practice.apply(attempt, list(yaml.safe_load_all(answer)))
    grade = bed.practice.grade(attempt)
    if not grade.is_full:
        missing = ", ".join(f"{c.id}: {c.evidence.found}" for c in grade.checks if not c.points)
        raise RuntimeError(f"the benchmark's own answer is not met: {missing}")


def _in_turns(bed: Bed, attempt: Attempt) -> tuple[float, float]:
    """A cold trainer and the script, one after the other so that both see the same load; the first turn is dropped."""
    ours: list[float] = []
    theirs: list[float] = []
    script = ["env", f"KUBECONFIG={bed.practice.kubeconfig(attempt)}", str(SCRIPT)]
    for _ in range(_PROCESSES + 1):
        spent, printed = _time(bed, bed.trainer("grade", "--json"))
        graded = json.loads(printed)
        assert graded["points"] == graded["max_points"] == 10, printed
        ours.append(spent)
        spent, printed = _time(bed, script)
        assert printed.count("ok ") == 10, printed
        theirs.append(spent)
    return median(ours[1:]), median(theirs[1:])


def _time(bed: Bed, command: list[str]) -> tuple[float, str]:
    begin = time.perf_counter()
    done = bed.run(*command)
    spent = (time.perf_counter() - begin) * 1000
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return spent, done.stdout


def _warm(bed: Bed, attempt: Attempt) -> float:
    """Rounds on a watch that is up to date, with answers of probes at hand, as the interface makes them."""
    live = bed.practice.live(attempt)
    try:
        live.settle()
        spent = []
        for _ in range(_WARM):
            begin = time.perf_counter()
            grade = live.settle()
            spent.append((time.perf_counter() - begin) * 1000)
            assert grade.is_full
    finally:
        live.close()
    return median(spent)
