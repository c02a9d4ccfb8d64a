"""Every answer of a drill tried on a cluster: what the author says of it must be what the checks say.

Untouched, a drill gives no point; a right answer gives full marks; a wrong one fails exactly the checks it names.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ckadtrainer.attempt.traces import Traces
from ckadtrainer.clock import Clock
from ckadtrainer.definition.drill import Answer
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import definition_error
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, ClusterUnavailable, TrainerError
from ckadtrainer.grading.graders import Graders, load_graders
from ckadtrainer.grading.recording import from_document, replay
from ckadtrainer.grading.verdict import CheckGrade, Grade, Verdict
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.packs.variants import variant_of
from ckadtrainer.side_by_side import side_by_side
from ckadtrainer.trial import Trial, try_answer
from ckadtrainer.world import World

SEEDS = ("", "1", "2")
"""Seeds of the variants that answers are tried in; the empty one is the default variant."""
UNTOUCHED = "untouched"
"""Stands for the answer of somebody who does nothing."""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """One answer tried. `faults` are sentences on what is not as the author says; none means all is well.

    `grade` is None when it could not be tried; `is_told` is False when cluster or grader kept the truth from us.
    `recording` is what the grade stood on, as JSON has it.
    """

    answer: str
    faults: tuple[str, ...]
    grade: Grade | None = None
    seconds: float = 0.0
    complaints: tuple[str, ...] = ()
    is_told: bool = True
    recording: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class DrillReport:
    """All answers of one drill, untouched first."""

    drill: PackedDrill
    answers: tuple[AnswerReport, ...]

    @property
    def is_good(self) -> bool:
        return not any(report.faults for report in self.answers)


def verify(
    drills: Iterable[PackedDrill],
    world: World,
    clock: Clock,
    *,
    jobs: int = 4,
    traces: Traces | None = None,
    tell: Callable[[PackedDrill, AnswerReport], None] = lambda *_: None,
) -> Sequence[DrillReport]:
    """Try every answer of the drills, `jobs` at a time; `tell` hears of each as it is done, on any thread.

    Of a drill with variables each answer is tried in one of the variants that `SEEDS` choose, in turn. The caller
    has made sure that the packs' Python is trusted. Interrupted, it removes what it has made before it raises.
    Raises DefinitionError.
    """
    asked = tuple(drills)
    groups = [answer_trials(drill, world, traces=traces, tell=tell) for drill in asked]
    reports = side_by_side(groups, clock, jobs)
    return [DrillReport(drill, tuple(each)) for drill, each in zip(asked, reports, strict=True)]


def answer_trials(
    drill: PackedDrill,
    world: World,
    *,
    turn: int = 0,
    traces: Traces | None = None,
    tell: Callable[[PackedDrill, AnswerReport], None] = lambda *_: None,
) -> Sequence[Callable[[Clock], AnswerReport]]:
    """The trials that verify a drill, one an answer, untouched first; another `turn` takes other variants.

    Raises DefinitionError.
    """

    def tried(variant: PackedDrill, graders: Graders, answer: Answer | None, clock: Clock) -> AnswerReport:
        report = _tried(variant, graders, answer, clock, partial(try_answer, world=world, traces=traces))
        tell(variant, report)
        return report

    variants = [(variant, load_graders(variant)) for variant in _variants(drill)]
    return [partial(tried, *variants[n % len(variants)], answer) for n, answer in enumerate(_answers(drill), turn)]


def exit_code(reports: Sequence[DrillReport]) -> int:
    """0 when all is as the authors say, 1 when not, 3 when something could not be told."""
    if not all(answer.is_told for report in reports for answer in report.answers):
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if all(report.is_good for report in reports) else EXIT_LESS


def _variants(drill: PackedDrill) -> list[PackedDrill]:
    return [variant_of(drill, seed) for seed in SEEDS] if drill.drill.variables else [drill]


def _answers(drill: PackedDrill) -> tuple[Answer | None, ...]:
    return (None, *drill.drill.answers)


def _tried(
    drill: PackedDrill, graders: Graders, answer: Answer | None, clock: Clock, trial_of: Callable[..., Trial]
) -> AnswerReport:
    name = UNTOUCHED if answer is None else answer.file
    try:
        trial = trial_of(drill, _documents(drill, answer), clock=clock, graders=graders)
    except TrainerError as error:
        is_told = not isinstance(error, ClusterUnavailable)
        return AnswerReport(name, (f"it could not be tried: {error.message}",), is_told=is_told)
    recording = trial.recording.document()
    faults = [fault for check in trial.grade.checks if (fault := fault_of(check, answer)) is not None]
    if not faults:
        faults = _unlike(trial, replay(drill, graders, from_document(recording), clock))
    return AnswerReport(
        name, tuple(faults), trial.grade, trial.seconds, trial.complaints, not trial.grade.is_unknown, recording
    )


def _documents(drill: PackedDrill, answer: Answer | None) -> Sequence[Manifest]:
    if answer is None:
        return ()
    file = drill.folder / answer.file
    documents, problems = read_manifests(file, is_setup=False, values=drill.values)
    if any(problem.is_error for problem in problems):
        raise definition_error(f"The answer {file}", problems)
    return documents


def fault_of(check: CheckGrade, answer: Answer | None) -> str | None:
    """What is wrong with a check's verdict on an answer, None standing for doing nothing; None when nothing is."""
    should_fail = answer is None or check.id in answer.fails
    if check.verdict is (Verdict.UNMET if should_fail else Verdict.MET):
        return None
    wanted = "should fail" if should_fail else "should hold"
    evidence = check.evidence
    return f"{check.id} {wanted} and is {check.verdict}: expected {evidence.expected}, found {evidence.found}"


def _unlike(trial: Trial, again: Grade) -> list[str]:
    return [
        f"{live.id} is {live.verdict} on the cluster and {replayed.verdict} when replayed: {replayed.evidence.found}"
        for live, replayed in zip(trial.grade.checks, again.checks, strict=True)
        if live.verdict is not replayed.verdict
    ]
