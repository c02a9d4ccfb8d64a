"""A Pod that gets ready when its slow container is; what a log says since then."""

import pytest

from ckadtrainer.grading import Verdict
from ckadtrainer.grading.probes import ReadLog


def ready(make, since, status="True"):
    made = make.pod(containers=(make.container("app"),))
    made["status"]["conditions"].append({"type": "Ready", "status": status, "lastTransitionTime": make.stamp(since)})
    return made


def ready_when_warm(cluster):
    pod = cluster.pod("web")
    pod.got_ready_after(pod.container("app").log, "^warm$", soon=20, called="the app is warm")


@pytest.mark.parametrize(
    ("since", "verdict", "found"),
    [
        (16, Verdict.MET, ""),
        (15, Verdict.MET, ""),
        (35, Verdict.MET, ""),
        (2, Verdict.UNMET, "ready 13 s before it"),
        (45, Verdict.UNMET, "ready 30 s after it"),
    ],
)
def test_ready_is_held_against_the_line(bench, make, since, verdict, found):
    bench.world.answer(ReadLog, make.lines((0, "warming up"), (15, "warm")))
    bench.put(ready(make, since))

    grade = bench.grade(ready_when_warm)

    assert grade.verdict is verdict
    assert verdict is Verdict.MET or grade.evidence.found == found


def test_ready_without_the_line_came_first(bench, make):
    bench.world.answer(ReadLog, make.lines((0, "warming up")))
    bench.put(ready(make, 2))

    assert bench.grade(ready_when_warm, at=3).verdict is Verdict.PENDING
    assert bench.grade(ready_when_warm, at=9).verdict is Verdict.UNMET


def test_not_ready_yet_is_pending(bench, make):
    bench.put(ready(make, 0, "False"))

    assert bench.grade(ready_when_warm, at=5).verdict is Verdict.PENDING


def test_what_was_seen_is_not_undone_by_a_stumble_later(bench, make):
    bench.world.answer(ReadLog, make.lines((15, "warm")))
    bench.put(ready(make, 16))
    assert bench.grade(ready_when_warm).verdict is Verdict.MET
    bench.put(ready(make, 300))

    assert bench.grade(ready_when_warm, at=310).verdict is Verdict.MET


@pytest.mark.parametrize(("seconds", "verdict"), [(3.0, Verdict.MET), (0.0, Verdict.UNMET)])
def test_a_log_since_another_object_was_made(bench, make, seconds, verdict):
    def quiet(cluster):
        cluster.pod("web").container("app").log.since(cluster.pod("other"), seconds).lacks("503")

    bench.world.answer(ReadLog, make.lines((1, "503"), (22, "503"), (30, "a page")))
    bench.put(make.pod(containers=(make.container("app"),)))
    bench.put(make.pod("other", creationTimestamp=make.stamp(20)))

    assert bench.grade(quiet).verdict is verdict


def test_nothing_since_then_is_pending(bench, make):
    def quiet(cluster):
        cluster.pod("web").container("app").log.since(cluster.pod("web"), 40).lacks("503")

    bench.world.answer(ReadLog, make.lines((1, "a page")))
    bench.put(make.pod(containers=(make.container("app"),)))

    assert bench.grade(quiet, at=5).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([(0, "warming up"), (12, "warm")], Verdict.MET),
        ([(0, "warming up"), (1, "warm")], Verdict.UNMET),
        ([(0, "warming up")], Verdict.PENDING),
        ([(12, "warm")], Verdict.PENDING),
    ],
)
def test_what_takes_its_time(bench, make, lines, verdict):
    def slow(cluster):
        cluster.pod("web").container("app").log.takes("^warming up$", "^warm$", at_least=10)

    bench.world.answer(ReadLog, make.lines(*lines, read=15))
    bench.put(make.pod(containers=(make.container("app"),)))

    assert bench.grade(slow, at=15).verdict is verdict


@pytest.mark.parametrize(("restarts", "verdict"), [(0, Verdict.PENDING), (1, Verdict.MET), (3, Verdict.MET)])
def test_a_restart_is_waited_for(bench, make, restarts, verdict):
    bench.put(make.pod(containers=(make.container("main", restarts=restarts),)))

    def has_restarted(cluster):
        cluster.pod("web").container("main").has_restarted()

    assert bench.grade(has_restarted, at=5).verdict is verdict
