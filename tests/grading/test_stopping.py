"""A Pod that its deadline has stopped: who ended when, and what was said at the end."""

import pytest

from ckadtrainer.grading import Verdict
from ckadtrainer.grading.probes import ReadLog

LIFE = {"activeDeadlineSeconds": 10, "terminationGracePeriodSeconds": 20}


@pytest.fixture
def stopped(bench, make):
    """Puts a Pod that began at 0, was told to stop at 10, and whose containers ended as said."""

    def put(web, aid, spec=LIFE):
        pod = make.pod(containers=(make.container("web", web), make.container("aid", aid)))
        pod["spec"].update(spec)
        pod["status"]["startTime"] = make.stamp(0)
        bench.put(pod)
        return bench

    return put


def drains(cluster):
    cluster.pod("web").stop.drains("web", 8)


def ends_last(cluster):
    cluster.pod("web").stop.ends_last("aid", after="web")


def says(cluster):
    cluster.pod("web").stop.says("aid", "all shipped", after="web")


@pytest.mark.parametrize(
    ("over", "code", "verdict", "found"),
    [
        (18, 0, Verdict.MET, "it ended 8 s after that"),
        (17, 0, Verdict.UNMET, "it ended 7 s after the Pod was told to stop"),
        (18, 137, Verdict.UNMET, "web ended with exit code 137"),
        (6, 0, Verdict.UNMET, "web ended 4 s before the Pod was to stop"),
    ],
)
def test_draining_is_the_time_from_the_deadline_to_the_end(stopped, make, over, code, verdict, found):
    grade = stopped(make.ended(code, 1, over), make.ended(0, 1, 20)).grade(drains, at=40)

    assert (grade.verdict, grade.evidence.found) == (verdict, found)


@pytest.mark.parametrize(
    ("over", "code", "verdict"),
    [(18, 0, Verdict.MET), (19, 0, Verdict.MET), (12, 0, Verdict.UNMET), (30, 137, Verdict.UNMET)],
)
def test_a_sidecar_ends_with_success_after_the_app(stopped, make, over, code, verdict):
    bench = stopped(make.ended(0, 1, 18), make.ended(code, 1, over))

    assert bench.grade(ends_last, at=40).verdict is verdict


def test_a_running_pod_is_waited_for_until_deadline_and_grace_are_over(stopped, make):
    bench = stopped(make.running(1), make.running(1))

    assert bench.grade(ends_last, at=44).verdict is Verdict.PENDING
    assert bench.grade(ends_last, at=46).verdict is Verdict.UNMET


def test_a_pod_that_nobody_stops_is_unmet(stopped, make):
    grade = stopped(make.running(1), make.running(1), spec={}).grade(drains, at=5)

    assert (grade.verdict, grade.evidence.found) == (
        Verdict.UNMET,
        "a Pod without activeDeadlineSeconds, which nobody stops",
    )


@pytest.mark.parametrize(("at", "verdict"), [(18.4, Verdict.MET), (11, Verdict.UNMET)])
def test_last_words_are_said_when_the_app_is_gone(stopped, make, at, verdict):
    bench = stopped(make.ended(0, 1, 18), make.ended(0, 1, 19))
    bench.world.answer(ReadLog, make.lines((2, "shipping"), (at, "all shipped"), read=40))

    assert bench.grade(says, at=40).verdict is verdict
