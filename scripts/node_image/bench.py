"""The bench a step works at: folders, the log of the step, and programs started so that they end with it."""

import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


class StepFailed(Exception):
    """A step could not be done; the message says why, in a sentence."""


class Stopped(Exception):
    """The user asked to stop."""


@dataclass(frozen=True)
class Bench:
    """`folder` keeps products and stamps, `logs` one log a step; `engine` is `docker` or `podman`."""

    folder: Path
    logs: Path
    engine: str
    stop: threading.Event = field(default_factory=threading.Event)

    def product(self, name: str) -> Path:
        """Where the product of that name is, or will be."""
        return self.folder / name

    def log(self, step: str) -> Path:
        return self.logs / f"node-image-{step.lower().replace(' ', '-').replace(',', '')}.log"

    def tools(self, step: str) -> "Tools":
        return Tools(self, self.log(step))


@dataclass(frozen=True)
class Tools:
    """Programs run for one step: output goes to the step's log, the end of it into the error."""

    bench: Bench
    log: Path

    def run(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: IO[bytes] | None = None,
    ) -> None:
        """Run to the end; StepFailed when it fails, Stopped when the user stops it."""
        with self.log.open("ab") as log:
            log.write(f"$ {shlex.join(map(str, command))}\n".encode())
            log.flush()
            process = self._start(command, env=env, cwd=cwd, stdin=stdin or subprocess.DEVNULL, stdout=log)
            self._wait(process, str(command[0]))

    def read(
        self, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> str:
        """Run and return what it printed on stdout."""
        capture = self.log.with_suffix(".out")
        with capture.open("wb") as out:
            process = self._start(command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out)
            self._wait(process, str(command[0]))
        text = capture.read_text(errors="replace")
        capture.unlink()
        return text

    def pipe(self, producer: Sequence[str | Path], consumer: Sequence[str | Path]) -> None:
        """Feed what `producer` prints to `consumer`."""
        with self.log.open("ab") as log:
            log.write(f"$ {shlex.join(map(str, producer))} | {shlex.join(map(str, consumer))}\n".encode())
            log.flush()
            source = self._start(producer, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
            sink = self._start(consumer, stdin=source.stdout, stdout=log)
            assert source.stdout is not None
            source.stdout.close()
            self._wait(sink, str(consumer[0]))
            self._wait(source, str(producer[0]))

    def _start(
        self,
        command: Sequence[str | Path],
        *,
        stdin: int | IO[bytes] | None,
        stdout: int | IO[bytes],
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        if self.bench.stop.is_set():
            raise Stopped
        try:
            with self.log.open("ab") as log:
                return subprocess.Popen(
                    [str(word) for word in command],
                    stdin=stdin,
                    stdout=stdout,
                    stderr=log,
                    cwd=cwd,
                    env={**environment(), **(env or {})},
                    process_group=0,  # so that what it starts can be ended with it
                )
        except FileNotFoundError:
            raise StepFailed(f"The program {command[0]} is missing.") from None

    def _wait(self, process: subprocess.Popen[bytes], name: str) -> None:
        while True:
            try:
                status = process.wait(0.2)
                break
            except subprocess.TimeoutExpired:
                if self.bench.stop.is_set():
                    _end(process)
                    raise Stopped from None
        if self.bench.stop.is_set():
            raise Stopped
        if status:
            raise StepFailed(f"{Path(name).name} ended with status {status}: {self._last_words()}")

    def _last_words(self) -> str:
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        return lines[-1][:300] if lines else "it printed nothing"


def environment() -> dict[str, str]:
    """Our environment without the user's kubeconfig and with plain English output."""
    kept = {name: value for name, value in os.environ.items() if name not in ("KUBECONFIG", "GOFLAGS", "TAR_OPTIONS")}
    return {**kept, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the program and all it started to end, then make them."""
    for number, patience in ((signal.SIGTERM, 4.0), (signal.SIGKILL, 2.0)):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
