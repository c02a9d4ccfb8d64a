"""Verdicts and the evidence they stand on."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of a check."""

    MET = "met"
    """True on one consistent snapshot, and held."""
    UNMET = "unmet"
    """False, and waiting will not help."""
    PENDING = "pending"
    """May still come true with no more typing."""
    UNKNOWN = "unknown"
    """Cannot tell: the cluster, the network or the grader is at fault, never the learner."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a verdict was given: what was expected, what was found, and where.

    `where` reads like `pod shared-vol, container reader, volumeMounts[b]`.
    `resource_version` is the version of the object or list it was judged at, empty when nothing was read.
    """

    expected: str
    found: str
    where: str = ""
    resource_version: str = ""


@dataclass(frozen=True, slots=True)
class CheckGrade:
    """One check's verdict at one moment. `due` is how many more seconds a pending one may take, if known."""

    id: str
    verdict: Verdict
    points: int
    max_points: int
    evidence: Evidence
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """All checks of a drill on one snapshot.

    `seconds` is the time on the attempt's clock when it was made; `wake` the seconds after which
    grading again can change something without the cluster changing, None if nothing can.
    """

    drill: str
    checks: tuple[CheckGrade, ...]
    seconds: float = 0.0
    wake: float | None = field(default=None, compare=False)

    @property
    def points(self) -> int:
        return sum(check.points for check in self.checks)

    @property
    def max_points(self) -> int:
        return sum(check.max_points for check in self.checks)

    @property
    def is_settled(self) -> bool:
        """Nothing is pending."""
        return all(check.verdict is not Verdict.PENDING for check in self.checks)

    @property
    def is_unknown(self) -> bool:
        """At least one check could not be judged."""
        return any(check.verdict is Verdict.UNKNOWN for check in self.checks)

    @property
    def is_full(self) -> bool:
        return all(check.verdict is Verdict.MET for check in self.checks)
