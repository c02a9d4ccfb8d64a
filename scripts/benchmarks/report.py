"""The whole benchmark, and its words."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from ckadtrainer.errors import TrainerError

from .bed import Bed, bed
from .exams import exams
from .grades import grades
from .latency import latencies
from .machine import machine
from .measurement import Measurement, table
from .starts import starts

_PARTS: dict[str, Callable[[Bed], list[Measurement]]] = {
    "starts": starts,
    "grades": grades,
    "latencies": latencies,
    "exams": exams,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status: 0, or that of what kept it from measuring."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure the trainer on the practice cluster.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", choices=_PARTS, help="measure one part instead of everything")
    chosen = parser.parse_args(arguments)
    try:
        with bed() as made:
            line = machine()
            measured = [each for part in ([chosen.only] if chosen.only else _PARTS) for each in _run(part, made)]
    except TrainerError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return error.exit_code
    if chosen.json:
        print(json.dumps({"machine": line, "measurements": [each.as_json() for each in measured]}, indent=2))
    else:
        print(f"{line}\n\n{table(measured)}")
    return 0


def _run(part: str, made: Bed) -> list[Measurement]:
    print(f"measuring {part} …", file=sys.stderr)
    return _PARTS[part](made)
