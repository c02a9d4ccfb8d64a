"""Everything that can be said of a pack without a cluster."""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.lint import lint_answers
from ckadtrainer.definition.loader import read_one
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import Problem, in_order
from ckadtrainer.mutation.deriving import OPERATORS
from ckadtrainer.mutation.mutant import Kind
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
        problems += _explanations(drill, loaded.file)
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


def _explanations(drill: Drill, file: Path) -> Iterator[Problem]:
    """Explained survivors of operators that do not exist, or that make equivalents."""
    document, _ = read_one(file, "a drill") if drill.mutants else (None, [])
    if document is None:
        return
    known = [name for name, (_, kind) in OPERATORS.items() if kind is Kind.NEAR_MISS]
    for key in drill.mutants:
        name = key.partition("@")[0]
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
            mark = document.key(("mutants", key))
            yield Problem("CKD134", file, mark.line, mark.column, f"no near misses are made by `{name}`; {hint}")
