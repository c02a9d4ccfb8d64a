"""What a shell is told of an attempt."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ckadtrainer.attempt import countdown
from ckadtrainer.attempt.attempt import Attempt, Namespace
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.session.exam import ExamPlan
from ckadtrainer.workspace import workspace_of, workspace_of_exam

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ATTEMPT = Attempt(
    id="a1b2",
    pack="first",
    drill="init_pod",
    topic="multi_container",
    namespace=Namespace("init-pod-7f3a", "uid"),
    nonce="n",
    seconds=180,
    started_at=START,
)


def test_the_deadline_is_the_start_and_the_drills_minutes():
    workspace = workspace_of(ATTEMPT, "First", Path("k"), START + timedelta(seconds=50))
    assert workspace.deadline == START + timedelta(seconds=180)
    assert workspace.paused_left is None


def test_ended_pauses_move_the_deadline():
    paused = countdown.pause(ATTEMPT, START + timedelta(seconds=10))
    resumed = countdown.resume(paused, START + timedelta(seconds=70))
    workspace = workspace_of(resumed, "First", Path("k"), START + timedelta(seconds=100))
    assert workspace.deadline == START + timedelta(seconds=240)


def test_a_running_pause_leaves_what_was_left():
    paused = countdown.pause(ATTEMPT, START + timedelta(seconds=10))
    assert workspace_of(paused, "First", Path("k"), START + timedelta(hours=1)).paused_left == 170


def test_an_exam_has_a_deadline_of_its_own_and_names_no_namespace_and_no_drill_to_grade():
    sitting = Sitting("e1", ExamPlan("ckad", "CKAD", "a", 600, 66, (), ()), stage=Stage.OPEN, begun_at=START)
    workspace = workspace_of_exam(sitting, Path("k"), START + timedelta(seconds=50))
    assert (workspace.attempt, workspace.namespace, workspace.key) == ("e1", "", "")
    assert workspace.deadline == START + timedelta(seconds=600)
    assert workspace.paused_left is None
    lost = sitting.after([Event(START + timedelta(seconds=100), Happening.LOST)])
    assert workspace_of_exam(lost, Path("k"), START + timedelta(hours=1)).paused_left == 500
