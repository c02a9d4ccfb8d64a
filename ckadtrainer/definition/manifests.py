"""Files of Kubernetes objects that belong to a drill: `setup.yaml` and the answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ckadtrainer.definition.document import Document
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.problem import Problem
from ckadtrainer.definition.source import read
from ckadtrainer.definition.values import NO_VALUES, Values


def read_manifests(
    file: Path, *, is_setup: bool, values: Values = NO_VALUES
) -> tuple[tuple[Manifest, ...], list[Problem]]:
    """Read a file of one object a document, and say everything that is wrong with it. Never raises.

    `${name}` is filled for each of the values. A set-up goes to the attempt's namespace and names none; an answer
    may be wrong about it on purpose.
    """
    source = read(file, values)
    problems = list(source.problems)
    if not source.documents and not problems:
        problems.append(Problem("CKD008", file, 1, 1, "the file holds no object"))
    for document in source.documents:
        problems.extend(_problems(document, is_setup))
    return tuple(document.value for document in source.documents if isinstance(document.value, dict)), problems


def _problems(document: Document, is_setup: bool) -> Iterator[Problem]:
    value: Any = document.value
    if not isinstance(value, dict):
        yield document.problem("CKD201", (), "a Kubernetes object must be a mapping")
        return
    for key in ("apiVersion", "kind"):
        if not _is_text(value.get(key)):
            yield document.problem("CKD202", (key,), f"the object has no `{key}`")
    if value.get("kind") == "List":
        yield document.problem("CKD204", ("kind",), "write each object of the List as a document of its own")
        return
    metadata = value.get("metadata")
    if not isinstance(metadata, dict) or not _is_text(metadata.get("name")):
        yield document.problem("CKD202", ("metadata", "name"), "the object has no `metadata.name`")
    elif is_setup and "namespace" in metadata:
        yield document.problem("CKD203", ("metadata", "namespace"), "an attempt has a namespace of its own; name none")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
