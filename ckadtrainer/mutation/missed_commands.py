"""Near misses about what a container runs: nothing, too slowly, only the words, or not for long."""

from collections.abc import Iterator
from random import Random

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.mutation.mutant import Change, Documents
from ckadtrainer.mutation.place import Spot, replaced, spots
from ckadtrainer.mutation.script import interval, literals, printing, running, script_of, slower, with_script

_FOR_EVER = ("sleep", "infinity")
_EVERY_SECOND = "1"


def init_fails(documents: Documents, _: Random) -> Iterator[Change]:
    """An init container does its work and exits with 1."""
    for spot in _inits(documents):
        yield _with(documents, spot, f"`{spot.name}` exits with 1", with_script(spot.container, _then(spot, "exit 1")))


def init_hangs(documents: Documents, _: Random) -> Iterator[Change]:
    """An init container does its work and never ends."""
    for spot in _inits(documents):
        script = _then(spot, " ".join(_FOR_EVER))
        yield _with(documents, spot, f"`{spot.name}` sleeps for ever", with_script(spot.container, script))


def init_does_nothing(documents: Documents, _: Random) -> Iterator[Change]:
    """An init container ends with success and has done nothing."""
    for spot in _inits(documents):
        yield _with(documents, spot, f"`{spot.name}` runs `true`", running(spot.container, ["true"]))


def crash(documents: Documents, _: Random) -> Iterator[Change]:
    """A container does its work for five seconds, then exits with 1, again and again."""
    for spot in _lasting(documents):
        script = script_of(spot.container)
        work = f"({script}) & " if script is not None else ""
        made = with_script(spot.container, f"{work}sleep 5; exit 1")
        yield _with(documents, spot, f"`{spot.name}` exits with 1 after five seconds", made)


def only_sleep(documents: Documents, _: Random) -> Iterator[Change]:
    """A container stays up and does nothing."""
    for spot in _lasting(documents):
        yield _with(documents, spot, f"`{spot.name}` only sleeps", running(spot.container, _FOR_EVER))


def only_print(documents: Documents, _: Random) -> Iterator[Change]:
    """A container prints the texts of its command, once a second, and does nothing else of it.

    One that must end prints them once, where it had something else to do with them.
    """
    for spot in spots(documents):
        script = script_of(spot.container) or ""
        texts = literals(script)
        if texts and (not spot.must_end or ">" in script):
            made = with_script(spot.container, printing(texts, None if spot.must_end else _EVERY_SECOND))
            yield _with(documents, spot, f"`{spot.name}` only prints {_listed(texts)}", made)


def print_what_others_write(documents: Documents, _: Random) -> Iterator[Change]:
    """A container prints every text that stands in a command of the Pod, at its own pace, and reads nothing."""
    for spot in _lasting(documents):
        script = script_of(spot.container) or ""
        own, pace = literals(script), interval(script)
        others = [
            literals(script_of(other.container) or "") for other in spot.workload.spots() if other.path != spot.path
        ]
        texts = tuple(dict.fromkeys((*own, *(text for each in others for text in each))))
        if pace is not None and len(texts) > len(own):
            made = with_script(spot.container, printing(texts, pace))
            yield _with(documents, spot, f"`{spot.name}` prints {_listed(texts)} by itself", made)


def ten_times_slower(documents: Documents, _: Random) -> Iterator[Change]:
    """What a container does again and again it does at ten times the interval."""
    for spot in spots(documents):
        script = script_of(spot.container)
        pace = interval(script) if script is not None else None
        if pace is not None:
            made = with_script(spot.container, slower(script or ""))
            yield _with(documents, spot, f"`{spot.name}` sleeps ten times {pace} seconds", made)


def _inits(documents: Documents) -> Iterator[Spot]:
    return (spot for spot in spots(documents) if spot.must_end)


def _lasting(documents: Documents) -> Iterator[Spot]:
    return (spot for spot in spots(documents) if not spot.must_end)


def _with(documents: Documents, spot: Spot, about: str, container: Manifest) -> Change:
    return Change(spot.name, about, replaced(documents, spot.path, container))


def _then(spot: Spot, end: str) -> str:
    """The container's script with something to do after it."""
    script = script_of(spot.container)
    return end if script is None else f"{script}\n{end}"


def _listed(texts: tuple[str, ...]) -> str:
    return " and ".join(f"`{text}`" for text in texts)
