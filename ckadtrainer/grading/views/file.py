"""Files in containers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from ckadtrainer.grading.board import FOREVER
from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.probes import (
    AppendLine,
    ContainerRef,
    FileText,
    Marked,
    MarkText,
    Outcome,
    Output,
    ReadFile,
    RunCommand,
)
from ckadtrainer.grading.views.look import Spot, after, spell, unmarked
from ckadtrainer.grading.views.status import Mount, mounts_of
from ckadtrainer.grading.views.token import claims_of, is_bound_to

if TYPE_CHECKING:
    from ckadtrainer.grading.views.container import ContainerView

_NOT_THERE, _NO_STAT = 3, 127
# `-ot` of busybox knows whole seconds only, and its `stat` more than that.
_OLDER = (
    "sh",
    "-c",
    f"""
[ -e "$1" ] || exit {_NOT_THERE}
mine=$(stat -c %y "$1") && other=$(stat -c %y /dev/termination-log) || exit {_NO_STAT}
[ "$(printf '%s\\n' "$mine" "$other" | sort | head -n 1)" = "$mine" ]
""",
    "sh",
)


class FileView:
    """A file seen from one container.

    Where that container has no shell, it is looked at from another one that mounts the same volume.
    """

    def __init__(self, container: "ContainerView", path: str) -> None:
        self.container = container
        self.path = path

    @property
    def name(self) -> str:
        return f"{self.container.name}:{self.path}"

    def holds(self, text: str) -> None:
        """Its whole text is `text`, white space at the ends aside."""
        spot = self._spot(f"the text {text!r}")
        found = self._read(spot)
        if found.strip() != text.strip():
            raise spot.pending(f"the text {_short(found)!r}")
        self.container.look.met(spot)

    def contains(self, text: str) -> None:
        """`text` stands in it."""
        spot = self._spot(f"{text!r} in it")
        found = self._read(spot)
        if text not in found:
            raise spot.pending(f"the text {_short(found)!r}")
        self.container.look.met(spot)

    def holds_token(self, audience: str | None = None, seconds: int | None = None) -> None:
        """It holds a service account token made for this very Pod, as only the kubelet does.

        With `audience`, one for that audience; with `seconds`, one of that lifetime, a minute up or down.
        """
        fit = (f" for {audience}" if audience else "") + (f" that lasts {seconds} s" if seconds else "")
        spot = self._spot(f"a token{fit}" if fit else "a token of this Pod's service account")
        claims = claims_of(self._read(spot))
        if claims is None:
            raise spot.pending("no token")
        if not is_bound_to(claims, self.container.pod.uid):
            raise spot.unmet("a token that was not made for this Pod")
        audiences = claims["aud"] if isinstance(claims.get("aud"), list) else [claims.get("aud")]
        if audience is not None and audience not in audiences:
            raise spot.unmet(f"a token for {', '.join(map(str, audiences))}")
        lifetime = int(claims.get("exp") or 0) - int(claims.get("iat") or 0)
        if seconds is not None and abs(lifetime - seconds) > 60:
            raise spot.unmet(f"a token that lasts {lifetime} s")
        self.container.look.met(spot)

    def has_line_from(self, source: "FileView", soon: float = 15.0) -> None:
        """A new line of a growing file turns up in this one within `soon` seconds: one with a nonce is appended."""
        spot = self._spot(f"new lines of {source.name}")
        self.container.require_running(spot)
        source.container.require_running(spot)
        probe, nonce = source.append(spot, f"{self.container.facts.id}:{self.path}")
        look = self.container.look
        is_late = look.board.is_latched((nonce, self.name, "late"))
        if look.board.is_latched((nonce, self.name)) or (nonce in self._text(spot) and not is_late):
            look.board.latch((nonce, self.name))
            look.met(spot, "a nonce came through")
            return
        age = look.board.age(probe)
        left = soon - (0.0 if age == FOREVER else age)
        if left > 0:
            raise spot.pending("waiting for a nonce to come through", after(look.now, max(left, 1.0)))
        # Else one that comes with the next copy, much later, would do.
        look.board.latch((nonce, self.name, "late"))
        raise spot.unmet(f"a line added to {source.name} did not turn up within {spell(soon)}")

    def is_older_than_the_apps(self) -> None:
        """Nobody has written it since the Pod's app containers were made: an init container did.

        Not for a file that other checks mark: see `mark`.

        Held against the file that the kubelet makes for each container's last words, on the same clock. Source:
        `terminationMessagePath` in https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
        """
        spot, look = self._spot("written before the containers under `containers` were started"), self.container.look
        apps = {
            view.facts.ref(self.container.pod.name) for view in self.container.pod.running() if not view.facts.is_init
        }
        places = [(ref, path) for ref, path in self.doors(to_write=False) if ref in apps]
        if not places:
            raise spot.pending("no container under `containers` that has it runs")
        asked = [(ref, cast(Output, look.ask(RunCommand(ref, (*_OLDER, path)), spot))) for ref, path in places]
        told = [(ref, output) for ref, output in asked if output.has_tools and output.code != _NO_STAT]
        if not told:
            raise CannotTell(spot.evidence("no container that has the file has a program to look with"))
        younger = next(((ref.container, output.code) for ref, output in told if output.code != 0), None)
        if younger is not None:
            name, code = younger
            raise spot.pending("no such file" if code == _NOT_THERE else f"written after {name} was made")
        look.met(spot)

    def append(self, spot: Spot, audience: str) -> tuple[AppendLine, str]:
        """The probe that has added a line with a nonce to the file, and the nonce.

        `audience` says where the line must turn up: another audience is sent a line of its own.
        """
        reason = ""
        for ref, path in self.doors(to_write=True):
            probe = AppendLine(ref, path, audience)
            marked = cast(Marked, self.container.look.ask(probe, spot, keep=True))
            if marked.nonce:
                return probe, marked.nonce
            reason = marked.reason if marked.has_tools else reason
            if marked.has_tools:
                # The file may be made later: ask again in a while.
                self.container.look.ask(probe, spot)
        if reason:
            raise spot.pending(reason)
        raise CannotTell(spot.evidence(f"no container may write {self.name}"))

    def doors(self, *, to_write: bool) -> list[tuple[ContainerRef, str]]:
        """Running containers that have the file, each with its path there; this one first."""
        look_at = [(self.container, self.path)]
        own = next((m for m in self._mounts(self.container) if m.covers(self.path)), None)
        if own is not None:
            inside = own.inside(self.path)
            for other in self.container.pod.running():
                for mount in self._mounts(other):
                    root = mount.sub_path.strip("/")
                    is_below = not root or inside == root or inside.startswith(root + "/")
                    if mount.name == own.name and is_below and other.name != self.container.name:
                        rest = inside[len(root) :].strip("/")
                        look_at.append((other, f"{mount.path.rstrip('/')}/{rest}".rstrip("/")))
        return [
            (view.facts.ref(self.container.pod.name), path)
            for view, path in look_at
            if view.facts.state[0] == "running" and not (to_write and self._is_read_only(view, path))
        ]

    def mark(self, spot: Spot, seconds: float, purpose: str = "") -> MarkText | None:
        """The probe that has put a nonce on every line of the file, or None when no side may write or has a shell.

        Marks of one Pod follow one another: two at once could take each other for the text to put back.
        """
        board = self.container.look.board
        for ref, path in self.doors(to_write=True):
            probe = MarkText(ref, path, seconds)
            busy = board.marked_for(ref.pod)
            if busy > 0 and not board.is_asked(probe, purpose):
                raise spot.pending("waiting for another look at the file to end", after(self.container.look.now, busy))
            marked = cast(Marked, self.container.look.ask(probe, spot, keep=True, tag=purpose))
            if marked.nonce:
                return probe
            if marked.has_tools:
                # The file may be made later: ask again in a while.
                self.container.look.ask(probe, spot, tag=purpose)
                raise spot.pending(marked.reason)
        return None

    def _read(self, spot: Spot) -> str:
        self.container.require_running(spot)
        return unmarked(self._text(spot))

    def _text(self, spot: Spot) -> str:
        look = self.container.look

        def through(ref: ContainerRef, path: str) -> Callable[[], Outcome]:
            return lambda: look.ask(ReadFile(ref, path), spot)

        outcome = look.first([through(ref, path) for ref, path in self.doors(to_write=False)])
        if outcome is None:
            raise CannotTell(spot.evidence("no container that has the file has a shell to look with"))
        answer = cast(FileText, outcome)
        if answer.text is None:
            raise spot.pending(answer.reason or "no such file")
        return answer.text

    def _mounts(self, container: "ContainerView") -> list[Mount]:
        return mounts_of(self.container.pod.manifest, container.facts)

    def _is_read_only(self, container: "ContainerView", path: str) -> bool:
        mount = next((m for m in self._mounts(container) if m.covers(path)), None)
        if mount is not None:
            return mount.read_only
        return bool((container.facts.spec.get("securityContext") or {}).get("readOnlyRootFilesystem"))

    def _spot(self, expected: str) -> Spot:
        return self.container.spot(expected, self.path)


def _short(text: str) -> str:
    clean = text.strip()
    return clean if len(clean) <= 80 else f"{clean[:77]}..."
