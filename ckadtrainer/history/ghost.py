"""The best run of a drill, to be raced against."""

from collections.abc import Sequence
from dataclasses import dataclass

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.history.record import Record, Turn


@dataclass(frozen=True, slots=True)
class Ghost:
    """A run with full marks. `seconds` is when it was done, `turns` are those of its checks, oldest first."""

    seconds: float
    turns: tuple[Turn, ...]

    @property
    def checks(self) -> int:
        """How many checks it met."""
        return len({turn.check for turn in self.turns})

    def met(self, elapsed: float) -> int:
        """How many checks it had met at that time on its clock."""
        if elapsed >= self.seconds:
            return self.checks
        latest = {turn.check: turn.after for turn in self.turns if turn.seconds <= elapsed}
        return sum(verdict is Verdict.MET for verdict in latest.values())


def best_run(records: Sequence[Record]) -> Record | None:
    """The shortest try with full marks; not one in an exam, whose checks turn when all is over."""
    return min((it for it in records if it.is_full and not it.exam), key=lambda it: it.seconds, default=None)
