"""What must agree inside a drill and with the files beside it.

These rules look at plain values, so that they speak up even where the model found another problem.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ckadtrainer.definition.document import Document, KeyPath, Mark
from ckadtrainer.definition.model import OPERATORS
from ckadtrainer.definition.problem import Problem
from ckadtrainer.definition.values import NONCE, unknown_names


def crosschecks(document: Document) -> Iterator[Problem]:
    """Ids against folders, check ids against each other, answers against checks and files."""
    for code, path, message in (
        *folder_names(document),
        *_check_ids(document),
        *_answers(document.value, document.file.parent),
        *_fragments(document.value),
        *_variables(document.value),
        *_later(document.value, document.file.parent),
        *_slips(document.value),
    ):
        yield document.problem(code, path, message)


def marks_of_checks(document: Document) -> Mapping[str, Mark]:
    """Where each check's id stands."""
    return {id: document.at(path) for path, id in reversed(list(_ids(document.value)))}


_Finding = tuple[str, KeyPath, str]


def folder_names(document: Document) -> Iterator[_Finding]:
    """`id` and `topic` against the names of the folders."""
    folder, value = document.file.absolute().parent, document.value
    for key, name in (("id", folder.name), ("topic", folder.parent.name)):
        if isinstance(value.get(key), str) and value[key] != name:
            yield "CKD110", (key,), f"`{key}` is `{value[key]}`, but the folder's name is `{name}`"


def _check_ids(document: Document) -> Iterator[_Finding]:
    first: dict[str, KeyPath] = {}
    for path, id in _ids(document.value):
        if id in first:
            yield "CKD112", path, f"check `{id}` is on line {document.at(first[id]).line} already"
        first.setdefault(id, path)


def _ids(value: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    for index, check in mappings(value, "checks"):
        if isinstance(check.get("id"), str):
            yield ("checks", index, "id"), check["id"]


def mappings(value: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The items of the list at `key` that are mappings, with their positions."""
    items = value.get(key)
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield index, item


def _answers(value: Mapping[str, Any], folder: Path) -> Iterator[_Finding]:
    known = [id for _, id in _ids(value)]
    home = folder.resolve()
    seen: set[str] = set()
    for index, answer in mappings(value, "answers"):
        path: KeyPath = ("answers", index)
        if isinstance(answer.get("file"), str):
            yield from _answer_file(answer["file"], (*path, "file"), home, seen)
        fails = answer.get("fails")
        if isinstance(fails, list) and fails:
            if index == 0:
                message = "the first answer is the solution and must not fail any check"
                yield "CKD115", (*path, "fails"), message
            yield from _fails(fails, (*path, "fails"), known)


def _answer_file(name: str, path: KeyPath, home: Path, seen: set[str]) -> Iterator[_Finding]:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or "\0" in name:
        yield "CKD114", path, f"`{name}` leads out of the drill's folder"
    elif not (home / name).is_file():
        yield "CKD113", path, f"there is no file `{name}` in the drill's folder"
    elif not (home / name).resolve().is_relative_to(home):
        yield "CKD114", path, f"`{name}` leads out of the drill's folder"
    if str(pure) in seen:
        yield "CKD117", path, f"answer `{name}` is listed already"
    seen.add(str(pure))


def _fails(fails: list[Any], path: KeyPath, known: list[str]) -> Iterator[_Finding]:
    for index, id in enumerate(fails):
        if not isinstance(id, str):
            continue
        if id not in known:
            yield "CKD116", (*path, index), f"no check is called `{id}`{near(id, known)}"
        elif id in fails[:index]:
            yield "CKD118", (*path, index), f"check `{id}` is listed already"


def _variables(value: Mapping[str, Any]) -> Iterator[_Finding]:
    """Placeholders that nothing fills, in a drill that has variables; without them `${…}` is the shell's."""
    variables = value.get("variables")
    if not isinstance(variables, dict):
        return
    if NONCE in variables:
        yield "CKD130", ("variables", NONCE), f"`{NONCE}` is the attempt's random text; give the variable another name"
    for path, text in _texts({key: item for key, item in value.items() if key != "variables"}):
        for name in unknown_names(text, variables):
            yield "CKD131", path, f"no variable is called `{name}`{near(name, list(variables))}"


def _texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield from _texts(below, (*path, key))


def _later(value: Mapping[str, Any], folder: Path) -> Iterator[_Finding]:
    for index, later in mappings(value, "later"):
        if isinstance(later.get("file"), str):
            yield from _answer_file(later["file"], ("later", index, "file"), folder.resolve(), set())


def _slips(value: Mapping[str, Any]) -> Iterator[_Finding]:
    known = [id for _, id in _ids(value)]
    for index, hint in mappings(value, "hints"):
        state = hint.get("when")
        id = state.get("check") if isinstance(state, dict) else None
        if isinstance(id, str) and id not in known:
            yield "CKD132", ("hints", index, "when", "check"), f"no check is called `{id}`{near(id, known)}"


def near(name: str, known: Sequence[str]) -> str:
    """A question to put after a problem: whether the known name that is most like this one was meant."""
    found = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean `{found[0]}`?" if found else ""


def _fragments(value: Mapping[str, Any]) -> Iterator[_Finding]:
    for index, check in mappings(value, "checks"):
        for word in ("has", "lacks"):
            yield from _operators(check.get(word), ("checks", index, word))


def _operators(fragment: Any, path: KeyPath) -> Iterator[_Finding]:
    """Operators that are not known, or do not stand alone, in a fragment no deeper than a file can be."""
    if isinstance(fragment, list):
        for index, item in enumerate(fragment):
            yield from _operators(item, (*path, index))
    if not isinstance(fragment, dict):
        return
    for key, below in fragment.items():
        here = (*path, key)
        if key.startswith("$") and key not in OPERATORS:
            near = difflib.get_close_matches(key, OPERATORS, n=1)
            yield (
                "CKD121",
                here,
                f"unknown operator `{key}`; "
                + (f"did you mean `{near[0]}`?" if near else f"known are {', '.join(OPERATORS)}"),
            )
        elif key in OPERATORS and len(fragment) > 1:
            yield "CKD122", here, f"operator `{key}` must be the only key of its mapping"
        yield from _operators(below, here)
