"""From manifests to a `Diagram`. They may be half-formed or hostile: what has not the right shape is left out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ckadtrainer.diagram.pod import UNDECLARED, Container, Diagram, Mount, Pod, Port, Role, Service, Volume

_TEMPLATES = {
    "Pod": (),
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
KINDS = (*_TEMPLATES, "Service")
"""Kinds that are drawn."""

_KINDS = {
    "configMap": ("ConfigMap", "name"),
    "secret": ("Secret", "secretName"),
    "persistentVolumeClaim": ("PVC", "claimName"),
    "hostPath": ("hostPath", "path"),
}
# What the API server adds to every Pod.
_ADDED = "kube-api-access-"
_LARGEST = 10**15


def diagram_of(documents: Iterable[Any]) -> Diagram:
    """Pods, Pod templates and Services in the order they stand in. Never raises.

    What a workload among the documents made (a Deployment's ReplicaSets, their Pods), and what an answer deletes,
    is left out.
    """
    objects = [it for it in documents if isinstance(it, Mapping) and it.get("$patch") != "delete"]
    kinds = {_text(it.get("kind")) for it in objects}
    drawn = [it for it in objects if not _owners(it) & kinds]
    # A ReplicaSet stands between a Deployment and its Pods, and may not be among the documents.
    if "Deployment" in kinds:
        drawn = [it for it in drawn if "ReplicaSet" not in _owners(it)]
    pods = tuple(pod for it in drawn if (pod := pod_of(it)) is not None)
    return Diagram(pods, tuple(_service(it) for it in drawn if it.get("kind") == "Service"))


def pod_of(manifest: Mapping[str, Any]) -> Pod | None:
    """The Pod of a Pod or a workload; None for other kinds."""
    kind = _text(manifest.get("kind"))
    if kind not in _TEMPLATES:
        return None
    template: Mapping[str, Any] = manifest
    for key in _TEMPLATES[kind]:
        template = _mapping(template.get(key))
    spec = _mapping(template.get("spec"))
    containers = (*_containers(spec, "initContainers"), *_containers(spec, "containers"))
    return Pod(
        name=_text(_mapping(manifest.get("metadata")).get("name")),
        kind=kind,
        containers=containers,
        volumes=tuple(_volumes(spec, containers)),
        shares_processes=spec.get("shareProcessNamespace") is True,
        labels=_pairs(_mapping(template.get("metadata")).get("labels")),
    )


def _owners(manifest: Mapping[str, Any]) -> set[str]:
    return {_text(owner.get("kind")) for owner in _items(_mapping(manifest.get("metadata")), "ownerReferences")}


def _containers(spec: Mapping[str, Any], key: str) -> tuple[Container, ...]:
    return tuple(
        Container(
            name=_text(it.get("name")),
            image=_text(it.get("image")),
            role=_role(it, key),
            ports=tuple(
                Port(_text(port.get("containerPort")), _text(port.get("name"))) for port in _items(it, "ports")
            ),
            mounts=tuple(_mounts(it)),
        )
        for it in _items(spec, key)
    )


def _role(container: Mapping[str, Any], key: str) -> Role:
    if key == "containers":
        return Role.APP
    return Role.SIDECAR if container.get("restartPolicy") == "Always" else Role.INIT


def _mounts(container: Mapping[str, Any]) -> Iterator[Mount]:
    for it in _items(container, "volumeMounts"):
        volume, path = _text(it.get("name")), _text(it.get("mountPath"))
        if not volume.startswith(_ADDED):
            sub_path = _text(it.get("subPath")) or _text(it.get("subPathExpr"))
            yield Mount(volume, path.rstrip("/") or path[:1], it.get("readOnly") is True, sub_path)


def _volumes(spec: Mapping[str, Any], containers: Iterable[Container]) -> Iterator[Volume]:
    names: set[str] = set()
    for it in _items(spec, "volumes"):
        name = _text(it.get("name"))
        if not name.startswith(_ADDED) and name not in names:
            names.add(name)
            yield _volume(name, it)
    for mount in (mount for container in containers for mount in container.mounts):
        if mount.volume not in names:
            names.add(mount.volume)
            yield Volume(mount.volume, UNDECLARED)


def _volume(name: str, volume: Mapping[str, Any]) -> Volume:
    # Without a source it is an emptyDir: so the API server fills it in.
    kind = next((_text(key) for key in volume if key != "name" and volume[key] is not None), "emptyDir")
    source = _mapping(volume.get(kind))
    if kind == "emptyDir":
        return Volume(name, kind, medium=_text(source.get("medium")), size_limit=_text(source.get("sizeLimit")))
    if kind == "projected":
        parts = [_text(key) for it in _items(source, "sources") for key in it if it[key] is not None]
        return Volume(name, kind, ", ".join(parts))
    label, field = _KINDS.get(kind, (kind, ""))
    return Volume(name, label, _text(source.get(field)))


def _service(manifest: Mapping[str, Any]) -> Service:
    spec = _mapping(manifest.get("spec"))
    ports = tuple(
        (_text(port.get("port")), _text(port.get("targetPort")) or _text(port.get("port")))
        for port in _items(spec, "ports")
    )
    return Service(_text(_mapping(manifest.get("metadata")).get("name")), ports, _pairs(spec.get("selector")))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(parent: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = parent.get(key)
    return [it for it in value if isinstance(it, Mapping)] if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number and abs(value) < _LARGEST else ""


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(key), _text(item)) for key, item in _mapping(value).items())
