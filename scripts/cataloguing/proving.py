"""What `scripts/verify_catalogue` does, and its words."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ckadtrainer import paths, survival, verification, wiring
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, TrainerError
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.practice import Practice
from ckadtrainer.session.catalogue import Catalogue
from ckadtrainer.untrusted import untrusted

from .page import write_page
from .proof import Proof, Run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prove, write the page, and return the exit status: 1 for a fault or a changed verdict, 3 for an unknown one."""
    chosen = _parser().parse_args(arguments)
    try:
        practice = wiring.practice(wiring.Settings())
        practice.sweep()
        proofs = []
        for drill in _drills(chosen.drill):
            runs = [_run(drill, practice, chosen.seed, chosen.jobs) for _ in range(chosen.repeats)]
            proofs.append(Proof(drill, runs))
            write_page(chosen.page, proofs)
            _tell(proofs[-1])
    except TrainerError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return error.exit_code
    if not all(run.is_told for proof in proofs for run in proof.runs):
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if all(proof.is_good for proof in proofs) else EXIT_LESS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify_catalogue", description="Try every answer and every mutant of the drills, several times."
    )
    parser.add_argument("--drill", action="append", metavar="ID", help="only this drill; repeatable")
    parser.add_argument("--repeats", type=_positive, default=10, metavar="N", help="how many times, 10 unless told")
    parser.add_argument(
        "--jobs", "-j", type=_positive, default=4, metavar="N", help="trials side by side, 4 unless told"
    )
    parser.add_argument("--seed", default="1", metavar="TEXT", help="which letters chance picks for the mutants")
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


def _run(drill: PackedDrill, practice: Practice, seed: str, jobs: int) -> Run:
    world, clock, traces = practice.world, practice.clock, practice.traces
    (answers,) = verification.verify([drill], world, clock, jobs=jobs, traces=traces)
    (mutants,) = survival.try_mutants([drill], world, clock, seed=seed, jobs=jobs, traces=traces)
    print(untrusted(f"{verification.as_text([answers])}\n{survival.as_text([mutants])}"), flush=True)
    return Run(answers, mutants)


def _tell(proof: Proof) -> None:
    changed = proof.changed()
    print(f"{proof.drill.drill.id}: {len(proof.runs)} runs, {len(changed)} with a verdict that changed")
    for line in changed:
        print(f"    {line}")
