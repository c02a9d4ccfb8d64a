"""Four verdicts, and no points lost to us."""

from typing import Any

import pytest

from ckadtrainer.cluster.fake import FakeProber, FakeWorld, unavailable
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading import Cluster, Grade, Verdict
from ckadtrainer.grading.board import Board
from ckadtrainer.grading.engine import Engine
from ckadtrainer.grading.live import LiveGrading

DRILL = Drill.model_validate(
    {
        "format": 1,
        "id": "two_checks",
        "title": "Two",
        "topic": "multi_container",
        "domain": "design_and_build",
        "minutes": 3,
        "task": "Do it.",
        "checks": [
            {"id": "there", "points": 2, "says": "It is there", "pod": "web", "has": {"spec": {"containers": []}}},
            {
                "id": "gone",
                "points": 1,
                "says": "Nothing is left",
                "pod": "web",
                "lacks": {"spec": {"hostNetwork": True}},
            },
        ],
        "answers": [{"file": "answers/solution.yaml"}],
    }
)


def has_pod(cluster: Cluster) -> None:
    cluster.pod("web").has({"spec": {}})


def lacks_host_network(cluster: Cluster) -> None:
    cluster.pod("web").lacks({"spec": {"hostNetwork": True}})


def broken(_: Cluster) -> None:
    raise KeyError("oops")


def _live(graders: Any) -> tuple[FakeWorld, LiveGrading, Any]:
    clock = FakeClock()
    world = FakeWorld(clock)
    namespace = world.create_namespace("two_checks", "a1")
    watch = world.watch(namespace, ["Pod"], "n")
    engine = Engine(DRILL, graders, Board(FakeProber(world), clock))
    return world, LiveGrading(engine, watch, clock, clock.boot), namespace


def test_an_empty_namespace_scores_nothing_not_even_for_absences() -> None:
    _, live, _ = _live({"there": has_pod, "gone": lacks_host_network})
    grade = live.settle()
    assert grade.points == 0
    assert [check.verdict for check in grade.checks] == [Verdict.UNMET, Verdict.UNMET]
    live.close()


def test_a_pod_that_is_right_has_full_marks(make: Any) -> None:
    world, live, namespace = _live({"there": has_pod, "gone": lacks_host_network})
    world.put(namespace, make.pod(containers=(make.container("main"),)))
    grade = live.settle()
    assert (grade.points, grade.max_points, grade.is_full) == (3, 3, True)
    live.close()


def test_a_bug_in_a_grader_is_unknown_and_named(make: Any) -> None:
    world, live, namespace = _live({"there": broken, "gone": lacks_host_network})
    world.put(namespace, make.pod(containers=(make.container("main"),)))
    grade = live.settle()
    assert grade.checks[0].verdict is Verdict.UNKNOWN
    assert grade.checks[0].evidence.found == "a fault in the grader: KeyError: 'oops'"
    assert grade.checks[1].verdict is Verdict.MET
    live.close()


def test_a_kind_the_drill_does_not_watch_is_a_fault_of_the_grader() -> None:
    def service(cluster: Cluster) -> None:
        cluster.service("x")

    _, live, _ = _live({"there": service, "gone": service})
    assert {check.verdict for check in live.settle().checks} == {Verdict.UNKNOWN}
    live.close()


def test_a_recording_is_of_what_was_graded_whatever_comes_after(make: Any) -> None:
    world, live, namespace = _live({"there": has_pod, "gone": lacks_host_network})
    live.settle()
    world.apply(namespace, make.pod())
    assert not live.recording().snapshot.objects["Pod"]
    live.settle()
    assert list(live.recording().snapshot.objects["Pod"]) == ["web"]
    live.close()


class LostWatch:
    """A watch whose cluster does not answer until told."""

    def __init__(self, watch: Any) -> None:
        self.watch, self.is_lost = watch, True

    def snapshot(self) -> Any:
        if self.is_lost:
            raise unavailable()
        return self.watch.snapshot()

    def on_change(self, call: Any) -> None:
        self.watch.on_change(call)

    def close(self) -> None:
        self.watch.close()


def test_a_cluster_that_is_down_is_unknown_everywhere() -> None:
    clock = FakeClock()
    world = FakeWorld(clock)
    watch = LostWatch(world.watch(world.create_namespace("two_checks", "a1"), ["Pod"], "n"))
    engine = Engine(DRILL, {"there": has_pod, "gone": lacks_host_network}, Board(FakeProber(world), clock))
    live = LiveGrading(engine, watch, clock, clock.boot)
    grade = live.settle()
    assert {check.verdict for check in grade.checks} == {Verdict.UNKNOWN}
    assert grade.is_unknown
    watch.is_lost = False
    assert {check.verdict for check in live.settle().checks} == {Verdict.UNMET}
    live.close()


@pytest.mark.parametrize("limit", [0.0, 5.0])
def test_settling_ends_at_its_limit(make: Any, limit: float) -> None:
    def never(cluster: Cluster) -> None:
        cluster.pod("web").container("main").stays_ready(hold=1000)

    world, live, namespace = _live({"there": never, "gone": lacks_host_network})
    world.put(namespace, make.pod(containers=(make.container("main", make.running(0)),)))
    grade = live.settle(limit)
    assert grade.checks[0].verdict is Verdict.PENDING
    live.close()


def test_settling_ends_when_it_is_closed(make: Any) -> None:
    def never(cluster: Cluster) -> None:
        cluster.pod("web").container("main").stays_ready(hold=1000)

    world, live, namespace = _live({"there": never, "gone": lacks_host_network})
    world.put(namespace, make.pod(containers=(make.container("main", make.running(0)),)))

    grade = live.settle(publish=lambda _: live.close())

    assert grade.checks[0].verdict is Verdict.PENDING


def test_live_grading_publishes_changes_and_nothing_else(make: Any) -> None:
    import queue

    grades: queue.Queue[Grade] = queue.Queue()
    clock = FakeClock(held=True)
    world = FakeWorld(clock)
    namespace = world.create_namespace("two_checks", "a1")
    watch = world.watch(namespace, ["Pod"], "n")
    engine = Engine(DRILL, {"there": has_pod, "gone": lacks_host_network}, Board(FakeProber(world), clock))
    live = LiveGrading(engine, watch, clock, clock.boot)
    live.start(grades.put)
    assert grades.get(timeout=5).points == 0
    world.put(namespace, make.pod(containers=(make.container("main"),)))
    assert grades.get(timeout=5).points == 3
    live.request()
    world.remove(namespace, "Pod", "web")
    assert grades.get(timeout=5).points == 0
    live.close()
    assert grades.empty()
