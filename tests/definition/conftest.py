"""A sound drill to spoil in one place at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

SOUND = """\
format: 1
id: hello
title: Say hello
topic: basics
domain: design_and_build
minutes: 3
task: Create the Pod `hello`.
hints: [Think]
kinds: [Pod]
checks:
  - id: runs
    points: 2
    says: It runs
    within: 1m30s
  - id: talks
    points: 3
    says: It talks
    pod: hello
    logs:
      - {container: main, line: Hello, every: 5s}
answers:
  - {file: answers/solution.yaml}
  - {file: answers/silent.yaml, fails: [talks]}
"""

GRADER = '''\
"""Grade `hello`."""

from ckadtrainer.grading import Cluster


def runs(cluster: Cluster) -> None:
    """It runs."""
    cluster.pod("hello").container("main").stays_ready()
'''

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: hello\n"


@pytest.fixture
def drill_folder(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a drill's folder with this `drill.yaml` and both answers."""

    def write(text: str) -> Path:
        folder = tmp_path / "pack" / "drills" / "basics" / "hello"
        (folder / "answers").mkdir(parents=True, exist_ok=True)
        (folder / "drill.yaml").write_text(text, encoding="utf-8")
        for name in ("solution", "silent"):
            (folder / "answers" / f"{name}.yaml").write_text(POD, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def sound() -> str:
    return SOUND


@pytest.fixture
def grader_text() -> str:
    return GRADER
