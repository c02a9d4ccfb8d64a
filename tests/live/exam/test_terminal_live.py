"""An exam played in a real terminal, from its draw to its result, with a kill in between."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ckadtrainer import paths

pytestmark = [
    pytest.mark.live,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]
SECONDS = 90.0
"""Given to a screen to come: other live tests run beside this one."""


class Window:
    """A shell in a tmux server of its own, typed into and read as a person does."""

    def __init__(self, socket: Path, environment: dict[str, str]) -> None:
        self._socket, self._environment = socket, environment
        self("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "sh")

    def __call__(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self._socket), *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=20, env=self._environment
        ).stdout

    def types(self, *keys: str) -> None:
        self("send-keys", *keys)

    def awaits(self, text: str) -> str:
        """What is on the screen once `text` is."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            screen = self("capture-pane", "-p")
            if text in screen:
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{text!r} never came; on the screen:\n{self('capture-pane', '-p')}")

    def kills(self, name: str) -> None:
        """End the program that runs in the shell as an empty battery would, and open a new shell."""
        shell = self("display-message", "-p", "#{pane_pid}").strip()
        subprocess.run(["pkill", "-KILL", "-P", shell, "-f", name], check=True, timeout=20)
        self("respawn-pane", "-k", "sh")


@pytest.fixture
def window(cluster_kubeconfig, tmp_path):
    """A terminal whose trainer has the practice cluster and a history of its own."""
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    for part in ("bin", "containers.conf", "kubeconfig"):
        if (paths.data() / part).exists():
            (home / "data" / part).symlink_to(paths.data() / part)
    environment = {key: value for key, value in os.environ.items() if key not in ("TMUX", "TMUX_PANE")}
    opened = Window(tmp_path / "tmux", environment | {"CKADTRAINER_HOME": str(home), "TERM": "xterm-256color"})
    yield opened
    opened("kill-server")
    subprocess.run(
        [sys.executable, "-m", "ckadtrainer", "exam", "--abandon"],
        env=environment | {"CKADTRAINER_HOME": str(home)},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_from_the_draw_to_the_result_with_a_kill_between(window):
    trainer = f"{sys.executable} -m ckadtrainer exam"
    window.types(f"{trainer} --minutes 15 --seed terminal", "Enter")
    window.awaits("enter starts the clock")
    window.types("Enter")
    window.awaits("task 1 of 2")

    window.types("n")
    window.awaits("task 2 of 2")
    window.types("f")
    assert "visited 2" in window.awaits("⚑ 1")
    window.kills("ckadtrainer")
    window.types(trainer, "Enter")
    back = window.awaits("task 2 of 2")
    assert "⚑ 1" in back
    assert "time left 14:" in back or "time left 13:" in back

    window.types("x")
    assert "Flagged: 2" in window.awaits("End the exam")
    window.types("Enter")
    # The second task, of which nothing is there: a row near the end of the screen.
    result = window.awaits("not reached")
    assert "66 % passes" in result
    assert "2 of 2 tasks visited" in result
