"""Mutants of a solution, tried on a cluster: a near miss must be killed, an equivalent must get full marks.

A near miss that gets full marks survives. Its drill may explain it, as what the task leaves to the learner.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ckadtrainer.attempt.traces import Traces
from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import definition_error
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, TrainerError
from ckadtrainer.grading.graders import Graders, load_graders
from ckadtrainer.grading.verdict import Grade, Verdict
from ckadtrainer.mutation.deriving import mutants_of, sample
from ckadtrainer.mutation.mutant import Kind, Mutant
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.packs.variants import variant_of
from ckadtrainer.side_by_side import side_by_side
from ckadtrainer.trial import Trial, try_answer
from ckadtrainer.world import World

LEAST_RATE = 0.95
"""Of the near misses that nobody explains, the part that must be killed."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """A near miss with less than full marks."""
    SURVIVED = "survived"
    """A near miss with full marks, and nobody says why."""
    EXPLAINED = "explained"
    """A near miss with full marks, and the drill says why."""
    PASSED = "passed"
    """An equivalent with full marks."""
    FAILED = "failed"
    """An equivalent with less."""
    UNKNOWN = "unknown"
    """Cluster or grader kept the truth from us."""


@dataclass(frozen=True, slots=True)
class MutantReport:
    """One mutant tried. `found` are sentences on the checks that were not met, or on why it could not be tried.

    `explanation` is the drill's, None when it has none; `grade` is None when the mutant could not be tried.
    """

    mutant: Mutant
    fate: Fate
    explanation: str | None = None
    found: tuple[str, ...] = ()
    grade: Grade | None = None
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return self.fate in (Fate.KILLED, Fate.EXPLAINED, Fate.PASSED)

    @property
    def is_told(self) -> bool:
        """Whether cluster and grader let us know the truth."""
        return self.fate is not Fate.UNKNOWN


@dataclass(frozen=True, slots=True)
class SurvivalReport:
    """The mutants of one drill that were tried, of the `made` there are.

    `remarks` are sentences on explanations that explain nothing.
    """

    drill: PackedDrill
    mutants: tuple[MutantReport, ...]
    remarks: tuple[str, ...]
    made: int

    def count(self, *fates: Fate) -> int:
        """How many mutants met one of these fates."""
        return sum(report.fate in fates for report in self.mutants)

    @property
    def rate(self) -> float | None:
        """Killed near misses over those that nobody explains, 0 to 1; None without one."""
        fates = [report.fate for report in self.mutants if report.explanation is None]
        killed, survived = fates.count(Fate.KILLED), fates.count(Fate.SURVIVED)
        return killed / (killed + survived) if killed + survived else None

    @property
    def is_good(self) -> bool:
        """Whether every near miss was killed or explained, enough were killed, and every equivalent passed."""
        return all(report.is_good for report in self.mutants) and (self.rate is None or self.rate >= LEAST_RATE)


def try_mutants(
    drills: Iterable[PackedDrill],
    world: World,
    clock: Clock,
    *,
    seed: str,
    size: int | None = None,
    jobs: int = 4,
    traces: Traces | None = None,
    tell: Callable[[PackedDrill, MutantReport], None] = lambda *_: None,
) -> Sequence[SurvivalReport]:
    """Try the mutants of the drills' solutions, all or `size` a drill picked by the seed, `jobs` at a time.

    The seed chooses the variant of a drill with variables, too.

    `tell` hears of each as it is done, on any thread. The caller has made sure that the packs' Python is trusted.
    Interrupted, it removes what it has made before it raises. Raises DefinitionError.
    """
    work = [mutant_trials(drill, world, seed=seed, size=size, traces=traces, tell=tell) for drill in drills]
    reports = side_by_side([each.trials for each in work], clock, jobs)
    return [each.report(reports_) for each, reports_ in zip(work, reports, strict=True)]


@dataclass(frozen=True, slots=True)
class MutantTrials:
    """The trials of one drill's mutants, in the variant that a seed has chosen, and all mutants there are."""

    drill: PackedDrill
    mutants: tuple[Mutant, ...]
    trials: Sequence[Callable[[Clock], MutantReport]]

    def report(self, reports: Sequence[MutantReport]) -> SurvivalReport:
        """What the trials, in their order, have shown."""
        remarks = _remarks(self.drill.drill.mutants, self.mutants, reports)
        return SurvivalReport(self.drill, tuple(reports), tuple(remarks), len(self.mutants))


def mutant_trials(
    drill: PackedDrill,
    world: World,
    *,
    seed: str,
    size: int | None = None,
    traces: Traces | None = None,
    tell: Callable[[PackedDrill, MutantReport], None] = lambda *_: None,
) -> MutantTrials:
    """The trials of the mutants of a drill's solution, all or `size` picked by the seed. Raises DefinitionError."""

    def tried(mutant: Mutant, clock: Clock) -> MutantReport:
        report = _tried(variant, graders, mutant, clock, partial(try_answer, world=world, traces=traces))
        tell(variant, report)
        return report

    variant = variant_of(drill, seed)
    graders, mutants = load_graders(variant), solution_mutants(variant, seed)
    picked = mutants if size is None else sample(mutants, size, seed)
    return MutantTrials(variant, mutants, [partial(tried, mutant) for mutant in picked])


def solution_mutants(drill: PackedDrill, seed: str) -> tuple[Mutant, ...]:
    """The mutants of a drill's solution. Raises DefinitionError when its file is not well formed."""
    file = drill.folder / drill.drill.answers[0].file
    documents, problems = read_manifests(file, is_setup=False, values=drill.values)
    if any(problem.is_error for problem in problems):
        raise definition_error(f"The answer {file}", problems)
    return mutants_of(documents, seed)


def exit_code(reports: Sequence[SurvivalReport]) -> int:
    """0 when all is as it should be, 1 when not, 3 when something could not be told."""
    if any(report.count(Fate.UNKNOWN) for report in reports):
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if all(report.is_good for report in reports) else EXIT_LESS


def _tried(
    drill: PackedDrill, graders: Graders, mutant: Mutant, clock: Clock, trial_of: Callable[..., Trial]
) -> MutantReport:
    explanation = _explanation(drill.drill.mutants, mutant)
    try:
        trial = trial_of(drill, mutant.documents, clock=clock, graders=graders)
    except TrainerError as error:
        return MutantReport(mutant, Fate.UNKNOWN, explanation, (f"it could not be tried: {error.message}",))
    fate = _fate(mutant.kind, trial.grade, explanation)
    found = (*trial.complaints, *_unmet(trial.grade))
    return MutantReport(mutant, fate, explanation, found, trial.grade, trial.seconds)


def _fate(kind: Kind, grade: Grade, explanation: str | None) -> Fate:
    if grade.is_unknown:
        return Fate.UNKNOWN
    if kind is Kind.EQUIVALENT:
        return Fate.PASSED if grade.is_full else Fate.FAILED
    if not grade.is_full:
        return Fate.KILLED
    return Fate.SURVIVED if explanation is None else Fate.EXPLAINED


def _unmet(grade: Grade) -> Iterator[str]:
    for check in grade.checks:
        if check.verdict is not Verdict.MET:
            yield f"{check.id} is {check.verdict}: expected {check.evidence.expected}, found {check.evidence.found}"


def _explanation(explanations: Mapping[str, str], mutant: Mutant) -> str | None:
    return explanations.get(mutant.name, explanations.get(mutant.operator))


def _remarks(
    explanations: Mapping[str, str], mutants: Sequence[Mutant], reports: Sequence[MutantReport]
) -> Iterator[str]:
    """Explanations of mutants that are killed all the same, or that are not made at all."""
    for key in explanations:
        fates = {report.fate for report in reports if key in (report.mutant.name, report.mutant.operator)}
        if not any(key in (mutant.name, mutant.operator) for mutant in mutants):
            yield f"`{key}` is explained, and no such mutant is made"
        elif fates == {Fate.KILLED}:
            yield f"`{key}` is explained as a survivor, and it is killed"
