"""For authors: `pack new|lint|verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer import paths
from ckadtrainer.cli import output
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, EXIT_USAGE, UsageError

if TYPE_CHECKING:
    from ckadtrainer.definition.problem import Problem
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.verification.answers import AnswerReport
    from ckadtrainer.verification.mutants import MutantReport

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Write packs of drills and prove them.", rich_markup_mode=None)
    command(group, "new")(new)
    command(group, "lint")(lint)
    command(group, "verify")(verify)
    app.add_typer(group, name="pack")


def new(run: Run, folder: Folder) -> int:
    """Write a small pack that works, with comments that explain it."""
    from ckadtrainer.packs.scaffold import new_pack

    files = [str(file) for file in new_pack(folder)]
    run.show("\n".join(files), files)
    output.say(f"Next: `ckadtrainer pack lint {folder}`, then `ckadtrainer pack verify {folder}`.")
    return EXIT_FULL_MARKS


def lint(run: Run, folder: Folder) -> int:
    """Read every file of a pack and say what is wrong, as file:line:column code message. Needs no cluster."""
    from ckadtrainer.packs.lint import lint_pack

    problems = lint_pack(folder)
    if problems or run.as_json:
        run.show("\n".join(str(problem) for problem in problems), [_problem_document(it) for it in problems])
    errors = sum(problem.is_error for problem in problems)
    output.say(f"{folder}: {errors} errors, {len(problems) - errors} warnings.")
    return EXIT_USAGE if errors else EXIT_FULL_MARKS


def verify(
    run: Run,
    folder: Folder,
    *,
    drill: Annotated[list[str] | None, typer.Option("--drill", help="Only this drill; repeatable.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Answers tried side by side.")] = 4,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="DIR", help="Keep what the grades stood on, for replay.")
    ] = None,
    mutants: Annotated[
        bool, typer.Option("--mutants", help="Try near misses and equivalents of each solution instead of the answers.")
    ] = False,
    seed: Annotated[str, typer.Option("--seed", metavar="TEXT", help="Which letters and mutants chance picks.")] = "1",
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="Only so many mutants a drill.")] = None,
) -> int:
    """Try every answer on the cluster. Untouched scores 0, right ones full marks, wrong ones fail as said."""
    from ckadtrainer.verification import answers
    from ckadtrainer.verification.as_json import answers_document
    from ckadtrainer.verification.as_text import answers_text
    from ckadtrainer.verification.recordings import write_recording

    if mutants and record is not None:
        raise UsageError("Mutants are not recorded.", "Leave out `--record` or `--mutants`.")
    if sample is not None and not mutants:
        raise UsageError("Only mutants are sampled.", "Leave out `--sample`, or say `--mutants`.")
    drills = _chosen(run, folder, drill)
    run.practice.sweep()
    if mutants:
        return _verify_mutants(run, drills, seed, sample, jobs)
    practice = run.practice
    reports = answers.verify(drills, practice.world, practice.clock, jobs=jobs, traces=practice.traces, tell=_tell)
    if record is not None:
        for report in reports:
            write_recording(report, record)
    run.show(answers_text(reports), answers_document(reports))
    return answers.exit_code(reports)


def _verify_mutants(run: Run, drills: Sequence[PackedDrill], seed: str, sample: int | None, jobs: int) -> int:
    from ckadtrainer.verification import mutants
    from ckadtrainer.verification.as_json import mutants_document
    from ckadtrainer.verification.as_text import mutants_text

    practice = run.practice
    reports = mutants.try_mutants(
        drills,
        practice.world,
        practice.clock,
        seed=seed,
        size=sample,
        jobs=jobs,
        traces=practice.traces,
        tell=_tell_of_mutant,
    )
    run.show(mutants_text(reports), mutants_document(reports))
    return mutants.exit_code(reports)


def _chosen(run: Run, folder: Path, names: list[str] | None) -> Sequence[PackedDrill]:
    """The drills of a pack whose Python may run. Raises DefinitionError, PackNotTrusted, UnknownDrill."""
    from ckadtrainer.packs.loading import load_pack
    from ckadtrainer.packs.trust import TrustStore
    from ckadtrainer.session.catalogue import Catalogue

    pack = load_pack(folder, built_in=folder.resolve() == paths.built_in_pack().resolve())
    if run.trust and not pack.is_built_in:
        TrustStore().trust(pack)
    TrustStore().require(pack)
    catalogue = Catalogue(lambda _: [pack])
    return [catalogue.find(name) for name in names] if names else pack.drills


def _tell(drill: PackedDrill, report: AnswerReport) -> None:
    symbol = "○" if report.faults else "●"
    output.say(f"{symbol} {drill.drill.id} {report.answer} ({report.seconds:.0f} s)")


def _tell_of_mutant(drill: PackedDrill, report: MutantReport) -> None:
    symbol = "●" if report.is_good else "○"
    output.say(f"{symbol} {drill.drill.id} {report.mutant.name} {report.fate} ({report.seconds:.0f} s)")


def _problem_document(problem: Problem) -> dict[str, Any]:
    return {
        "file": str(problem.file),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "severity": problem.severity.value,
    }
