"""The trials that are still missing until everything was tried so many times."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer.clock import Clock
from ckadtrainer.mutation.deriving import sample
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.practice import Practice
from ckadtrainer.verification.answers import UNTOUCHED, AnswerReport, answer_trials
from ckadtrainer.verification.mutants import MutantReport, SurvivalReport, mutant_trials

from .ledger import Ledger, files_of, tried
from .page import carried
from .proof import Proof

Report = AnswerReport | MutantReport
Trial = Callable[[Clock], Report]


@dataclass(frozen=True)
class Wanted:
    """How often each answer and each mutant is to be tried; of the mutants all, or `size` that the seed picks."""

    answers: int
    mutants: int
    seed: str
    size: int | None


class Work:
    """The trials of one drill. Each writes what it found to the ledger, but for what could not be told."""

    def __init__(self, drill: PackedDrill, practice: Practice, ledger: Ledger, wanted: Wanted) -> None:
        """Raises DefinitionError."""
        self.drill = drill
        self._practice = practice
        self._ledger = ledger
        self._wanted = wanted
        self._files = files_of(drill)
        self._mutants = mutant_trials(drill, practice.world, seed=wanted.seed, traces=practice.traces, tell=self._note)

    def carry_from(self, page: Path) -> None:
        """Count what the page says of these files, where nothing is known of them here."""
        self._ledger.carry(carried(page, self.drill.drill.id, self._files))

    @property
    def proof(self) -> Proof:
        """What the trials so far prove."""
        tried = self._ledger.of(self.drill, self._files)
        elsewhere = self._ledger.carried(self.drill, self._files)
        return Proof(self.drill, len(self._mutants.mutants), tried, elsewhere)

    def rounds(self) -> Iterator[Sequence[Trial]]:
        """For each round the trials still missing of it, the answers before the mutants."""
        proof = self.proof
        answers, mutants = proof.answers, proof.mutants
        for turn in range(max(self._wanted.answers, self._wanted.mutants)):
            asked = self._answers(turn) if turn < self._wanted.answers else {}
            made = self._picked() if turn < self._wanted.mutants else {}
            yield [
                *_missing(asked, answers, turn - proof.carried.answers),
                *_missing(made, mutants, turn - proof.carried.mutants),
            ]

    def report(self, mutants: Sequence[MutantReport]) -> SurvivalReport:
        """What these trials of mutants have shown."""
        return self._mutants.report(mutants)

    def _answers(self, turn: int) -> Mapping[str, Trial]:
        names = (UNTOUCHED, *(answer.file for answer in self.drill.drill.answers))
        trials = answer_trials(
            self.drill, self._practice.world, turn=turn, traces=self._practice.traces, tell=self._note
        )
        return dict(zip(names, trials, strict=True))

    def _picked(self) -> Mapping[str, Trial]:
        made = {each.name: trial for each, trial in zip(self._mutants.mutants, self._mutants.trials, strict=True)}
        if self._wanted.size is None:
            return made
        picked = sample(self._mutants.mutants, self._wanted.size, self._wanted.seed)
        return {each.name: made[each.name] for each in picked}

    def _note(self, _: PackedDrill, report: Report) -> None:
        if report.is_told:
            self._ledger.add(tried(self.drill, self._files, report))


def _missing(trials: Mapping[str, Trial], done: Counter[str], turn: int) -> Sequence[Trial]:
    return [trial for name, trial in trials.items() if done[name] <= turn]
