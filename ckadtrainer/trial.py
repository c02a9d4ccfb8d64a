"""One answer tried on a cluster: staged afresh, applied like a learner would, graded until nothing is pending."""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.attempt.later import Later
from ckadtrainer.attempt.staging import new_id, new_nonce, staged_namespace
from ckadtrainer.attempt.traces import Traces
from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ManifestRejected
from ckadtrainer.grading.graders import Graders, load_graders
from ckadtrainer.grading.live import LiveGrading, live_grading
from ckadtrainer.grading.recording import Recording
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.sources import Watch
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.world import World

_BETWEEN_DOCUMENTS = 1.1
"""Seconds after a document: time stamps of the API are whole seconds, and no learner types faster than that."""
_AFTER_A_POD = 2.0
"""Seconds a Pod's first container runs before the next document."""
_POD_STARTS = 15.0
"""Seconds given to a Pod to start a container; what has not started then may never do so."""
_STAGE_READY = 60.0
"""Seconds given to staged Pods to be ready."""
_LOOK = 0.2
_SECOND_LOOK = 3.0
"""Seconds after which what was met is looked at again: a busy node tells of a crash late."""
_LIMIT = 240.0
"""Seconds after which grading stops whatever is still pending."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of an answer. `complaints` are the API's words on documents it did not accept.

    `seconds` is the time from the first document to the verdicts; `recording` what the last grade stands on.
    """

    grade: Grade
    complaints: tuple[str, ...]
    seconds: float
    recording: Recording


def try_answer(
    drill: PackedDrill,
    documents: Sequence[Manifest],
    world: World,
    clock: Clock,
    *,
    graders: Graders | None = None,
    publish: Callable[[Grade], None] | None = None,
    traces: Traces | None = None,
) -> Trial:
    """Apply an answer's documents in order in a fresh namespace and grade them.

    `publish` is given every changed grade. The namespace is removed whatever happens; with `traces`, a later sweep
    does it after a kill. Raises ClusterUnavailable, SetupFailed, DefinitionError.
    """
    predicates = load_graders(drill) if graders is None else graders
    id, nonce = new_id(), new_nonce()
    with traces.left(id) if traces is not None else nullcontext():
        namespace = staged_namespace(world, drill.drill.id, id, drill.setup, nonce)
        try:
            return _Trying(drill, predicates, world, clock, namespace, nonce).run(documents, publish)
        finally:
            world.delete_namespace(namespace)


@dataclass(slots=True)
class _Trying:
    """One trial under way in its namespace."""

    drill: PackedDrill
    graders: Graders
    world: World
    clock: Clock
    namespace: Namespace
    nonce: str

    def run(self, documents: Sequence[Manifest], publish: Callable[[Grade], None] | None) -> Trial:
        begun, started_at = self.clock.boot(), self.clock.now()
        watch = self.world.watch(self.namespace, ("Pod",), self.nonce)
        try:
            self._await_stage(watch)
            begun, started_at = self.clock.boot(), self.clock.now()
            words = [self._apply(each, watch, is_last=each is documents[-1]) for each in documents]
        finally:
            watch.close()
        grading = live_grading(
            self.drill,
            self.graders,
            self.namespace,
            self.world,
            self.clock,
            nonce=self.nonce,
            elapsed=lambda: self.clock.boot() - begun,
            later=Later(self.drill.later, self.world, self.namespace, self.nonce, started_at).stage_due,
        )
        try:
            grade = grading.settle(_LIMIT, publish)
            if grade.points > 0:
                self._pause(_SECOND_LOOK)
                grade = grading.settle(_LIMIT, publish)
            complaints = tuple(each for each in words if each is not None)
            return Trial(grade, complaints, self.clock.boot() - begun, self._recording(grading))
        finally:
            grading.close()

    def _await_stage(self, watch: Watch) -> None:
        """Until the staged Pods are ready, and those that cannot be have shown how they fare."""
        broken = self.drill.drill.broken
        sound = [name for name in self._staged_pods() if name not in broken]
        self._await(lambda: _all_ready(watch.snapshot(), sound), _STAGE_READY)
        self._await(lambda: all(_has_shown(watch.snapshot(), name) for name in broken), _POD_STARTS)

    def _recording(self, grading: LiveGrading) -> Recording:
        return replace(grading.recording(), seed=self.drill.seed)

    def _apply(self, document: Manifest, watch: Watch, *, is_last: bool) -> str | None:
        """Apply one document and pause as long as a learner would; the API's complaint, or None.

        What the drill staged is replaced as by `kubectl replace --force`, and deleted by a document with
        `$patch: delete`.
        """
        try:
            if (document["kind"], document["metadata"]["name"]) in self._staged():
                self.world.delete(self.namespace, document["kind"], document["metadata"]["name"])
            if document.get("$patch") == "delete":
                return None
            stored = self.world.apply(self.namespace, document)
        except ManifestRejected as refused:
            return refused.message
        if is_last:
            return None
        if stored.get("kind") == "Pod":
            name = stored["metadata"]["name"]
            self._await(lambda: _has_started(watch.snapshot(), name), _POD_STARTS)
            self._pause(_AFTER_A_POD)
        else:
            self._pause(_BETWEEN_DOCUMENTS)
        return None

    def _staged(self) -> set[tuple[str, str]]:
        return {(each["kind"], each["metadata"]["name"]) for each in self.drill.setup}

    def _staged_pods(self) -> tuple[str, ...]:
        return tuple(each["metadata"]["name"] for each in self.drill.setup if each["kind"] == "Pod")

    def _await(self, is_so: Callable[[], bool], limit: float) -> None:
        """Look until it is so or the time is over; what is not so then is for the checks to say."""
        until = self.clock.boot() + limit
        while not is_so() and self.clock.boot() < until:
            self._pause(_LOOK)

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self.clock.wait(threading.Event(), seconds)


def _has_started(snapshot: Snapshot, pod: str) -> bool:
    """Whether a container of the Pod runs or has run."""
    status = (snapshot.find("Pod", pod) or {}).get("status") or {}
    reported = [*(status.get("initContainerStatuses") or []), *(status.get("containerStatuses") or [])]
    return any(each.get("lastState") or "waiting" not in (each.get("state") or {"waiting": {}}) for each in reported)


def _has_shown(snapshot: Snapshot, pod: str) -> bool:
    """Whether a container of the Pod runs or has run, or no node takes the Pod."""
    conditions = ((snapshot.find("Pod", pod) or {}).get("status") or {}).get("conditions") or []
    is_refused = any(each["type"] == "PodScheduled" and each["status"] == "False" for each in conditions)
    return is_refused or _has_started(snapshot, pod)


def _all_ready(snapshot: Snapshot, pods: Sequence[str]) -> bool:
    return all(_is_ready(snapshot.find("Pod", name) or {}) for name in pods)


def _is_ready(pod: Manifest) -> bool:
    conditions = (pod.get("status") or {}).get("conditions") or []
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)
