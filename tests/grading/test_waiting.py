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


def test_what_was_ready_before_the_pod_was_made_was_not_waited_for(bench, make):
    bench.put(make.pod(containers=(make.container("app"),), inits=(make.container("wait", make.ended()),)))
    bench.put(database(make, -3))

    grade = bench.grade(waited)

    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "pod db was ready before this one was made")


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


def test_a_pod_has_its_address_while_its_containers_crash(bench, make):
    bench.put(make.pod(containers=(make.container("app", make.waiting("CrashLoopBackOff"), restarts=1),)))

    grade = bench.grade(lambda cluster: cluster.pod("web").has({"status": {"podIP": cluster.pod("web").address}}))

    assert grade.verdict is Verdict.MET


def holds_back(cluster):
    cluster.pod("web").init("first").holds_back("second", "app")


def held(make, first, second=None):
    waits = make.waiting("PodInitializing")
    app = make.container("app", waits)
    return make.pod(containers=(app,), inits=(first, make.container("second", second or waits)))


def test_a_failed_init_container_holds_the_others_back(bench, make):
    bench.put(held(make, make.container("first", make.ended(3))))
    assert bench.grade(holds_back).evidence.found == "ended with exit code 3"

    again = make.container("first", make.waiting("CrashLoopBackOff"), restarts=2, last=make.ended(3))
    bench.put(held(make, again))
    assert bench.grade(holds_back).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("state", "second", "verdict", "found"),
    [
        (("ended", (0,)), None, Verdict.UNMET, "ended with exit code 0"),
        (("ended", (3,)), ("ended", (0,)), Verdict.UNMET, "second started"),
        (("running", ()), None, Verdict.PENDING, "still running"),
        (("waiting", ("PodInitializing",)), None, Verdict.PENDING, "PodInitializing"),
    ],
)
def test_others_that_may_start_or_have_started_are_not_held_back(bench, make, state, second, verdict, found):
    first = make.container("first", getattr(make, state[0])(*state[1]))
    bench.put(held(make, first, getattr(make, second[0])(*second[1]) if second else None))

    grade = bench.grade(holds_back, at=5)

    assert (grade.verdict, grade.evidence.found) == (verdict, found)
