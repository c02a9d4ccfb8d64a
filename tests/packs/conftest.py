"""Small packs, and a home of their own for settings and trust."""

from collections.abc import Callable
from pathlib import Path

import pytest

DRILL = """\
format: 1
id: {id}
title: Say hello
topic: basics
domain: design_and_build
minutes: 3
task: Create the Pod `hello`.
checks:
  - {{id: runs, points: 2, says: It runs}}
answers:
  - {{file: answers/solution.yaml}}
"""

GRADER = '''\
"""Grade `{id}`."""

from ckadtrainer.grading import Cluster


def runs(cluster: Cluster) -> None:
    """It runs."""
    cluster.pod("hello").container("main").stays_ready()
'''

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: hello}\n"

MakePack = Callable[..., Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the trainer keeps things during this test."""
    home = tmp_path / "home"
    monkeypatch.setenv("CKADTRAINER_HOME", str(home))
    return home


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """Writes a pack of that id with these drills and returns its folder."""

    def make(id: str = "mine", *drills: str) -> Path:
        root = tmp_path / "packs" / id
        root.mkdir(parents=True)
        (root / "pack.yaml").write_text(f"format: 1\nid: {id}\ntitle: Mine\nversion: 1.0.0\n")
        for drill in drills or ("hello",):
            folder = root / "drills" / "basics" / drill
            (folder / "answers").mkdir(parents=True)
            (folder / "drill.yaml").write_text(DRILL.format(id=drill))
            (folder / "answers" / "solution.yaml").write_text(POD)
            grader = root / "graders" / "basics" / f"{drill}.py"
            grader.parent.mkdir(parents=True, exist_ok=True)
            grader.write_text(GRADER.format(id=drill))
        return root

    return make
