"""One answer tried on a cluster: staged afresh, applied like a learner would, graded until nothing is pending."""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from ckadtrainer import machine
from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.attempt.later import Later
from ckadtrainer.attempt.staging import new_id, new_nonce, staged_namespace
from ckadtrainer.attempt.traces import Traces
from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.graders import Graders, load_graders
from ckadtrainer.grading.live import live_grading
from ckadtrainer.grading.recording import Recording
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.handing_in import HandingIn
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.world import World

_SECOND_LOOK = 3.0
"""Seconds after which what was met is looked at again: the node tells of a crash a moment late."""
_SECOND_LOOK_OF_A_BUSY_ONE = 12.0
"""The same while the machine is busy: its kubelet has been seen to tell of a crash eight seconds late."""
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
        handed = HandingIn(self.drill, self.namespace, self.world, self.clock).hand_in(documents)
        grading = live_grading(
            self.drill,
            self.graders,
            self.namespace,
            self.world,
            self.clock,
            nonce=self.nonce,
            elapsed=lambda: self.clock.boot() - handed.begun,
            later=Later(self.drill.later, self.world, self.namespace, self.nonce, handed.begun_at).stage_due,
        )
        try:
            grade = grading.settle(_LIMIT, publish)
            if grade.points > 0:
                self.clock.wait(threading.Event(), _SECOND_LOOK_OF_A_BUSY_ONE if machine.is_busy() else _SECOND_LOOK)
                grade = grading.settle(_LIMIT, publish)
            recording = replace(grading.recording(), seed=self.drill.seed)
            return Trial(grade, handed.complaints, self.clock.boot() - handed.begun, recording)
        finally:
            grading.close()
