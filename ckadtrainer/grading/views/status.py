"""The fields of a pod's spec and status that views read, by name."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.probes import ContainerRef

TOKEN_VOLUME = "kube-api-access-"  # noqa: S105  begins the name of a volume that the API adds to every Pod


def moment(text: str | None) -> datetime | None:
    """An RFC 3339 time stamp of the API as UTC, or None."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def changed_at(manifest: Manifest, *, status: bool) -> list[datetime]:
    """When those who write the object's status last changed it, or those who write all else; in no order.

    Source: `metadata.managedFields` in
    https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
    """
    managed = manifest["metadata"].get("managedFields") or ()
    times = (moment(each.get("time")) for each in managed if (each.get("subresource") == "status") is status)
    return [when for when in times if when is not None]


def is_sidecar(container: dict[str, Any]) -> bool:
    """Whether an entry of initContainers is a native sidecar.

    Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """
    return container.get("restartPolicy") == "Always"


@dataclass(frozen=True, slots=True)
class Mount:
    """One volumeMounts entry. `volume` is the pod's volume entry of that name."""

    path: str
    name: str
    sub_path: str
    read_only: bool
    volume: dict[str, Any]

    @property
    def config_maps(self) -> list[str]:
        """Names of the ConfigMaps that the volume is made of."""
        sources = [self.volume, *self.sources]
        return [str(source["configMap"].get("name")) for source in sources if source.get("configMap")]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """What a projected volume is made of, as its manifest lists it; nothing for any other."""
        return [*((self.volume.get("projected") or {}).get("sources") or [])]

    def overlaps(self, other: "Mount") -> bool:
        """Whether a file may be in both: one volume, and one folder of it at or below the other."""
        one, two = (f"{it.sub_path.strip('/')}/".lstrip("/") for it in (self, other))
        return self.name == other.name and (one.startswith(two) or two.startswith(one))

    def covers(self, path: str) -> bool:
        folder = self.path.rstrip("/") or "/"
        return path.rstrip("/") == folder or path.startswith(folder.rstrip("/") + "/")

    def inside(self, path: str) -> str:
        """The rest of `path` below the mount, without a leading slash, as seen from the volume's root."""
        rest = path[len(self.path.rstrip("/")) :].strip("/")
        return "/".join(part for part in (self.sub_path.strip("/"), rest) if part)


@dataclass(frozen=True, slots=True)
class ContainerFacts:
    """One container of a pod: its spec, its status, and which list it stands in."""

    name: str
    spec: dict[str, Any]
    status: dict[str, Any]
    is_init: bool

    @property
    def is_sidecar(self) -> bool:
        return self.is_init and is_sidecar(self.spec)

    @property
    def state(self) -> tuple[str, dict[str, Any]]:
        """`running`, `waiting` or `terminated` with its details; waiting when nothing is reported yet."""
        state: dict[str, Any] = self.status.get("state") or {}
        for name in ("running", "terminated", "waiting"):
            if name in state:
                return name, state[name] or {}
        return "waiting", {}

    @property
    def id(self) -> str:
        return str(self.status.get("containerID") or "")

    @property
    def restarts(self) -> int:
        return int(self.status.get("restartCount") or 0)

    @property
    def last_exit(self) -> dict[str, Any] | None:
        last: dict[str, Any] | None = (self.status.get("lastState") or {}).get("terminated")
        return last

    @property
    def started_at(self) -> datetime | None:
        """Start of the present or last run."""
        _, detail = self.state
        return moment(detail.get("startedAt") or (self.last_exit or {}).get("startedAt"))

    @property
    def first_known_start(self) -> datetime | None:
        """Start of the run before this one where there was one: the API keeps two."""
        return moment((self.last_exit or {}).get("startedAt")) or self.started_at

    def ref(self, pod: str) -> ContainerRef:
        return ContainerRef(pod, self.name, self.id)


def containers_of(pod: Manifest) -> dict[str, ContainerFacts]:
    """Every container of the pod by name, init containers first."""
    spec, status = pod.get("spec") or {}, pod.get("status") or {}
    found: dict[str, ContainerFacts] = {}
    for key, status_key, is_init in (
        ("initContainers", "initContainerStatuses", True),
        ("containers", "containerStatuses", False),
    ):
        reported = {item["name"]: item for item in status.get(status_key) or []}
        for item in spec.get(key) or []:
            found[item["name"]] = ContainerFacts(item["name"], item, reported.get(item["name"], {}), is_init)
    return found


def mounts_of(pod: Manifest, container: ContainerFacts) -> list[Mount]:
    """The container's own mounts, deepest path first, so that the first that covers a path is the one in effect."""
    volumes = {volume["name"]: volume for volume in (pod.get("spec") or {}).get("volumes") or []}
    mounts = [
        Mount(
            path=entry["mountPath"],
            name=entry["name"],
            sub_path=entry.get("subPath") or entry.get("subPathExpr") or "",
            read_only=bool(entry.get("readOnly")) or not _writable(volumes.get(entry["name"], {})),
            volume=volumes.get(entry["name"], {}),
        )
        for entry in container.spec.get("volumeMounts") or []
        if not entry["name"].startswith(TOKEN_VOLUME)
    ]
    return sorted(mounts, key=lambda mount: len(mount.path), reverse=True)


def _writable(volume: dict[str, Any]) -> bool:
    return not any(key in volume for key in ("configMap", "secret", "downwardAPI", "projected"))


def condition(pod: Manifest, type: str) -> dict[str, Any]:
    """A condition of the pod, empty when it is not reported."""
    conditions = (pod.get("status") or {}).get("conditions") or []
    return next((item for item in conditions if item.get("type") == type), {})
