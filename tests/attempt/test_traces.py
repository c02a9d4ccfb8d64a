"""A trial that was killed is told from one that goes on."""

import os
import signal
import subprocess
import sys

import pytest

from ckadtrainer.attempt.traces import Traces
from ckadtrainer.cluster.fake import FakeClock, FakeWorld, unavailable
from ckadtrainer.errors import ClusterUnavailable

HOLD = """
import sys
from pathlib import Path
from ckadtrainer.attempt.traces import Traces
with Traces(Path(sys.argv[1])).left("killed"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def traces(tmp_path):
    return Traces(tmp_path / "trials")


@pytest.fixture
def world():
    return FakeWorld(FakeClock())


def names(world):
    return {id for _, id in world.leftovers()}


def test_a_trial_under_way_is_left_alone(traces, world):
    with traces.left("one"):
        world.create_namespace("drill", "one")
        assert Traces(traces._folder).sweep(world) == 0
    assert names(world) == {"one"}


def test_what_a_killed_trial_left_is_removed_and_nothing_else(traces, world, tmp_path):
    world.create_namespace("drill", "killed")
    world.create_namespace("drill", "an attempt")
    command = [sys.executable, "-c", HOLD, str(tmp_path / "trials")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        assert traces.sweep(world) == 0
        os.kill(process.pid, signal.SIGKILL)

    assert traces.sweep(world) == 1
    assert names(world) == {"an attempt"}
    assert list((tmp_path / "trials").iterdir()) == []


def test_a_trial_that_ended_leaves_no_trace(traces, world, tmp_path):
    with traces.left("one"):
        pass

    assert list((tmp_path / "trials").iterdir()) == []
    assert traces.sweep(world) == 0


def test_a_trial_that_lost_the_cluster_is_swept_later(traces, world):
    with pytest.raises(ClusterUnavailable), traces.left("one"):
        world.create_namespace("drill", "one")
        raise unavailable()

    assert traces.sweep(world) == 1
    assert traces.sweep(world) == 0


def test_what_cannot_be_removed_now_is_removed_later(traces, world, tmp_path):
    (tmp_path / "trials").mkdir()
    (tmp_path / "trials" / "killed").touch()
    world.create_namespace("drill", "killed")
    world.fail(unavailable())
    with pytest.raises(ClusterUnavailable):
        traces.sweep(world)

    world.fail(None)
    assert traces.sweep(world) == 1
