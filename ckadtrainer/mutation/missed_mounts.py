"""Near misses about volumes: a mount that is not there, elsewhere, or of another volume."""

from collections.abc import Iterator
from random import Random

from ckadtrainer.mutation.mutant import Change, Documents
from ckadtrainer.mutation.place import Path, Spot, at, removed, replaced, spots, workloads
from ckadtrainer.mutation.spelling import misspelt_path


def drop_mount(documents: Documents, _: Random) -> Iterator[Change]:
    """One container mounts one volume less, the shared volumes first."""
    mounts = [(spot, path) for spot in spots(documents) for path in _mounts(spot)]
    for spot, path in sorted(mounts, key=lambda it: not _is_shared(documents, *it)):
        where = at(documents, path)["mountPath"]
        yield Change(_target(spot, where), f"`{spot.name}` mounts nothing at `{where}`", removed(documents, path))


def own_volume(documents: Documents, chance: Random) -> Iterator[Change]:
    """A second emptyDir takes the shared one's place in one container."""
    for workload in workloads(documents):
        for volume in workload.volumes:
            mounters = workload.mounters(volume["name"])
            if "emptyDir" not in volume or len(mounters) < 2:
                continue
            # Of two, it does not matter which one is given the other volume.
            for spot in mounters if len(mounters) > 2 else [chance.choice(mounters)]:
                yield Change(
                    spot.name,
                    f"`{spot.name}` has an emptyDir of its own in place of `{volume['name']}`",
                    _split(documents, spot, volume["name"]),
                )


def misplace_mount(documents: Documents, chance: Random) -> Iterator[Change]:
    """A mount's path is by one letter another."""
    for spot in spots(documents):
        for path in _mounts(spot):
            where = at(documents, path)["mountPath"]
            other = misspelt_path(where, chance)
            about = f"`{spot.name}` mounts at `{other}` in place of `{where}`"
            yield Change(_target(spot, where), about, replaced(documents, (*path, "mountPath"), other))


def add_sub_path(documents: Documents, _: Random) -> Iterator[Change]:
    """A mount shows a folder of the volume in place of all of it."""
    for spot in spots(documents):
        for path in _mounts(spot):
            mount = at(documents, path)
            if "subPath" not in mount and "subPathExpr" not in mount:
                where = mount["mountPath"]
                about = f"`{spot.name}` sees only the folder `part` of the volume at `{where}`"
                yield Change(_target(spot, where), about, replaced(documents, (*path, "subPath"), "part"))


def drop_sub_path(documents: Documents, _: Random) -> Iterator[Change]:
    """A mount shows all of the volume in place of one part."""
    yield from _without(documents, "subPath", "has no subPath")


def drop_read_only(documents: Documents, _: Random) -> Iterator[Change]:
    """A mount that may only be read may be written."""
    yield from _without(documents, "readOnly", "may be written")


def _without(documents: Documents, key: str, words: str) -> Iterator[Change]:
    for spot in spots(documents):
        for path in _mounts(spot):
            mount = at(documents, path)
            if mount.get(key):
                about = f"the mount of `{spot.name}` at `{mount['mountPath']}` {words}"
                yield Change(_target(spot, mount["mountPath"]), about, removed(documents, (*path, key)))


def _mounts(spot: Spot) -> Iterator[Path]:
    for position in range(len(spot.mounts)):
        yield (*spot.path, "volumeMounts", position)


def _target(spot: Spot, where: str) -> str:
    return f"{spot.name}:{where}"


def _is_shared(documents: Documents, spot: Spot, path: Path) -> bool:
    return len(spot.workload.mounters(at(documents, path)["name"])) > 1


def _split(documents: Documents, spot: Spot, volume: str) -> Documents:
    """The documents with a volume more, which `spot` mounts where it mounted `volume`."""
    own = f"{volume}-own"
    made = documents
    for path in _mounts(spot):
        if at(made, path)["name"] == volume:
            made = replaced(made, (*path, "name"), own)
    volumes = [*spot.workload.volumes, {"name": own, "emptyDir": {}}]
    return replaced(made, (*spot.workload.path, "spec", "volumes"), volumes)
