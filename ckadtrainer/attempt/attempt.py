"""One try at one drill."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where an attempt stands."""

    OPEN = "open"
    FINISHED = "finished"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace the trainer made. It is deleted only if its UID is still this one."""

    name: str
    uid: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try. Times are UTC; `paused_seconds` is the sum of ended pauses, `paused_at` the start of a running one.

    `nonce` is random text that set-up manifests may carry as `${nonce}`.
    `seed` chose the variant of the drill; `hints` are the positions of those opened, in the order they were.
    `ended_at` is set once the state is not OPEN. `exam` is the id of the exam it is a task of, empty in practice.
    """

    id: str
    pack: str
    drill: str
    topic: str
    namespace: Namespace
    nonce: str
    seconds: int
    started_at: datetime
    paused_seconds: float = 0.0
    paused_at: datetime | None = None
    hints: tuple[int, ...] = ()
    solution_seen: bool = False
    state: State = State.OPEN
    ended_at: datetime | None = None
    seed: str = ""
    exam: str = ""

    @property
    def key(self) -> str:
        """The drill's key: `pack/topic/id`."""
        return f"{self.pack}/{self.topic}/{self.drill}"

    @property
    def hints_opened(self) -> int:
        """How many hints were opened."""
        return len(self.hints)
