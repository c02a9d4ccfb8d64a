"""The course of a set-up: what the watcher sees."""

import pytest

from ckadtrainer.cluster.providers.course import Course
from ckadtrainer.provisioning import Step, StepState

STEPS = (
    Step("Engine", "runs the node", StepState.WAITING, 2.0),
    Step("Cluster", "starts", StepState.WAITING, 20.0),
)
BUILDER = {
    "steps": [
        {"name": "Debian", "why": "a root", "state": "done", "expected": 40, "spent": 33.0},
        {"name": "Kubernetes", "why": "compiled", "state": "running", "expected": 290, "spent": 10.0},
    ],
    "left": 300.0,
    "note": "Kubernetes",
    "log": None,
}


@pytest.fixture
def seen():
    return []


@pytest.fixture
def course(seen, tmp_path):
    with Course(seen.append, tmp_path / "log", STEPS) as course:
        yield course


def test_a_step_runs_and_is_done(course, seen):
    with course.step("Engine"):
        assert seen[-1].steps[0].state is StepState.RUNNING
    assert [step.state for step in seen[-1].steps] == [StepState.DONE, StepState.WAITING]
    assert 18 <= seen[-1].left <= 20


def test_a_step_that_raises_has_failed(course, seen):
    with pytest.raises(ValueError, match="no"), course.step("Engine"):
        raise ValueError("no")
    assert seen[-1].steps[0].state is StepState.FAILED


def test_the_builders_steps_stand_where_they_happen(course, seen):
    course.follow(BUILDER, before="Cluster")
    course.follow({**BUILDER, "left": 250.0}, before="Cluster")
    assert [step.name for step in seen[-1].steps] == ["Engine", "Debian", "Kubernetes", "Cluster"]
    assert seen[-1].left == pytest.approx(250 + 2 + 20)
    assert seen[-1].note == "Kubernetes"


def test_the_share_grows_to_the_whole(course, seen):
    for step in STEPS:
        course.keep(step.name)
    assert seen[-1].share == 1.0
    assert seen[-1].left == 0.0
