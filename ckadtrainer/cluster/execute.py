"""Programs run inside containers, each on a connection of its own that nothing else shares."""

import contextlib
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ckadtrainer.cluster.answers import error_from
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.grading.probes import ProbeFault
from ckadtrainer.untrusted import untrusted

OUTPUT_BYTES = 64 * 1024
EXEC_SECONDS = 15.0

_STDOUT, _STDERR, _RESULT = 1, 2, 3
_CLOSE = 255
_PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"]
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


class Executor:
    """Runs programs in containers of one namespace. May be used by several threads."""

    def __init__(self, credentials: Credentials, namespace: str) -> None:
        self._credentials = credentials
        self._base = credentials.server.replace("http", "ws", 1)
        self._namespace = namespace
        self._tls: Any = None
        self._lock = threading.Lock()

    def run(self, pod: str, container: str, argv: Sequence[str], *, seconds: float = EXEC_SECONDS) -> Ran:
        """Run `argv` as it is, no shell in between, and wait for its end.

        Raises ContainerGone, NoTools, and ProbeFault when the API or the time limit is at fault.
        """
        until = time.monotonic() + seconds
        socket = self._connect(self._path(pod, container, argv), seconds)
        try:
            return _collect(socket, until)
        finally:
            with contextlib.suppress(Exception):
                socket.shutdown()

    def _path(self, pod: str, container: str, argv: Sequence[str]) -> str:
        query = urlencode(
            [*(("command", word) for word in argv), ("container", container), ("stdout", "true"), ("stderr", "true")]
        )
        where = f"/api/v1/namespaces/{quote(self._namespace, safe='')}/pods/{quote(pod, safe='')}/exec"
        return f"{where}?{query}"

    def _connect(self, path: str, seconds: float) -> Any:
        # The client's own `stream` connects without a time limit and reads without end: a container that
        # prints for ever would hold it for ever. So its WebSocket library is used directly.
        import websocket

        headers = {"User-Agent": "ckadtrainer"}
        if self._credentials.token:
            headers["Authorization"] = f"Bearer {self._credentials.token}"
        options: dict[str, Any] = {}
        if self._base.startswith("wss:"):
            options["context"] = self._context()
            if self._credentials.server_name:
                options["server_hostname"] = self._credentials.server_name
        socket: Any = websocket.WebSocket(sslopt=options, skip_utf8_validation=True)
        try:
            socket.connect(
                self._base + path,
                header=headers,
                subprotocols=_PROTOCOLS,
                timeout=seconds,
                suppress_origin=True,
                **self._proxy(),
            )
        except websocket.WebSocketBadStatusException as error:
            raise _refusal(error.status_code, error.resp_body or b"") from error
        except (websocket.WebSocketException, OSError) as error:
            raise ProbeFault(f"The cluster does not answer ({untrusted(str(error))}).") from error
        return socket

    def _context(self) -> Any:
        with self._lock:
            if self._tls is None:
                self._tls = self._credentials.tls()
            return self._tls

    def _proxy(self) -> dict[str, Any]:
        """Only the proxy the kubeconfig names, never the environment's."""
        parts = urlsplit(self._credentials.proxy)
        if parts.hostname:
            return {"http_proxy_host": parts.hostname, "http_proxy_port": parts.port, "proxy_type": parts.scheme}
        return {"http_no_proxy": ["*"]}


def _collect(socket: Any, until: float) -> Ran:
    """Read the channels until the program's result, the output limit or the deadline."""
    import websocket

    channels = {_STDOUT: bytearray(), _STDERR: bytearray(), _RESULT: bytearray()}
    while True:
        left = until - time.monotonic()
        if left <= 0:
            raise ProbeFault("The program in the container did not end in time.")
        socket.settimeout(left)
        try:
            code, data = socket.recv_data()
        except websocket.WebSocketTimeoutException:
            continue
        except websocket.WebSocketConnectionClosedException:
            break
        except (websocket.WebSocketException, OSError) as error:
            raise ProbeFault(f"The connection to the container broke ({untrusted(str(error))}).") from error
        if code == websocket.ABNF.OPCODE_CLOSE:
            break
        if data and data[0] in channels:
            channels[data[0]] += data[1:]
        if len(channels[_STDOUT]) > OUTPUT_BYTES or len(channels[_STDERR]) > OUTPUT_BYTES:
            return Ran(None, bytes(channels[_STDOUT][:OUTPUT_BYTES]), bytes(channels[_STDERR][:OUTPUT_BYTES]))
        if channels[_RESULT]:
            break
    code = _exit_code(bytes(channels[_RESULT]))
    return Ran(code, bytes(channels[_STDOUT]), bytes(channels[_STDERR]))


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
    raise _refusal(status.get("code", 500), result)


def _refusal(status: int, body: bytes) -> Exception:
    """What a refused exec means: the container, its tools, or the cluster."""
    error = error_from(status, body)
    words = error.words.lower()
    if "exec" in words and any(sign in words for sign in _NO_PROGRAM) and "container process" in words:
        return NoTools(error.words)
    if status == 404 or any(sign in words for sign in _NOT_RUNNING):
        return ContainerGone(error.words or "It is not running.")
    return ProbeFault(error.message)
