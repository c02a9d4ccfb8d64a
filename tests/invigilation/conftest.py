"""Exams over a cluster in memory and a real history file: drills about ConfigMaps, which need no kubelet."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ckadtrainer.cluster.fake import FakeClock, FakeWorld
from ckadtrainer.definition.drill import Drill
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.invigilation.exams import Exams
from ckadtrainer.invigilation.room import ExamRoom
from ckadtrainer.packs.manifest import Pack, PackedDrill
from ckadtrainer.practice import Practice

DRILL = """
format: 1
id: {id}
title: Settings {id}
topic: {topic}
domain: {domain}
minutes: {minutes}
task: Make the ConfigMap `settings-{name}` with the label `app=web`, and `more-{name}`.
kinds: [ConfigMap]
checks:
  - {{id: is_there, points: 1, says: It is there}}
  - {{id: is_labelled, points: 3, says: It is labelled}}
  - {{id: another_is_there, points: 1, says: The other one is there}}
answers:
  - {{file: answers/solution.yaml}}
debrief: Labels are how things find each other.
"""
GRADER = '''
def is_there(cluster):
    """It is there."""
    cluster.object("ConfigMap", "settings-{name}")


def is_labelled(cluster):
    """It carries the label."""
    cluster.object("ConfigMap", "settings-{name}").has({{"metadata": {{"labels": {{"app": "web"}}}}}})


def another_is_there(cluster):
    """The other one is there."""
    cluster.object("ConfigMap", "more-{name}")
'''
BLUEPRINT = """
format: 1
id: small
title: Small
minutes: 40
tasks: 4
pass_mark: 66
alerts: [10, 5]
sections:
  - {title: Building, share: 60, domain: design_and_build}
  - {title: Watching, share: 40, domain: observability_and_maintenance}
"""
DRILLS = (
    ("one", "design_and_build", 4),
    ("two", "design_and_build", 6),
    ("three", "observability_and_maintenance", 3),
    ("four", "observability_and_maintenance", 7),
)


def config_map(name, **labels):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": labels}}


def solution(name):
    return [config_map(f"settings-{name}", app="web"), config_map(f"more-{name}")]


def packed(root: Path, id: str, domain: str, minutes: int) -> PackedDrill:
    folder = root / "drills" / "basics" / id
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / "solution.yaml").write_text(yaml.safe_dump_all(solution(id)))
    grader = root / "graders" / "basics" / f"{id}.py"
    grader.parent.mkdir(parents=True, exist_ok=True)
    grader.write_text(textwrap.dedent(GRADER).format(name=id))
    text = DRILL.format(id=id, name=id, topic="basics", domain=domain, minutes=minutes)
    return PackedDrill(Drill.model_validate(yaml.safe_load(text)), root.name, folder, grader, ())


class Hall:
    """Exams with everything under them in reach."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock(held=True)
        self.world = FakeWorld(self.clock)
        self.store = SqliteStore(folder / "history.sqlite3", self.clock.now())
        self.blueprint = folder / "small.yaml"
        self.blueprint.write_text(BLUEPRINT)
        root = folder / "first"
        self.pack = Pack("first", "First", "1.0.0", root, True, tuple(packed(root, *words) for words in DRILLS))
        self.practice = self.another()

    def another(self, store: SqliteStore | None = None) -> Practice:
        """A second trainer over the same history, as after a kill."""
        kept = store or self.store
        return Practice(lambda _: [self.pack], lambda: self.world, lambda: kept, self.clock, self.folder)

    @property
    def exams(self) -> Exams:
        return self.practice.exams

    def begun(self, seed="a"):
        """The room of an exam whose clock runs."""
        return self.exams.begin(self.exams.set_up(self.exams.plan(blueprint=self.blueprint, seed=seed)))

    solution = staticmethod(solution)
    config_map = staticmethod(config_map)

    def number(self, room, id):
        """Which task of the exam is at that drill."""
        return next(task.number for task in room.sitting.plan.tasks if task.key.endswith(f"/{id}"))

    def apply(self, room, id, documents, where=None):
        """Make objects in the namespace of the task at a drill, or in that of `where`."""
        namespace = room.sitting.place(self.number(room, where or id)).namespace
        for document in documents:
            self.world.apply(namespace, document)


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "home"))
    rooms, make = [], Exams._room

    def kept(self: Exams, sitting: Sitting) -> ExamRoom:
        rooms.append(make(self, sitting))
        return rooms[-1]

    monkeypatch.setattr(Exams, "_room", kept)
    yield Hall(tmp_path)
    for room in rooms:  # its threads go round as long as the clock is held, and slow all later tests
        room.close()
