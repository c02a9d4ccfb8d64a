"""The Pods that a drill stages, until they are as a learner is to find them."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.sources import Watch
from ckadtrainer.packs.manifest import PackedDrill

_READY = 60.0
"""Seconds given to staged Pods to be ready."""
_SHOWN = 15.0
"""Seconds given to a broken one to show how it fares."""
_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class StagedPods:
    """The Pods of a drill's set-up, seen through a watch of their namespace."""

    drill: PackedDrill
    watch: Watch
    clock: Clock

    def await_them(self) -> None:
        """Until they are ready, and those that cannot be have shown how they fare; or the time for it is over.

        Raises ClusterUnavailable.
        """
        broken = self.drill.drill.broken
        staged = [each["metadata"]["name"] for each in self.drill.setup if each["kind"] == "Pod"]
        sound = [name for name in staged if name not in broken]
        until(lambda: _all_ready(self.watch.snapshot(), sound), _READY, self.clock)
        until(lambda: all(_has_shown(self.watch.snapshot(), name) for name in broken), _SHOWN, self.clock)


def until(is_so: Callable[[], bool], limit: float, clock: Clock) -> None:
    """Look until it is so or `limit` seconds are over; what is not so then is for the checks to say."""
    end = clock.boot() + limit
    while not is_so() and clock.boot() < end:
        clock.wait(threading.Event(), _LOOK)


def has_started(snapshot: Snapshot, pod: str) -> bool:
    """Whether a container of the Pod runs or has run."""
    status = (snapshot.find("Pod", pod) or {}).get("status") or {}
    reported = [*(status.get("initContainerStatuses") or []), *(status.get("containerStatuses") or [])]
    return any(each.get("lastState") or "waiting" not in (each.get("state") or {"waiting": {}}) for each in reported)


def _has_shown(snapshot: Snapshot, pod: str) -> bool:
    """Whether a container of the Pod runs or has run, or no node takes the Pod."""
    conditions = ((snapshot.find("Pod", pod) or {}).get("status") or {}).get("conditions") or []
    is_refused = any(each["type"] == "PodScheduled" and each["status"] == "False" for each in conditions)
    return is_refused or has_started(snapshot, pod)


def _all_ready(snapshot: Snapshot, pods: Sequence[str]) -> bool:
    return all(_is_ready(snapshot.find("Pod", name) or {}) for name in pods)


def _is_ready(pod: Manifest) -> bool:
    conditions = (pod.get("status") or {}).get("conditions") or []
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)
