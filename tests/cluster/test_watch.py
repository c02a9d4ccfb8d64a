"""LIST and WATCH against a server that speaks the protocol, well and badly."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import SystemClock
from ckadtrainer.cluster import feed as feed_module
from ckadtrainer.cluster import watch as watch_module
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.cluster.watch import NamespaceWatch
from ckadtrainer.errors import ClusterUnavailable

PODS = "/api/v1/namespaces/ns/pods"


def pod(name, version, **more):
    return {"metadata": {"name": name, "uid": f"uid-{name}", "resourceVersion": str(version)}, **more}


def listing(*pods, version=10):
    return {"kind": "PodList", "metadata": {"resourceVersion": str(version)}, "items": list(pods)}


def event(type, item):
    return json.dumps({"type": type, "object": item}).encode() + b"\n"


@pytest.fixture(autouse=True)
def short_times(monkeypatch):
    monkeypatch.setattr(watch_module, "_FIRST_PAUSE", 0.002)
    monkeypatch.setattr(watch_module, "_LONGEST_PAUSE", 0.01)


@pytest.fixture
def start(client, listener):
    started = []

    def start(*kinds):
        watch = NamespaceWatch(client, Namespace("ns", "u"), [KINDS[k] for k in kinds], "nonce", SystemClock())
        watch.on_change(listener)
        started.append(watch)
        watch.start()
        return watch

    yield start
    for watch in started:
        watch.close()


def names(watch):
    return sorted(watch.snapshot().objects["Pod"])


def test_the_first_snapshot_is_complete(api, said, start):
    api.say("GET", PODS, said(body=listing(pod("a", 1), pod("b", 2))))
    api.say("GET", "/api/v1/namespaces/ns/services", said(body=listing()))
    snapshot = start("Pod", "Service").snapshot()
    assert sorted(snapshot.objects["Pod"]) == ["a", "b"]
    assert snapshot.objects["Pod"]["a"]["kind"] == "Pod"
    assert snapshot.objects["Pod"]["a"]["apiVersion"] == "v1"
    assert snapshot.objects["Service"] == {}
    assert (snapshot.namespace, snapshot.nonce) == ("ns", "nonce")
    with pytest.raises(KeyError):
        snapshot.find("Secret", "a")


def test_a_cluster_that_is_not_there_cannot_be_watched(api, status, start):
    api.say("GET", PODS, status(503))
    with pytest.raises(ClusterUnavailable):
        start("Pod")


def test_changes_arrive_and_old_snapshots_stay_as_they_were(api, said, streamed, start, listener):
    api.say("GET", PODS, said(body=listing(pod("a", 1))))
    changes = [event("ADDED", pod("b", 11)), event("MODIFIED", pod("b", 12, x=1)), event("DELETED", pod("a", 13))]
    begun = threading.Event()
    api.say("WATCH", PODS, streamed(), streamed(changes, stays=True, after=begun))
    watch = start("Pod")
    before = watch.snapshot()
    begun.set()
    listener.until(lambda: names(watch) == ["b"])
    after = watch.snapshot()
    assert after.objects["Pod"]["b"]["x"] == 1
    assert after.revision > before.revision
    assert sorted(before.objects["Pod"]) == ["a"]


def test_a_watch_goes_on_from_the_last_version_seen(api, said, streamed, start, listener):
    api.say("GET", PODS, said(body=listing()))
    bookmark = event("BOOKMARK", {"metadata": {"resourceVersion": "40"}})
    api.say(
        "WATCH",
        PODS,
        streamed([event("ADDED", pod("a", 20))]),
        streamed([bookmark]),
        streamed([event("ADDED", pod("b", 50))], stays=True),
    )
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a", "b"])
    assert [asked.query["resourceVersion"] for asked in api.of("WATCH")] == ["10", "20", "40"]
    assert all(asked.query["allowWatchBookmarks"] == "true" for asked in api.of("WATCH"))
    assert len(api.of("GET")) == 1


@pytest.mark.parametrize("how", ["status", "event"])
def test_a_version_too_old_is_listed_anew(api, said, status, streamed, start, listener, how):
    too_old = {"kind": "Status", "code": 410, "reason": "Expired", "message": "too old resource version"}
    api.say("GET", PODS, said(body=listing(pod("a", 1))), said(body=listing(pod("b", 2), version=90)))
    gone = status(410, "Expired") if how == "status" else streamed([event("ERROR", too_old)])
    api.say("WATCH", PODS, gone, streamed([event("ADDED", pod("c", 91))], stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["b", "c"])
    assert api.of("WATCH")[1].query["resourceVersion"] == "90"


def test_an_error_event_of_another_kind_is_recovered_from(api, said, streamed, start, listener):
    fault = {"kind": "Status", "code": 500, "reason": "InternalError", "message": "etcd"}
    api.say("GET", PODS, said(body=listing()), said(body=listing(pod("b", 2))))
    api.say("WATCH", PODS, streamed([event("ERROR", fault)]), streamed(stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["b"])


@pytest.mark.parametrize("breaks", [True, False])
def test_half_a_line_is_not_an_event(api, said, streamed, start, listener, breaks):
    half = event("ADDED", pod("b", 12))[:-20]
    api.say("GET", PODS, said(body=listing()))
    api.say(
        "WATCH",
        PODS,
        streamed([event("ADDED", pod("a", 11)), half], breaks=breaks),
        streamed([event("ADDED", pod("c", 13))], stays=True),
    )
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a", "c"])
    assert [asked.query["resourceVersion"] for asked in api.of("WATCH")] == ["10", "11"]


def test_an_event_in_pieces_is_put_together(api, said, streamed, start, listener):
    whole = event("ADDED", pod("a", 11)) + event("ADDED", pod("b", 12))
    api.say("GET", PODS, said(body=listing()))
    api.say("WATCH", PODS, streamed([whole[:9], whole[9:100], whole[100:]], stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a", "b"])


@pytest.mark.parametrize("words", [b"<html>", b"[]", b"{}", b'{"type": "ADDED", "object": null}', b"null"])
def test_words_that_are_no_event_make_it_list_anew(api, said, streamed, start, listener, words):
    api.say("GET", PODS, said(body=listing()), said(body=listing(pod("a", 2), version=30)))
    api.say("WATCH", PODS, streamed([words + b"\n"]), streamed(stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a"])


def test_a_dead_connection_is_noticed(api, said, streamed, start, listener, monkeypatch):
    monkeypatch.setattr(feed_module, "SILENCE_SECONDS", 0.05)
    api.say("GET", PODS, said(body=listing()))
    silent = streamed([event("ADDED", pod("a", 11))], stays=True)
    api.say("WATCH", PODS, silent, streamed([event("ADDED", pod("b", 12))], stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a", "b"])


def test_a_lost_cluster_is_unknown_until_it_is_back(api, said, status, streamed, start, listener, monkeypatch):
    monkeypatch.setattr(watch_module, "GRACE_SECONDS", 0.05)
    api.say("GET", PODS, said(body=listing(pod("a", 1))))
    api.say("WATCH", PODS, status(500, "InternalError", "etcd is gone"))
    watch = start("Pod")

    def is_lost():
        try:
            watch.snapshot()
        except ClusterUnavailable as error:
            return "etcd is gone" in str(error)
        return False

    listener.until(is_lost)
    api.say("WATCH", PODS, streamed(stays=True))
    listener.until(lambda: not is_lost())
    assert names(watch) == ["a"]


def test_a_short_break_is_not_told(api, said, status, streamed, start, listener):
    api.say("GET", PODS, said(body=listing(pod("a", 1))))
    api.say("WATCH", PODS, status(500), status(500), streamed([event("ADDED", pod("b", 11))], stays=True))
    watch = start("Pod")
    listener.until(lambda: names(watch) == ["a", "b"])  # a snapshot that raised would end the test


def test_a_fault_of_ours_is_never_shown_as_content_that_stands_still(api, said, streamed, start, listener):
    api.say("GET", PODS, said(body=listing()))
    begun, ended = threading.Event(), threading.Event()
    api.say("WATCH", PODS, streamed([event("ADDED", pod("a", 11))], stays=True, after=begun))
    before = set(threading.enumerate())
    watch = start("Pod")
    (thread,) = [t for t in threading.enumerate() if t not in before and t.name == "watch-Pod"]

    def broken():
        ended.set()
        raise AttributeError("a bug")

    watch.on_change(broken)
    begun.set()
    assert ended.wait(5)
    thread.join(5)
    with pytest.raises(ClusterUnavailable, match="a bug"):
        watch.snapshot()


def test_close_ends_a_silent_watch_at_once(api, said, start):
    api.say("GET", PODS, said(body=listing()))
    before = set(threading.enumerate())
    watch = start("Pod")
    (thread,) = [t for t in threading.enumerate() if t not in before and t.name == "watch-Pod"]
    watch.close()
    thread.join(5)
    assert not thread.is_alive()


def test_nothing_is_told_after_close(api, said, streamed, start):
    api.say("GET", PODS, said(body=listing()))
    watch = start("Pod")
    watch.close()
    watch.on_change(lambda: pytest.fail("told after close"))
    watch._tell()


@pytest.mark.parametrize(("ahead", "expected"), [(3600, 3600), (-90, -90), (1, 0), (0, 0)])
def test_now_is_the_clusters_clock(api, said, start, ahead, expected):
    date = datetime.now(UTC) + timedelta(seconds=ahead)
    api.say("GET", PODS, said(body=listing(), headers={"Date": f"{date:%a, %d %b %Y %H:%M:%S} GMT"}))
    off = start("Pod").snapshot().now - datetime.now(UTC)
    assert abs(off.total_seconds() - expected) < 1.5
    if not expected:
        assert off <= timedelta(0)
