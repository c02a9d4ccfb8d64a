"""What the trials of one drill prove together."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.verification.mutants import Fate

from .ledger import Carried, Tried


@dataclass(frozen=True)
class Proof:
    """A drill, how many mutants are made of its solution, and what was tried of it so far, here and elsewhere."""

    drill: PackedDrill
    made: int
    tried: Sequence[Tried]
    carried: Carried

    @property
    def answers(self) -> Counter[str]:
        """How often each answer was tried here, by its name."""
        return Counter(each.name for each in self.tried if each.fate is None)

    @property
    def mutants(self) -> Counter[str]:
        """How often each mutant was tried here, by its name."""
        return Counter(each.name for each in self.tried if each.fate is not None)

    @property
    def rate(self) -> float | None:
        """Killed near misses over those that nobody explains, 0 to 1, of all trials; None without one."""
        fates = Counter(each.fate for each in self.tried if not each.is_explained)
        killed, survived = fates[Fate.KILLED], fates[Fate.SURVIVED]
        return killed / (killed + survived) if killed + survived else None

    @property
    def explained(self) -> int:
        """How many mutants got full marks and the drill says why."""
        return len({each.name for each in self.tried if each.fate == Fate.EXPLAINED})

    @property
    def faults(self) -> Sequence[str]:
        """The answers and mutants with a trial that was not as it should be, in the order they were tried in."""
        return list(dict.fromkeys(each.name for each in self.tried if not each.is_good))

    @property
    def is_good(self) -> bool:
        """Whether every trial was as it should be and no verdict changed between them."""
        return not self.faults and not self.changed()

    def changed(self) -> list[str]:
        """The answers whose verdicts, and the mutants whose fate, are not always the same, with what changed."""
        return _differing((each.name, each.fate or _said(each)) for each in self.tried)

    def varied(self) -> list[str]:
        """The mutants that did not always fail the same checks, with those; no drill promises which they are."""
        return _differing((each.name, _said(each)) for each in self.tried if each.fate is not None)

    @property
    def seconds(self) -> float | None:
        """From the solution's first document to its verdicts, the median of its trials; None when there is none."""
        solution = self.drill.drill.answers[0].file
        taken = [each.seconds for each in self.tried if each.name == solution]
        return statistics.median(taken) if taken else None


def _said(tried: Tried) -> str:
    return ", ".join(f"{check} {verdict}" for check, verdict in tried.verdicts.items()) or "not tried"


def _differing(trials: Iterable[tuple[str, str]]) -> list[str]:
    """Names to which not always the same was said, with how often each was."""
    seen: dict[str, Counter[str]] = {}
    for name, said in trials:
        seen.setdefault(name, Counter())[said] += 1
    return [
        f"{name}: " + "; ".join(f"{times} times {said}" for said, times in counts.items())
        for name, counts in seen.items()
        if len(counts) > 1
    ]
