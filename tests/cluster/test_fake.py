"""The cluster in memory keeps the promises of the real one."""

import threading
from datetime import timedelta

import pytest

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.cluster.fake import FakeClock, FakeWorld, unavailable
from ckadtrainer.errors import ClusterUnavailable, GuardRefused, ManifestRejected
from ckadtrainer.grading.probes import ContainerRef, FileText, ProbeFault, ReadFile, ReadLog

POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {}}
SIDE = ContainerRef("web", "main", "id")


@pytest.fixture
def world():
    return FakeWorld(FakeClock())


@pytest.fixture
def namespace(world):
    return world.create_namespace("shared_vol", "attempt-1")


def test_a_namespace_comes_and_goes(world, namespace):
    assert namespace.name.startswith("shared-vol-")
    assert world.leftovers() == ((namespace, "attempt-1"),)
    world.delete_namespace(namespace)
    world.delete_namespace(namespace)
    assert world.leftovers() == ()


@pytest.mark.parametrize("write", ["apply", "delete", "delete_namespace"])
def test_only_its_own_namespaces_are_written_to(world, namespace, write):
    other = Namespace(namespace.name, "another uid")
    arguments = {"apply": (POD,), "delete": ("Pod", "web"), "delete_namespace": ()}[write]
    with pytest.raises(GuardRefused):
        getattr(world, write)(other, *arguments)


def test_a_watch_sees_what_is_applied_and_old_snapshots_stay(world, namespace):
    watch = world.watch(namespace, ["Pod", "Service"], "nonce")
    told = []
    watch.on_change(lambda: told.append(watch.snapshot().revision))
    before = watch.snapshot()
    stored = world.apply(namespace, POD)
    assert stored["metadata"]["namespace"] == namespace.name
    assert stored["metadata"]["uid"]
    assert watch.snapshot().find("Pod", "web") == stored
    assert before.find("Pod", "web") is None
    assert told == [watch.snapshot().revision]
    world.remove(namespace, "Pod", "web")
    assert watch.snapshot().find("Pod", "web") is None
    with pytest.raises(KeyError):
        watch.snapshot().find("Secret", "x")


def test_an_update_keeps_the_uid(world, namespace):
    first, second = world.apply(namespace, POD), world.apply(namespace, POD)
    assert first["metadata"]["uid"] == second["metadata"]["uid"]
    assert first["metadata"]["resourceVersion"] != second["metadata"]["resourceVersion"]


def test_documents_for_elsewhere_are_rejected(world, namespace):
    with pytest.raises(ManifestRejected, match="`default`"):
        world.apply(namespace, {**POD, "metadata": {"name": "web", "namespace": "default"}})
    world.reject("web", "Pod `web` was refused: no.")
    with pytest.raises(ManifestRejected, match="refused: no"):
        world.apply(namespace, POD)


def test_a_reaction_is_the_tests_own_controller(world, namespace):
    world.react(lambda w, ns, stored: w.put(ns, {**stored, "status": {"phase": "Running"}}))
    assert world.apply(namespace, POD)["status"] == {"phase": "Running"}


def test_the_latest_answer_told_counts(world, namespace):
    prober = world.prober(namespace)
    with pytest.raises(ProbeFault):
        prober.run(ReadLog(SIDE))
    world.answer(ReadFile, FileText("any"))
    world.answer(lambda probe: getattr(probe, "path", "") == "/b", FileText("b"))
    world.answer(ReadFile(SIDE, "/c"), ProbeFault("refused"))
    assert prober.run(ReadFile(SIDE, "/a")) == FileText("any")
    assert prober.run(ReadFile(SIDE, "/b")) == FileText("b")
    with pytest.raises(ProbeFault, match="refused"):
        prober.run(ReadFile(SIDE, "/c"))
    assert len(world.asked) == 4


def test_a_failure_lasts_until_it_heals(world, namespace):
    watch = world.watch(namespace, ["Pod"], "")
    told = []
    watch.on_change(lambda: told.append(1))
    world.fail(unavailable())
    with pytest.raises(ClusterUnavailable):
        watch.snapshot()
    with pytest.raises(ClusterUnavailable):
        world.create_namespace("x", "y")
    with pytest.raises(ProbeFault):
        world.prober(namespace).run(ReadLog(SIDE))
    world.fail(None)
    assert watch.snapshot().objects == {"Pod": {}}
    assert told == [1, 1]


def test_logs_and_kubeconfig(world, namespace, tmp_path):
    world.print(namespace, "web", "main", "one\ntwo\nthree\n")
    assert world.log(namespace, "web", "main", 2) == "two\nthree\n"
    world.write_kubeconfig(namespace, tmp_path / "kubeconfig")
    assert namespace.name in (tmp_path / "kubeconfig").read_text()


def test_time_passes_only_when_told_to():
    clock = FakeClock()
    start = clock.now()
    clock.advance(90)
    assert clock.now() - start == timedelta(seconds=90)
    assert clock.boot() == 90
    assert clock.wait(threading.Event(), 10) is False
    assert clock.boot() == 100
    rung = threading.Event()
    rung.set()
    assert clock.wait(rung, 10) is True
    assert clock.boot() == 100


def test_a_held_clock_lets_a_thread_wait_until_it_is_advanced():
    clock = FakeClock(held=True)
    done = threading.Event()
    thread = threading.Thread(target=lambda: (clock.wait(threading.Event(), 3600), done.set()))
    thread.start()
    assert not done.is_set()
    clock.advance(3600)
    thread.join(5)
    assert done.is_set()
