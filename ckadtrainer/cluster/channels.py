"""The channels of a program that runs in a container: what it prints, what it is told, how it ends."""

import contextlib
import json
import time
from dataclasses import dataclass
from typing import Any

from ckadtrainer.cluster.answers import error_from
from ckadtrainer.grading.probes import ProbeFault
from ckadtrainer.untrusted import untrusted

OUTPUT_BYTES = 64 * 1024

_STDIN, _STDOUT, _STDERR, _RESULT = 0, 1, 2, 3
_NO_PROGRAM = ("executable file not found", "no such file or directory", "permission denied")
_NOT_RUNNING = (
    "container not found",
    "not running",
    "is not valid for pod",
    "completed pod",
    "not created or running",
    "does not have a host assigned",
    "is terminated",
    "is in exited state",
    "cannot exec in a stopped",
)


class ContainerGone(Exception):
    """The pod or the container is not there, or does not run."""


class NoTools(Exception):
    """The container has no such program."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that ended. `code` is None when its output was cut off at the limit."""

    code: int | None
    stdout: bytes
    stderr: bytes

    @property
    def text(self) -> str:
        """stdout as text, safe to print."""
        return untrusted(self.stdout.decode("utf-8", "replace"))

    @property
    def complaint(self) -> str:
        """stderr in one safe line."""
        return " ".join(untrusted(self.stderr.decode("utf-8", "replace")).split())


class Channels:
    """One running program on one WebSocket. `until` is the monotonic time by which it must have ended."""

    def __init__(self, socket: Any, until: float) -> None:
        self._socket = socket
        self._until = until
        self._read = {_STDOUT: bytearray(), _STDERR: bytearray(), _RESULT: bytearray()}
        self._ended = False

    def prints(self) -> bool:
        """Wait for its first word; False when it ends without one."""
        while not self._ended and not self._read[_STDOUT]:
            self._take()
        return bool(self._read[_STDOUT]) and not self._ended

    def send(self, words: bytes) -> None:
        """Write to its stdin. Raises ProbeFault."""
        import websocket

        try:
            self._socket.send_binary(bytes([_STDIN]) + words)
        except (websocket.WebSocketException, OSError) as error:
            raise _broken(error) from error

    def result(self) -> Ran:
        """Wait for its end, or for more output than is wanted. Raises NoTools, ContainerGone and ProbeFault."""
        while not self._ended and not self._is_full():
            self._take()
        stdout, stderr = (bytes(self._read[channel][:OUTPUT_BYTES]) for channel in (_STDOUT, _STDERR))
        code = None if self._is_full() else _exit_code(bytes(self._read[_RESULT]))
        return Ran(code, stdout, stderr)

    def close(self) -> None:
        """Let go of the connection."""
        with contextlib.suppress(Exception):
            self._socket.shutdown()

    def _is_full(self) -> bool:
        return max(len(self._read[_STDOUT]), len(self._read[_STDERR])) > OUTPUT_BYTES

    def _take(self) -> None:
        """Read one frame."""
        import websocket

        left = self._until - time.monotonic()
        if left <= 0:
            raise ProbeFault("The program in the container did not end in time.")
        self._socket.settimeout(left)
        try:
            code, data = self._socket.recv_data()
        except websocket.WebSocketTimeoutException:
            return
        except websocket.WebSocketConnectionClosedException:
            self._ended = True
            return
        except (websocket.WebSocketException, OSError) as error:
            raise _broken(error) from error
        if data and code != websocket.ABNF.OPCODE_CLOSE and data[0] in self._read:
            self._read[data[0]] += data[1:]
        self._ended = code == websocket.ABNF.OPCODE_CLOSE or bool(self._read[_RESULT])


def _broken(error: Exception) -> ProbeFault:
    return ProbeFault(f"The connection to the container broke ({untrusted(str(error))}).")


def _exit_code(result: bytes) -> int:
    """The exit code in the `Status` on the result channel; raises for programs that were not started."""
    try:
        status = json.loads(result)
    except ValueError as error:
        raise ProbeFault("The connection to the container ended before the program did.") from error
    if status.get("status") == "Success":
        return 0
    causes = (status.get("details") or {}).get("causes") or ()
    for cause in causes:
        if cause.get("reason") == "ExitCode":
            return int(cause["message"])
    raise refusal(status.get("code", 500), result)


def refusal(status: int, body: bytes) -> Exception:
    """What a refused exec means: the container, its tools, or the cluster."""
    error = error_from(status, body)
    words = error.words.lower()
    if "exec" in words and any(sign in words for sign in _NO_PROGRAM) and "container process" in words:
        return NoTools(error.words)
    if status == 404 or any(sign in words for sign in _NOT_RUNNING):
        return ContainerGone(error.words or "It is not running.")
    return ProbeFault(error.message)
