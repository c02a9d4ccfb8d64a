"""The trainer on a pseudo-terminal, seen as the bytes it draws."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_LIMIT = 30.0


class Screen:
    """A program on a terminal of 120 by 40. `started` is when it was begun, by `time.perf_counter`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  a terminal that can hang up
        )
        os.close(slave)
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        os.close(self._master)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait_for(self, text: str) -> float:
        """Read until `text` is drawn, forget all up to it and return the moment, by `time.perf_counter`."""
        wanted, end = text.encode(), time.monotonic() + _LIMIT
        while wanted not in self._seen:
            ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise RuntimeError(f"{text!r} was not drawn within {_LIMIT:.0f} seconds")
            self._seen += os.read(self._master, 65536)
        moment = time.perf_counter()
        self._seen = self._seen.partition(wanted)[2]
        return moment

    def skip(self) -> None:
        """Forget what has been drawn until now."""
        while select.select([self._master], [], [], 0.0)[0]:
            os.read(self._master, 65536)
        self._seen = b""

    def peak_memory(self) -> int:
        """The most resident memory the program has had, in bytes, from the kernel's own count."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024
