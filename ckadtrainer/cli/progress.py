"""The set-up of the cluster as it goes, on stderr: one line rewritten on a terminal, a line a step elsewhere."""

from __future__ import annotations

import shutil
import sys
import threading
from types import TracebackType

from ckadtrainer.provisioning import Progress, StepState
from ckadtrainer.scoring.as_text import clock
from ckadtrainer.untrusted import untrusted

_BAR = 20
_ENDED = (StepState.DONE, StepState.KEPT, StepState.FAILED)


class ProgressLines:
    """Call it with each `Progress`, from any thread; leave the context to end the line."""

    def __init__(self) -> None:
        self._rewrites = sys.stderr.isatty()
        self._told: set[str] = set()
        self._lock = threading.Lock()
        self._width = 0

    def __enter__(self) -> ProgressLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._width:
            sys.stderr.write("\n")
            sys.stderr.flush()

    def __call__(self, progress: Progress) -> None:
        with self._lock:
            if self._rewrites:
                self._rewrite(progress)
            else:
                self._tell(progress)
            sys.stderr.flush()

    def _rewrite(self, progress: Progress) -> None:
        filled = round(progress.share * _BAR)
        running = [step.name for step in progress.steps if step.state is StepState.RUNNING]
        words = progress.note or ", ".join(running)
        bar = "▰" * filled + "▱" * (_BAR - filled)
        line = f"{bar} {progress.share:4.0%} {clock(progress.left)} left  {untrusted(words)}".replace("\n", " ")
        line = line[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write("\r" + line.ljust(self._width))
        self._width = len(line)

    def _tell(self, progress: Progress) -> None:
        for step in progress.steps:
            if step.state is StepState.RUNNING and step.name not in self._told:
                self._told.add(step.name)
                sys.stderr.write(f"… {untrusted(step.name)}: {untrusted(step.why)} (about {clock(step.expected)})\n")
            ended = f"{step.name} ended"
            if step.state in _ENDED and ended not in self._told:
                self._told.update((ended, step.name))
                took = f" in {clock(step.spent)}" if step.state is StepState.DONE else ""
                sys.stderr.write(f"{untrusted(step.name)}: {step.state.value}{took}\n")
