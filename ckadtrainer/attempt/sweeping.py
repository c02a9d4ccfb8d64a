"""What may be cleaned up: namespaces that no open attempt stands in."""

from datetime import datetime, timedelta

from ckadtrainer.attempt.attempt import Attempt, Namespace, State

STAGING_LIMIT = timedelta(minutes=10)
"""An attempt without a namespace after this long was killed while it was being set up."""


def was_interrupted(attempt: Attempt, now: datetime) -> bool:
    """Whether an open attempt never came to have a namespace."""
    is_bare = attempt.state is State.OPEN and not attempt.namespace.uid
    return is_bare and now - attempt.started_at > STAGING_LIMIT


def is_leftover(namespace: Namespace, attempt: Attempt, now: datetime) -> bool:
    """Whether a namespace labelled as `attempt`'s can go: the attempt is over, interrupted, or moved on."""
    if attempt.state is not State.OPEN or was_interrupted(attempt, now):
        return True
    return bool(attempt.namespace.uid) and attempt.namespace != namespace
