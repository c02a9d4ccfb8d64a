"""From a drill's folder to a `Drill` or a `Quiz`, or to everything that is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from ckadtrainer.definition.crosschecks import crosschecks, marks_of_checks, near
from ckadtrainer.definition.document import Document, KeyPath, Mark
from ckadtrainer.definition.drill import FORMAT, Drill
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.definition.problem import Problem, in_order
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.definition.quizchecks import lint_quiz, quizchecks
from ckadtrainer.definition.source import parse, read
from ckadtrainer.definition.values import NO_VALUES, Values, blanked
from ckadtrainer.definition.variables import Variable, draw
from ckadtrainer.definition.wording import WRONG_TYPE, WRONG_VALUE, problems_of

TOO_OLD = "CKD105"
TOO_NEW = "CKD106"

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LaterObjects:
    """Objects that are staged `after` so many seconds, counted from the making of `pod`, or from the start."""

    after: float
    pod: str | None
    documents: tuple[Manifest, ...]


@dataclass(frozen=True, slots=True)
class LoadedDrill:
    """A drill's folder as read: a `drill` or a `quiz`, neither when a problem keeps it from being one.

    `values` are those of its variables that fill its texts. `marks` says where in `drill.yaml` each check's id
    stands, for problems found elsewhere.
    """

    folder: Path
    drill: Drill | None
    values: Values
    setup: tuple[Manifest, ...]
    later: tuple[LaterObjects, ...]
    problems: tuple[Problem, ...]
    marks: Mapping[str, Mark]
    quiz: Quiz | None = None

    @property
    def file(self) -> Path:
        return self.folder / "drill.yaml"


def load_drill(folder: Path, seed: str = "") -> LoadedDrill:
    """Read `drill.yaml` and the set-up of a drill's folder, with every problem of them. Never raises.

    `seed` chooses the variant of a drill with variables; the empty one is the default variant.
    """
    file = folder / "drill.yaml"
    values = _values(file, seed)
    document, problems = read_one(file, "a drill", values)
    if document is not None and "kind" in document.value:
        return _load_quiz(folder, document, problems)
    drill: Drill | None = None
    marks: Mapping[str, Mark] = {}
    if document is not None:
        drill, found = _judge(document)
        problems += found
        marks = marks_of_checks(document)
    setup, found = _setup(folder / "setup.yaml", values)
    problems += found
    if document is not None and drill is not None:
        problems += _broken(document, drill, setup)
    later, found = _later(drill, folder, values)
    problems += found
    is_usable = not any(problem.is_error for problem in problems)
    return LoadedDrill(folder, drill if is_usable else None, values, setup, later, in_order(problems), marks)


def _values(file: Path, seed: str) -> Values:
    """The variables' values; none when there are none, or when what is written of them is not sound."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if not re.search("^variables:", text, re.MULTILINE):
            return NO_VALUES
        (document,) = parse(blanked(text).encode(), file).documents
        written = dict(document.value["variables"])
    except (OSError, ValueError, TypeError, KeyError):
        return NO_VALUES  # reading and validating the whole file says what is wrong
    try:
        return draw(TypeAdapter(dict[str, Variable]).validate_python(written), seed)
    except ValidationError:
        return dict.fromkeys(written, "x")


def _load_quiz(folder: Path, document: Document, problems: list[Problem]) -> LoadedDrill:
    quiz: Quiz | None = None
    kind = document.value["kind"]
    if isinstance(kind, str) and kind != "quiz":
        message = f"`{kind}` is no kind of drill; say `quiz`, or leave `kind` out for a drill on the cluster"
        problems.append(document.problem(WRONG_VALUE, ("kind",), message))
    else:
        misfit = format_problems(document, "quiz")
        quiz, found = (None, misfit) if misfit else validate(Quiz, document)
        problems += found if misfit else [*found, *quizchecks(document)]
    is_usable = quiz is not None and not any(problem.is_error for problem in problems)
    if quiz is not None and is_usable:
        problems += lint_quiz(quiz, document)
    return LoadedDrill(folder, None, NO_VALUES, (), (), in_order(problems), {}, quiz if is_usable else None)


def _judge(document: Document) -> tuple[Drill | None, list[Problem]]:
    misfit = format_problems(document, "drill")
    if misfit:
        return None, misfit
    drill, problems = validate(Drill, document)
    problems += crosschecks(document)
    return drill, problems


def read_one(file: Path, what: str, values: Values = NO_VALUES) -> tuple[Document | None, list[Problem]]:
    """Read a file that must hold exactly one mapping."""
    source = read(file, values)
    problems = list(source.problems)
    if not source.documents:
        if not problems:
            problems.append(Problem("CKD008", file, 1, 1, "the file is empty"))
        return None, problems
    if len(source.documents) > 1:
        problems.append(source.documents[1].problem("CKD015", (), "only one document is accepted here"))
    document = source.documents[0]
    if not isinstance(document.value, dict):
        return None, [*problems, document.problem(WRONG_TYPE, (), f"{what} must be a mapping")]
    return document, problems


def validate(model: type[_Model], document: Document) -> tuple[_Model | None, list[Problem]]:
    """Hold a document against a model of the format."""
    gaps = [document.problem(WRONG_TYPE, path, message) for path, message in _gaps(document.value)]
    try:
        return model.model_validate(document.value), gaps
    except ValidationError as error:
        problems = problems_of(error, model, document)
    told = {(problem.line, problem.column) for problem in problems}
    return None, problems + [gap for gap in gaps if (gap.line, gap.column) not in told]


def _gaps(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Keys without a value, which would read as if they were not there; fragments may have them."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        if below is None:
            yield (*path, key), f"`{key}` has no value; give one or remove it"
        elif key not in ("has", "lacks"):
            yield from _gaps(below, (*path, key))


def format_problems(document: Document, what: str) -> list[Problem]:
    """Whether this version can read the file at all; a missing or mistyped format is the model's to tell."""
    number = document.value.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number == FORMAT:
        return []
    if number > FORMAT:
        message = f"this {what} is of format {number}, and this version reads format {FORMAT}; upgrade the trainer"
        return [document.problem(TOO_NEW, ("format",), message)]
    message = f"this {what} is of format {number}, which is no longer read; rewrite it as format {FORMAT}"
    return [document.problem(TOO_OLD, ("format",), message)]


def _setup(file: Path, values: Values) -> tuple[tuple[Manifest, ...], list[Problem]]:
    return read_manifests(file, is_setup=True, values=values) if file.exists() or file.is_symlink() else ((), [])


def _broken(document: Document, drill: Drill, setup: Sequence[Manifest]) -> Iterator[Problem]:
    """Pods that are said to be broken and are not staged."""
    pods = [str((each.get("metadata") or {}).get("name")) for each in setup if each.get("kind") == "Pod"]
    for index, name in enumerate(drill.broken):
        if name not in pods:
            message = f"setup.yaml stages no Pod `{name}`{near(name, pods)}"
            yield document.problem("CKD135", ("broken", index), message)


def _later(drill: Drill | None, folder: Path, values: Values) -> tuple[tuple[LaterObjects, ...], list[Problem]]:
    """What comes while the learner works: only kinds that are watched, so that it is seen whether it is there."""
    staged: list[LaterObjects] = []
    problems: list[Problem] = []
    for later in drill.later if drill is not None else ():
        file = folder / later.file
        documents, found = read_manifests(file, is_setup=True, values=values)
        problems += found
        for document in documents:
            kind = document.get("kind")
            if drill is not None and isinstance(kind, str) and kind not in drill.kinds:
                problems.append(Problem("CKD133", file, 1, 1, f"{kind} must be among the `kinds` of drill.yaml"))
        staged.append(LaterObjects(later.after, later.pod, documents))
    return tuple(staged), problems
