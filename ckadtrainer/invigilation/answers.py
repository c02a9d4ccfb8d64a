"""Answers to an exam from a folder: a file or a folder of files a drill, named by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import Problem, definition_error
from ckadtrainer.errors import AnswerError

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.session.exam import ExamPlan, ExamTask

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Answers:
    """The documents to hand in by the task's number; a task without an answer is left out.

    `strangers` are answers to drills that are not in the exam.
    """

    documents: Mapping[int, Sequence[Manifest]]
    strangers: Sequence[Path]


def read_answers(folder: Path, plan: ExamPlan, drill_of: Callable[[ExamTask], PackedDrill]) -> Answers:
    """Read `<drill>.yaml` or the files of `<drill>/` in their order, `${name}` filled for each task's variant.

    Raises AnswerError when the folder or what is meant cannot be told, DefinitionError with every problem of all
    files, one a line.
    """
    found = _by_drill(folder)
    numbers = _numbers(plan)
    documents: dict[int, Sequence[Manifest]] = {}
    problems: list[Problem] = []
    for drill, number in numbers.items():
        if drill in found:
            values = drill_of(plan.tasks[number - 1]).values
            read = [read_manifests(file, is_setup=False, values=values) for file in _files(found[drill])]
            documents[number] = [document for each, _ in read for document in each]
            problems += [problem for _, each in read for problem in each]
    if any(problem.is_error for problem in problems):
        raise definition_error(f"The folder of answers {folder}", problems)
    return Answers(documents, [path for drill, path in found.items() if drill not in numbers])


def _by_drill(folder: Path) -> Mapping[str, Path]:
    """The answer of each drill: a file, or a folder that has files."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise AnswerError(
            f"The answers in {folder} cannot be read: {error.strerror}.", "Name a folder with a file for each drill."
        ) from error
    found: dict[str, Path] = {}
    for path in entries:
        if path.name.startswith(".") or not (path.suffix in _SUFFIXES or (path.is_dir() and _files(path))):
            continue
        drill = (path.name if path.is_dir() else path.stem).lower().replace("-", "_")
        if drill in found:
            raise AnswerError(
                f"{found[drill]} and {path} are both an answer to {drill}.", "Keep one, or put both in one folder."
            )
        found[drill] = path
    return found


def _files(path: Path) -> Sequence[Path]:
    """A file, or the files of a folder by their names."""
    return sorted(each for each in path.iterdir() if each.suffix in _SUFFIXES) if path.is_dir() else [path]


def _numbers(plan: ExamPlan) -> Mapping[str, int]:
    """A drill's id -> the number of its task."""
    numbers: dict[str, int] = {}
    for task in plan.tasks:
        if task.drill in numbers:
            raise AnswerError(
                f"Two tasks of this exam are at drills called {task.drill}, so a file cannot tell which it answers.",
                "Draw it from one pack with `--pool`, or with another `--seed`.",
            )
        numbers[task.drill] = task.number
    return numbers
