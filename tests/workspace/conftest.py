"""A workspace in a home of its own, and shells on real pseudo-terminals."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ckadtrainer.workspace.workspace import Workspace

_LIMIT = 15.0


class Screen:
    """A program on a pseudo-terminal: type into it and wait for what it prints."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
        self._slave = slave
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no other way
        )
        self.text = ""

    def settings(self) -> list[object]:
        """The terminal's present settings."""
        return termios.tcgetattr(self._slave)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def wait_for(self, text: str) -> str:
        """Read until `text` has been printed; return and forget everything up to it."""
        end = time.monotonic() + _LIMIT
        while text not in self.text:
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} did not come; the screen says {self.text!r}"
            self.text += os.read(self.master, 65536).decode(errors="replace")
        before, _, self.text = self.text.partition(text)
        return before

    def ask(self, command: str) -> str:
        """What a command prints, between two marks that the echo of the command cannot show."""
        self.type(f"echo 'BE''GIN'; {command}; echo 'E''ND'\r")
        self.wait_for("BEGIN")
        return self.wait_for("END").replace("\r\n", "\n").strip()

    def leave(self) -> int:
        self.type("exit 7\r")
        return self.process.wait(timeout=_LIMIT)

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder that the trainer and the shells use."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "trainer"))
    monkeypatch.setenv("TERM", "xterm")
    for name in ("KUBECONFIG", "TMUX", "TMUX_PANE", "ZDOTDIR", "PROMPT_COMMAND", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def workspace(home: Path) -> Workspace:
    """An attempt with a little less than three minutes left, and a kubeconfig that leads nowhere."""
    kubeconfig = home / "attempt.kubeconfig"
    kubeconfig.write_text("apiVersion: v1\nkind: Config\n")
    return Workspace(
        attempt="a1b2",
        drill="init_pod",
        title="First things `touch pwned`\x1b[31m first",
        namespace="init-pod-7f3a",
        kubeconfig=kubeconfig,
        deadline=datetime.now(UTC) + timedelta(seconds=170),
    )


@pytest.fixture
def screen(home: Path) -> Iterator[Callable[..., Screen]]:
    """Starts programs on pseudo-terminals; every one is ended with the test."""
    screens: list[Screen] = []

    def start(command: Sequence[str], **variables: str) -> Screen:
        screens.append(Screen(command, {**os.environ, **variables}, home))
        return screens[-1]

    yield start
    for each in screens:
        each.close()
