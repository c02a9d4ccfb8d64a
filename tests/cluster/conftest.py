"""A real HTTP server on loopback that says what an API server would, word for word as scripted."""

import contextlib
import json
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kubeconfig import Credentials


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Said:
    """A whole answer."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Streamed:
    """A chunked answer, begun `after` an event. Then it ends, `breaks` off or `stays` open until the server stops."""

    chunks: Sequence[bytes] = ()
    stays: bool = False
    breaks: bool = False
    after: threading.Event | None = None


def status(code: int, reason: str = "", message: str = "", **details: Any) -> Said:
    """A `Status` answer."""
    body = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": code}
    return Said(code, {**body, "reason": reason, "message": message, "details": details})


class Api:
    """Answers by method and path; the last answer told for a path is repeated."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.stopped = threading.Event()
        self._answers: dict[tuple[str, str], deque[Said | Streamed]] = {}
        self._live: dict[str, queue.Queue[bytes | None]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def credentials(self) -> Credentials:
        return Credentials(f"http://127.0.0.1:{self._server.server_address[1]}", token="sesame")

    def say(self, method: str, path: str, *answers: Said | Streamed) -> None:
        """Script the answers; a watch has the method WATCH."""
        self._answers[method, path] = deque(answers)

    def of(self, method: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method]

    def stop(self) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str) -> Said | Streamed:
        told = self._answers.get((method, path))
        if not told:
            return Streamed(stays=True) if method == "WATCH" else status(404, "NotFound", f"{path} not found")
        return told.popleft() if len(told) > 1 else told[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def answer(self) -> None:
                parts = urlsplit(self.path)
                query = dict(parse_qsl(parts.query))
                method = "WATCH" if query.get("watch") else self.command
                content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                body = json.loads(content) if content else None
                api.asked.append(Asked(method, parts.path, query, dict(self.headers), body))
                said = api.answer(method, parts.path)
                with contextlib.suppress(OSError):
                    self.stream(said) if isinstance(said, Streamed) else self.whole(said)

            do_GET = do_POST = do_PATCH = do_DELETE = answer

            def whole(self, said: Said) -> None:
                content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
                self.send_response_only(said.status)
                for name, value in {"Content-Length": str(len(content)), **said.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def stream(self, said: Streamed) -> None:
                self.send_response_only(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                if said.after is not None:
                    said.after.wait(10)
                for chunk in said.chunks:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.close_connection = said.stays or said.breaks
                if said.stays:
                    api.stopped.wait()
                if not said.breaks:
                    self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


class Listener:
    """Waits for a condition, looking again after every call."""

    def __init__(self) -> None:
        self._calls: queue.Queue[None] = queue.Queue()

    def __call__(self) -> None:
        self._calls.put(None)

    def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._calls.get(timeout=3)


@pytest.fixture
def api() -> Iterator[Api]:
    server = Api()
    yield server
    server.stop()


@pytest.fixture
def client(api: Api) -> Iterator[Client]:
    client = Client(api.credentials, pause=lambda _: None)
    yield client
    client.close()


@pytest.fixture
def said() -> type[Said]:
    return Said


@pytest.fixture
def streamed() -> type[Streamed]:
    return Streamed


@pytest.fixture(name="status")
def status_fixture() -> Callable[..., Said]:
    return status


@pytest.fixture
def listener() -> Listener:
    return Listener()
