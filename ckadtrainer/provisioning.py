"""Getting a practice cluster: the words in which its set-up, its state and its faults are told.

The faces and `practice` know a provider only by this Protocol; `cluster.providers` holds the real ones.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Condition(StrEnum):
    """Where the practice cluster stands."""

    READY = "ready"
    STOPPED = "stopped"
    """It exists, but its node does not run or does not answer."""
    ABSENT = "absent"
    NO_ENGINE = "no engine"
    """There is no container engine to run it."""


@dataclass(frozen=True, slots=True)
class ClusterStatus:
    """One look at the cluster. `memory` is bytes used by the node, None when not known.

    `detail` says in a sentence what is wrong and `remedy` what to do, both empty when READY.
    """

    condition: Condition
    name: str
    version: str = ""
    provider: str = ""
    memory: int | None = None
    detail: str = ""
    remedy: str = ""


class StepState(StrEnum):
    """Where one step of the set-up stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    KEPT = "kept"
    """Finished in an earlier run and not repeated."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """A named step. `why` is one clause for the person who waits; times are seconds."""

    name: str
    why: str
    state: StepState
    expected: float
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole set-up at one moment. `left` is an estimate in seconds, `note` what is being done right now."""

    steps: tuple[Step, ...]
    left: float
    note: str = ""
    log: Path | None = None

    @property
    def share(self) -> float:
        """Part done, 0 to 1, by expected time."""
        total = sum(step.expected for step in self.steps) or 1.0
        done = sum(
            step.expected if step.state in (StepState.DONE, StepState.KEPT) else min(step.spent, step.expected * 0.95)
            for step in self.steps
        )
        return min(1.0, done / total)


class Severity(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `doctor` looked at: `subject` in a word or two, what `is`, and what to do if it is not well.

    `code` is stable, for looking up: CKT001 and so on.
    """

    code: str
    subject: str
    severity: Severity
    state: str
    remedy: str = ""


Report = Callable[[Progress], None]
"""Called with every change, from any thread."""


class Provider(Protocol):
    """Makes, finds and removes the practice cluster. Every method may raise SetupFailed."""

    def up(self, report: Report, stop: threading.Event, *, yes: bool) -> None:
        """Bring the cluster up, installing and building what is missing; quick when it already runs.

        `yes` allows installing system packages without asking. Setting `stop` ends it soon; the next
        call goes on where it stopped.
        """

    def down(self) -> None:
        """Remove the cluster and our kubeconfig entry; gone already is fine."""

    def status(self) -> ClusterStatus:
        """Look, within a few seconds, never raising for a cluster that is not well."""

    def kubeconfig(self) -> Path:
        """Our own kubeconfig file for the cluster; it may not exist yet."""

    def examine(self) -> Sequence[Finding]:
        """Everything `doctor` reports, one finding a subject, in a fixed order."""
