"""An answer handed in as a learner would: document by document, at a pace that a cluster can tell apart."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ManifestRejected
from ckadtrainer.grading.sources import Watch
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.staged_pods import StagedPods, has_started, until
from ckadtrainer.world import World

_BETWEEN_DOCUMENTS = 1.1
"""Seconds after a document: time stamps of the API are whole seconds, and no learner types faster than that."""
_AFTER_A_POD = 2.0
"""Seconds a Pod's first container runs before the next document."""
_POD_STARTS = 15.0
"""Seconds given to a Pod to start a container; what has not started then may never do so."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An answer that was handed in. `complaints` are the API's words on documents it did not accept.

    `begun` (the clock's seconds) and `begun_at` (UTC) are when the first document was due, once the stage stood.
    """

    begun: float
    begun_at: datetime
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandingIn:
    """Hands answers in at a drill that is staged in a namespace."""

    drill: PackedDrill
    namespace: Namespace
    world: World
    clock: Clock

    def hand_in(self, documents: Sequence[Manifest]) -> HandedIn:
        """Apply the documents in order, once what was staged stands. Raises ClusterUnavailable.

        What the drill staged is replaced as by `kubectl replace --force`, and deleted by a document with
        `$patch: delete`.
        """
        watch = self.world.watch(self.namespace, ("Pod",), "")
        try:
            StagedPods(self.drill, watch, self.clock).await_them()
            begun, begun_at = self.clock.boot(), self.clock.now()
            words = [self._apply(each, watch, is_last=each is documents[-1]) for each in documents]
        finally:
            watch.close()
        return HandedIn(begun, begun_at, tuple(each for each in words if each is not None))

    def _apply(self, document: Manifest, watch: Watch, *, is_last: bool) -> str | None:
        """Apply one document and pause as long as a learner would; the API's complaint, or None."""
        kind, name = document["kind"], document["metadata"]["name"]
        try:
            if (kind, name) in self._staged():
                self.world.delete(self.namespace, kind, name)
            if document.get("$patch") == "delete":
                return None
            stored = self.world.apply(self.namespace, document)
        except ManifestRejected as refused:
            return refused.message
        if is_last:
            return None
        if stored.get("kind") == "Pod":
            until(lambda: has_started(watch.snapshot(), name), _POD_STARTS, self.clock)
            self._pause(_AFTER_A_POD)
        else:
            self._pause(_BETWEEN_DOCUMENTS)
        return None

    def _staged(self) -> set[tuple[str, str]]:
        return {(each["kind"], each["metadata"]["name"]) for each in self.drill.setup}

    def _pause(self, seconds: float) -> None:
        self.clock.wait(threading.Event(), seconds)
