"""The adapter over the official client, against a real HTTP server."""

import socket

import pytest

from ckadtrainer.cluster.answers import Conflict, Gone, Invalid, NotFound
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.errors import EXIT_CANNOT_TELL, ClusterRefused, ClusterUnavailable


def test_objects_come_as_plain_json(api, client, said):
    api.say("GET", "/api/v1/thing", said(body={"kind": "Thing", "n": [1, None]}))
    assert client.get("/api/v1/thing") == {"kind": "Thing", "n": [1, None]}
    assert api.asked[0].headers["Authorization"] == "Bearer sesame"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (400, Invalid),
        (401, ClusterRefused),
        (403, ClusterRefused),
        (404, NotFound),
        (409, Conflict),
        (410, Gone),
        (422, Invalid),
        (429, ClusterRefused),
        (500, ClusterRefused),
        (503, ClusterRefused),
    ],
)
def test_each_refusal_has_its_error(api, client, status, code, kind):
    api.say("GET", "/x", status(code, "Why", "because"))
    with pytest.raises(kind) as caught:
        client.get("/x")
    assert caught.value.words == "because"
    assert caught.value.status == code
    assert caught.value.exit_code == EXIT_CANNOT_TELL


def test_an_answer_that_is_no_status_is_told_in_its_own_words(api, client, said):
    api.say("GET", "/x", said(502, b"<html>bad\x1b[31m gateway"))
    with pytest.raises(ClusterRefused, match="502: <html>bad gateway"):
        client.get("/x")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b""])
def test_a_server_of_another_kind_is_told(api, client, said, body):
    api.say("GET", "/x", said(200, body))
    with pytest.raises(ClusterUnavailable, match="not a Kubernetes API server"):
        client.get("/x")


def test_reads_are_tried_again(api, client, said, status):
    api.say("GET", "/x", status(503), status(500), said(body={"ok": True}))
    assert client.get("/x") == {"ok": True}


def test_a_read_can_be_tried_once(api, client, said, status):
    api.say("GET", "/x", status(503), said(body={"ok": True}))
    with pytest.raises(ClusterRefused):
        client.get("/x", retry=False)


def test_a_missing_object_is_not_asked_for_twice(api, client):
    with pytest.raises(NotFound):
        client.get("/x")
    assert len(api.asked) == 1


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_writes_are_never_tried_again(api, client, status, method):
    api.say(method, "/x", status(503))
    write = {
        "POST": lambda: client.create("/x", {"a": 1}),
        "PATCH": lambda: client.patch("/x", {"a": 1}),
        "DELETE": lambda: client.delete("/x", {}),
    }[method]
    with pytest.raises(ClusterRefused):
        write()
    assert len(api.asked) == 1


def test_a_patch_is_a_server_side_apply(api, client, said):
    api.say("PATCH", "/x", said(body={"done": True}))
    assert client.patch("/x", {"a": 1}, {"force": "true"}) == {"done": True}
    assert api.asked[0].headers["Content-Type"] == "application/apply-patch+yaml"
    assert api.asked[0].body == {"a": 1}
    assert api.asked[0].query == {"force": "true"}


def test_a_server_that_is_not_there_is_unavailable():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = Client(Credentials(f"http://127.0.0.1:{port}"), pause=lambda _: None)
    with pytest.raises(ClusterUnavailable, match=f"127.0.0.1:{port} does not answer") as caught:
        client.get("/x")
    assert not isinstance(caught.value, ClusterRefused)


def test_a_silent_server_is_unavailable():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = Client(Credentials(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        with pytest.raises(ClusterUnavailable, match="does not answer"):
            client.read("/x", retry=False, seconds=0.05)


def test_proxies_of_the_environment_are_not_used(api, monkeypatch, said):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    api.say("GET", "/x", said(body={}))
    client = Client(api.credentials)
    assert client.get("/x") == {}
    client.close()


def test_one_connection_is_kept_for_many_reads(api, client, said):
    api.say("GET", "/x", said(body={}))
    connections = client._rest.pool_manager
    for _ in range(5):
        client.get("/x")
    (pool,) = [connections.pools[key] for key in list(connections.pools.keys())]
    assert (pool.num_connections, pool.num_requests) == (1, 5)


def test_a_peek_gives_bad_answers_too_and_no_more_than_asked(api, client, said):
    api.say("GET", "/x", said(404, b"nothing here"))
    assert client.peek("/x", 7) == (404, b"nothing")
