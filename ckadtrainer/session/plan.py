"""Which drills, in what order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedDrill


class Order(StrEnum):
    """In what order the drills of a session come."""

    AS_WRITTEN = "as written"
    """As the packs list them."""
    SHORTEST_FIRST = "shortest first"
    DUE_FIRST = "due first"
    """Those that are due, then the new ones, then the rest; within each as written."""


@dataclass(frozen=True, slots=True)
class Session:
    """A row of drills by key, and their target time together in seconds."""

    drills: tuple[str, ...]
    seconds: int

    def after(self, drill: str) -> str | None:
        """The key of the drill that follows, None at the end or when `drill` is not part of it."""
        if drill not in self.drills:
            return None
        following = self.drills.index(drill) + 1
        return self.drills[following] if following < len(self.drills) else None


def plan(
    drills: Sequence[PackedDrill],
    *,
    topic: str | None = None,
    order: Order = Order.AS_WRITTEN,
    due: Collection[str] = (),
    done: Collection[str] = (),
) -> Session:
    """A session of the drills of one topic, or of all. `due` and `done` are keys of drills due, done before."""

    def urgency(drill: PackedDrill) -> int:
        return 0 if drill.key in due else 2 if drill.key in done else 1

    chosen = [drill for drill in drills if topic is None or drill.drill.topic == topic]
    match order:
        case Order.SHORTEST_FIRST:
            chosen.sort(key=lambda drill: drill.drill.minutes)
        case Order.DUE_FIRST:
            chosen.sort(key=urgency)
        case Order.AS_WRITTEN:
            pass
    return Session(tuple(drill.key for drill in chosen), sum(drill.drill.seconds for drill in chosen))
