"""Containers: what they are, whether they run, and whether they stay up."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.image import is_image, parse_image
from ckadtrainer.grading.matching import difference
from ckadtrainer.grading.probes import FetchInside
from ckadtrainer.grading.views.answer import AnswerView
from ckadtrainer.grading.views.command import CommandView
from ckadtrainer.grading.views.file import FileView
from ckadtrainer.grading.views.log import LogView
from ckadtrainer.grading.views.look import Spot, after, names, spell
from ckadtrainer.grading.views.mount import MountView
from ckadtrainer.grading.views.status import ContainerFacts, changed_at, condition, moment, mounts_of

if TYPE_CHECKING:
    from ckadtrainer.grading.views.pod import PodView

HOLD = 10.0
"""Seconds a container must stay ready: longer than the usual slip that crashes after five."""
_LONGEST_HOLD = 60.0
_FIND = 'find / -path /proc -prune -o -path /sys -prune -o -name "$1" -print 2>/dev/null; true'
_HOPELESS = {
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "CreateContainerConfigError",
    "CreateContainerError",
    "RunContainerError",
}
_OUR_PULL_LIMIT = "pull QPS exceeded"
"""The kubelet's words for pulling too many images at once: no fault of the learner, and it tries again by itself."""
_PULLING = {"ErrImagePull", "ImagePullBackOff"}
_NO_REGISTRY = ("dial tcp", "i/o timeout", "TLS handshake timeout", "toomanyrequests", "Service Unavailable")
"""A container runtime's words for a registry that does not answer, as against one that has no such image."""
_FORGIVEN_RESTARTS = 2
"""A container may stumble while the other one is not there yet; a third crash is a crash loop."""


class ContainerView:
    """One container of a Pod, by name."""

    def __init__(self, pod: "PodView", facts: ContainerFacts) -> None:
        self.pod = pod
        self.facts = facts
        self.look = pod.look

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def log(self) -> LogView:
        """Its log, of the present run."""
        return LogView(self)

    def file(self, path: str) -> FileView:
        """A file in it, by absolute path."""
        return FileView(self, path)

    def mount(self, path: str) -> MountView:
        """The mount in effect at `path`; unmet when it is on the container's own file system."""
        spot = self.spot(f"a volume mounted at {path}", "volumeMounts")
        mounts = mounts_of(self.pod.manifest, self.facts)
        for mount in mounts:
            if mount.covers(path):
                return MountView(self, mount)
        raise spot.unmet("mounts at " + ", ".join(mount.path for mount in mounts) if mounts else "no mounts")

    def mounts_config_map(self, name: str) -> None:
        """A volume made of the ConfigMap, or with it among others, is mounted at some path."""
        spot = self.spot(f"ConfigMap {name} mounted", "volumeMounts")
        mounts = mounts_of(self.pod.manifest, self.facts)
        found = [source for mount in mounts for source in mount.config_maps]
        if name not in found:
            raise spot.unmet(f"ConfigMaps {', '.join(found)}" if found else "no ConfigMap")
        self.look.met(spot)

    def fetch(self, url: str) -> AnswerView:
        """The answer to an HTTP GET made inside this container, where localhost is the Pod's own."""
        spot = self.spot(f"GET {url}")
        self.require_running(spot)
        return AnswerView(self.pod, FetchInside(self.facts.ref(self.pod.name), url), spot)

    def runs(self, *argv: str, called: str = "") -> CommandView:
        """A program that only looks, run in it as it is, no shell in between; `called` words it for the learner."""
        return CommandView(self, argv, called)

    def search(self, name: str) -> CommandView:
        """The paths of all files of that name that it may see, a line each."""
        # Folders that its user may not read hold nothing that it sees.
        return self.runs("sh", "-c", _FIND, "sh", name, called=f"a search for {name}")

    def image_is(self, *references: str) -> None:
        """Its image is one of these; one without a tag takes any tag."""
        found = str(self.facts.spec.get("image", ""))
        spot = self.spot("image " + " or ".join(references), "image")
        if not any(is_image(found, reference) for reference in references):
            raise spot.unmet(f"image {found}")
        self.look.met(spot, f"image {found}")

    def amount(self, kind: str, resource: str, expected: str) -> str:
        """Its request or limit as it is written; unmet, with what was `expected`, when it has none."""
        found = ((self.facts.spec.get("resources") or {}).get(kind) or {}).get(resource)
        if found is None:
            raise self.spot(expected, f"resources.{kind}").unmet(f"{self.name} has none")
        return str(found)

    def mentions(self, *texts: str) -> None:
        """One of these stands in its command, its arguments or a value of its environment."""
        spot = self.spot(f"{' or '.join(texts)} in its command, arguments or environment")
        if not any(text in self._words() for text in texts):
            raise spot.unmet("it is not named there")
        self.look.met(spot)

    def never_mentions(self, text: str) -> None:
        """`text` stands nowhere in its command, its arguments or its environment."""
        spot = self.spot(f"no word of {text} in its command, arguments or environment")
        if text in self._words():
            raise spot.unmet(f"it names {text}")
        self.look.met(spot)

    def has(self, fragment: dict[str, Any]) -> None:
        """Its entry in the manifest, whatever list it stands in, holds the fragment."""
        first = difference(self.facts.spec, fragment)
        if first is not None:
            raise self.spot(f"{first.path}: {first.expected}", first.path).unmet(first.found)
        self.look.met(self.spot("the fields asked for"), "all of them")

    def started_before(self, other: str, by: float) -> None:
        """It first ran `by` seconds or more before the container of that name did; the last two runs are known."""
        later = self.pod.any_container(other).facts.first_known_start
        spot = self.spot(f"started {spell(by)} before {other}")
        if self.facts.first_known_start is None or later is None:
            raise spot.pending(f"{self.name if later else other} has not started")
        earlier = (later - self.facts.first_known_start).total_seconds()
        if earlier < by:
            raise spot.unmet(f"{spell(earlier)} before it" if earlier >= 0 else f"{spell(-earlier)} after it")
        self.look.met(spot, f"{spell(earlier)} before it")

    def stays_ready(self, hold: float = HOLD) -> None:
        """Ready, not restarting, for `hold` seconds, and longer than its last run lasted.

        The API learns of an end as late as it did of the start: that is waited for, too, up to `hold` seconds.
        """
        spot = self.spot(f"ready for {spell(hold)} without a restart")
        self.require_running(spot)
        if not self.facts.status.get("ready"):
            raise spot.pending("running, not ready")
        since = self._up_since()
        wanted = self._hold(hold) + self._lateness(since, hold)
        # The moment and not the time since: evidence must not change while nothing does.
        found = f"ready since {since:%H:%M:%S} UTC"
        if (self.look.now - since).total_seconds() < wanted:
            raise spot.pending(found, after(since, wanted))
        self.look.met(spot, found)

    def has_restarted(self) -> None:
        """It is not in its first run."""
        spot = self.spot("restarted at least once", "restartCount")
        if not self.facts.restarts:
            raise spot.pending("never")
        self.look.met(spot)

    def require_running(self, spot: Spot) -> None:
        """Raise unless it runs: Unmet for what waiting does not mend, Pending for the rest."""
        name, detail = self.facts.state
        if name == "running":
            return
        reason = str(detail.get("reason") or "")
        if name == "terminated":
            found = f"ended with exit code {detail.get('exitCode')}" + (f" ({reason})" if reason else "")
            is_left = self.pod.never_restarts and not self.facts.is_sidecar
            if is_left or self.facts.restarts > _FORGIVEN_RESTARTS:
                raise spot.unmet(found)
            raise spot.pending(found)
        found = self._waiting(reason, str(detail.get("message") or ""))
        if reason in _PULLING:
            self._blame_the_registry(spot, str(detail.get("message") or ""))
        if reason in _HOPELESS or (reason == "CrashLoopBackOff" and self.facts.restarts > _FORGIVEN_RESTARTS):
            raise spot.unmet(found)
        raise spot.pending(found)

    def spot(self, expected: str, field: str = "") -> Spot:
        """A place in this container."""
        kind = "init container" if self.facts.is_init and not self.facts.is_sidecar else "container"
        where = f"pod {self.pod.name}, {kind} {self.name}" + (f", {field}" if field else "")
        return Spot(expected, where, self.pod.resource_version)

    def _blame_the_registry(self, spot: Spot, message: str) -> None:
        """Raise for an image that is not there through no fault of the learner."""
        if _OUR_PULL_LIMIT in message:
            raise spot.pending("waiting for its image")
        is_public = parse_image(str(self.facts.spec.get("image", ""))).registry == "docker.io"
        if is_public and any(words in message for words in _NO_REGISTRY):
            raise CannotTell(spot.evidence(f"the image registry cannot be reached: {message[-160:]}"))

    def _waiting(self, reason: str, message: str) -> str:
        last = self.facts.last_exit
        if reason == "CrashLoopBackOff" and last:
            return f"CrashLoopBackOff after {self.facts.restarts} restarts, exit code {last.get('exitCode')}"
        if not reason:
            return self.pod.why_not_started()
        return f"{reason}: {message}" if reason in _HOPELESS and message else reason

    def _up_since(self) -> datetime:
        started = self.facts.started_at or self.look.now
        ready = moment(condition(self.pod.manifest, "ContainersReady").get("lastTransitionTime"))
        is_whole_pod_ready = condition(self.pod.manifest, "ContainersReady").get("status") == "True"
        return max(started, ready) if ready and is_whole_pod_ready else started

    def _hold(self, hold: float) -> float:
        last = self.facts.last_exit
        if not last:
            return hold
        begun, ended = moment(last.get("startedAt")), moment(last.get("finishedAt"))
        lasted = (ended - begun).total_seconds() if begun and ended else 0.0
        return max(hold, min(_LONGEST_HOLD, lasted + hold / 2))

    def _lateness(self, since: datetime, most: float) -> float:
        """Seconds from that moment to the kubelet's last word, which may have told it; none for what was held once."""
        told = [] if self.look.was_met else changed_at(self.pod.manifest, status=True)
        return min(most, (max([since, *told]) - since).total_seconds())

    def _words(self) -> str:
        spec = self.facts.spec
        words: list[Any] = [*(spec.get("command") or []), *(spec.get("args") or [])]
        for variable in spec.get("env") or []:
            words += [variable.get("value"), (variable.get("valueFrom") or {})]
        words += spec.get("envFrom") or []
        return "\n".join(str(word) for word in words if word)


class InitView(ContainerView):
    """A plain init container: one that must end before the app containers start."""

    def succeeded(self) -> None:
        """It ended with exit code 0."""
        self.ended()

    def ended(self) -> datetime:
        """When it ended with exit code 0, UTC; unmet when it failed, pending while it runs."""
        spot = self.spot("ended with exit code 0")
        name, detail = self.facts.state
        if name == "terminated":
            ended = moment(detail.get("finishedAt"))
            if detail.get("exitCode") != 0 or ended is None:
                raise spot.unmet(f"ended with exit code {detail.get('exitCode')}")
            self.look.met(spot)
            return ended
        last = self.facts.last_exit
        if last and last.get("exitCode") != 0:
            raise spot.unmet(f"ended with exit code {last.get('exitCode')}, {self.facts.restarts} restarts")
        if name == "running":
            raise spot.pending("still running")
        self.require_running(spot)
        raise spot.pending("not ended yet")

    def ended_before(self, app: str) -> None:
        """It ended well before the container of that name, an init container too, started."""
        ended = self.ended()
        main = self.pod.any_container(app)
        spot = self.spot(f"ended before {app} started")
        started = main.facts.started_at
        if started is None:
            raise spot.pending(f"{app} has not started")
        if ended > started:
            raise spot.unmet(f"{app} started {spell((ended - started).total_seconds())} before it ended")
        self.look.met(spot)

    def holds_back(self, *others: str) -> None:
        """It failed, so that these containers of the Pod, init containers too, have never started."""
        spot = self.spot(f"it fails, and {names(list(others))} never started")
        failed = self._last_failure()
        if failed is None:
            name, detail = self.facts.state
            if name == "terminated":
                raise spot.unmet(f"ended with exit code {detail.get('exitCode')}")
            if name == "running":
                raise spot.pending("still running")
            self.require_running(spot)
        started = [name for name in others if self.pod.any_container(name).facts.started_at is not None]
        if started:
            raise spot.unmet(f"{names(started)} started")
        self.look.met(spot, f"ended with exit code {failed}")

    def _last_failure(self) -> int | None:
        """The exit code of its last run that ended, unless that is 0."""
        name, detail = self.facts.state
        ended = detail if name == "terminated" else self.facts.last_exit
        code = ended.get("exitCode") if ended else None
        return code or None
