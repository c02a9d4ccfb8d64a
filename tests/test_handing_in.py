"""Handing an answer in: in order, at a learner's pace, over what was staged."""

from pathlib import Path

import pytest

from ckadtrainer.cluster.fake import FakeWorld, unavailable
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.definition.drill import Drill
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.handing_in import HandingIn
from ckadtrainer.packs.manifest import PackedDrill

RUNNING = {
    "containerStatuses": [{"name": "main", "state": {"running": {}}}],
    "conditions": [{"type": "Ready", "status": "True"}],
}


def config_map(name="settings", **data):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def pod(name="web"):
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {"containers": [{"name": "main", "image": "nginx"}]},
    }


class Bench:
    """A world whose Pods run when told to, and answers handed in to it; `times` are those of what was applied."""

    def __init__(self):
        self.clock = FakeClock()
        self.world = FakeWorld(self.clock)
        self.times = []
        self.world.react(lambda world, namespace, stored: self.times.append(self.clock.boot()))

    def run_pods(self):
        self.world.react(
            lambda world, namespace, stored: (
                stored["kind"] == "Pod" and world.put(namespace, {**stored, "status": RUNNING})
            )
        )

    def hand_in(self, *documents, setup=(), broken=()):
        drill = Drill.model_construct(id="web", topic="t", broken=tuple(broken))
        packed = PackedDrill(drill, "p", Path("nowhere"), None, tuple(setup))
        self.namespace = self.world.create_namespace("web", "attempt")
        for document in setup:
            self.world.apply(self.namespace, document)
        self.times.clear()
        return HandingIn(packed, self.namespace, self.world, self.clock).hand_in(documents)

    def names(self, kind):
        return sorted(self.world.objects(self.namespace).get(kind, {}))


@pytest.fixture
def bench():
    return Bench()


def test_documents_follow_each_other_in_other_seconds(bench):
    bench.hand_in(config_map("a"), config_map("b"), config_map("c"))

    assert bench.names("ConfigMap") == ["a", "b", "c"]
    assert bench.times == pytest.approx([0, 1.1, 2.2])
    assert bench.clock.boot() == pytest.approx(2.2), "nobody waits after the last"


def test_a_pod_runs_for_a_while_before_the_next(bench):
    bench.run_pods()
    bench.hand_in(pod(), config_map())
    assert bench.times == pytest.approx([0, 2])


def test_a_pod_that_never_starts_is_not_waited_for_for_ever(bench):
    bench.hand_in(pod(), config_map())
    assert bench.times == [0, pytest.approx(17, abs=0.5)]


def test_nothing_is_handed_in_before_the_stage_stands(bench):
    """A staged Pod that does not get ready is given a minute, a broken one only until it shows how it fares."""
    handed = bench.hand_in(config_map(), setup=[pod()])
    assert handed.begun == pytest.approx(60, abs=0.5)
    assert (handed.begun_at - bench.clock.now()).total_seconds() == handed.begun - bench.clock.boot()

    assert Bench().hand_in(config_map(), setup=[pod()], broken=["web"]).begun == pytest.approx(15, abs=0.5)


def test_what_was_staged_is_replaced_as_a_whole(bench):
    bench.hand_in(config_map(a="1"), setup=[config_map(a="0", b="left over")])
    assert bench.world.objects(bench.namespace)["ConfigMap"]["settings"]["data"] == {"a": "1"}


def test_a_document_can_delete_what_was_staged(bench):
    handed = bench.hand_in({**config_map(), "$patch": "delete"}, setup=[config_map()])
    assert bench.names("ConfigMap") == []
    assert handed.complaints == ()


def test_what_the_api_refuses_is_a_complaint_and_the_next_one_is_applied(bench):
    bench.world.reject("broken", "data: Invalid value")
    handed = bench.hand_in(config_map("broken"), config_map("good"))
    assert handed.complaints == ("data: Invalid value",)
    assert bench.names("ConfigMap") == ["good"]


def test_the_watch_is_closed_whatever_happens(bench):
    bench.world.react(lambda *_: bench.world.fail(unavailable()))
    with pytest.raises(ClusterUnavailable):
        bench.hand_in(config_map("a"), config_map("b"))
    assert [watch.is_closed for watch in bench.world.watches] == [True]
