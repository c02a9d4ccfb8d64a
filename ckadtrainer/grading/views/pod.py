"""Pods."""

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.failure import Pending
from ckadtrainer.grading.probes import FetchOutside
from ckadtrainer.grading.quantity import parse_quantity
from ckadtrainer.grading.views.answer import AnswerView
from ckadtrainer.grading.views.container import HOLD, ContainerView, InitView
from ckadtrainer.grading.views.log import LogView
from ckadtrainer.grading.views.look import Look, Spot, names, spell
from ckadtrainer.grading.views.names import NameService
from ckadtrainer.grading.views.objects import ObjectView, ServiceView
from ckadtrainer.grading.views.sharing import Sharing
from ckadtrainer.grading.views.status import condition, containers_of, moment
from ckadtrainer.grading.views.stopping import StopView

_LOG_DELAY = 3.0
"""Seconds after which a line that is not there yet was not printed before."""


class ContainersView:
    """Several containers of one Pod."""

    def __init__(self, containers: list[ContainerView]) -> None:
        self._containers = containers

    def stay_ready(self, hold: float = HOLD) -> None:
        """Each is ready for `hold` seconds without a restart; one that is lost is told before one that is late."""
        late: Pending | None = None
        for container in self._containers:
            try:
                container.stays_ready(hold)
            except Pending as pending:
                late = late or pending
        if late is not None:
            raise late

    def add_up(self, kind: str, resource: str, total: str) -> None:
        """Each has that resource among its `requests` or `limits`, and in all they are exactly the total."""
        amounts = [
            (each, each.amount(kind, resource, f"{kind} {resource}, {total} in all")) for each in self._containers
        ]
        found = ", ".join(f"{each.name} {written}" for each, written in amounts)
        pod = self._containers[0].pod
        spot = Spot(f"{kind} {resource} {total} in all", f"pod {pod.name}, resources.{kind}", pod.resource_version)
        if sum(parse_quantity(written) or 0 for _, written in amounts) != parse_quantity(total):
            raise spot.unmet(found)
        pod.look.met(spot, found)


class PodView(ObjectView):
    """One Pod that exists and is not being deleted."""

    def __init__(self, look: Look, manifest: Manifest) -> None:
        super().__init__(look, "Pod", manifest)
        self._facts = containers_of(manifest)

    @property
    def uid(self) -> str:
        return str(self.manifest["metadata"]["uid"])

    @property
    def address(self) -> str:
        """Its IP address, whether or not a container runs just now; pending while it has none."""
        address = (self.manifest.get("status") or {}).get("podIP")
        if not address:
            raise self._spot("an address").pending(self.why_not_started())
        return str(address)

    @property
    def never_restarts(self) -> bool:
        return bool(self.manifest["spec"].get("restartPolicy") == "Never")

    def container(self, name: str) -> ContainerView:
        """An app container or a native sidecar."""
        spot = Spot(f"container {name}", f"pod {self.name}, containers", self.resource_version)
        facts = self._facts.get(name)
        if facts is None:
            raise spot.unmet(f"containers {names([f.name for f in self._facts.values() if not f.is_init])}")
        if facts.is_init and not facts.is_sidecar:
            raise spot.unmet(f"{name} is an init container")
        return ContainerView(self, facts)

    def containers(self, *wanted: str) -> ContainersView:
        """Several of them, each by name."""
        return ContainersView([self.container(name) for name in wanted])

    def init(self, name: str) -> InitView:
        """A plain init container: one that ends."""
        spot = Spot(f"init container {name}", f"pod {self.name}, initContainers", self.resource_version)
        facts = self._facts.get(name)
        if facts is None:
            raise spot.unmet(f"init containers {names([f.name for f in self._facts.values() if f.is_init])}")
        if not facts.is_init:
            raise spot.unmet(f"{name} is an app container")
        if facts.is_sidecar:
            raise spot.unmet(f"{name} has restartPolicy Always: a sidecar, which does not end")
        return InitView(self, facts)

    def any_container(self, name: str) -> ContainerView:
        """A container of any kind."""
        facts = self._facts.get(name)
        if facts is not None and facts.is_init and not facts.is_sidecar:
            return self.init(name)
        return self.container(name)

    def running(self) -> list[ContainerView]:
        """Those that run now."""
        return [ContainerView(self, facts) for facts in self._facts.values() if facts.state[0] == "running"]

    def shares(self, *places: str) -> None:
        """The places, each `container:/path`, are one folder on one volume: a nonce goes from each to the next."""
        Sharing(self, places).prove()

    def answers(self, port: int, path: str = "/") -> AnswerView:
        """The answer to an HTTP GET of one of its ports, asked from outside the Pod."""
        spot = self._spot(f"GET :{port}{path}")
        self._require_address(spot)
        return AnswerView(self, FetchOutside(self.name, self.uid, port, path), spot)

    def created_before(self, other: ObjectView) -> None:
        """It existed first; within the same second either order is taken."""
        spot = self._spot(f"made before {other.name}", "creationTimestamp")
        if self.created_at > other.created_at:
            late = (self.created_at - other.created_at).total_seconds()
            raise spot.unmet(f"made {late:.0f} s after it")
        self.look.met(spot)

    def is_ready(self) -> None:
        """Its condition Ready is true; pending until then."""
        self.becomes({"status": {"conditions": [{"type": "Ready", "status": "True"}]}})

    def got_ready_after(self, log: LogView, pattern: str, soon: float, called: str) -> None:
        """It became Ready after a line of that log, and within `soon` seconds; `called` says what the line means.

        What was seen once counts for this Pod: the condition keeps only its last change.
        """
        spot = self._spot(f"to become ready after {called}, within {spell(soon)}", "condition Ready")
        fact = (self.uid, spot.expected)
        if not self.look.board.is_latched(fact):
            late = self._ready_later_than(log, pattern, spot)
            if late < -1:
                raise spot.unmet(f"ready {spell(-late)} before it")
            if late > soon:
                raise spot.unmet(f"ready {spell(late)} after it")
            self.look.board.latch(fact)
        self.look.met(spot)

    def _ready_later_than(self, log: LogView, pattern: str, spot: Spot) -> float:
        """Seconds from the first such line to the condition Ready, to the second; negative when that came first."""
        ready = condition(self.manifest, "Ready")
        since = moment(ready.get("lastTransitionTime"))
        if ready.get("status") != "True" or since is None:
            raise spot.pending("not ready")
        line = log.first(pattern, spot)
        if line is not None:
            return (since - line).total_seconds()
        if (self.look.now - since).total_seconds() < _LOG_DELAY:
            raise spot.pending("ready, the log not read yet")
        raise spot.unmet("ready before it")

    def waited_for(self, init: str, other: "PodView", soon: float = 20.0) -> None:
        """The init container ended only after `other` had become ready, and within `soon` seconds of that.

        A plain sleep of the right length cannot be told from waiting by this alone: let the time vary.
        """
        ended = self.init(init).ended()
        spot = self.init(init).spot(f"to wait until pod {other.name} is ready")
        ready = condition(other.manifest, "Ready")
        since = moment(ready.get("lastTransitionTime"))
        if ready.get("status") != "True" or since is None:
            raise spot.unmet(f"it ended before pod {other.name} was ready")
        if since < self.created_at:
            raise spot.unmet(f"pod {other.name} was ready before this one was made")
        late = (ended - since).total_seconds()
        if late < -1:
            raise spot.unmet(f"it ended {spell(-late)} before pod {other.name} was ready")
        if late > soon:
            raise spot.unmet(f"it ended {spell(late)} after pod {other.name} was ready")
        self.look.met(spot, f"it ended {spell(max(0.0, late))} after pod {other.name} was ready")

    @property
    def stop(self) -> StopView:
        """How it was stopped at its deadline."""
        return StopView(self)

    def waited_for_name(self, init: str, service: ServiceView) -> None:
        """The init container asked the cluster's DNS for the Service in vain, asked on, and ended when it was there."""
        NameService(self).waited(self.init(init), service)

    def why_not_started(self) -> str:
        """Why a container of it has no state yet."""
        scheduled = condition(self.manifest, "PodScheduled")
        if scheduled.get("status") == "False":
            return f"not scheduled: {scheduled.get('message') or scheduled.get('reason')}"
        return "not started"

    def _require_address(self, spot: Spot) -> None:
        if not (self.manifest.get("status") or {}).get("podIP"):
            raise spot.pending(self.why_not_started())
        if not self.running():
            raise spot.pending("no container runs")
