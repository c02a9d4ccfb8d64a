"""One round of grading: every check of a drill on one snapshot."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ckadtrainer.definition.check import Check
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.values import NO_VALUES, Values
from ckadtrainer.grading.board import Board
from ckadtrainer.grading.failure import CannotTell, Pending, Unmet
from ckadtrainer.grading.graders import Graders
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.grading.views import Cluster
from ckadtrainer.grading.views.look import Look, spell
from ckadtrainer.grading.views.status import changed_at, containers_of, moment

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Engine:
    """Grades a drill. Cheap to call again and again: probes are asked of the board, which remembers."""

    drill: Drill
    graders: Graders
    board: Board
    values: Values = field(default_factory=lambda: NO_VALUES)
    _last: dict[str, CheckGrade] = field(default_factory=dict)

    def grade(self, snapshot: Snapshot, seconds: float) -> Grade:
        """Every check on `snapshot`; `seconds` is the attempt's clock. Never raises for what a check does."""
        changed = last_change(snapshot)
        wakes: list[float] = []
        checks = tuple(self._check(check, snapshot, changed, wakes) for check in self.drill.checks)
        self._last = {grade.id: grade for grade in checks}
        return Grade(self.drill.id, checks, seconds, min(wakes, default=None))

    def unknown(self, reason: str, seconds: float) -> Grade:
        """The grade while the cluster cannot be asked: unknown everywhere."""
        evidence = Evidence("an answer from the cluster", reason)
        checks = tuple(CheckGrade(c.id, Verdict.UNKNOWN, 0, c.points, evidence) for c in self.drill.checks)
        return Grade(self.drill.id, checks, seconds)

    def _check(self, check: Check, snapshot: Snapshot, changed: datetime, wakes: list[float]) -> CheckGrade:
        last = self._last.get(check.id)
        look = Look(snapshot, self.board, was_met=last is not None and last.verdict is Verdict.MET, values=self.values)
        verdict, evidence, due = self._judge(check, look, changed)
        if due is not None and due > 0:
            wakes.append(due)
        wakes.extend(look.wakes)
        points = check.points if verdict is Verdict.MET else 0
        return CheckGrade(check.id, verdict, points, check.points, evidence, due)

    def _judge(self, check: Check, look: Look, changed: datetime) -> tuple[Verdict, Evidence, float | None]:
        try:
            self.graders[check.id](Cluster(look))
        except Unmet as unmet:
            return Verdict.UNMET, unmet.evidence, None
        except Pending as pending:
            return self._wait(check, look, pending, changed)
        except CannotTell as unknown:
            return Verdict.UNKNOWN, unknown.evidence, None
        except Exception as bug:
            _log.exception("grader %s.%s", self.drill.id, check.id)
            found = f"a fault in the grader: {type(bug).__name__}: {bug}"
            return Verdict.UNKNOWN, Evidence("a grader that works", found, f"check {check.id}"), None
        return Verdict.MET, look.proof or Evidence(check.says, "as expected"), None

    def _wait(
        self, check: Check, look: Look, pending: Pending, changed: datetime
    ) -> tuple[Verdict, Evidence, float | None]:
        """A pending check has until its `within` after the learner's last change, or until the moment it named."""
        deadline = changed + timedelta(seconds=check.within)
        if pending.until is not None:
            deadline = max(deadline, pending.until)
        left = (deadline - look.now).total_seconds()
        if left > 0 or pending.in_flight:
            soonest = pending.until or deadline
            return Verdict.PENDING, pending.evidence, max(0.05, (soonest - look.now).total_seconds())
        found = f"{pending.evidence.found}, still after {spell(check.within)}"
        return Verdict.UNMET, replace(pending.evidence, found=found), None


def last_change(snapshot: Snapshot) -> datetime:
    """The last time something moved forward, in the cluster's time; long ago when nothing ever has.

    Counted are writes of a spec and the first start or the end of a container: a slow machine must not cost
    points. What the cluster writes into a status besides that, restarts above all, does not count.
    """
    moments = [
        when
        for kind, objects in snapshot.objects.items()
        for manifest in objects.values()
        for when in (*_written(manifest), *(_stepped(manifest) if kind == "Pod" else ()))
    ]
    return max(moments, default=datetime.min.replace(tzinfo=snapshot.now.tzinfo) + timedelta(days=1))


def _written(manifest: Manifest) -> list[datetime]:
    made = moment(manifest["metadata"].get("creationTimestamp"))
    return [*([made] if made else ()), *changed_at(manifest, status=False)]


def _stepped(pod: Manifest) -> list[datetime]:
    states = [facts.state[1] for facts in containers_of(pod).values() if facts.restarts == 0]
    times = (moment(detail.get("finishedAt") or detail.get("startedAt")) for detail in states)
    return [when for when in times if when is not None]
