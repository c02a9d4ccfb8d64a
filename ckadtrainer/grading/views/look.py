"""One look at the cluster: what a single check sees, and the evidence it collects."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ckadtrainer.definition.values import NO_VALUES, Values
from ckadtrainer.grading.board import FOREVER, Board
from ckadtrainer.grading.failure import Pending, Unmet
from ckadtrainer.grading.probes import Outcome, Probe
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.verdict import Evidence

SOON = 1.0
"""Seconds after which a probe's answer is renewed while its check is not met."""
LATER = 4.0
"""The same while it is met and only watched for breaking."""
_REST = 4.0
"""Times a probe's own seconds that it rests before the next: looks at a slow cluster must not make it slower."""
_NONCE = re.compile(r"(?:[ \t]*ckad-[0-9a-f]{8,32})+[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class Look:
    """Shared by the views of one check in one round.

    `was_met` makes repeated probes rarer: a check that is met is only watched for breaking.
    `values` are those of the drill's variables.
    `wakes` are seconds after which looking again may show something new.
    """

    snapshot: Snapshot
    board: Board
    was_met: bool = False
    values: Values = field(default_factory=lambda: NO_VALUES)
    proof: Evidence | None = None
    wakes: list[float] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The cluster's time."""
        return self.snapshot.now

    def met(self, at: "Spot", found: str | None = None) -> None:
        """Keep what was proven; the last proof of a check is its evidence."""
        self.proof = at.evidence(found or at.expected)

    def ask(self, probe: Probe, at: "Spot", *, keep: bool = False, tag: str = "") -> Outcome:
        """The answer to a probe; with `keep` the first one stands, else it is renewed from time to time."""
        fresh_for = FOREVER if keep else self._fresh_for(probe, tag)
        try:
            return self.board.ask(probe, fresh_for=fresh_for, expected=at.expected, where=at.where, tag=tag)
        finally:
            due = self.board.due_in(probe, fresh_for, tag)
            if due != FOREVER and due > 0:
                self.wakes.append(due)

    def _fresh_for(self, probe: Probe, tag: str) -> float:
        return LATER if self.was_met else min(LATER, max(SOON, _REST * self.board.took(probe, tag)))

    def first(self, attempts: list[Callable[[], Outcome | None]]) -> Outcome | None:
        """The first attempt that knows something, tried in order; None when none does."""
        for attempt in attempts:
            outcome = attempt()
            if outcome is not None and getattr(outcome, "has_tools", True):
                return outcome
        return None


@dataclass(frozen=True, slots=True)
class Spot:
    """What is expected somewhere: the three words of evidence that do not depend on what is found."""

    expected: str
    where: str
    resource_version: str = ""

    def evidence(self, found: str) -> Evidence:
        return Evidence(self.expected, found, self.where, self.resource_version)

    def unmet(self, found: str) -> Unmet:
        return Unmet(self.evidence(found))

    def pending(self, found: str, until: datetime | None = None) -> Pending:
        return Pending(self.evidence(found), until)


def unmarked(text: str) -> str:
    """Text without the nonce that one of our probes may have put at the end of its lines."""
    return _NONCE.sub("", text)


def after(moment: datetime, seconds: float) -> datetime:
    """`moment` plus seconds."""
    return moment + timedelta(seconds=seconds)


def spell(seconds: float) -> str:
    """Seconds as read in a sentence: `0.4 s`, `12 s`, `3 min`."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".0 s", " s")
    return f"{seconds:.0f} s" if seconds < 180 else f"{seconds / 60:.0f} min"


def names(items: list[str]) -> str:
    """A list as read in a sentence; `none` when it is empty."""
    return ", ".join(items) if items else "none"
