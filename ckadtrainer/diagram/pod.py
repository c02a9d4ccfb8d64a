"""What is drawn: Pods, their containers and volumes, and the Services before them. Text is as the manifest has it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """When a container runs."""

    INIT = "init"
    """Before the next one, to its end."""
    SIDECAR = "sidecar"
    """Started before the next one and kept running: an init container that restarts always."""
    APP = "app"
    """Together with the other app containers."""


@dataclass(frozen=True, slots=True)
class Port:
    """A port a container says it listens on."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mount:
    """A volume at a path of a container."""

    volume: str
    path: str
    read_only: bool = False
    sub_path: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """One container; init containers and sidecars stand in the order they start in."""

    name: str
    image: str
    role: Role
    ports: tuple[Port, ...] = ()
    mounts: tuple[Mount, ...] = ()

    @property
    def starts_in_order(self) -> bool:
        """Whether the next container waits for it."""
        return self.role is not Role.APP


UNDECLARED = "not declared"
"""Kind of a volume that is mounted and that the Pod does not have."""

GIVEN = ("ConfigMap", "Secret", "projected", "downwardAPI")
"""Kinds of volumes that a container only reads, whatever its mount says."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: kind like `emptyDir`, `ConfigMap`, `PVC`; `source` is what the kind refers to."""

    name: str
    kind: str
    source: str = ""
    medium: str = ""
    size_limit: str = ""

    @property
    def words(self) -> str:
        """`emptyDir Memory 64Mi`, `ConfigMap proxy-conf`."""
        return " ".join(part for part in (self.kind, self.source, self.medium, self.size_limit) if part)

    @property
    def is_given(self) -> bool:
        """Whether no container can write to it."""
        return self.kind in GIVEN


@dataclass(frozen=True, slots=True)
class Pod:
    """A Pod, or the Pod template of a workload: `kind` is the object's."""

    name: str
    kind: str = "Pod"
    containers: tuple[Container, ...] = ()
    volumes: tuple[Volume, ...] = ()
    shares_processes: bool = False
    labels: tuple[tuple[str, str], ...] = ()

    def volume(self, name: str) -> Volume:
        """The volume of that name; one of kind UNDECLARED if there is none."""
        return next((volume for volume in self.volumes if volume.name == name), Volume(name, UNDECLARED))


@dataclass(frozen=True, slots=True)
class Service:
    """A Service, the ports it listens on and where each leads: a number or a port's name."""

    name: str
    ports: tuple[tuple[str, str], ...] = ()
    selector: tuple[tuple[str, str], ...] = ()

    def selects(self, pod: Pod) -> bool:
        """Whether it leads to the Pod."""
        return bool(self.selector) and set(self.selector) <= set(pod.labels)


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything of a list of manifests that is drawn."""

    pods: tuple[Pod, ...] = ()
    services: tuple[Service, ...] = ()
