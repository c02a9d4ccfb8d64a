"""The learner's Pods beside the expected ones: what is missing, what is not expected, what is other.

By name, and by meaning where a task leaves the name open: a volume of another name that is mounted at the same
places is the same volume. A native sidecar is as good as an app container. Ports are not compared: they only inform.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ckadtrainer.diagram.mark import Mark, Marks, Part
from ckadtrainer.diagram.pod import UNDECLARED, Container, Diagram, Mount, Pod, Role, Volume

Same = Callable[[str, str], bool]
"""Whether what was found (first) means what was expected (second): `grading` knows it for images and quantities."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `expected` and `present` are the parts it is marked at; None where there is no such part."""

    mark: Mark
    says: str
    expected: Part | None
    present: Part | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every difference, in the order of the expected Pods."""

    differences: tuple[Difference, ...]

    @property
    def expected(self) -> Marks:
        """Marks for the picture of what is expected."""
        return {it.expected: it.mark for it in reversed(self.differences) if it.expected}

    @property
    def present(self) -> Marks:
        """Marks for the picture of what is there."""
        return {it.present: it.mark for it in reversed(self.differences) if it.present}


def compare(expected: Diagram, present: Diagram, *, is_image: Same, is_size: Same = str.__eq__) -> Comparison:
    """Hold the learner's Pods against the expected ones: by name, and a single other one against a single other."""
    names = {pod.name for pod in present.pods}
    missing = [pod for pod in expected.pods if pod.name not in names]
    extra = [pod for pod in present.pods if pod.name not in {it.name for it in expected.pods}]
    other = {missing[0].name: extra[0]} if len(missing) == len(extra) == 1 else {}
    found: list[Difference] = []
    for pod in expected.pods:
        mine = next((it for it in present.pods if it.name == pod.name), other.get(pod.name))
        if mine is None:
            found.append(Difference(Mark.MISSING, f"{pod.kind} {pod.name} is missing", (pod.name,), None))
        else:
            found.extend(_Pair(pod, mine, is_image, is_size).differences())
    if not other:
        found += [
            Difference(Mark.EXTRA, f"{pod.kind} {pod.name} is not in the solution", None, (pod.name,)) for pod in extra
        ]
    return Comparison(tuple(found))


class _Pair:
    """An expected Pod and the learner's."""

    def __init__(self, expected: Pod, present: Pod, is_image: Same, is_size: Same) -> None:
        self._expected, self._present = expected, present
        self._is_image, self._is_size = is_image, is_size
        self._twins = dict(_twins(expected, present))

    def differences(self) -> Iterator[Difference]:
        want, have = self._expected, self._present
        if (want.name, want.kind) != (have.name, have.kind):
            yield self._other(f"{have.kind} {have.name} instead of {want.kind} {want.name}")
        if want.shares_processes != have.shares_processes:
            yield self._other(f"shareProcessNamespace is {str(have.shares_processes).lower()}", "processes")
        there = {it.name: it for it in have.containers}
        for container in want.containers:
            mine = there.get(container.name)
            if mine is None:
                yield self._missing(f"container {container.name} is missing", "container", container.name)
            else:
                yield from self._container(container, mine)
        wanted = {it.name for it in want.containers}
        for name in (name for name in there if name not in wanted):
            yield self._extra(f"container {name} is not in the solution", "container", name)
        yield from self._order()
        yield from self._volumes()

    def _container(self, want: Container, have: Container) -> Iterator[Difference]:
        name = want.name
        if (want.role is Role.INIT) != (have.role is Role.INIT):
            yield self._other(f"{name} is {_role(have)}, expected {_role(want)}", "container", name)
        if not self._is_image(have.image, want.image):
            yield self._other(f"{name} runs {have.image or 'no image'}, expected {want.image}", "image", name)
        there = {mount.path: mount for mount in have.mounts}
        wanted = {mount.path for mount in want.mounts}
        spare = [mount for mount in have.mounts if mount.path not in wanted]
        for mount in want.mounts:
            mine = there.get(mount.path)
            if mine is not None:
                yield from self._mount(name, mount, mine)
                continue
            moved = next((it for it in spare if self._is_same(mount, it)), None)
            if moved is None:
                yield self._missing(f"{name} mounts nothing at {mount.path}", "mount", name, mount.path)
                continue
            spare.remove(moved)
            says = f"{name} mounts it at {moved.path}, expected {mount.path}"
            yield Difference(
                Mark.OTHER, says, self._part("mount", name, mount.path), self._mine("mount", name, moved.path)
            )
        for mount in spare:
            yield self._extra(
                f"{name} mounts {mount.volume} at {mount.path}, the solution nothing", "mount", name, mount.path
            )

    def _mount(self, container: str, want: Mount, have: Mount) -> Iterator[Difference]:
        words = []
        if not self._is_same(want, have):
            words.append(f"volume {have.volume}, expected {self._twins.get(want.volume, want.volume)}")
        if want.sub_path != have.sub_path:
            words.append(f"subPath {have.sub_path}" if have.sub_path else "no subPath")
        # Where nobody can write it makes no difference whether the mount says so.
        if want.read_only != have.read_only and not self._expected.volume(want.volume).is_given:
            words.append("read-only" if have.read_only else "not read-only")
        if words:
            yield self._other(f"{container} at {want.path}: {'; '.join(words)}", "mount", container, want.path)

    def _is_same(self, want: Mount, have: Mount) -> bool:
        return self._twins.get(want.volume) == have.volume

    def _order(self) -> Iterator[Difference]:
        """Init containers start in the order they stand in."""
        want = [it.name for it in self._expected.containers if it.role is Role.INIT]
        have = [it.name for it in self._present.containers if it.role is Role.INIT and it.name in want]
        for name, mine in zip([name for name in want if name in have], have, strict=False):
            if name != mine:
                yield self._other(f"{mine} starts before {name}", "container", name)
                return

    def _volumes(self) -> Iterator[Difference]:
        for want in self._expected.volumes:
            twin = self._twins.get(want.name)
            if twin is None:
                yield self._missing(f"volume {want.name} is missing", "volume", want.name)
                continue
            have = self._present.volume(twin)
            if not self._is_kind(want, have):
                says = f"volume {have.name} is {have.words}, expected {want.words}"
                yield Difference(Mark.OTHER, says, self._part("volume", want.name), self._mine("volume", twin))
        for have in self._present.volumes:
            if have.name not in self._twins.values():
                yield self._extra(f"volume {have.name} is not in the solution", "volume", have.name)

    def _is_kind(self, want: Volume, have: Volume) -> bool:
        same_size = want.size_limit == have.size_limit or self._is_size(have.size_limit, want.size_limit)
        return (want.kind, want.source, want.medium) == (have.kind, have.source, have.medium) and same_size

    def _part(self, *part: str) -> Part:
        return (self._expected.name, *part)

    def _mine(self, *part: str) -> Part:
        return (self._present.name, *part)

    def _missing(self, says: str, *part: str) -> Difference:
        return Difference(Mark.MISSING, says, self._part(*part), None)

    def _extra(self, says: str, *part: str) -> Difference:
        return Difference(Mark.EXTRA, says, None, self._mine(*part))

    def _other(self, says: str, *part: str) -> Difference:
        return Difference(Mark.OTHER, says, self._part(*part), self._mine(*part))


def _twins(expected: Pod, present: Pod) -> Iterator[tuple[str, str]]:
    """Pairs of volumes: of the same name, or else mounted at the same places, the most of them first."""
    names = {volume.name for volume in present.volumes if volume.kind != UNDECLARED}
    yield from ((volume.name, volume.name) for volume in expected.volumes if volume.name in names)
    rest = [volume.name for volume in expected.volumes if volume.name not in names]
    free = [volume.name for volume in present.volumes if volume.name not in {it.name for it in expected.volumes}]
    shared = {(want, have): len(_places(expected, want) & _places(present, have)) for want in rest for have in free}
    for want, have in sorted(shared, key=lambda pair: -shared[pair]):
        if want in rest and have in free and shared[want, have]:
            rest.remove(want)
            free.remove(have)
            yield want, have


def _places(pod: Pod, volume: str) -> set[tuple[str, str]]:
    return {(it.name, mount.path) for it in pod.containers for mount in it.mounts if mount.volume == volume}


def _role(container: Container) -> str:
    return {Role.INIT: "an init container", Role.SIDECAR: "a sidecar", Role.APP: "an app container"}[container.role]
