"""An init container that waited for a Pod ended after it was ready, and soon; init containers have an order."""

import pytest

from ckadtrainer.grading import Verdict


def database(make, since, status="True"):
    made = make.pod("db", containers=(make.container("db"),))
    made["status"]["conditions"].append({"type": "Ready", "status": status, "lastTransitionTime": make.stamp(since)})
    return made


def waited(cluster):
    cluster.pod("web").waited_for("wait", cluster.pod("db"), soon=10)


@pytest.mark.parametrize(
    ("ready", "over", "verdict"),
    [(20, 22, Verdict.MET), (20, 20, Verdict.MET), (20, 15, Verdict.UNMET), (20, 40, Verdict.UNMET)],
)
def test_ended_soon_after_it_was_ready(bench, make, ready, over, verdict):
    bench.put(make.pod(containers=(make.container("app"),), inits=(make.container("wait", make.ended(over=over)),)))
    bench.put(database(make, ready))

    assert bench.grade(waited).verdict is verdict


def test_ended_while_it_was_not_ready(bench, make):
    bench.put(make.pod(containers=(make.container("app"),), inits=(make.container("wait", make.ended()),)))
    bench.put(database(make, 20, "False"))

    assert bench.grade(waited).verdict is Verdict.UNMET


def test_still_waiting_is_pending(bench, make):
    bench.put(make.pod(containers=(make.container("app"),), inits=(make.container("wait"),)))
    bench.put(database(make, 20))

    assert bench.grade(waited, at=5).verdict is Verdict.PENDING


@pytest.mark.parametrize(("begun", "verdict"), [(5, Verdict.MET), (6, Verdict.MET), (4, Verdict.UNMET)])
def test_one_init_container_after_the_other(bench, make, begun, verdict):
    first = make.container("first", make.ended(begun=0, over=5))
    second = make.container("second", make.ended(begun=begun, over=9))
    bench.put(make.pod(containers=(make.container("app"),), inits=(first, second)))

    grade = bench.grade(lambda cluster: cluster.pod("web").init("first").ended_before("second"))

    assert grade.verdict is verdict


def test_an_address_and_a_condition_may_still_come(bench, make):
    bare = make.pod(containers=(make.container("app"),))
    del bare["status"]["podIP"]
    bench.put(bare)

    assert bench.grade(lambda cluster: cluster.pod("web").is_ready(), at=5).verdict is Verdict.PENDING

    def addressed(cluster):
        assert cluster.pod("web").address

    assert bench.grade(addressed, at=5).verdict is Verdict.PENDING
    bench.put(database(make, 1))
    assert bench.grade(lambda cluster: cluster.pod("db").is_ready(), at=5).verdict is Verdict.MET
