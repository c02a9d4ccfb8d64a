"""Near misses about whole objects: missing, misspelt, in another namespace, with another port or value."""

from collections.abc import Iterator
from random import Random

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation.mutant import Change, Documents
from ckadtrainer.mutation.place import Path, removed, replaced
from ckadtrainer.mutation.spelling import misspelt

_ELSEWHERE = "default"


def drop_document(documents: Documents, _: Random) -> Iterator[Change]:
    """One of several objects is not made."""
    for number, document in enumerate(documents) if len(documents) > 1 else ():
        yield Change(_target(document), f"there is no {_title(document)}", removed(documents, (number,)))


def misspell_object(documents: Documents, chance: Random) -> Iterator[Change]:
    """An object's name is by one letter another."""
    for number, document in enumerate(documents):
        name = misspelt(_name(document), chance)
        made = replaced(documents, (number, "metadata", "name"), name)
        yield Change(_target(document), f"{_title(document)} is called `{name}`", made)


def other_namespace(documents: Documents, _: Random) -> Iterator[Change]:
    """An object is made in another namespace."""
    for number, document in enumerate(documents):
        made = replaced(documents, (number, "metadata", "namespace"), _ELSEWHERE)
        yield Change(_target(document), f"{_title(document)} is meant for namespace `{_ELSEWHERE}`", made)


def next_service_port(documents: Documents, _: Random) -> Iterator[Change]:
    """A Service has the next port, before the same target."""
    for document, path, port in _service_ports(documents):
        made = replaced(documents, (*path, "targetPort"), port.get("targetPort", port["port"]))
        made = replaced(made, (*path, "port"), port["port"] + 1)
        yield Change(_target(document), f"{_title(document)} has port {port['port'] + 1}", made)


def next_target_port(documents: Documents, chance: Random) -> Iterator[Change]:
    """A Service sends to the next port."""
    for document, path, port in _service_ports(documents):
        target = port.get("targetPort", port["port"])
        other = target + 1 if isinstance(target, int) else misspelt(str(target), chance)
        made = replaced(documents, (*path, "targetPort"), other)
        yield Change(_target(document), f"{_title(document)} sends to port {other}", made)


def misspell_selector(documents: Documents, chance: Random) -> Iterator[Change]:
    """A Service selects by a value that is by one letter another."""
    for number, document in enumerate(documents):
        if document["kind"] == "Service":
            for key, value in ((document.get("spec") or {}).get("selector") or {}).items():
                other = misspelt(value, chance)
                made = replaced(documents, (number, "spec", "selector", key), other)
                yield Change(_target(document), f"{_title(document)} selects `{key}={other}`", made)


def misspell_key(documents: Documents, chance: Random) -> Iterator[Change]:
    """A key of a ConfigMap or Secret is by one letter another."""
    for document, path, key in _entries(documents):
        other = misspelt(key, chance)
        held = {other if name == key else name: value for name, value in document[str(path[1])].items()}
        made = replaced(documents, path[:2], held)
        yield Change(f"{_target(document)}:{key}", f"{_title(document)} has key `{other}` in place of `{key}`", made)


def misspell_value(documents: Documents, chance: Random) -> Iterator[Change]:
    """A value of a ConfigMap or Secret is by one letter another."""
    for document, path, key in _entries(documents):
        made = replaced(documents, path, misspelt(str(document[str(path[1])][key]), chance))
        yield Change(
            f"{_target(document)}:{key}", f"the value of `{key}` in {_title(document)} is by one letter another", made
        )


def _service_ports(documents: Documents) -> Iterator[tuple[Manifest, Path, Manifest]]:
    for number, document in enumerate(documents):
        if document["kind"] == "Service":
            for position, port in enumerate((document.get("spec") or {}).get("ports") or []):
                yield document, (number, "spec", "ports", position), port


def _entries(documents: Documents) -> Iterator[tuple[Manifest, Path, str]]:
    for number, document in enumerate(documents):
        held = {"ConfigMap": "data", "Secret": "stringData"}.get(document["kind"])
        for key in (document.get(held) or {}) if held is not None else ():
            yield document, (number, str(held), key), key


def _name(document: Manifest) -> str:
    return str(document["metadata"]["name"])


def _target(document: Manifest) -> str:
    return f"{document['kind']}/{_name(document)}"


def _title(document: Manifest) -> str:
    return f"{document['kind']} `{_name(document)}`"
