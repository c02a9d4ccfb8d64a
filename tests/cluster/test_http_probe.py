"""Answers of curl, wget and the API server's proxy."""

import pytest

from ckadtrainer.cluster.channels import Ran
from ckadtrainer.cluster.http_probe import fetch_outside, inside_answer
from ckadtrainer.errors import ClusterRefused
from ckadtrainer.grading.probes import FetchOutside, HttpAnswer

PROBE = FetchOutside("web", "u", 8080, "/a b/page?x=1")
PATH = "/api/v1/namespaces/ns/pods/web:8080/proxy/a%20b/page"


@pytest.mark.parametrize(
    ("code", "stderr", "expected"),
    [
        (0, b"\nHTTP/1.1 200\n", HttpAnswer(200, "body")),
        (0, b"  HTTP/1.1 302 Found\r\n  Location: /x\r\n  HTTP/1.1 200 OK\r\n", HttpAnswer(200, "body")),
        (
            1,
            b"  HTTP/1.1 404 Not Found\nwget: server returned error: HTTP/1.1 404 Not Found\n",
            HttpAnswer(404, "body"),
        ),
        (None, b"HTTP/2 200\n", HttpAnswer(200, "body")),
    ],
    ids=["curl", "wget with a redirect", "busybox 404", "cut off"],
)
def test_the_last_status_counts(code, stderr, expected):
    assert inside_answer(Ran(code, b"body", stderr)) == expected


@pytest.mark.parametrize(
    "stderr",
    [
        b"wget: can't connect to remote host (127.0.0.1): Connection refused\n",
        b"curl: (7) Failed to connect to localhost port 81: Connection refused\n\nHTTP/1.1 000\n",
    ],
)
def test_nothing_listening_is_status_0_with_a_reason(stderr):
    answer = inside_answer(Ran(7, b"", stderr))
    assert answer.status == 0
    assert "Connection refused" in answer.reason
    assert "HTTP" not in answer.reason


def test_a_body_cannot_pass_for_a_status():
    assert inside_answer(Ran(1, b"HTTP/1.1 200 OK", b"")).status == 0


def test_a_container_without_a_fetcher_proves_nothing():
    assert inside_answer(Ran(97, b"", b"")).has_tools is False


def test_a_pods_answer_comes_through(api, client, said):
    api.say("GET", PATH, said(body=b"hello \x1b[31mred"))
    assert fetch_outside(client, "ns", PROBE) == HttpAnswer(200, "hello red")
    assert api.asked[0].query == {"x": "1"}


def test_a_pods_own_error_is_its_answer(api, client, said):
    api.say("GET", PATH, said(503, b"busy"))
    assert fetch_outside(client, "ns", PROBE) == HttpAnswer(503, "busy")


def test_a_port_where_nothing_listens_is_status_0(api, client, status):
    words = "error trying to reach service: dial tcp 10.244.0.5:81: connect: connection refused"
    api.say("GET", PATH, status(503, "ServiceUnavailable", words))
    answer = fetch_outside(client, "ns", PROBE)
    assert answer.status == 0
    assert "connection refused" in answer.reason


def test_a_pod_that_is_gone_is_status_0(api, client, status):
    api.say("GET", PATH, status(404, "NotFound", 'pods "web" not found'))
    assert fetch_outside(client, "ns", PROBE) == HttpAnswer(0, "", 'pods "web" not found')


@pytest.mark.parametrize("code", [401, 403, 429, 500, 503])
def test_the_apis_own_fault_is_not_the_pods(api, client, status, code):
    api.say("GET", PATH, status(code, "Why", "etcd is gone"))
    with pytest.raises(ClusterRefused):
        fetch_outside(client, "ns", PROBE)
