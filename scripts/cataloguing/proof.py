"""One drill proven several times over."""

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.survival import Fate, SurvivalReport
from ckadtrainer.verification import DrillReport

Verdicts = Mapping[str, str]
"""Check id to verdict; empty for what could not be tried."""


@dataclass(frozen=True)
class Run:
    """All answers and all mutants of a drill, tried once."""

    answers: DrillReport
    mutants: SurvivalReport

    def verdicts(self) -> Iterator[tuple[str, Verdicts]]:
        """Each answer's and mutant's name with what its checks said."""
        named = [(each.answer, each.grade) for each in self.answers.answers]
        named += [(each.mutant.name, each.grade) for each in self.mutants.mutants]
        for name, grade in named:
            yield name, {check.id: check.verdict.value for check in grade.checks} if grade else {}

    @property
    def is_told(self) -> bool:
        """Whether nothing was unknown."""
        return all(each.is_told for each in self.answers.answers) and not self.mutants.count(Fate.UNKNOWN)


@dataclass(frozen=True)
class Proof:
    """A drill's runs, at least one."""

    drill: PackedDrill
    runs: Sequence[Run]

    @property
    def is_good(self) -> bool:
        """Whether every run was as it should be and no verdict changed between them."""
        return all(run.answers.is_good and run.mutants.is_good for run in self.runs) and not self.changed()

    def changed(self) -> list[str]:
        """The answers and mutants whose verdicts are not the same in every run, with what changed."""
        seen: dict[str, Counter[str]] = {}
        for run in self.runs:
            for name, verdicts in run.verdicts():
                said = ", ".join(f"{check} {verdict}" for check, verdict in verdicts.items()) or "not tried"
                seen.setdefault(name, Counter())[said] += 1
        return [
            f"{name}: " + "; ".join(f"{times} times {said}" for said, times in counts.items())
            for name, counts in seen.items()
            if len(counts) > 1
        ]

    @property
    def seconds(self) -> float:
        """From the solution's first document to its verdicts, the median of the runs."""
        return statistics.median(run.answers.answers[1].seconds for run in self.runs)
