"""The real practice over a cluster in memory, with grading that says what it is told to: for tests and pictures."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.cluster.fake import FakeClock, FakeWorld
from ckadtrainer.definition.drill import Drill
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.packs.manifest import Pack, PackedDrill
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
from ckadtrainer.tui.app import TrainerApp

SHARED_VOL: dict[str, Any] = {
    "id": "shared_vol",
    "title": "One writes, the other reads",
    "minutes": 4,
    "task": """In your namespace create Pod `shared-vol` with two containers that share a volume:

- `writer` (image `busybox`) appends the date to `/shared/log.txt` every 5 seconds
- `reader` (image `busybox`) streams that file to its own log

The volume lives exactly as long as the Pod.
""",
    "hints": [
        "A volume that lives as long as its Pod is an `emptyDir`.",
        "`tail -F` waits for a file that is not there yet.",
        "Both containers need a `volumeMounts` entry with the same `name`.",
    ],
    "hint_cost": 1,
    "checks": [
        {"id": "both_containers_run", "points": 1, "says": "Both containers run and stay up"},
        {"id": "volume_dies_with_pod", "points": 1, "says": "The volume dies with the Pod"},
        {"id": "lines_keep_coming", "points": 2, "says": "A new line keeps coming"},
        {"id": "reader_sees_the_writer", "points": 6, "says": "The reader prints what the writer writes"},
    ],
    "debrief": """Two containers of a Pod see the same `emptyDir` wherever each of them mounts it. The kubelet makes it
when the Pod is placed on a node and removes it together with the Pod.

- `kubectl logs shared-vol -c reader -f` follows one container
- `kubectl exec shared-vol -c writer -- ls /shared` looks from the other side
""",
    "docs": ["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
}
_ONE_CHECK = [{"id": "pod_is_ready", "points": 10, "says": "The Pod is ready and stays so"}]
OTHERS: tuple[dict[str, Any], ...] = (
    {
        "id": "init_pod",
        "title": "First this, then that",
        "minutes": 3,
        "task": "Create Pod `init-pod`.",
        "checks": _ONE_CHECK,
    },
    {
        "id": "sidecar_pod",
        "title": "A companion that keeps talking",
        "competency": "Utilize container logs",
        "minutes": 3,
        "task": "Create Pod `sidecar-pod`.",
        "checks": _ONE_CHECK,
    },
    SHARED_VOL,
    {
        "id": "wait_pod",
        "title": "Not before the Service is there",
        "competency": "Debugging in Kubernetes",
        "minutes": 5,
        "task": "Create Pod `wait-pod`.",
        "checks": _ONE_CHECK,
    },
    {
        "id": "ambassador_pod",
        "title": "Only localhost",
        "minutes": 5,
        "task": "Create Pod `ambassador-pod`.",
        "checks": _ONE_CHECK,
    },
    {
        "id": "app_complete",
        "title": "Init, app and monitor",
        "minutes": 8,
        "task": "Create Pod `app-complete`.",
        "checks": _ONE_CHECK,
    },
    {
        "id": "full_pattern",
        "title": "The whole pattern",
        "minutes": 10,
        "task": "Create Pod `full-pattern`.",
        "checks": _ONE_CHECK,
    },
)
FOUND = {
    "met": ("both ready, restarts unmoved for 6 s", "pod shared-vol"),
    "unmet": ("reader mounts volume `b`, writer mounts `a`", "pod shared-vol, container reader, volumeMounts[b]"),
    "pending": ("one line so far", "pod shared-vol, container reader, log"),
    "unknown": ("the API server did not answer for 5 s", "pod shared-vol, container reader"),
}
EXPECTED = {
    "both_containers_run": "writer and reader ready, no restarts over 6 s",
    "volume_dies_with_pod": "/shared of writer is an emptyDir",
    "lines_keep_coming": "a new line in reader's log within 10 s",
    "reader_sees_the_writer": "a line from writer:/shared/log.txt in reader's log",
}
POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "shared-vol"},
    "spec": {
        "containers": [
            {"name": "writer", "image": "busybox", "volumeMounts": [{"name": "a", "mountPath": "/shared"}]},
            {"name": "reader", "image": "busybox", "volumeMounts": [{"name": "b", "mountPath": "/shared"}]},
        ],
        "volumes": [{"name": "a", "emptyDir": {}}, {"name": "b", "emptyDir": {}}],
    },
    "status": {
        "phase": "Running",
        "containerStatuses": [
            {"name": "writer", "ready": True, "restartCount": 0, "state": {"running": {}}},
            {
                "name": "reader",
                "ready": False,
                "restartCount": 2,
                "state": {
                    "waiting": {"reason": "CrashLoopBackOff", "message": "back-off 20s restarting failed container"}
                },
            },
        ],
    },
}
SOLUTIONS = {
    "init_pod": """apiVersion: v1
kind: Pod
metadata: {name: init-pod}
spec:
  initContainers:
  - {name: init, image: busybox}
  containers:
  - {name: main, image: nginx}
""",
    "shared_vol": """apiVersion: v1
kind: Pod
metadata: {name: shared-vol}
spec:
  containers:
  - {name: writer, image: busybox, volumeMounts: [{name: shared, mountPath: /shared}]}
  - {name: reader, image: busybox, volumeMounts: [{name: shared, mountPath: /shared}]}
  volumes:
  - {name: shared, emptyDir: {}}
""",
    "app_complete": """apiVersion: v1
kind: Pod
metadata: {name: app-complete}
spec:
  initContainers:
  - {name: init, image: busybox, volumeMounts: [{name: data, mountPath: /data}]}
  containers:
  - {name: nginx, image: nginx, volumeMounts: [{name: data, mountPath: /usr/share/nginx/html}]}
  - {name: monitor, image: busybox, volumeMounts: [{name: data, mountPath: /data}]}
  volumes:
  - {name: data, emptyDir: {}}
""",
}


def drill(words: dict[str, Any], folder: Path, pack: str = "ckad") -> PackedDrill:
    """A drill of these words, with the rest filled in."""
    whole = {
        "format": 1,
        "topic": "multi_container",
        "domain": "design_and_build",
        "competency": "Understand multi-container Pod design patterns",
        "answers": [{"file": f"{words['id']}.yaml" if words["id"] in SOLUTIONS else "solution.yaml"}],
        **words,
    }
    return PackedDrill(Drill.model_validate(whole), pack, folder, None, ())


class ScriptedLive:
    """Live grading that publishes what `say` is given, on a thread of its own as the real one does."""

    def __init__(self, world: FakeWorld, attempt: Attempt, grades: Mapping[str, Grade]) -> None:
        """`grades` are by attempt; the attempt's is what it settles on."""
        self._grades = grades
        self.requests = 0
        self.is_closed = False
        self.is_started = False
        self.latest: Grade | None = None
        self._world, self._attempt = world, attempt
        self._publish: Callable[[Grade], None] = lambda _: None

    def start(self, publish: Callable[[Grade], None]) -> None:
        self._publish = publish
        self.is_started = True

    def say(self, grade: Grade) -> None:
        self.latest = grade
        thread = threading.Thread(target=self._publish, args=(grade,))
        thread.start()
        thread.join()

    def request(self) -> None:
        self.requests += 1

    def snapshot(self) -> Snapshot:
        return Snapshot("", self._world.objects(self._attempt.namespace), self._world.clock.now())

    def settle(self, limit: float | None = None) -> Grade:
        return self._grades[self._attempt.id]

    def halt(self) -> None:
        self.is_started = False

    def close(self) -> None:
        self.is_closed = True


class DemoPractice(Practice):
    """The real use cases; only the verdicts are scripted."""

    def __init__(self, drills: Sequence[PackedDrill], folder: Path, clock: FakeClock) -> None:
        self.fake = FakeWorld(clock)
        pack = Pack("ckad", "CKAD practice", "0.1.0", folder, True, tuple(drills))
        history = folder / "history.sqlite3"
        super().__init__(lambda _: [pack], lambda: self.fake, lambda: SqliteStore(history, clock.now()), clock, folder)
        self.scripts: list[ScriptedLive] = []
        self.grades: dict[str, Grade] = {}

    def live(self, attempt: Attempt, elapsed: object = None) -> ScriptedLive:  # type: ignore[override]  # of the same shape
        script = ScriptedLive(self.fake, attempt, self.grades)
        script.latest = self.grades.get(attempt.id)
        self.scripts.append(script)
        return script

    @property
    def is_grading(self) -> bool:
        """Whether live grading was begun and hears what is said."""
        return bool(self.scripts) and self.script.is_started

    @property
    def script(self) -> ScriptedLive:
        """The live grading begun last."""
        return self.scripts[-1]

    def grade_of(self, attempt: Attempt, verdicts: str, **found: str) -> Grade:
        """A grade from one letter a check (m, u, p, ?); `found` replaces what was found, by check."""
        words = {"m": Verdict.MET, "u": Verdict.UNMET, "p": Verdict.PENDING, "?": Verdict.UNKNOWN}
        checks = self.drill_of(attempt).drill.checks
        grades = []
        for check, letter in zip(checks, verdicts, strict=True):
            verdict = words[letter]
            text, where = FOUND[verdict]
            evidence = Evidence(EXPECTED.get(check.id, check.says), found.get(check.id, text), where, "1")
            points = check.points if verdict is Verdict.MET else 0
            due = 5.0 if verdict is Verdict.PENDING else None
            grades.append(CheckGrade(check.id, verdict, points, check.points, evidence, due))
        grade = Grade(attempt.drill, tuple(grades), self.countdown(attempt).elapsed)
        self.grades[attempt.id] = grade
        return grade

    def say(self, verdicts: str, **found: str) -> None:
        """Let the newest open attempt have these verdicts."""
        self.script.say(self.grade_of(self.current(), verdicts, **found))

    def past(self, name: str, days: int, seconds: float, verdicts: str = "m") -> None:
        """Put a finished attempt into the history."""
        attempt = self.start(self.find(name))
        now = self.clock.now() - timedelta(days=days)
        attempt = self._attempts.keep(replace(attempt, started_at=now - timedelta(seconds=seconds)))
        grade = self.grade_of(attempt, verdicts)
        script = self.clock
        self.clock = self._attempts._clock = FakeClock(now)
        try:
            self.finish(attempt, grade)
        finally:
            self.clock = self._attempts._clock = script

    def raced(self, name: str, *moments: tuple[float, str]) -> None:
        """Do a drill now: at each time on its clock these verdicts come."""
        attempt, before = self.start(self.find(name)), None
        for seconds, verdicts in moments:
            self.clock.advance(seconds - self.countdown(attempt).elapsed)
            grade = self.grade_of(attempt, verdicts)
            self.note(attempt, before, grade)
            before = grade
        self.finish(attempt, before)


class DemoProvider:
    """A cluster that is as it is said to be."""

    def __init__(self, condition: Condition = Condition.READY) -> None:
        self.condition = condition
        self.allowed: list[bool] = []
        self.go_on = threading.Event()
        self.failure: Exception | None = None

    def status(self) -> ClusterStatus:
        if self.condition is Condition.READY:
            return ClusterStatus(Condition.READY, "ckad-trainer", "v1.34", "podman", 630_000_000)
        return ClusterStatus(
            self.condition, "ckad-trainer", detail="There is no practice cluster yet.", remedy="Bring it up."
        )

    def up(self, report: Report, stop: threading.Event, *, yes: bool) -> None:
        self.allowed.append(yes)
        if self.condition is Condition.READY:
            return
        report(progress())
        if self.failure is not None:
            raise self.failure
        while not stop.is_set() and not self.go_on.wait(0.01):
            pass
        if not stop.is_set():
            self.condition = Condition.READY

    def down(self) -> None:
        self.condition = Condition.ABSENT

    def kubeconfig(self) -> Path:
        return Path("/nowhere")

    def examine(self) -> Sequence[Finding]:
        return (
            Finding("CKT001", "engine", Severity.OK, "podman 4.9 runs containers."),
            Finding("CKT004", "inotify", Severity.WARNING, "128 instances may be too few.", "Raise the limit to 512."),
            Finding("CKT007", "cluster", Severity.PROBLEM, "There is no practice cluster.", "ckadtrainer cluster up"),
        )


def progress() -> Progress:
    """A set-up in the middle."""
    steps = (
        Step("Tools", "kind and kubectl, pinned", StepState.KEPT, 10),
        Step("Packages", "what the node is made of", StepState.DONE, 60, 52),
        Step("Node image", "no image registry answers, so it is built here", StepState.RUNNING, 240, 95),
        Step("Cluster", "one node, used by all drills", StepState.WAITING, 70),
    )
    return Progress(steps, 215, "building the kubelet", Path("/var/log/ckadtrainer/setup.log"))


class DemoShell:
    """A shell that only remembers that it was opened."""

    def __init__(self, beside: bool = True) -> None:
        self.beside = beside
        self.opened: list[str] = []

    def can_open_beside(self) -> bool:
        return self.beside

    def open_beside(self, work: Attempt | Sitting) -> None:
        self.opened.append(work.drill if isinstance(work, Attempt) else f"exam {work.id}")

    def run_shell(self, work: Attempt | Sitting) -> None:
        self.open_beside(work)


def practice(folder: Path, clock: FakeClock, extra: Sequence[dict[str, Any]] = ()) -> DemoPractice:
    """Seven drills, none of them tried."""
    (folder / "solution.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata:\n  name: shared-vol\n", "utf-8")
    for name, text in SOLUTIONS.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return DemoPractice([drill(words, folder) for words in (*OTHERS, *extra)], folder, clock)


def with_history(practice: DemoPractice) -> DemoPractice:
    """Some drills passed, one of them due, one mastered, one to try again."""
    for days, seconds in ((9, 131), (6, 118), (0, 108)):
        practice.past("init_pod", days, seconds)
    practice.past("sidecar_pod", 3, 151)
    practice.past("wait_pod", 1, 301, "u")
    return practice


def app(practice: Practice, provider: DemoProvider | None = None, shell: DemoShell | None = None) -> TrainerApp:
    return TrainerApp(practice, provider or DemoProvider(), shell or DemoShell())
