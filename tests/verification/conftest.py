"""A pack of one drill, to be proven on a cluster in memory."""

import pytest

from ckadtrainer.cluster.fake import FakeWorld
from ckadtrainer.cluster.fake_clock import FakeClock


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def world(clock):
    return FakeWorld(clock)


@pytest.fixture
def folder(tmp_path):
    """The folder of the pack's drill `web`, with an empty folder for its answers."""
    (tmp_path / "pack.yaml").write_text("format: 1\nid: small\ntitle: Small\nversion: 1.0.0\ncurriculum: v1.35\n")
    drill = tmp_path / "drills" / "examples" / "web"
    (drill / "answers").mkdir(parents=True)
    return drill
