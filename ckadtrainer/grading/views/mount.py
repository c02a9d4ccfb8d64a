"""Mounts: what lies under a path of a container."""

from typing import TYPE_CHECKING, Any

from ckadtrainer.grading.matching import difference
from ckadtrainer.grading.views.look import names
from ckadtrainer.grading.views.status import Mount, mounts_of

if TYPE_CHECKING:
    from ckadtrainer.grading.views.container import ContainerView


class MountView:
    """The volume mount in effect at a path."""

    def __init__(self, container: "ContainerView", mount: Mount) -> None:
        self._container = container
        self._mount = mount

    def is_empty_dir(self) -> None:
        """An emptyDir: made with the Pod, gone with the Pod."""
        self._is("emptyDir", "an emptyDir volume")

    def is_config_map(self, name: str) -> None:
        """The ConfigMap of that name, alone or among the sources of a projected volume."""
        self._names("configMap", "name", name)

    def is_secret(self, name: str) -> None:
        """The Secret of that name, alone or among the sources of a projected volume."""
        self._names("secret", "secretName", name)

    def is_claim(self, name: str) -> None:
        """The PersistentVolumeClaim of that name."""
        self._names("persistentVolumeClaim", "claimName", name)

    def volume_has(self, fragment: dict[str, Any]) -> None:
        """The volume, as the Pod lists it, holds the fragment; see `grading.matching` for the rules."""
        first = difference(self._mount.volume, fragment)
        path = f"volumes[{self._mount.name}]"
        if first is not None:
            raise self._container.spot(f"{first.path}: {first.expected}", path).unmet(first.found)
        self._container.look.met(self._container.spot("the fields asked for", path), "all of them")

    def is_shared_with(self, *containers: str) -> None:
        """These containers see the same folder too, at whatever path, or in a mount of more: proven by a nonce."""
        pod = self._container.pod
        places = [f"{self._container.name}:{self._mount.path}"]
        for name in containers:
            other = pod.any_container(name)
            mounts = mounts_of(pod.manifest, other.facts)
            # A mount of the very folder goes before one of more.
            seen = [_seen_in(it, self._mount) for it in sorted(mounts, key=lambda it: -len(it.sub_path))]
            path = next(filter(None, seen), None)
            if path is None:
                spot = other.spot(f"a mount of volume {self._mount.name}", "volumeMounts")
                raise spot.unmet("mounts of " + names([it.name for it in mounts]))
            places.append(f"{name}:{path}")
        pod.shares(*places)

    def is_read_only(self) -> None:
        """The container may only read it, at this path and at any other where it has the same files."""
        spot = self._container.spot(f"{self._mount.path} mounted read-only", f"volumeMounts[{self._mount.name}]")
        mounts = mounts_of(self._container.pod.manifest, self._container.facts)
        open_at = [it.path for it in (self._mount, *mounts) if self._mount.overlaps(it) and not it.read_only]
        if open_at:
            raise spot.unmet(
                "it may write there" if open_at[0] == self._mount.path else f"it may write at {open_at[0]}"
            )
        self._container.look.met(spot)

    def _is(self, type: str, words: str) -> None:
        spot = self._container.spot(f"{words} at {self._mount.path}", f"volumeMounts[{self._mount.name}]")
        if type not in self._mount.volume:
            raise spot.unmet(f"a {self._type()} volume")
        self._container.look.met(spot)

    def _names(self, type: str, field: str, name: str) -> None:
        projected = [each[type].get("name") for each in self._mount.sources if each.get(type)]
        if name in projected:
            self._container.look.met(self._container.spot(f"{type} {name}", f"volumes[{self._mount.name}]"))
            return
        self._is(type, f"a volume of {type} {name}")
        spot = self._container.spot(f"{type} {name}", f"volumes[{self._mount.name}]")
        found = self._mount.volume[type].get(field)
        if found != name:
            raise spot.unmet(f"{type} {found}")

    def _type(self) -> str:
        return next((key for key in self._mount.volume if key != "name"), "missing")


def _seen_in(mount: Mount, folder: Mount) -> str | None:
    """The path at which the folder that one mount shows is found in another; None where that shows less or others."""
    outer, inner = mount.sub_path.strip("/"), folder.sub_path.strip("/")
    if not mount.overlaps(folder) or len(outer) > len(inner):
        return None
    rest = inner[len(outer) :].strip("/")
    return f"{mount.path.rstrip('/')}/{rest}" if rest else mount.path
