"""A namespace to grade: pods as the API reports them, probes answered as told, time that moves when told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ckadtrainer.cluster.fake import FakeProber, FakeWorld
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading import CheckGrade, Cluster
from ckadtrainer.grading.board import Board
from ckadtrainer.grading.engine import Engine
from ckadtrainer.grading.probes import Log, LogLine
from ckadtrainer.grading.snapshot import Snapshot

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def stamp(seconds: float) -> str:
    """The API's time stamp, `seconds` after START."""
    return (START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def running(since: float = 0) -> dict[str, Any]:
    return {"running": {"startedAt": stamp(since)}}


def ended(code: int = 0, begun: float = 0, over: float = 1) -> dict[str, Any]:
    return {"terminated": {"exitCode": code, "startedAt": stamp(begun), "finishedAt": stamp(over)}}


def waiting(reason: str) -> dict[str, Any]:
    return {"waiting": {"reason": reason}}


def container(name: str, state: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A container's spec with its status under `_status`; `ready`, `restarts` and `last` go there."""
    state = state if state is not None else running()
    status = {
        "name": name,
        "state": state,
        "ready": more.pop("ready", "running" in state or "terminated" in state),
        "restartCount": more.pop("restarts", 0),
        "containerID": more.pop("id", f"containerd://{name}-1"),
        "lastState": more.pop("last", {}),
    }
    return {"name": name, "image": more.pop("image", "busybox"), **more, "_status": status}


def pod(
    name: str = "web",
    containers: tuple[dict[str, Any], ...] = (),
    inits: tuple[dict[str, Any], ...] = (),
    volumes: tuple[dict[str, Any], ...] = (),
    **metadata: Any,
) -> dict[str, Any]:
    """A Pod as the API reports it, ready since START unless a container is not."""

    def split(items: tuple[dict[str, Any], ...]) -> tuple[list[Any], list[Any]]:
        return [{k: v for k, v in c.items() if k != "_status"} for c in items], [c["_status"] for c in items]

    specs, statuses = split(containers)
    init_specs, init_statuses = split(inits)
    is_ready = all(status["ready"] for status in statuses)
    conditions = [{"type": "ContainersReady", "status": str(is_ready), "lastTransitionTime": stamp(0)}]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name,
            "uid": f"uid-{name}",
            "resourceVersion": "42",
            "creationTimestamp": stamp(0),
            **metadata,
        },
        "spec": {"containers": specs, "initContainers": init_specs, "volumes": list(volumes)},
        "status": {
            "phase": "Running",
            "podIP": "10.244.0.9",
            "conditions": conditions,
            "containerStatuses": statuses,
            "initContainerStatuses": init_statuses,
        },
    }


def lines(*items: tuple[float, str], read: float = 60) -> Log:
    """A log: (seconds after START, text) each."""
    return Log(
        tuple(LogLine(START + timedelta(seconds=at), text) for at, text in items), START + timedelta(seconds=read)
    )


def every(gap: float, text: str = "Sidecar running", until: float = 60) -> Log:
    """A log with the text every `gap` seconds, read just after the last one."""
    count = int(until / gap)
    return lines(*((until - gap * n - 0.01, text) for n in reversed(range(count))), read=until)


Grader = Callable[[Cluster], None]


class Bench:
    """Grades one function against objects; `world` answers the probes, `clock` is everybody's time."""

    def __init__(self) -> None:
        self.clock = FakeClock(START, held=True)
        self.world = FakeWorld(self.clock)
        self.board = Board(FakeProber(self.world), self.clock, workers=1)
        self.objects: dict[str, dict[str, dict[str, Any]]] = {"Pod": {}, "Service": {}, "ConfigMap": {}}

    def put(self, manifest: dict[str, Any]) -> None:
        self.objects[manifest["kind"]][manifest["metadata"]["name"]] = manifest

    def grade(self, grader: Grader, *, at: float = 60, within: str = "30s") -> CheckGrade:
        """The verdict `at` seconds after START, once every probe asked for has answered."""
        self.clock.advance(max(0.0, at - self.clock.boot()))
        drill = _drill(within)
        engine = Engine(drill, {"proven": grader}, self.board)
        while True:
            asked = len(self.world.asked)
            grade = engine.grade(Snapshot("here", self.objects, self.clock.now(), nonce="n0nce"), 0.0)
            self.board.drain()
            if len(self.world.asked) == asked:
                return grade.checks[0]


def _drill(within: str) -> Drill:
    return Drill.model_validate(
        {
            "format": 1,
            "id": "probe_drill",
            "title": "A drill",
            "topic": "multi_container",
            "domain": "design_and_build",
            "minutes": 3,
            "task": "Do it.",
            "checks": [{"id": "proven", "points": 3, "says": "It is proven", "within": within}],
            "answers": [{"file": "answers/solution.yaml"}],
        }
    )


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders above, under one name."""
    return SimpleNamespace(
        pod=pod,
        container=container,
        running=running,
        ended=ended,
        waiting=waiting,
        lines=lines,
        every=every,
        stamp=stamp,
    )


@pytest.fixture
def aid(bench: Any, make: Any) -> Any:
    bench.put(make.pod(containers=(make.container("aid"), make.container("writer")), volumes=()))
    return bench
