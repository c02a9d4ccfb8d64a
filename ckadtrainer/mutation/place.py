"""Where things stand in a solution's documents, and copies with one place changed."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation.mutant import Documents

Path = tuple[str | int, ...]
"""The number of a document, then keys and positions below it."""

_TEMPLATES: dict[str, Path] = {
    "Pod": (),
    "Deployment": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""From a document to the part with a Pod's `metadata` and `spec`."""


@dataclass(frozen=True, slots=True)
class Workload:
    """A document that makes Pods. `path` leads to its Pod or Pod template, which is `template`."""

    path: Path
    kind: str
    template: Manifest

    @property
    def spec(self) -> Manifest:
        """The Pod's spec."""
        spec: Manifest = self.template["spec"]
        return spec

    @property
    def volumes(self) -> list[Manifest]:
        return self.spec.get("volumes") or []

    def spots(self) -> "Iterator[Spot]":
        """Its containers, init containers first."""
        for group in ("initContainers", "containers"):
            for position, container in enumerate(self.spec.get(group) or []):
                yield Spot(self, (*self.path, "spec", group, position), container)

    def mounters(self, volume: str) -> "list[Spot]":
        """The containers that mount a volume."""
        return [spot for spot in self.spots() if any(mount["name"] == volume for mount in spot.mounts)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A container and the path to it."""

    workload: Workload
    path: Path
    container: Manifest

    @property
    def name(self) -> str:
        return str(self.container["name"])

    @property
    def image(self) -> str:
        """Its image as written; empty in a document that leaves it as it is."""
        return str(self.container.get("image") or "")

    @property
    def mounts(self) -> list[Manifest]:
        return self.container.get("volumeMounts") or []

    @property
    def must_end(self) -> bool:
        """Whether it is an init container that is no sidecar."""
        return self.path[-2] == "initContainers" and self.container.get("restartPolicy") != "Always"


def workloads(documents: Documents) -> Iterator[Workload]:
    """The documents that make Pods, in order."""
    for number, document in enumerate(documents):
        below = _TEMPLATES.get(document["kind"])
        if below is None:
            continue
        path: Path = (number, *below)
        template = at(documents, path)
        if isinstance(template, dict) and isinstance(template.get("spec"), dict):
            yield Workload(path, document["kind"], template)


def spots(documents: Documents) -> Iterator[Spot]:
    """Every container of every workload."""
    for workload in workloads(documents):
        yield from workload.spots()


def at(documents: Documents, path: Path) -> Any:
    """What stands at a path, None when nothing does."""
    found: Any = documents
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def replaced(documents: Documents, path: Path, value: Any) -> Documents:
    """A copy with `value` at a path; mappings that are not there yet are made."""
    made = copy.deepcopy(list(documents))
    around: Any = made
    for part in path[:-1]:
        around = around.setdefault(part, {}) if isinstance(around, dict) else around[part]
    around[path[-1]] = copy.deepcopy(value)
    return tuple(made)


def removed(documents: Documents, path: Path) -> Documents:
    """A copy without what stands at a path, nor the list it leaves empty."""
    made = copy.deepcopy(list(documents))
    around: Any = at(tuple(made), path[:-1]) if len(path) > 1 else made
    del around[path[-1]]
    if not around and len(path) > 2:
        return removed(tuple(made), path[:-1])
    return tuple(made)
