"""How soon the trainer says something."""

import time
from collections.abc import Callable

from .bed import Bed
from .measurement import Measurement, median
from .screen import Screen

_WARM_UP = 2
_RUNS = 11
_HOME = "init_pod"
"""Drawn by the home screen once its drills are listed: later than the very first bytes."""


def starts(bed: Bed) -> list[Measurement]:
    """`--version`, `--help` and the first frame of the interface, in milliseconds from the start of the process."""
    how = f"median of {_RUNS} processes"
    return [
        Measurement("start of `--version`", _median(lambda: _process(bed, "--version")), "ms", 60, detail=how),
        Measurement("start of `--help`", _median(lambda: _process(bed, "--help")), "ms", 200, detail=how),
        Measurement("first frame", _median(lambda: _frame(bed, "ckadtrainer")), "ms", 500, detail=f"{how}, 120x40"),
        Measurement("home with its drills", _median(lambda: _frame(bed, _HOME)), "ms", detail=f"{how}, 120x40"),
    ]


def _median(run: Callable[[], float]) -> float:
    for _ in range(_WARM_UP):
        run()
    return median([run() * 1000 for _ in range(_RUNS)])


def _process(bed: Bed, argument: str) -> float:
    begin = time.perf_counter()
    done = bed.run(*bed.bare(argument))
    spent = time.perf_counter() - begin
    done.check_returncode()
    return spent


def _frame(bed: Bed, text: str) -> float:
    with Screen(bed.bare(), bed.environment) as screen:
        return screen.wait_for(text) - screen.started
