"""What `scripts/verify_catalogue` does, and its words."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer import paths, survival, verification, wiring
from ckadtrainer.clock import Clock
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, TrainerError
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.practice import Practice
from ckadtrainer.session.catalogue import Catalogue
from ckadtrainer.side_by_side import side_by_side
from ckadtrainer.survival import MutantReport, MutantTrials
from ckadtrainer.untrusted import untrusted
from ckadtrainer.verification import AnswerReport, DrillReport

from .page import write_page
from .proof import Proof, Run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prove, write the page, and return the exit status: 1 for a fault or a changed verdict, 3 for an unknown one."""
    chosen = _parser().parse_args(arguments)
    try:
        practice = wiring.practice(wiring.Settings())
        practice.sweep()
        drills = _drills(chosen.drill)
        proofs: dict[str, Proof] = {}
        for drill, run in _runs(drills, practice, chosen):
            print(untrusted(f"{verification.as_text([run.answers])}\n{survival.as_text([run.mutants])}"), flush=True)
            earlier = proofs[drill.key].runs if drill.key in proofs else ()
            proofs[drill.key] = Proof(drill, (*earlier, run))
            write_page(chosen.page, proofs.values())
    except TrainerError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return error.exit_code
    for proof in proofs.values():
        _tell(proof)
    if not all(run.is_told for proof in proofs.values() for run in proof.runs):
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if all(proof.is_good for proof in proofs.values()) else EXIT_LESS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify_catalogue", description="Try every answer and every mutant of the drills, several times."
    )
    parser.add_argument("--drill", action="append", metavar="ID", help="only this drill; repeatable")
    parser.add_argument("--repeats", type=_positive, default=10, metavar="N", help="how many times, 10 unless told")
    parser.add_argument(
        "--jobs", "-j", type=_positive, default=16, metavar="N", help="trials side by side, 16 unless told"
    )
    parser.add_argument("--seed", default="1", metavar="TEXT", help="which letters chance picks for the mutants")
    parser.add_argument(
        "--sample", type=_positive, metavar="N", help="only so many mutants a drill, picked by the seed"
    )
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="where the table goes")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _drills(names: Sequence[str] | None) -> Sequence[PackedDrill]:
    """The repository's drills, or those named. Raises DefinitionError, UnknownDrill."""
    pack = load_pack(paths.built_in_pack(), built_in=True)
    catalogue = Catalogue(lambda _: [pack])
    return [catalogue.find(name) for name in names] if names else pack.drills


def _runs(
    drills: Sequence[PackedDrill], practice: Practice, chosen: argparse.Namespace
) -> Iterator[tuple[PackedDrill, Run]]:
    """Every drill once, then every drill again: trials of several drills run side by side."""
    work = [_work(drill, practice, chosen) for drill in drills] * chosen.repeats
    done = side_by_side([each.trials for each in work], practice.clock, chosen.jobs)
    for each, reports in zip(work, done, strict=True):
        yield each.drill, each.run(reports)


@dataclass(frozen=True)
class _Work:
    """The trials of one run of a drill: its answers, then its mutants."""

    drill: PackedDrill
    answers: Sequence[Callable[[Clock], AnswerReport]]
    mutants: MutantTrials

    @property
    def trials(self) -> Sequence[Callable[[Clock], AnswerReport | MutantReport]]:
        return (*self.answers, *self.mutants.trials)

    def run(self, reports: Sequence[AnswerReport | MutantReport]) -> Run:
        answers = tuple(each for each in reports if isinstance(each, AnswerReport))
        mutants = [each for each in reports if isinstance(each, MutantReport)]
        return Run(DrillReport(self.drill, answers), self.mutants.report(mutants))


def _work(drill: PackedDrill, practice: Practice, chosen: argparse.Namespace) -> _Work:
    world, traces = practice.world, practice.traces
    answers = verification.answer_trials(drill, world, traces=traces)
    mutants = survival.mutant_trials(drill, world, seed=chosen.seed, size=chosen.sample, traces=traces)
    return _Work(drill, answers, mutants)


def _tell(proof: Proof) -> None:
    changed = proof.changed()
    print(f"{proof.drill.drill.id}: {len(proof.runs)} runs, {len(changed)} with a verdict that changed")
    for line in changed:
        print(f"    {line}")
