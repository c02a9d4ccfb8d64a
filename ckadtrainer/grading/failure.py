"""How a view says that a check is not met. Grader modules never catch or raise these themselves."""

from datetime import datetime

from ckadtrainer.grading.verdict import Evidence


class NotMet(Exception):
    """A check is not met; `evidence` says why."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(f"expected {evidence.expected}, found {evidence.found}")
        self.evidence = evidence


class Unmet(NotMet):
    """False, and waiting will not help."""


class Pending(NotMet):
    """May still come true with no more typing.

    `until` is the moment, in the cluster's time, at which it will be decided; without one the
    check's `within` bounds the wait. `in_flight` tells that only our own probe is awaited.
    """

    def __init__(self, evidence: Evidence, until: datetime | None = None, *, in_flight: bool = False) -> None:
        super().__init__(evidence)
        self.until = until
        self.in_flight = in_flight


class CannotTell(NotMet):
    """Nothing can be said, through no fault of the learner."""
