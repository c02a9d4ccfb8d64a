"""What comes while the learner works is staged in time, once, whoever looks."""

from datetime import timedelta

import pytest

from ckadtrainer.attempt.later import Later
from ckadtrainer.cluster.fake import FakeClock, FakeWorld, unavailable
from ckadtrainer.definition.loader import LaterObjects

SERVICE = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"}, "spec": {"word": "${nonce}"}}


class Bench:
    """A namespace, its clock, and what is to come in it."""

    def __init__(self, pod=None):
        self.clock = FakeClock()
        self.world = FakeWorld(self.clock)
        self.namespace = self.world.create_namespace("d", "a")
        self.later = (LaterObjects(20.0, pod, (SERVICE,)),)
        self.started = self.clock.now()

    def another(self):
        """What a process knows that has just been started."""
        return Later(self.later, self.world, self.namespace, "N", self.started)

    def look(self, later):
        objects = self.world.objects(self.namespace)
        return later.stage_due(lambda kind, name: objects.get(kind, {}).get(name), self.clock.now())

    @property
    def is_there(self):
        return "db" in self.world.objects(self.namespace).get("Service", {})


def test_after_the_start():
    bench = Bench()
    later = bench.another()

    assert bench.look(later) == 20
    bench.clock.advance(19)
    assert (bench.look(later), bench.is_there) == (1, False)
    bench.clock.advance(1)
    assert (bench.look(later), bench.is_there) == (None, True)
    assert bench.world.objects(bench.namespace)["Service"]["db"]["spec"]["word"] == "N"


def test_after_a_pod_of_the_learners_however_late_it_comes():
    bench = Bench(pod="app")
    later = bench.another()

    bench.clock.advance(500)
    assert (bench.look(later), bench.is_there) == (None, False)
    made = bench.clock.now().isoformat()
    bench.world.put(
        bench.namespace,
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "app", "creationTimestamp": made}},
    )
    assert bench.look(later) == pytest.approx(20, abs=1)
    bench.clock.advance(21)
    assert (bench.look(later), bench.is_there) == (None, True)


def test_what_is_there_is_left_alone_by_a_second_process():
    bench = Bench()
    bench.clock.advance(30)
    bench.look(bench.another())
    changed = {**SERVICE, "spec": {"word": "the learner's"}}
    bench.world.apply(bench.namespace, changed)

    assert bench.look(bench.another()) is None
    assert bench.world.objects(bench.namespace)["Service"]["db"]["spec"]["word"] == "the learner's"


def test_what_the_learner_removes_stays_removed():
    bench = Bench()
    later = bench.another()
    bench.clock.advance(30)
    bench.look(later)
    bench.world.delete(bench.namespace, "Service", "db")

    bench.clock.advance(timedelta(minutes=1).total_seconds())
    assert (bench.look(later), bench.is_there) == (None, False)


def test_a_cluster_that_does_not_answer_is_asked_again():
    bench = Bench()
    later = bench.another()
    bench.clock.advance(30)
    bench.world.fail(unavailable())

    left = later.stage_due(lambda *_: None, bench.clock.now())

    assert left is not None
    bench.world.fail(None)
    assert (bench.look(later), bench.is_there) == (None, True)


def test_what_the_cluster_refuses_is_given_up():
    bench = Bench()
    bench.world.reject("db", "no")
    later = bench.another()
    bench.clock.advance(30)

    assert bench.look(later) is None
    assert bench.look(later) is None
