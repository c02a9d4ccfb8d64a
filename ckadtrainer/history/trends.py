"""How tries went over time: for a drill, or for all drills of a topic, a domain or a competency."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ckadtrainer.history.grouping import By, place
from ckadtrainer.history.record import Record

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import Exercise

RECENT = 5
"""How many of the last tries are recent ones."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The tries at what is called `name`, at least one, oldest first. `name` may be hostile text."""

    name: str
    tries: tuple[Record, ...]

    @property
    def full(self) -> int:
        """How many had full marks."""
        return sum(record.is_full for record in self.tries)

    @property
    def share(self) -> float:
        """The mean part of the points, 0 to 1."""
        return statistics.fmean(record.share for record in self.tries)

    @property
    def recent(self) -> float:
        """The same of the last few."""
        return statistics.fmean(record.share for record in self.tries[-RECENT:])

    @property
    def pace(self) -> float | None:
        """The median part of the target time that full marks took, 1 being just in time; None without full marks."""
        return _median([record.seconds / record.limit for record in self.tries if record.is_full and record.limit])

    @property
    def best(self) -> float | None:
        """The shortest time with full marks in seconds; None without, or where the tries are at several drills."""
        return min(self._times, default=None)

    @property
    def median(self) -> float | None:
        """The median of these times."""
        return _median(self._times)

    @property
    def is_one_drill(self) -> bool:
        """Whether all tries are at the same drill."""
        return len({record.key for record in self.tries}) == 1

    @property
    def _times(self) -> list[float]:
        return [record.seconds for record in self.tries if record.is_full] if self.is_one_drill else []


def trends(by: By, records: Sequence[Record], exercises: Mapping[str, Exercise]) -> Sequence[Trend]:
    """A trend each, the weakest of late first. `records` are newest first, `exercises` are those of the packs by key.

    A try at a drill that no pack has any more counts for the drill and its topic alone.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in reversed(records):
        group = place(by, record, exercises.get(record.key))
        if group is not None:
            groups.setdefault(group, []).append(record)
    found = [Trend(name, tuple(tries)) for (_, name), tries in groups.items()]
    return sorted(found, key=lambda trend: (trend.recent, trend.name))


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None
