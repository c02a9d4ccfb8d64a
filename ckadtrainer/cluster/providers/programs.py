"""Programs of the set-up, run so that none outlives us and none sees the user's kubeconfig."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.errors import SetupFailed


class Stopped(SetupFailed):
    """The user stopped the set-up; what is finished is kept."""

    def __init__(self) -> None:
        super().__init__("The set-up was stopped.", "Start it again and it goes on where it stopped.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def ok(self) -> bool:
        return self.status == 0

    @property
    def last_words(self) -> str:
        """The last line it printed, stderr first."""
        lines = [line.strip() for line in (self.out + "\n" + self.err).splitlines() if line.strip()]
        return lines[-1][:300] if lines else "it printed nothing"


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours without KUBECONFIG, with the programs the set-up brought found last."""
    kept = {name: value for name, value in os.environ.items() if name != "KUBECONFIG"}
    search = os.pathsep.join((kept.get("PATH", os.defpath), "/usr/sbin", "/sbin", str(paths.tools())))
    return {**kept, "PATH": search, "LC_ALL": "C", **(extra or {})}


def ask(command: Sequence[str | Path], limit: float = 10.0, extra: Mapping[str, str] | None = None) -> Outcome:
    """Run something short and look at its answer; 127 stands for a missing program, 124 for one that took too long."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limit,
            check=False,
            env=environment(extra),
        )
    except (FileNotFoundError, PermissionError) as error:
        return Outcome(127, "", str(error))
    except subprocess.TimeoutExpired:
        return Outcome(124, "", f"no answer within {limit:.0f} s")
    return Outcome(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs what takes longer: every line is kept in `log`, and `stop` ends the whole group of processes."""

    log: Path
    stop: threading.Event
    extra: Mapping[str, str] = field(default_factory=dict)

    def run(
        self,
        command: Sequence[str | Path],
        *,
        limit: float = 3600.0,
        on_line: Callable[[str], None] = lambda _line: None,
        cwd: Path | None = None,
    ) -> Outcome:
        """Run to the end and return all it printed; Stopped when `stop` is set, status 124 when `limit` is over."""
        if self.stop.is_set():
            raise Stopped
        self.log.parent.mkdir(parents=True, exist_ok=True)
        lines: list[str] = []
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(map(str, command))}\n")
            log.flush()
            try:
                process = self._start(command, cwd)
            except (FileNotFoundError, PermissionError) as error:
                log.write(f"{error}\n")
                return Outcome(127, "", str(error))

            def read() -> None:
                with process.stdout or nullcontext(()) as printed:
                    for line in printed:
                        lines.append(line)
                        log.write(line)
                        log.flush()
                        on_line(line)

            reader = threading.Thread(target=read, daemon=True)
            reader.start()
            try:
                status = self._wait(process, limit)
            finally:
                reader.join(5.0)
        return Outcome(status, "".join(lines), "")

    def _start(self, command: Sequence[str | Path], cwd: Path | None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            env=environment(self.extra),
            cwd=cwd,
        )

    def _wait(self, process: subprocess.Popen[str], limit: float) -> int:
        deadline = time.monotonic() + limit
        try:
            while True:
                try:
                    return process.wait(0.1)
                except subprocess.TimeoutExpired:
                    if self.stop.is_set():
                        raise Stopped from None
                    if time.monotonic() > deadline:
                        return 124
        finally:
            if process.poll() is None:
                end_group(process)


def end_group(process: subprocess.Popen[str]) -> None:
    """Ask the process and all it started to end, then make them."""
    for number, patience in ((signal.SIGTERM, 15.0), (signal.SIGKILL, 2.0)):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        else:
            return
