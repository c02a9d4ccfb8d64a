"""Whether folders of several containers are one folder: proven by a nonce, explained by the mounts."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ckadtrainer.grading.probes import Outcome, SameDirectory, Shared, ShareDirectory
from ckadtrainer.grading.views.container import ContainerView
from ckadtrainer.grading.views.look import Spot
from ckadtrainer.grading.views.status import Mount, mounts_of

if TYPE_CHECKING:
    from ckadtrainer.grading.views.pod import PodView


@dataclass(frozen=True, slots=True)
class _Place:
    """One side: a container, a path in it, and the mount that covers the path."""

    view: ContainerView
    path: str
    mount: Mount

    @property
    def is_over(self) -> bool:
        """A plain init container has ended: nothing can be run in it any more."""
        return self.view.facts.is_init and not self.view.facts.is_sidecar

    @property
    def words(self) -> str:
        return f"{self.view.name} mounts volume {self.mount.name} at {self.mount.path}"

    @property
    def spelling(self) -> tuple[str, str]:
        """The volume and the path inside it, as the manifest has them."""
        return self.mount.name, self.mount.inside(self.path)


class Sharing:
    """The claim that places of one Pod are the same folder."""

    def __init__(self, pod: "PodView", places: Sequence[str]) -> None:
        self._pod = pod
        self._spot = Spot("one volume under " + " and ".join(places), f"pod {pod.name}, volumes", pod.resource_version)
        self._places = [self._place(*place.split(":", 1)) for place in places]

    def prove(self) -> None:
        """Raise unless every place is the same folder as the first."""
        running = [place for place in self._places if not place.is_over]
        anchor = running[0] if running else self._places[0]
        for place in self._places:
            if place.is_over and place.spelling != anchor.spelling:
                self._differ(anchor, place)
        for place in running:
            place.view.require_running(self._spot)
        for one, other in itertools.pairwise(running):
            self._prove_pair(one, other)
        self._pod.look.met(self._spot, "a nonce went from one to the other")

    def _place(self, container: str, path: str) -> _Place:
        view = self._pod.any_container(container)
        mount = next((m for m in mounts_of(self._pod.manifest, view.facts) if m.covers(path)), None)
        if mount is None:
            paths = ", ".join(m.path for m in mounts_of(self._pod.manifest, view.facts)) or "nothing"
            raise view.spot(f"a volume mounted at {path}", "volumeMounts").unmet(f"mounts {paths}")
        return _Place(view, path, mount)

    def _prove_pair(self, one: _Place, other: _Place) -> None:
        outcome = self._pod.look.first([self._send(one, other), self._send(other, one), self._compare(one, other)])
        if outcome is None:
            # No shell on either side: what is left is that the kubelet mounts equal entries alike.
            if one.spelling != other.spelling:
                self._differ(one, other)
            return
        if not cast(Shared, outcome).same:
            self._differ(one, other)

    def _send(self, writer: _Place, reader: _Place) -> Callable[[], Outcome | None]:
        def attempt() -> Outcome | None:
            if writer.mount.read_only:
                return None
            refs = writer.view.facts.ref(self._pod.name), reader.view.facts.ref(self._pod.name)
            return self._pod.look.ask(ShareDirectory(refs[0], writer.path, refs[1], reader.path), self._spot, keep=True)

        return attempt

    def _compare(self, one: _Place, other: _Place) -> Callable[[], Outcome | None]:
        refs = one.view.facts.ref(self._pod.name), other.view.facts.ref(self._pod.name)
        return lambda: self._pod.look.ask(SameDirectory(refs[0], one.path, refs[1], other.path), self._spot, keep=True)

    def _differ(self, one: _Place, other: _Place) -> None:
        where = f"pod {self._pod.name}, container {other.view.name}, volumeMounts[{other.mount.name}]"
        raise Spot(self._spot.expected, where, self._spot.resource_version).unmet(f"{one.words}, {other.words}")
