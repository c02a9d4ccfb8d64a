"""Our own kind cluster: one node, all drills, created once and kept."""

import fcntl
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ckadtrainer import paths
from ckadtrainer.cluster.kubeconfig import Credentials, read_credentials, write_kubeconfig
from ckadtrainer.cluster.providers import dns_log, image, service_network, tools
from ckadtrainer.cluster.providers.api import Api
from ckadtrainer.cluster.providers.course import Course
from ckadtrainer.cluster.providers.engine import Engine, parse_memory, prepare_host, ready_engine, usable_engine
from ckadtrainer.cluster.providers.image import NodeImage
from ckadtrainer.cluster.providers.node_settings import kind_config
from ckadtrainer.cluster.providers.programs import Runner, Stopped, ask
from ckadtrainer.errors import ClusterUnavailable, SetupFailed
from ckadtrainer.provisioning import ClusterStatus, Condition, Finding, Report, Step, StepState

NAME = "ckad-trainer"
NODE = f"{NAME}-control-plane"
_ENGINE, _IMAGE, _TOOLS, _CLUSTER = "Engine", "Node image to use", "Tools", "Cluster"
_SERVICES, _DNS = "Service network", "DNS log"
_STEPS = (
    Step(_ENGINE, "Docker or Podman runs the node", StepState.WAITING, 1.0),
    Step(_IMAGE, "the official one, or one of our own making", StepState.WAITING, 3.0),
    Step(_TOOLS, "kind and kubectl", StepState.WAITING, 2.0),
    Step(_CLUSTER, "kind starts Kubernetes in one node", StepState.WAITING, 25.0),
    Step(_SERVICES, "so that nothing sent to a Service leaves the node", StepState.WAITING, 1.0),
    Step(_DNS, "so that a check can see which name a pod asked for", StepState.WAITING, 5.0),
)


@dataclass(frozen=True, slots=True)
class KindProvider:
    """Satisfies `provisioning.Provider` with a kind cluster named `ckad-trainer`."""

    name: str = NAME

    def up(self, report: Report, stop: threading.Event, *, yes: bool) -> None:
        if self._answers():
            return
        log = paths.logs() / "cluster-up.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with _alone(stop), Course(report, log, _STEPS) as course:
            if self._answers():
                return  # another set-up was quicker
            log.write_text("")
            runner = Runner(log, stop)
            with course.step(_ENGINE):
                engine = ready_engine(runner, yes=yes)
                prepare_host()
            runner = Runner(log, stop, engine.environment())
            if self._revive(engine, runner, course):
                return
            with course.step(_IMAGE):
                chosen = self._choose_image(engine, runner, course)
            with course.step(_TOOLS):
                kind = tools.bring_kind(runner, image.node_image_folder())
                tools.bring_kubectl(runner, image.node_image_folder())
            with course.step(_CLUSTER):
                credentials = self._create(kind, chosen, runner, course)
            self._finish(engine, credentials, runner, course)

    def down(self) -> None:
        engine = usable_engine()
        if engine is not None and self._node_state(engine):
            ask([engine.name, "rm", "--force", "--volumes", self._node], 60.0, engine.environment())
            if self._node_state(engine):
                raise SetupFailed(
                    f"The node {self._node} could not be removed.", f"Run `{engine.name} rm -f {self._node}`."
                )
        self.kubeconfig().unlink(missing_ok=True)

    def status(self) -> ClusterStatus:
        engine = usable_engine()
        if engine is None:
            return ClusterStatus(
                Condition.NO_ENGINE,
                self.name,
                detail="No container engine answers: neither Docker nor Podman.",
                remedy="Run `ckadtrainer cluster up`, or start your engine.",
            )
        provider = f"kind on {engine.name} {engine.version}"
        state = self._node_state(engine)
        if not state:
            return ClusterStatus(
                Condition.ABSENT,
                self.name,
                provider=provider,
                detail="There is no practice cluster yet.",
                remedy="Run `ckadtrainer cluster up`.",
            )
        try:
            version = self._api().version()
        except ClusterUnavailable as error:
            why = f"Its node is {state}." if state != "running" else f"Its node runs, but: {error.message}"
            return ClusterStatus(
                Condition.STOPPED, self.name, provider=provider, detail=why, remedy="Run `ckadtrainer cluster up`."
            )
        return ClusterStatus(Condition.READY, self.name, version, provider, self._memory(engine))

    def kubeconfig(self) -> Path:
        return paths.kubeconfig()

    def examine(self) -> Sequence[Finding]:
        from ckadtrainer.cluster import doctor

        return doctor.examine_kind(self)

    def held_image(self, engine: Engine) -> NodeImage | None:
        """The node image the engine already has, ours before the official one."""
        name = image.own_image_name()
        if image.is_held(engine, name):
            return NodeImage(name, own=True, dns=image.own_dns())
        return NodeImage(image.OFFICIAL, own=False) if image.is_held(engine, image.OFFICIAL) else None

    def _choose_image(self, engine: Engine, runner: Runner, course: Course) -> NodeImage:
        held = self.held_image(engine)
        if held:
            return held
        if image.registry_answers(engine):
            course.note("Pulling the official node image; it takes a minute or two.")
            if image.pull_official(engine, runner):
                return NodeImage(image.OFFICIAL, own=False)
        course.note("No image registry answers: building a node image from package registries, once.")
        image.build_own(engine, runner, lambda state: course.follow(state, before=_TOOLS))
        return NodeImage(image.own_image_name(), own=True, dns=image.own_dns())

    def _create(self, kind: Path, chosen: NodeImage, runner: Runner, course: Course) -> Credentials:
        with tempfile.TemporaryDirectory(prefix="ckadtrainer-") as folder:
            config, written = Path(folder) / "kind.yaml", Path(folder) / "kubeconfig"
            config.write_text(kind_config(chosen.dns))
            command: list[str | Path] = [kind, "create", "cluster", "--name", self.name, "--image", chosen.name]
            command += ["--wait", "120s", "--config", config, "--kubeconfig", written]
            created = False
            try:
                done = runner.run(command, limit=400, on_line=lambda line: _tell_of(line, course))
                created = done.ok
            finally:
                if not created:
                    self.down()  # nothing half made stays
            if not created:
                raise SetupFailed(f"kind could not create the cluster: {done.last_words}.", f"Look at {runner.log}.")
            return read_credentials(written, None)

    def _finish(self, engine: Engine, credentials: Credentials, runner: Runner, course: Course) -> None:
        """The kubeconfig is written last: with it the cluster counts as whole."""
        with course.step(_SERVICES):
            if not service_network.close(engine, self._node, runner):
                course.note("The node did not take a rule for its Services; the log says why.")
        with course.step(_DNS):
            dns_log.switch_on(Api(credentials), runner.stop)
            write_kubeconfig(credentials, "default", self.kubeconfig())

    def _revive(self, engine: Engine, runner: Runner, course: Course) -> bool:
        """Start a node that only stands still; remove one that cannot be brought back."""
        state = self._node_state(engine)
        if not state:
            return False
        course.note("Starting the node that is there.")
        with course.step(_CLUSTER):
            if state != "running":
                runner.run([engine.name, "start", self._node], limit=60)
            credentials = self._told_by_kind(runner)
            revived = credentials is not None and _comes_up(Api(credentials), runner.stop)
        if credentials is not None and revived:
            self._finish(engine, credentials, runner, course)
            for name in (_IMAGE, _TOOLS):
                course.keep(name)
            return True
        course.note("The node that was there does not come back: making a new one.")
        self.down()
        return False

    def _told_by_kind(self, runner: Runner) -> Credentials | None:
        """How to reach the node that runs now; None when it cannot be told."""
        kind = tools.find("kind")
        if kind is None:
            return read_credentials(self.kubeconfig(), None) if self.kubeconfig().exists() else None
        with tempfile.TemporaryDirectory(prefix="ckadtrainer-") as folder:
            written = Path(folder) / "kubeconfig"
            done = runner.run([kind, "export", "kubeconfig", "--name", self.name, "--kubeconfig", written], limit=60)
            return read_credentials(written, None) if done.ok else None

    def _answers(self) -> bool:
        try:
            return bool(self._api().version())
        except ClusterUnavailable:
            return False

    def _api(self) -> Api:
        return Api(read_credentials(self.kubeconfig(), None))

    @property
    def _node(self) -> str:
        return f"{self.name}-control-plane"

    def _node_state(self, engine: Engine) -> str:
        """`running`, `exited` …; empty when there is no node."""
        command = [engine.name, "container", "inspect", "--format", "{{.State.Status}}", self._node]
        found = ask(command, extra=engine.environment())
        return found.out.strip() if found.ok else ""

    def _memory(self, engine: Engine) -> int | None:
        """Bytes the node uses, as the engine tells; None when it does not."""
        command = [engine.name, "stats", "--no-stream", "--format", "{{.MemUsage}}", self._node]
        found = ask(command, 4.0, engine.environment())
        return parse_memory(found.out.split("/")[0].strip()) if found.ok else None


def _tell_of(line: str, course: Course) -> None:
    """kind's own steps begin with a dot when they start; the rest is for the log."""
    if line.startswith(" • "):
        course.note("kind: " + line.encode("ascii", "ignore").decode().strip(" .\n").lower())


def _comes_up(api: Api, stop: threading.Event, tries: int = 120) -> bool:
    for _ in range(tries):
        try:
            return bool(api.version())
        except ClusterUnavailable:
            if stop.wait(0.5):
                raise Stopped from None
    return False


@contextmanager
def _alone(stop: threading.Event) -> Iterator[None]:
    """One set-up at a time on this machine; a second one waits for the first."""
    lock = paths.data() / "cluster.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        while not _locked(file):
            if stop.wait(0.3):
                raise Stopped
        yield


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
