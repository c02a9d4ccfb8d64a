"""What a drill stages while the learner works."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.attempt.stage import Stage
from ckadtrainer.attempt.staging import apply_setup
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable, SetupFailed

if TYPE_CHECKING:
    from ckadtrainer.definition.loader import LaterObjects

_log = logging.getLogger(__name__)
_AGAIN = 1.0
"""Seconds until a cluster that did not answer is asked again."""

Find = Callable[[str, str], Manifest | None]
"""Kind and name -> the object as the namespace has it now."""


class Later:
    """Stages what is due, whoever looks: what is there already is left alone, so several may look."""

    def __init__(
        self, later: Sequence[LaterObjects], stage: Stage, namespace: Namespace, nonce: str, started_at: datetime
    ) -> None:
        """`started_at` is when the attempt started, UTC."""
        self._waiting = list(later)
        self._stage = stage
        self._namespace = namespace
        self._nonce = nonce
        self._started_at = started_at

    def stage_due(self, find: Find, now: datetime) -> float | None:
        """Stage what is due at `now`; seconds until more is, None when nothing is on its way."""
        lefts = [left for each in tuple(self._waiting) if (left := self._look_at(each, find, now)) is not None]
        return min(lefts, default=None)

    def _look_at(self, each: LaterObjects, find: Find, now: datetime) -> float | None:
        if all(find(document["kind"], document["metadata"]["name"]) for document in each.documents):
            self._waiting.remove(each)
            return None
        begin = self._started_at if each.pod is None else _made_at(find("Pod", each.pod))
        if begin is None:
            return None
        left = (begin + timedelta(seconds=each.after) - now).total_seconds()
        return left if left > 0 else self._apply(each)

    def _apply(self, each: LaterObjects) -> float | None:
        try:
            apply_setup(self._stage, self._namespace, each.documents, self._nonce)
        except ClusterUnavailable:
            return _AGAIN
        except SetupFailed:
            _log.exception("later objects in %s", self._namespace.name)
        self._waiting.remove(each)
        return None


def _made_at(pod: Manifest | None) -> datetime | None:
    return datetime.fromisoformat(pod["metadata"]["creationTimestamp"]) if pod else None
