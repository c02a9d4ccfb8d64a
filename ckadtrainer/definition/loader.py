"""From a drill's folder to a `Drill`, or to everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ckadtrainer.definition.crosschecks import crosschecks, marks_of_checks
from ckadtrainer.definition.drill import FORMAT, Drill
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import Problem, in_order
from ckadtrainer.definition.source import Document, Mark, read
from ckadtrainer.definition.wording import WRONG_TYPE, problems_of

TOO_OLD = "CKD105"
TOO_NEW = "CKD106"

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LoadedDrill:
    """A drill's folder as read. `drill` is None when a problem keeps it from being one.

    `marks` says where in `drill.yaml` each check's id stands, for problems found elsewhere.
    """

    folder: Path
    drill: Drill | None
    setup: tuple[Manifest, ...]
    problems: tuple[Problem, ...]
    marks: Mapping[str, Mark]

    @property
    def file(self) -> Path:
        return self.folder / "drill.yaml"


def load_drill(folder: Path) -> LoadedDrill:
    """Read `drill.yaml` and `setup.yaml` of a drill's folder, with every problem of both. Never raises."""
    file = folder / "drill.yaml"
    document, problems = read_one(file, "a drill")
    drill: Drill | None = None
    marks: Mapping[str, Mark] = {}
    if document is not None:
        drill, found = _judge(document, file)
        problems += found
        marks = marks_of_checks(document)
    setup, found = _setup(folder / "setup.yaml")
    problems += found
    is_usable = not any(problem.is_error for problem in problems)
    return LoadedDrill(folder, drill if is_usable else None, setup, in_order(problems), marks)


def _judge(document: Document, file: Path) -> tuple[Drill | None, list[Problem]]:
    misfit = format_problems(document, file, "drill")
    if misfit:
        return None, misfit
    drill, problems = validate(Drill, document, file)
    return drill, [*problems, *crosschecks(document, file)]


def read_one(file: Path, what: str) -> tuple[Document | None, list[Problem]]:
    """Read a file that must hold exactly one mapping."""
    source = read(file)
    problems = list(source.problems)
    if not source.documents:
        if not problems:
            problems.append(Problem("CKD008", file, 1, 1, "the file is empty"))
        return None, problems
    if len(source.documents) > 1:
        mark = source.documents[1].at(())
        problems.append(Problem("CKD015", file, mark.line, mark.column, "only one document is accepted here"))
    document = source.documents[0]
    if not isinstance(document.value, dict):
        mark = document.at(())
        problems.append(Problem(WRONG_TYPE, file, mark.line, mark.column, f"{what} must be a mapping"))
        return None, problems
    return document, problems


def validate(model: type[_Model], document: Document, file: Path) -> tuple[_Model | None, list[Problem]]:
    """Hold a document against a model of the format."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        return None, problems_of(error, model, file, document)


def format_problems(document: Document, file: Path, what: str) -> list[Problem]:
    """Whether this version can read the file at all; a missing or mistyped format is the model's to tell."""
    number = document.value.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number == FORMAT:
        return []
    mark = document.at(("format",))
    if number > FORMAT:
        message = f"this {what} is of format {number}, and this version reads format {FORMAT}; upgrade the trainer"
        return [Problem(TOO_NEW, file, mark.line, mark.column, message)]
    message = f"this {what} is of format {number}, which is no longer read; rewrite it as format {FORMAT}"
    return [Problem(TOO_OLD, file, mark.line, mark.column, message)]


def _setup(file: Path) -> tuple[tuple[Manifest, ...], list[Problem]]:
    return read_manifests(file) if file.exists() or file.is_symlink() else ((), [])
