"""Trying an answer: staged, applied in order at a learner's pace, graded, and always cleaned up."""

from datetime import timedelta
from pathlib import Path

import pytest

from ckadtrainer.cluster.fake import FakeWorld, unavailable
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.definition.drill import Drill
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.grading import Verdict
from ckadtrainer.grading.views.status import moment
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.trial import try_answer

SERVICE = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"ports": [{"port": 80}]}}


def pod(name="web", image="nginx"):
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {"containers": [{"name": "main", "image": image}]},
    }


def run_pods(world, namespace, stored):
    """The test's kubelet: every container of an applied Pod runs at once and is ready."""
    if stored["kind"] != "Pod":
        return
    since = f"{world.clock.now():%Y-%m-%dT%H:%M:%SZ}"
    statuses = [
        {
            "name": it["name"],
            "ready": True,
            "containerID": f"id-{it['name']}",
            "state": {"running": {"startedAt": since}},
        }
        for it in stored["spec"]["containers"]
    ]
    conditions = [
        {"type": kind, "status": "True", "lastTransitionTime": since} for kind in ("ContainersReady", "Ready")
    ]
    world.put(namespace, {**stored, "status": {"containerStatuses": statuses, "conditions": conditions}})


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """How busy this machine is in truth must not show."""
    monkeypatch.setattr("ckadtrainer.machine.is_busy", lambda: False)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def world(clock):
    world = FakeWorld(clock)
    world.react(run_pods)
    return world


def packed(checks, setup=(), kinds=("Pod", "Service"), broken=()):
    drill = Drill.model_validate(
        {
            "format": 1,
            "id": "web",
            "title": "A web server",
            "topic": "examples",
            "domain": "design_and_build",
            "minutes": 3,
            "task": "Create Pod `web`.",
            "kinds": list(kinds),
            "broken": list(broken),
            "checks": checks,
            "answers": [{"file": "answers/solution.yaml"}],
        }
    )
    return PackedDrill(drill, "pack", Path("nowhere"), None, tuple(setup))


READY = {"id": "stays_ready", "points": 2, "says": "It stays ready", "pod": "web", "ready": ["main"]}
IMAGE = {
    "id": "is_nginx",
    "points": 1,
    "says": "It is nginx",
    "pod": "web",
    "has": {"spec": {"containers": [{"name": "main", "image": "nginx"}]}},
}


def test_a_right_answer_is_graded_until_it_is_settled(world, clock):
    trial = try_answer(packed([READY, IMAGE]), [pod()], world, clock)

    assert (trial.grade.points, trial.grade.max_points) == (3, 3)
    assert trial.seconds >= 8
    assert trial.complaints == ()


class TellingClock(FakeClock):
    """A clock that calls once, when it has come so far."""

    def __init__(self, at):
        super().__init__()
        self.at, self.call = at, None

    def wait(self, event, seconds):
        ended = super().wait(event, seconds)
        if self.call is not None and self.boot() >= self.at:
            call, self.call = self.call, None
            call()
        return ended


@pytest.mark.parametrize(("is_busy", "told_after"), [(False, 12), (True, 20)], ids=["calm", "busy"])
def test_a_crash_that_the_node_tells_late_is_seen(is_busy, told_after, monkeypatch):
    monkeypatch.setattr("ckadtrainer.machine.is_busy", lambda: is_busy)
    clock = TellingClock(told_after)
    world = FakeWorld(clock)
    world.react(run_pods)

    def tell_of_the_crash():
        ((namespace, _),) = world.leftovers()
        running = world.objects(namespace)["Pod"]["web"]
        (status,) = running["status"]["containerStatuses"]
        ended = {"terminated": {"exitCode": 1, "finishedAt": "2026-01-01T12:00:05Z"}}
        world.put(namespace, {**running, "status": {"containerStatuses": [{**status, "ready": False, "state": ended}]}})

    clock.call = tell_of_the_crash

    trial = try_answer(packed([READY, IMAGE]), [pod()], world, clock)

    assert clock.call is None
    assert [check.verdict for check in trial.grade.checks] == [Verdict.UNMET, Verdict.MET]


def test_doing_nothing_is_graded_at_once(world, clock):
    trial = try_answer(packed([READY, IMAGE]), [], world, clock)

    assert [check.verdict for check in trial.grade.checks] == [Verdict.UNMET, Verdict.UNMET]
    assert trial.seconds == 0


SETTINGS = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"a": "1", "b": "2"}}
NO_B = {
    "id": "b_is_gone",
    "points": 1,
    "says": "Pod web is there",
    "pod": "web",
    "lacks": {"metadata": {"annotations": {"b": {"$exists": True}}}},
}


def staged_with(extra):
    bare = {key: value for key, value in pod().items() if key != "status"}
    return {**bare, "metadata": {**bare["metadata"], **extra}}


def test_what_was_staged_is_replaced_as_a_whole(world, clock):
    setup = [staged_with({"annotations": {"b": "left over"}})]

    trial = try_answer(packed([NO_B], setup=setup), [pod()], world, clock)

    assert trial.grade.is_full


def test_a_document_can_delete_what_was_staged(world, clock):
    drill = packed([NO_B], setup=[SETTINGS, staged_with({})])
    gone = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "$patch": "delete"}

    trial = try_answer(drill, [gone], world, clock)

    assert trial.complaints == ()
    assert trial.grade.checks[0].evidence.found == "no Pod at all"


def test_a_refused_document_is_a_complaint_and_the_next_one_is_applied(world, clock):
    world.reject("broken", "spec.containers: Required value")

    trial = try_answer(packed([IMAGE]), [pod("broken"), pod()], world, clock)

    assert trial.complaints == ("spec.containers: Required value",)
    assert trial.grade.is_full


def test_documents_come_at_a_learners_pace(world, clock):
    trial = try_answer(packed([IMAGE]), [pod(), SERVICE], world, clock)

    made = trial.recording.snapshot.objects
    first, second = (made[kind]["web"]["metadata"]["creationTimestamp"] for kind in ("Pod", "Service"))
    assert moment(second) - moment(first) >= timedelta(seconds=1)


def test_a_pod_that_never_starts_does_not_hold_up_the_rest(clock):
    world = FakeWorld(clock)

    trial = try_answer(packed([IMAGE]), [pod(), SERVICE], world, clock)

    assert trial.grade.is_full
    assert trial.seconds < 25


RUNS = {"initContainerStatuses": [{"name": "wait", "state": {"running": {}}}]}
CRASHES = {
    "initContainerStatuses": [
        {"name": "wait", "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {}}}
    ]
}
REFUSED = {"conditions": [{"type": "PodScheduled", "status": "False"}]}
SILENT = {"initContainerStatuses": [{"name": "wait", "state": {"waiting": {"reason": "PodInitializing"}}}]}


@pytest.mark.parametrize(
    ("status", "broken", "seconds"),
    [(RUNS, ["web"], 0), (CRASHES, ["web"], 0), (REFUSED, ["web"], 0), (SILENT, ["web"], 15), (RUNS, [], 60)],
)
def test_a_staged_pod_that_is_broken_is_not_waited_for(clock, status, broken, seconds):
    world = FakeWorld(clock)
    world.react(lambda world, namespace, stored: world.put(namespace, {**stored, "status": status}))
    begun = clock.boot()

    trial = try_answer(
        packed([IMAGE], setup=[pod()], broken=broken), [], world, clock, graders={"is_nginx": lambda _: None}
    )

    assert clock.boot() - begun - trial.seconds == pytest.approx(seconds, abs=1)


def test_staged_documents_carry_the_nonce_and_are_there_first(world, clock):
    staged = pod("backend")
    staged["metadata"]["labels"] = {"text": "${nonce}"}
    seen = []

    def looks(cluster):
        cluster.pod("backend").has({"metadata": {"labels": {"text": cluster.nonce}}})
        seen.append(cluster.nonce)

    trial = try_answer(packed([IMAGE], [staged]), [], world, clock, graders={"is_nginx": looks})

    assert trial.grade.is_full
    assert len(seen[0]) == 16


def test_every_changed_grade_is_published(world, clock):
    grades = []

    trial = try_answer(packed([READY, IMAGE]), [pod()], world, clock, publish=grades.append)

    assert grades[-1].checks == trial.grade.checks


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit])
def test_the_namespace_is_removed_whatever_happens(world, clock, fault):
    def interrupted(_):
        raise fault

    with pytest.raises(fault):
        try_answer(packed([IMAGE]), [pod()], world, clock, graders={"is_nginx": interrupted})

    assert world.leftovers() == ()


def test_the_namespace_is_removed_after_a_success_too(world, clock):
    try_answer(packed([IMAGE]), [pod()], world, clock)

    assert world.leftovers() == ()


def test_a_cluster_that_does_not_answer_is_said(world, clock):
    world.fail(unavailable())

    with pytest.raises(ClusterUnavailable):
        try_answer(packed([IMAGE]), [pod()], world, clock)
