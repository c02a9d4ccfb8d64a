"""Objects in general, and Services."""

from datetime import datetime
from typing import Any

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.matching import ABSENT, difference
from ckadtrainer.grading.views.look import Look, Spot, names
from ckadtrainer.grading.views.status import moment


def find(look: Look, kind: str, name: str) -> Manifest:
    """The object, or Unmet: absent, or on its way out."""
    spot = Spot(f"{kind} {name}", f"namespace {look.snapshot.namespace}")
    found = look.snapshot.find(kind, name)
    if found is None:
        others = sorted(look.snapshot.objects[kind])
        raise spot.unmet(f"no {kind} of that name; there: {names(others)}" if others else f"no {kind} at all")
    if found["metadata"].get("deletionTimestamp"):
        raise spot.unmet(f"{kind} {name} is being deleted")
    return found


class ObjectView:
    """One object. `has` and `lacks` take a fragment of its manifest; see `grading.matching` for the rules."""

    def __init__(self, look: Look, kind: str, manifest: Manifest) -> None:
        self.look = look
        self._kind = kind
        self.manifest = manifest

    @property
    def name(self) -> str:
        return str(self.manifest["metadata"]["name"])

    @property
    def resource_version(self) -> str:
        """The version of the object it is judged at."""
        return str(self.manifest["metadata"].get("resourceVersion", ""))

    @property
    def created_at(self) -> datetime:
        """UTC, to the second: that is what the API keeps."""
        created = moment(self.manifest["metadata"]["creationTimestamp"])
        assert created is not None  # noqa: S101  the API always sets it
        return created

    def has(self, fragment: dict[str, Any]) -> None:
        """The manifest holds the fragment."""
        first = difference(self.manifest, fragment)
        if first is not None:
            raise self._spot(f"{first.path}: {first.expected}", first.path).unmet(first.found)
        self.look.met(self._spot("the fields asked for"), "all of them")

    def becomes(self, fragment: dict[str, Any]) -> None:
        """The manifest holds the fragment, or may still come to: for what a controller fills in."""
        first = difference(self.manifest, fragment)
        if first is not None:
            raise self._spot(f"{first.path}: {first.expected}", first.path).pending(first.found)
        self.look.met(self._spot("the fields asked for"), "all of them")

    def lacks(self, fragment: dict[str, Any]) -> None:
        """The manifest does not hold the fragment."""
        spot = self._spot(f"nothing like {_outline(fragment)}")
        if difference(self.manifest, fragment) is None:
            raise spot.unmet("it is there")
        self.look.met(spot, "nothing like it")

    def _spot(self, expected: str, path: str = "") -> Spot:
        where = f"{self._kind.lower()} {self.name}" + (f", {path}" if path else "")
        return Spot(expected, where, self.resource_version)


def _outline(fragment: object) -> str:
    if isinstance(fragment, dict):
        return ", ".join(
            f"{key}.{_outline(value)}" if isinstance(value, dict) else str(key) for key, value in fragment.items()
        )
    return str(fragment) if fragment is not ABSENT else ""


class ServiceView(ObjectView):
    """A Service."""

    def is_cluster_ip(self) -> None:
        """Of type ClusterIP with an address of its own."""
        spec = self.manifest["spec"]
        spot = self._spot("type ClusterIP", "spec.type")
        if spec.get("type", "ClusterIP") != "ClusterIP":
            raise spot.unmet(f"type {spec['type']}")
        if spec.get("clusterIP") in (None, "", "None"):
            raise spot.unmet("a headless Service")
        self.look.met(spot)

    def has_port(self, port: int) -> None:
        """Among its ports, by the port clients use."""
        ports = [entry.get("port") for entry in self.manifest["spec"].get("ports") or []]
        spot = self._spot(f"port {port}", "spec.ports")
        if port not in ports:
            raise spot.unmet(f"ports {names([str(entry) for entry in ports])}")
        self.look.met(spot)
