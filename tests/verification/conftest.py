"""A pack of one drill, to be proven on a cluster in memory."""

import pytest

from ckadtrainer.cluster.fake import FakeWorld
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.packs.loading import load_pack

HEAD = """\
format: 1
id: web
title: A web server
topic: examples
domain: design_and_build
minutes: 3
task: Create Pod `web`.
"""


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


@pytest.fixture
def pack(tmp_path, folder):
    """Write `drill.yaml` with these checks and answers, and load the pack's drills."""

    def pack(rest):
        (folder / "drill.yaml").write_text(HEAD + rest)
        return load_pack(tmp_path).drills

    return pack
