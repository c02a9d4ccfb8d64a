"""The course of one set-up: its steps, told to whoever watches with every change and once a second."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from ckadtrainer.provisioning import Progress, Report, Step, StepState

_OPEN = (StepState.WAITING, StepState.RUNNING)


class Course:
    """Holds the steps of an `up` in the order they are shown; a context manager that keeps the clock going."""

    def __init__(self, report: Report, log: Path, steps: Sequence[Step]) -> None:
        self._report, self._log = report, log
        self._steps = {step.name: step for step in steps}
        self._started: dict[str, float] = {}
        self._note = ""
        self._inner_left: float | None = None
        self._inner: tuple[str, ...] = ()
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Course":
        self._ticker.start()
        self.tell()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._ticker.join(2.0)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Runs the body as that step: done when it ends well, failed when it raises."""
        self._mark(name, StepState.RUNNING)
        try:
            yield
        except BaseException:
            self._mark(name, StepState.FAILED)
            raise
        self._mark(name, StepState.DONE)

    def keep(self, name: str) -> None:
        """The step was done before and is not repeated."""
        self._mark(name, StepState.KEPT)

    def add(self, steps: Sequence[Step], before: str) -> None:
        """Put further steps in front of the one named."""
        with self._lock:
            listed = list(self._steps.values())
            at = next(i for i, step in enumerate(listed) if step.name == before)
            self._steps = {step.name: step for step in (*listed[:at], *steps, *listed[at:])}
        self.tell()

    def follow(self, state: dict[str, Any], before: str) -> None:
        """Show the steps of the node image's builder, as it prints them, in front of the one named."""
        steps = tuple(
            Step(s["name"], s["why"], StepState(s["state"]), float(s["expected"]), float(s["spent"]))
            for s in state["steps"]
        )
        with self._lock:
            for name in self._inner:
                self._steps.pop(name, None)
            self._inner = tuple(step.name for step in steps)
            self._inner_left = float(state["left"])
            self._note = str(state["note"])
            if state.get("log"):
                self._log = Path(state["log"])
            self.add(steps, before)

    def note(self, text: str) -> None:
        """What is being done right now, in a sentence."""
        with self._lock:
            self._note = text
        self.tell()

    @property
    def log(self) -> Path:
        """The log file to name when something fails."""
        return self._log

    def tell(self) -> None:
        """Report the present state."""
        now = time.monotonic()
        with self._lock:
            for name, started in self._started.items():
                step = self._steps.get(name)
                if step and step.state is StepState.RUNNING:
                    self._steps[name] = replace(step, spent=now - started)
            progress = Progress(tuple(self._steps.values()), self._left(), self._note, self._log)
        self._report(progress)

    def _left(self) -> float:
        own = [step for name, step in self._steps.items() if name not in self._inner and step.state in _OPEN]
        left = sum(max(step.expected - step.spent, step.expected * 0.05) for step in own)
        inner_open = any(self._steps[name].state in _OPEN for name in self._inner)
        return left + (self._inner_left or 0.0 if inner_open else 0.0)

    def _mark(self, name: str, state: StepState) -> None:
        with self._lock:
            self._started.setdefault(name, time.monotonic())
            step = self._steps[name]
            spent = time.monotonic() - self._started[name] if state is not StepState.KEPT else 0.0
            self._steps[name] = replace(step, state=state, spent=spent)
        self.tell()

    def _tick(self) -> None:
        while not self._over.wait(1.0):
            self.tell()
