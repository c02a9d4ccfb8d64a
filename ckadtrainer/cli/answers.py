"""Answer files as a learner writes them: any YAML that kubectl would take."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import AnswerError

LARGEST = 1 << 20
"""Bytes of an answer file that are still read."""


# As kubectl reads YAML: a date stays text.
_RESOLVERS = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_LOADER = type(
    "AnswerLoader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {"yaml_implicit_resolvers": _RESOLVERS}
)


def read_files(files: Iterable[Path]) -> Sequence[Manifest]:
    """The objects of all files in order; `-` is standard input. Raises AnswerError."""
    return [document for file in files for document in read_text(_text(file), str(file))]


def read_text(text: str, name: str) -> Sequence[Manifest]:
    """The objects in one YAML text, the items of a List one by one. Raises AnswerError with its `name`."""
    try:
        documents = [it for it in yaml.load_all(text, Loader=_LOADER) if it is not None]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise AnswerError(f"{name} is not YAML: {' '.join(str(error).split())}.", "Mend the file.") from error
    objects = [item for document in documents for item in _items(document)]
    faulty = [number for number, item in enumerate(objects, start=1) if not _is_object(item)]
    if faulty or not objects:
        which = f"object {faulty[0]}" if faulty else "the file"
        raise AnswerError(
            f"In {name} {which} is no Kubernetes object.",
            "Each needs `apiVersion`, `kind` and `metadata.name`.",
        )
    return objects


def _items(document: Any) -> Sequence[Any]:
    if isinstance(document, dict) and document.get("kind") == "List" and isinstance(document.get("items"), list):
        return list(document["items"])
    return [document]


def _is_object(item: Any) -> bool:
    metadata = item.get("metadata") if isinstance(item, dict) else None
    named = isinstance(metadata, dict) and isinstance(metadata.get("name"), str)
    return named and all(isinstance(item.get(key), str) for key in ("apiVersion", "kind"))


def _text(file: Path) -> str:
    try:
        if str(file) == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with file.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise AnswerError(f"{file} is larger than 1 MiB.", "Give files of Kubernetes objects.")
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise AnswerError(f"{file} cannot be read: {reason}.", "Give readable YAML files.") from error
