"""The command line over a cluster in memory, a pack on disk and a real history file."""

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ckadtrainer import wiring
from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.cli.entry import run
from ckadtrainer.cli.run import Run
from ckadtrainer.cluster.fake import FakeClock, FakeWorld
from ckadtrainer.errors import TrainerError
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.practice import Practice
from ckadtrainer.provisioning import (
    ClusterStatus,
    Condition,
    Finding,
    Progress,
    Report,
    Severity,
    Step,
    StepState,
)

PACK = "format: 1\nid: tests\ntitle: Tests\nversion: 1.0.0\n"
DRILL = """
format: 1
id: {id}
title: A labelled \\e[31mmap
topic: basics
domain: design_and_build
minutes: 3
task: Make ConfigMap `settings` with the label `app=web`.
hints: [Look at labels]
hint_cost: 1
kinds: [ConfigMap]
checks:
  - {{id: is_labelled, points: 3, says: It is labelled}}
  - {{id: is_there, points: 2, says: It is there}}
answers:
  - {{file: answers/solution.yaml}}
debrief: Labels select.
""".replace("title: A labelled \\e[31mmap", 'title: "A labelled \\e[31mmap"')
GRADER = '''"""Grade the drill."""

from ckadtrainer.grading import Cluster


def is_labelled(cluster: Cluster) -> None:
    """It carries the label."""
    cluster.object("ConfigMap", "settings").has({"metadata": {"labels": {"app": "web"}}})


def is_there(cluster: Cluster) -> None:
    """It is there."""
    cluster.object("ConfigMap", "settings")
'''
SOLUTION = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels:\n    app: web\n"


def write_pack(root: Path) -> Path:
    """A pack of two drills graded by the same two functions."""
    root.mkdir()
    (root / "pack.yaml").write_text(PACK)
    for id in ("label_it", "label_again"):
        folder = root / "drills" / "basics" / id
        (folder / "answers").mkdir(parents=True)
        (folder / "drill.yaml").write_text(DRILL.format(id=id))
        (folder / "answers" / "solution.yaml").write_text(SOLUTION)
        grader = root / "graders" / "basics" / f"{id}.py"
        grader.parent.mkdir(parents=True, exist_ok=True)
        grader.write_text(GRADER)
    return root


class FakeProvider:
    """A cluster that comes up when told, or fails to."""

    def __init__(self) -> None:
        self.condition = Condition.READY
        self.findings: Sequence[Finding] = (Finding("CKT001", "engine", Severity.OK, "podman 5"),)
        self.failure: TrainerError | None = None
        self.ups: list[bool] = []
        self.on_up: Callable[[threading.Event], None] = lambda _stop: None

    def up(self, report: Report, stop: threading.Event, *, yes: bool) -> None:
        self.ups.append(yes)
        for state in (StepState.RUNNING, StepState.DONE):
            report(Progress((Step("Node image", "to run Kubernetes in", state, 60.0, 59.0),), 60.0))
        self.on_up(stop)
        if self.failure is not None:
            raise self.failure
        self.condition = Condition.READY

    def down(self) -> None:
        self.condition = Condition.ABSENT

    def status(self) -> ClusterStatus:
        detail = "" if self.condition is Condition.READY else "It is not there."
        return ClusterStatus(self.condition, "ckad-trainer", "v1.34", "kind", 630_000_000, detail)

    def kubeconfig(self) -> Path:
        return Path("nowhere")

    def examine(self) -> Sequence[Finding]:
        return self.findings


class FakeShell:
    """Notes for which attempts a shell was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def can_open_beside(self) -> bool:
        return False

    def open_beside(self, attempt: Attempt) -> None:
        raise AssertionError("the command line opens no pane")

    def run_shell(self, attempt: Attempt) -> None:
        self.asked.append(attempt.drill)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    status: int
    out: str
    err: str


class Bench:
    """Runs command lines one after another over the same world."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.pack = write_pack(folder / "pack")
        self.clock = FakeClock()
        self.world = FakeWorld(self.clock)
        self.provider_ = FakeProvider()
        self.shell = FakeShell()
        self.store = SqliteStore(folder / "history.sqlite3", self.clock.now())
        self._folder = folder
        self._capture = capture

    def practice(self, settings: wiring.Settings, tell: wiring.Tell = lambda _: None) -> Practice:
        return Practice(
            lambda only: wiring.packs(settings, tell, only),
            lambda: self.world,
            lambda: self.store,
            self.clock,
            self._folder,
        )

    def provider(self) -> FakeProvider:
        return self.provider_

    def learner_shell(self, practice: Practice) -> FakeShell:
        return self.shell

    def __call__(self, *arguments: str, trust: bool = True) -> Ended:
        """Run one command line with the pack of the tests."""
        options = ["--pack", str(self.pack), *(["--trust"] if trust else [])]
        status = run([*options, *arguments], Run(self))
        shown = self._capture.readouterr()
        return Ended(status, shown.out, shown.err)

    def do(self, manifest: dict[str, object]) -> None:
        """Do what a learner does with kubectl, in the newest namespace."""
        namespace = self.world.leftovers()[-1][0]
        self.world.apply(namespace, manifest)


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Ctrl-C means what it means in a terminal, also where the tests run in the background, with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CKADTRAINER_DEBUG", raising=False)
    made = Bench(tmp_path, capsys)
    yield made
    made.store.close()


@pytest.fixture
def labelled() -> dict[str, object]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings", "labels": {"app": "web"}}}


@pytest.fixture
def bare() -> dict[str, object]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}}
