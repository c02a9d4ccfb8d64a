"""Everything that can be said of a pack without a cluster."""

from collections.abc import Sequence
from pathlib import Path

from ckadtrainer.definition.lint import lint_answers
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import Problem, in_order
from ckadtrainer.packs.loading import read_pack


def lint_pack(root: Path) -> Sequence[Problem]:
    """Problems that keep the pack from being used, and warnings where it could be better, by place."""
    reading = read_pack(root)
    problems = list(reading.problems)
    for loaded in reading.drills:
        drill = loaded.drill
        if drill is None:
            continue
        problems += lint_answers(drill, loaded.file)
        for answer in drill.answers:
            problems += read_manifests(loaded.folder / answer.file, is_setup=False, values=loaded.values)[1]
        problems += _unlisted(loaded.folder, {answer.file for answer in drill.answers})
    return in_order(problems)


def _unlisted(folder: Path, listed: set[str]) -> list[Problem]:
    """Files in `answers/` that no answer names are never tried."""
    files = sorted(folder.glob("answers/*.y*ml"))
    return [
        Problem("CKD119", file, 1, 1, "no answer in drill.yaml names this file, so it is never tried")
        for file in files
        if file.relative_to(folder).as_posix() not in listed
    ]
