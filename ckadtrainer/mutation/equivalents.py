"""The same answer as somebody else would write it: every check must take it."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation.mutant import Change, Documents
from ckadtrainer.mutation.place import Spot, at, replaced, spots, workloads
from ckadtrainer.mutation.script import running, script_of
from ckadtrainer.mutation.spelling import full_image, image_parts, respelt_quantity

_ALL = "all"
_AMOUNTS = ("requests", "limits", "hard")


def other_order(documents: Documents, _: Random) -> Iterator[Change]:
    """App containers, volumes and mounts in reverse order, and variables where none refers to another."""
    made = documents
    for workload in workloads(documents):
        for key in ("containers", "volumes"):
            made = _reversed(made, (*workload.path, "spec", key))
    for spot in spots(documents):
        made = _reversed(made, (*spot.path, "volumeMounts"))
    for spot in spots(made):
        if not any("$(" in str(variable.get("value", "")) for variable in spot.container.get("env") or []):
            made = _reversed(made, (*spot.path, "env"))
    yield Change(_ALL, "lists without an order stand in reverse order", made)


def extra_labels(documents: Documents, _: Random) -> Iterator[Change]:
    """Labels and annotations that nobody asked for."""
    made = documents
    places = [(number,) for number in range(len(documents))]
    for path in dict.fromkeys((*places, *(workload.path for workload in workloads(documents)))):
        made = replaced(made, (*path, "metadata", "labels", "team"), "blue")
        made = replaced(made, (*path, "metadata", "annotations", "example.com/note"), "made by hand")
    yield Change(_ALL, "there are more labels and annotations", made)


def defaults_written_out(documents: Documents, _: Random) -> Iterator[Change]:
    """What the API fills in stands there already."""
    made = documents
    for workload in workloads(documents):
        policy = {} if workload.kind in ("Job", "CronJob") else {"restartPolicy": "Always"}
        pod = {**policy, "dnsPolicy": "ClusterFirst", "terminationGracePeriodSeconds": 30, "securityContext": {}}
        made = replaced(made, (*workload.path, "spec"), {**pod, **workload.spec})
    made = _each_container(made, lambda spot: {**_container_defaults(spot), **spot.container})
    for number, document in enumerate(documents):
        if document["kind"] == "Service":
            made = replaced(made, (number, "spec"), _service_defaults(document.get("spec") or {}))
    yield Change(_ALL, "the defaults are written out", made)


def full_image_names(documents: Documents, _: Random) -> Iterator[Change]:
    """Images are named with their registry."""
    yield Change(_ALL, "images are named with their registry", _each_image(documents, full_image))


def latest_tags(documents: Documents, _: Random) -> Iterator[Change]:
    """Images without a tag have the tag `latest`."""
    yield Change(_ALL, "images without a tag have the tag `latest`", _each_image(documents, _latest))


def other_quantities(documents: Documents, _: Random) -> Iterator[Change]:
    """Amounts are spelt another way."""
    yield Change(_ALL, "amounts are spelt another way", tuple(_respelt(document) for document in documents))


def shell_by_path(documents: Documents, _: Random) -> Iterator[Change]:
    """The shell is named by its path."""
    yield Change(_ALL, "the shell is `/bin/sh`", _each_container(documents, _by_path))


def script_as_argument(documents: Documents, _: Random) -> Iterator[Change]:
    """The script stands in `args`, the shell in `command`."""
    yield Change(_ALL, "the script stands in `args`", _each_container(documents, _as_argument))


def rename_volumes(documents: Documents, _: Random) -> Iterator[Change]:
    """Volumes have other names, in the list and in every mount."""
    made = documents
    for workload in workloads(documents):
        names = {volume["name"] for volume in workload.volumes}
        volumes = [{**volume, "name": f"{volume['name']}-2"} for volume in workload.volumes]
        if volumes:
            made = replaced(made, (*workload.path, "spec", "volumes"), volumes)
        for spot in workload.spots():
            for key in ("volumeMounts", "volumeDevices"):
                for position, mount in enumerate(spot.container.get(key) or []):
                    if mount["name"] in names:
                        made = replaced(made, (*spot.path, key, position, "name"), f"{mount['name']}-2")
    yield Change(_ALL, "volumes have other names", made)


def _reversed(documents: Documents, path: tuple[str | int, ...]) -> Documents:
    items = at(documents, path)
    return replaced(documents, path, items[::-1]) if isinstance(items, list) else documents


def _each_container(documents: Documents, change: Callable[[Spot], Manifest]) -> Documents:
    made = documents
    for spot in spots(documents):
        made = replaced(made, spot.path, change(spot))
    return made


def _each_image(documents: Documents, spelt: Callable[[str], str]) -> Documents:
    return _each_container(
        documents, lambda spot: {**spot.container, "image": spelt(spot.image)} if spot.image else spot.container
    )


def _container_defaults(spot: Spot) -> Manifest:
    is_latest = image_parts(spot.image)[2] in ("", ":latest")
    return {
        **({"imagePullPolicy": "Always" if is_latest else "IfNotPresent"} if spot.image else {}),
        "terminationMessagePath": "/dev/termination-log",
        "terminationMessagePolicy": "File",
        "resources": {},
    }


def _service_defaults(spec: Manifest) -> Manifest:
    ports = [{"protocol": "TCP", "targetPort": port["port"], **port} for port in spec.get("ports") or []]
    filled = {"type": "ClusterIP", "sessionAffinity": "None", **spec}
    return {**filled, "ports": ports} if ports else filled


def _latest(image: str) -> str:
    return image if image_parts(image)[2] else f"{image}:latest"


def _by_path(spot: Spot) -> Manifest:
    command = spot.container.get("command") or []
    is_plain = command[:1] == ["sh"]
    return {**spot.container, "command": ["/bin/sh", *command[1:]]} if is_plain else spot.container


def _as_argument(spot: Spot) -> Manifest:
    command, args = spot.container.get("command") or [], spot.container.get("args")
    if script_of(spot.container) is None or args or len(command) < 3:
        return spot.container
    return {**running(spot.container, command[:2]), "args": command[2:]}


def _respelt(value: Any, *, is_amount: bool = False) -> Any:
    if isinstance(value, list):
        return [_respelt(item) for item in value]
    if not isinstance(value, dict):
        return respelt_quantity(value) if is_amount else value
    return {
        key: {name: _respelt(amount, is_amount=True) for name, amount in below.items()}
        if key in _AMOUNTS and isinstance(below, dict)
        else _respelt(below, is_amount=key == "sizeLimit")
        for key, below in value.items()
    }
