"""Mounts: what lies under a path of a container."""

from typing import TYPE_CHECKING

from ckadtrainer.grading.views.status import Mount

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
        """The ConfigMap of that name."""
        self._names("configMap", "name", name)

    def is_secret(self, name: str) -> None:
        """The Secret of that name."""
        self._names("secret", "secretName", name)

    def is_claim(self, name: str) -> None:
        """The PersistentVolumeClaim of that name."""
        self._names("persistentVolumeClaim", "claimName", name)

    def is_read_only(self) -> None:
        """The container may only read it."""
        spot = self._container.spot(f"{self._mount.path} mounted read-only", f"volumeMounts[{self._mount.name}]")
        if not self._mount.read_only:
            raise spot.unmet("it may write there")
        self._container.look.met(spot)

    def _is(self, type: str, words: str) -> None:
        spot = self._container.spot(f"{words} at {self._mount.path}", f"volumeMounts[{self._mount.name}]")
        if type not in self._mount.volume:
            raise spot.unmet(f"a {self._type()} volume")
        self._container.look.met(spot)

    def _names(self, type: str, field: str, name: str) -> None:
        self._is(type, f"a volume of {type} {name}")
        spot = self._container.spot(f"{type} {name}", f"volumes[{self._mount.name}]")
        found = self._mount.volume[type].get(field)
        if found != name:
            raise spot.unmet(f"{type} {found}")

    def _type(self) -> str:
        return next((key for key in self._mount.volume if key != "name"), "missing")
