"""What `scripts/verify_catalogue` does, and its words."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ckadtrainer import paths, wiring
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS, TrainerError
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.practice import Practice
from ckadtrainer.session.catalogue import Catalogue
from ckadtrainer.side_by_side import side_by_side
from ckadtrainer.untrusted import untrusted
from ckadtrainer.verification.answers import AnswerReport, DrillReport
from ckadtrainer.verification.as_text import answers_text, mutants_text
from ckadtrainer.verification.mutants import MutantReport

from .ledger import Ledger
from .page import write_page
from .proof import Proof
from .rounds import Report, Wanted, Work

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prove, write the page, and return the exit status: 1 for a fault or a changed verdict, 3 for an unknown one."""
    chosen = _parser().parse_args(arguments)
    try:
        practice = wiring.practice(wiring.Settings())
        practice.sweep()
        works = _works(practice, chosen)
        is_told = _try(works, practice, chosen)
    except TrainerError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return error.exit_code
    proofs = [work.proof for work in works]
    for proof in proofs:
        _tell(proof)
    if not is_told:
        return EXIT_CANNOT_TELL
    return EXIT_FULL_MARKS if all(proof.is_good for proof in proofs) else EXIT_LESS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify_catalogue",
        description="Try every answer and every mutant of the drills, several times. What was tried before, here or on "
        "the machine that wrote the page, counts as long as the drill's files are the same: a long proof can be "
        "stopped and gone on with.",
    )
    parser.add_argument("--drill", action="append", metavar="ID", help="only this drill; repeatable")
    parser.add_argument("--repeats", type=_count, default=10, metavar="N", help="how many times, 10 unless told")
    parser.add_argument(
        "--mutant-repeats", type=_count, metavar="N", help="how many times the mutants, if not as often as the answers"
    )
    parser.add_argument("--jobs", "-j", type=_count, default=16, metavar="N", help="trials at a time, 16 unless told")
    parser.add_argument("--seed", default="1", metavar="TEXT", help="which letters chance picks for the mutants")
    parser.add_argument("--sample", type=_count, metavar="N", help="only so many mutants a drill, picked by the seed")
    parser.add_argument("--afresh", action="store_true", help="forget what was tried of these drills before")
    parser.add_argument(
        "--ledger",
        type=Path,
        default=paths.cache() / "proofs.jsonl",
        metavar="FILE",
        help="what was tried so far, a line a trial; in the cache unless told",
    )
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="where the table goes")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _works(practice: Practice, chosen: argparse.Namespace) -> Sequence[Work]:
    """The work on the repository's drills, or on those named. Raises DefinitionError, UnknownDrill."""
    pack = load_pack(paths.built_in_pack(), built_in=True)
    catalogue = Catalogue(lambda _: [pack])
    drills = [catalogue.find(name) for name in chosen.drill] if chosen.drill else pack.drills
    ledger = Ledger(chosen.ledger)
    if chosen.afresh:
        ledger.forget(drill.drill.id for drill in drills)
    mutants = chosen.repeats if chosen.mutant_repeats is None else chosen.mutant_repeats
    wanted = Wanted(chosen.repeats, mutants, chosen.seed, chosen.sample)
    works = [Work(drill, practice, ledger, wanted) for drill in drills]
    if not chosen.afresh:
        for work in works:
            work.carry_from(chosen.page)
    return works


def _try(works: Sequence[Work], practice: Practice, chosen: argparse.Namespace) -> bool:
    """Every drill once, then every drill again, trials of several drills side by side; whether all could be told."""
    rounds = zip(*(work.rounds() for work in works), strict=True)
    due = [(work, trials) for each in rounds for work, trials in zip(works, each, strict=True) if trials]
    _write(chosen.page, works)
    is_told = True
    done = side_by_side([trials for _, trials in due], practice.clock, chosen.jobs)
    for (work, _), reports in zip(due, done, strict=True):
        print(untrusted(_as_text(work, reports)), flush=True)
        _write(chosen.page, works)
        is_told = is_told and all(each.is_told for each in reports)
    return is_told


def _write(page: Path, works: Iterable[Work]) -> None:
    write_page(page, [work.proof for work in works])


def _as_text(work: Work, reports: Sequence[Report]) -> str:
    answers = [each for each in reports if isinstance(each, AnswerReport)]
    mutants = [each for each in reports if isinstance(each, MutantReport)]
    text = [answers_text([DrillReport(work.drill, tuple(answers))])] if answers else []
    return "\n".join([*text, mutants_text([work.report(mutants)])] if mutants else text)


def _tell(proof: Proof) -> None:
    changed = proof.changed()
    print(f"{proof.drill.drill.id}: {len(proof.tried)} trials, {len(changed)} with a verdict that changed")
    for line in [*(f"{name}: not as it should be" for name in proof.faults), *changed, *proof.varied()]:
        print(f"    {line}")
