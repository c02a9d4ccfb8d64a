"""Programs run inside containers, each on a connection of its own that nothing else shares."""

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ckadtrainer.cluster.channels import Channels, Ran, refusal
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.grading.probes import ProbeFault
from ckadtrainer.untrusted import untrusted

EXEC_SECONDS = 15.0

_PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"]


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
        channels = self._open(pod, container, argv, seconds)
        try:
            return channels.result()
        finally:
            channels.close()

    @contextlib.contextmanager
    def hold(self, pod: str, container: str, argv: Sequence[str]) -> Iterator[Ran | None]:
        """Run a program that prints when it is ready and then waits for a line or the end of its input.

        Gives None while it waits, or how it ended if it never got ready; on leaving it is told to end and
        awaited. It ends as well when this process dies. Raises like `run`.
        """
        channels = self._open(pod, container, argv, EXEC_SECONDS, "stdin")
        try:
            if not channels.prints():
                yield channels.result()
                return
            try:
                yield None
            finally:
                with contextlib.suppress(ProbeFault):
                    channels.send(b"\n")
                    channels.result()
        finally:
            channels.close()

    def _open(self, pod: str, container: str, argv: Sequence[str], seconds: float, *more: str) -> Channels:
        until = time.monotonic() + seconds
        return Channels(self._connect(self._path(pod, container, argv, more), seconds), until)

    def _path(self, pod: str, container: str, argv: Sequence[str], more: Sequence[str]) -> str:
        streams = ("stdout", "stderr", *more)
        query = urlencode(
            [*(("command", word) for word in argv), ("container", container), *((each, "true") for each in streams)]
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
            raise refusal(error.status_code, error.resp_body or b"") from error
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
