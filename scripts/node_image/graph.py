"""Named steps with dependencies: independent ones run side by side, finished ones are kept.

A step's stamp holds the digest of everything its outcome depends on. A stamp is written after the product,
so whatever a step had half done when it was stopped is done again and nothing else is.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .bench import Bench, StepFailed, Stopped, Tools


@dataclass(frozen=True)
class Step:
    """One named step. `expected` is seconds on two cores; `inputs` any text its outcome depends on.

    `products` are files or folders under the bench's folder that must be there for the step to be kept.
    """

    name: str
    why: str
    expected: float
    work: Callable[[Bench, Tools], None]
    needs: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    still_there: Callable[[Bench], bool] = lambda _bench: True
    """Asked before the step is kept, for products outside the folder."""


@dataclass
class _Run:
    state: str = "waiting"
    started: float = 0.0
    spent: float = 0.0


@dataclass
class Graph:
    """Steps in the order they are shown; `report` gets the whole state as a JSON-ready dict."""

    steps: Sequence[Step]
    bench: Bench
    report: Callable[[dict[str, Any]], None]
    runs: dict[str, _Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.runs = {step.name: _Run() for step in self.steps}
        self.digests = digests(self.steps)

    def run(self) -> None:
        """Do what is missing. StepFailed at the first failure, after the others have been stopped."""
        self.bench.folder.mkdir(parents=True, exist_ok=True)
        self.bench.logs.mkdir(parents=True, exist_ok=True)
        running: dict[Future[None], Step] = {}
        with ThreadPoolExecutor(max_workers=len(self.steps)) as pool:
            try:
                while any(run.state in ("waiting", "running") for run in self.runs.values()):
                    for step in self._startable():
                        if self._kept(step):
                            self.runs[step.name].state = "kept"
                            continue
                        self.runs[step.name] = _Run("running", time.monotonic())
                        running[pool.submit(self._do, step)] = step
                    self._tell()
                    finished, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
                    for future in finished:
                        self._settle(running.pop(future), future)
            except BaseException:
                self.bench.stop.set()
                raise
        self._tell()

    def _startable(self) -> list[Step]:
        done = {name for name, run in self.runs.items() if run.state in ("done", "kept")}
        return [s for s in self.steps if self.runs[s.name].state == "waiting" and done.issuperset(s.needs)]

    def _do(self, step: Step) -> None:
        self._stamp(step).unlink(missing_ok=True)
        self.bench.log(step.name).write_bytes(b"")
        step.work(self.bench, self.bench.tools(step.name))

    def _settle(self, step: Step, future: "Future[None]") -> None:
        run = self.runs[step.name]
        run.spent = time.monotonic() - run.started
        error = future.exception()
        if error is None:
            run.state = "done"
            write(self._stamp(step), json.dumps({"digest": self.digests[step.name], "seconds": round(run.spent, 1)}))
            return
        run.state = "waiting" if isinstance(error, Stopped) else "failed"
        if run.state == "failed":
            self._tell(note=f"{step.name}: {error}", log=self.bench.log(step.name))
        raise error

    def _stamp(self, step: Step) -> Path:
        return self.bench.folder / "stamps" / f"{step.name.lower().replace(' ', '-')}.json"

    def _kept(self, step: Step) -> bool:
        try:
            stamp = json.loads(self._stamp(step).read_text())
        except (OSError, ValueError):
            return False
        there = all(self.bench.product(product).exists() for product in step.products)
        return stamp.get("digest") == self.digests[step.name] and there and step.still_there(self.bench)

    def _tell(self, note: str = "", log: Path | None = None) -> None:
        now = time.monotonic()
        for run in self.runs.values():
            if run.state == "running":
                run.spent = now - run.started
        self.report(
            {
                "steps": [
                    {
                        "name": s.name,
                        "why": s.why,
                        "state": self.runs[s.name].state,
                        "expected": s.expected,
                        "spent": round(self.runs[s.name].spent, 1),
                    }
                    for s in self.steps
                ],
                "left": round(self.left(), 1),
                "note": note or ", ".join(n for n, run in self.runs.items() if run.state == "running"),
                "log": str(log) if log else None,
            }
        )

    def left(self) -> float:
        """Seconds until the last step ends, along the longest chain of what is not done."""
        finish: dict[str, float] = {}
        for step in self.steps:
            run = self.runs[step.name]
            own = 0.0 if run.state in ("done", "kept") else max(step.expected - run.spent, step.expected * 0.05)
            finish[step.name] = own + max((finish[name] for name in step.needs), default=0.0)
        return max(finish.values(), default=0.0)


def digests(steps: Sequence[Step]) -> Mapping[str, str]:
    """Of every step: a digest of its own inputs and of the steps it needs. Steps come after what they need."""
    found: dict[str, str] = {}
    for step in steps:
        text = "\0".join((step.name, *step.inputs, *(found[name] for name in step.needs)))
        found[step.name] = hashlib.sha256(text.encode()).hexdigest()
    return found


def write(path: Path, text: str) -> None:
    """Write so that the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{threading.get_ident()}")
    part.write_text(text)
    part.replace(path)


__all__ = ["Graph", "Step", "StepFailed", "Stopped", "digests", "write"]
