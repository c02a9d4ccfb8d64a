"""From a folder to a `Pack`, or to everything that is wrong with it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer.definition.lint import lint_grader
from ckadtrainer.definition.loader import LoadedDrill, format_problems, load_drill, read_one, validate
from ckadtrainer.definition.problem import Problem, definition_error, in_order
from ckadtrainer.packs.description import Description
from ckadtrainer.packs.manifest import Pack, PackedDrill, PackedQuiz


@dataclass(frozen=True, slots=True)
class PackReading:
    """A pack's folder as read.

    `pack` holds the drills that are well formed; it is None when `pack.yaml` is not.
    """

    root: Path
    pack: Pack | None
    drills: tuple[LoadedDrill, ...]
    problems: tuple[Problem, ...]


def load_pack(root: Path, *, built_in: bool = False) -> Pack:
    """Read a pack whose every drill must be well formed.

    Raises DefinitionError with every problem, one a line.
    """
    reading = read_pack(root, built_in=built_in)
    if reading.pack is None or any(problem.is_error for problem in reading.problems):
        raise definition_error(f"The pack in {root}", reading.problems)
    return reading.pack


def read_pack(root: Path, *, built_in: bool = False, only: str | None = None) -> PackReading:
    """Read a pack with every problem of its drills and graders. Never raises.

    `only` is the end of the keys that are wanted, like `topic/id`: other drills are not looked at.
    """
    file = root / "pack.yaml"
    description, problems = _describe(file)
    id = description.id if description else ""
    loaded = tuple(load_drill(folder) for folder in _drill_folders(root) if _is_wanted(id, folder, only))
    for drill in loaded:
        problems += drill.problems
        if drill.drill is not None:
            problems += lint_grader(drill.drill, drill.marks, drill.file, _grader(root, drill.folder))
    problems += _strays(root)
    problems += _twins(loaded)
    if not loaded:
        problems.append(Problem("CKD504", file, 1, 1, "the pack has no drill: nothing matches drills/*/*/drill.yaml"))
    pack = None
    if description is not None:
        faulty = {problem.file for problem in problems if problem.is_error}
        sound = tuple(packed for it in loaded if (packed := _packed(it, root, description.id, faulty)))
        quizzes = tuple(quiz for it in loaded if (quiz := _packed_quiz(it, description.id, faulty)))
        pack = Pack(description.id, description.title, description.version, root, built_in, sound, quizzes)
    return PackReading(root, pack, loaded, in_order(problems))


def _describe(file: Path) -> tuple[Description | None, list[Problem]]:
    document, problems = read_one(file, "a pack")
    if document is None:
        return None, problems
    misfit = format_problems(document, "pack")
    if misfit:
        return None, [*problems, *misfit]
    description, found = validate(Description, document)
    problems += found
    return (None if problems else description), problems


def _drill_folders(root: Path) -> Sequence[Path]:
    """`drills/<topic>/<id>` folders; a folder without `drill.yaml` is reported by what it lacks."""
    return [folder for topic in _folders(root / "drills") for folder in _folders(topic)]


def _is_wanted(pack: str, folder: Path, only: str | None) -> bool:
    return only is None or f"/{pack}/{folder.parent.name}/{folder.name}".endswith(f"/{only}")


def _folders(parent: Path) -> Sequence[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(parent) if entry.is_dir())
    except OSError:
        return []
    return [parent / name for name in names if not name.startswith((".", "_"))]


def _grader(root: Path, folder: Path) -> Path:
    return root / "graders" / folder.parent.name / f"{folder.name}.py"


def _packed(loaded: LoadedDrill, root: Path, pack: str, faulty: set[Path]) -> PackedDrill | None:
    grader = _grader(root, loaded.folder)
    if loaded.drill is None or any(_concerns(fault, loaded.folder, grader) for fault in faulty):
        return None
    return PackedDrill(
        drill=loaded.drill,
        pack=pack,
        folder=loaded.folder,
        grader=grader if grader.exists() else None,
        setup=loaded.setup,
        later=loaded.later,
        values=loaded.values,
    )


def _packed_quiz(loaded: LoadedDrill, pack: str, faulty: set[Path]) -> PackedQuiz | None:
    if loaded.quiz is None or any(_concerns(fault, loaded.folder, loaded.folder) for fault in faulty):
        return None
    return PackedQuiz(loaded.quiz, pack, loaded.folder)


def _concerns(fault: Path, folder: Path, grader: Path) -> bool:
    """Whether a faulty file or link is the drill's, or has the drill below it."""
    return fault.is_relative_to(folder) or any(it.is_relative_to(fault) for it in (folder, grader))


def _strays(root: Path) -> Iterator[Problem]:
    """Links that lead out of the pack, and graders that belong to no drill."""
    for path in _links(root):
        if not _inside(path, root):
            yield Problem("CKD501", path, 1, 1, "this link leads out of the pack; put the file itself here")
    for grader in sorted((root / "graders").glob("*/*.py")):
        drill = root / "drills" / grader.parent.name / grader.stem
        if not grader.name.startswith("_") and not (drill / "drill.yaml").exists():
            yield Problem("CKD502", grader, 1, 1, f"no drill {grader.parent.name}/{grader.stem} belongs to this grader")


def _links(root: Path) -> Iterator[Path]:
    for top in (root / "drills", root / "graders"):
        if top.is_symlink():
            yield top
        for folder, folders, files in os.walk(top):
            yield from (path for name in (*folders, *files) if (path := Path(folder, name)).is_symlink())


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # dangling, or a ring of links
        return False


def _twins(loaded: Sequence[LoadedDrill]) -> Iterator[Problem]:
    first: dict[str, LoadedDrill] = {}
    for it in loaded:
        other = first.setdefault(it.folder.name, it)
        if other is not it:
            yield Problem("CKD503", it.file, 1, 1, f"drill `{it.folder.name}` is in {other.file} already")
