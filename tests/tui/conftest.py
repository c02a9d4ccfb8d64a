"""A practice over a cluster in memory, and a way to wait for what its threads do."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

sys.path.insert(0, str(Path(__file__).parent))

import tui_demo as demo

from ckadtrainer.cluster.fake import FakeClock

_LOOKS = 400
_BETWEEN_LOOKS = 0.01


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def practice(tmp_path: Path, clock: FakeClock) -> demo.DemoPractice:
    """Seven drills, none tried."""
    return demo.practice(tmp_path, clock)


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits until something is so; fails if it never is."""

    async def wait(pilot: Pilot[None], condition: Callable[[], object]) -> None:
        for _ in range(_LOOKS):
            await pilot.pause()
            if condition():
                return
            await pilot.pause(_BETWEEN_LOOKS)
        pumps = [(page, page._running, page._message_queue.qsize()) for page in pilot.app.screen_stack]
        raise AssertionError(f"{pumps} it never came true; on screen:\n{screen_text(pilot)}")

    return wait


def screen_text(pilot: Pilot[None]) -> str:
    """What a person reads on the screen."""
    screen = pilot.app.screen
    return "\n".join(
        "".join(segment.text for segment in strip).rstrip() for strip in screen._compositor.render_strips()
    )


@pytest.fixture
def seen() -> Callable[[Pilot[None]], str]:
    return screen_text
