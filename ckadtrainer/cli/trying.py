"""Grading answer files without an attempt of one's own: `try`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import DrillName
from ckadtrainer.cli.cluster import reach_cluster
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.grade import status_of
from ckadtrainer.cli.run import Run

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Manifests to apply in order; - is stdin.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "try")(try_files)


def try_files(
    run: Run,
    drill: DrillName,
    files: Files,
    seed: Annotated[str, typer.Option(help="The variant to try the files on.")] = "",
) -> int:
    """Grade answer files. A fresh attempt is staged, each file applied, and all of it cleaned up.

    An object that was staged is replaced as a whole, as by `kubectl replace --force`; `$patch: delete` in a document
    deletes it.
    """
    from ckadtrainer.cli.answers import read_files
    from ckadtrainer.packs.trust import require_trust
    from ckadtrainer.packs.variants import variant_of
    from ckadtrainer.scoring.as_json import grade_document
    from ckadtrainer.scoring.as_text import grade_text
    from ckadtrainer.trial import try_answer

    practice = run.practice
    packed, documents = variant_of(practice.find(drill), seed), read_files(files)
    require_trust(practice.catalogue.pack_of(packed))
    reach_cluster(run)
    trial = try_answer(packed, documents, practice.world, practice.clock, traces=practice.traces)
    for complaint in trial.complaints:
        output.say(complaint)
    run.show(grade_text(trial.grade, packed.drill), grade_document(trial.grade))
    return status_of(trial.grade)
