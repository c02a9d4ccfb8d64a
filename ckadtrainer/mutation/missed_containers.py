"""Near misses about containers: missing, misspelt, of another image, never ready, on another port."""

from collections.abc import Iterator
from random import Random

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation.mutant import Change, Documents
from ckadtrainer.mutation.place import Spot, removed, replaced, spots, workloads
from ckadtrainer.mutation.script import other_port, ports, script_of, with_script
from ckadtrainer.mutation.spelling import image_parts, misspelt

_OTHERWISE_CHANGED = ("name", "image", "command", "args", "volumeMounts", "containers", "initContainers", "volumes")
_USUALLY_DEFAULTS = (
    "imagePullPolicy",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "dnsPolicy",
    "schedulerName",
)


def drop_setting(documents: Documents, _: Random) -> Iterator[Change]:
    """A container or Pod lacks one of its settings: its probe, its variables, its security context."""
    for spot in spots(documents):
        for key in _settings(spot.container):
            made = removed(documents, (*spot.path, key))
            yield Change(f"{spot.name}:{key}", f"`{spot.name}` has no `{key}`", made)
    for workload in workloads(documents):
        for key in _settings(workload.spec):
            if key != "restartPolicy":
                yield Change(key, f"the Pod has no `{key}`", removed(documents, (*workload.path, "spec", key)))


def drop_container(documents: Documents, _: Random) -> Iterator[Change]:
    """A container is not there at all."""
    for spot in spots(documents):
        is_last = spot.path[-2] == "containers" and len(spot.workload.spec["containers"]) == 1
        if not is_last:
            yield Change(spot.name, f"there is no `{spot.name}`", removed(documents, spot.path))


def misspell_container(documents: Documents, chance: Random) -> Iterator[Change]:
    """A container's name is by one letter another."""
    for spot in spots(documents):
        name = misspelt(spot.name, chance)
        yield Change(spot.name, f"`{spot.name}` is called `{name}`", replaced(documents, (*spot.path, "name"), name))


def misspell_image(documents: Documents, chance: Random) -> Iterator[Change]:
    """An image's name is by one letter another."""
    for spot in spots(documents):
        head, name, tail = image_parts(spot.image)
        if name:
            yield _with_image(documents, spot, f"{head}{misspelt(name, chance)}{tail}")


def shorten_tag(documents: Documents, _: Random) -> Iterator[Change]:
    """An image's tag is only the beginning of the one asked for: `1.2` for `1.25`."""
    for spot in spots(documents):
        head, name, tail = image_parts(spot.image)
        if tail.startswith(":") and len(tail) > 2:
            yield _with_image(documents, spot, f"{head}{name}{tail[:-1].rstrip('.-')}")


def swap_image(documents: Documents, _: Random) -> Iterator[Change]:
    """A container has the image of another one of its Pod."""
    for spot in spots(documents):
        others = [each.image for each in spot.workload.spots() if each.image not in ("", spot.image)]
        if others and spot.image:
            made = replaced(documents, (*spot.path, "image"), others[0])
            yield Change(spot.name, f"`{spot.name}` has image `{others[0]}`", made)


def never_ready(documents: Documents, _: Random) -> Iterator[Change]:
    """All is as asked, and a readiness probe fails for ever."""
    probe = {"exec": {"command": ["false"]}, "periodSeconds": 1}
    for spot in spots(documents):
        if not spot.must_end:
            made = replaced(documents, (*spot.path, "readinessProbe"), probe)
            yield Change(spot.name, f"`{spot.name}` never gets ready", made)


def next_container_port(documents: Documents, _: Random) -> Iterator[Change]:
    """A declared port is the next one."""
    for spot in spots(documents):
        for position, port in enumerate(spot.container.get("ports") or []):
            number = port["containerPort"]
            made = replaced(documents, (*spot.path, "ports", position, "containerPort"), number + 1)
            yield Change(spot.name, f"`{spot.name}` declares port {number + 1} in place of {number}", made)


def next_script_port(documents: Documents, _: Random) -> Iterator[Change]:
    """A command speaks to the next port."""
    for spot in spots(documents):
        script = script_of(spot.container)
        for port in ports(script) if script is not None else ():
            made = replaced(documents, spot.path, with_script(spot.container, other_port(script or "", port)))
            yield Change(spot.name, f"`{spot.name}` speaks to port {port + 1} in place of {port}", made)


def _settings(part: Manifest) -> list[str]:
    return [key for key in part if key not in (*_OTHERWISE_CHANGED, *_USUALLY_DEFAULTS)]


def _with_image(documents: Documents, spot: Spot, image: str) -> Change:
    """Another image, which the node does not look for: whether a registry is in reach must not matter."""
    made = replaced(documents, (*spot.path, "image"), image)
    about = f"`{spot.name}` has image `{image}`"
    return Change(spot.name, about, replaced(made, (*spot.path, "imagePullPolicy"), "Never"))
