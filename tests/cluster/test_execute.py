"""Exec over a real WebSocket, served by a few lines that say what a kubelet would."""

import base64
import hashlib
import json
import socket
import struct
import threading
from urllib.parse import parse_qsl, urlsplit

import pytest

from ckadtrainer.cluster.channels import OUTPUT_BYTES, ContainerGone, NoTools, Ran
from ckadtrainer.cluster.execute import Executor
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.grading.probes import ProbeFault

OK = (3, b'{"status":"Success"}')
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def failed(message, code=500, **details):
    return 3, json.dumps(
        {"kind": "Status", "status": "Failure", "message": message, "code": code, "details": details}
    ).encode()


def exited(code):
    return failed("command terminated", causes=[{"reason": "ExitCode", "message": str(code)}])


class Kubelet:
    """Serves one exec: frames as scripted, or a refusal before the upgrade."""

    def __init__(self):
        self.frames = [OK]
        self.refusal = None
        self.then_hold = False
        self.request = ""
        self.released = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def credentials(self):
        return Credentials(f"http://127.0.0.1:{self._listening.getsockname()[1]}", token="sesame")

    def stop(self):
        self.released.set()
        self._listening.close()

    def _serve(self):
        connection, _ = self._listening.accept()
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(4096)
            self.request = head.decode()
            if self.refusal is not None:
                code, body = self.refusal
                connection.sendall(b"HTTP/1.1 %d No\r\nContent-Length: %d\r\n\r\n%s" % (code, len(body), body))
                return
            key = next(
                line.split(b": ")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key")
            )
            accept = base64.b64encode(hashlib.sha1(key + _MAGIC).digest())
            connection.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Protocol: v5.channel.k8s.io\r\nSec-WebSocket-Accept: %s\r\n\r\n" % accept
            )
            for channel, data in self.frames:
                connection.sendall(b"\x82\x7f" + struct.pack("!Q", len(data) + 1) + bytes([channel]) + data)
            if self.then_hold:
                self.released.wait(10)


@pytest.fixture
def kubelet():
    served = Kubelet()
    yield served
    served.stop()


def run(kubelet, *argv, seconds=5.0):
    return Executor(kubelet.credentials, "ns").run("web", "main", argv or ["true"], seconds=seconds)


def test_words_reach_the_container_as_they_are(kubelet):
    run(kubelet, "sh", "-c", 'cat "$1"', "sh", "a b&c=d;'$(x)\n%")
    target = urlsplit(kubelet.request.split(" ")[1])
    asked = parse_qsl(target.query)
    assert [value for key, value in asked if key == "command"] == ["sh", "-c", 'cat "$1"', "sh", "a b&c=d;'$(x)\n%"]
    assert ("container", "main") in asked
    assert target.path == "/api/v1/namespaces/ns/pods/web/exec"
    assert "Authorization: Bearer sesame" in kubelet.request


def test_streams_are_kept_apart_and_put_together(kubelet):
    kubelet.frames = [(1, b""), (1, b"one\n"), (2, b"oops"), (1, b"two\n"), OK]
    assert run(kubelet) == Ran(0, b"one\ntwo\n", b"oops")


def test_the_exit_code_is_the_programs(kubelet):
    kubelet.frames = [(2, b"no such file"), exited(3)]
    assert run(kubelet) == Ran(3, b"", b"no such file")


def test_endless_output_is_cut_off(kubelet):
    kubelet.frames = [(1, b"x" * 40_000)] * 3
    kubelet.then_hold = True
    ran = run(kubelet)
    assert (ran.code, len(ran.stdout)) == (None, OUTPUT_BYTES)


def test_a_program_that_does_not_end_has_a_deadline(kubelet):
    kubelet.frames = [(1, b"still here")]
    kubelet.then_hold = True
    with pytest.raises(ProbeFault, match="did not end in time"):
        run(kubelet, seconds=0.2)


def test_a_connection_that_ends_early_is_no_verdict(kubelet):
    kubelet.frames = [(1, b"half")]
    with pytest.raises(ProbeFault, match="ended before the program"):
        run(kubelet)


def test_a_missing_program_is_told_from_a_failing_one(kubelet):
    kubelet.frames = [
        failed(
            "error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec"
            ' failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH'
        )
    ]
    with pytest.raises(NoTools):
        run(kubelet)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (404, 'pods "web" not found'),
        (400, "container main is not valid for pod web"),
        (500, 'container not found ("main")'),
        (500, "cannot exec into a container in a completed pod; current phase is Succeeded"),
    ],
)
def test_a_container_that_does_not_run_is_told(kubelet, code, message):
    kubelet.refusal = (code, json.dumps({"kind": "Status", "code": code, "message": message}).encode())
    with pytest.raises(ContainerGone, match=r"found|valid|completed"):
        run(kubelet)


@pytest.mark.parametrize("code", [401, 403, 429, 500, 502])
def test_a_refused_exec_is_no_verdict(kubelet, code):
    kubelet.refusal = (code, b"no, \x1b[2J not now")
    with pytest.raises(ProbeFault, match="no,  not now"):
        run(kubelet)


def test_a_held_program_is_told_to_end_and_awaited(kubelet):
    kubelet.frames = [(1, b"ready\n"), OK]
    with Executor(kubelet.credentials, "ns").hold("web", "main", ["sh"]) as ended:
        assert ended is None
    assert "stdin=true" in kubelet.request


def test_a_held_program_that_never_got_ready_says_how_it_ended(kubelet):
    kubelet.frames = [exited(3)]
    with Executor(kubelet.credentials, "ns").hold("web", "main", ["sh"]) as ended:
        assert ended == Ran(3, b"", b"")


def test_a_server_that_is_not_there_is_no_verdict():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ProbeFault, match="does not answer"):
        Executor(Credentials(f"http://127.0.0.1:{port}"), "ns").run("web", "main", ["true"])


def test_a_server_that_stays_silent_has_a_deadline():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        executor = Executor(Credentials(f"http://127.0.0.1:{silent.getsockname()[1]}"), "ns")
        with pytest.raises(ProbeFault, match="does not answer"):
            executor.run("web", "main", ["true"], seconds=0.1)
