"""Readiness is held; a crash loop is never taken for a running pod."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.failure import Pending
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.views.look import Look


def both_stay(cluster: Cluster) -> None:
    cluster.pod("web").containers("main", "aid").stay_ready()


def test_two_steady_containers_are_met(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main"), make.container("aid"))))
    grade = bench.grade(both_stay)
    assert (grade.verdict, grade.points) == (Verdict.MET, 3)
    assert grade.evidence.found == "ready since 12:00:00 UTC"
    assert grade.evidence.resource_version == "42"


def test_order_does_not_matter_and_more_labels_do_no_harm(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("aid"), make.container("main")), labels={"app": "x"}))
    assert bench.grade(both_stay).verdict is Verdict.MET


def test_a_native_sidecar_counts_as_a_container(bench: Any, make: Any) -> None:
    aid = make.container("aid", restartPolicy="Always")
    bench.put(make.pod(containers=(make.container("main"),), inits=(aid,)))
    assert bench.grade(both_stay).verdict is Verdict.MET


def test_a_crash_loop_is_unmet_though_the_phase_stays_running(bench: Any, make: Any) -> None:
    aid = make.container("aid", make.waiting("CrashLoopBackOff"), restarts=27, last=make.ended(1), ready=False)
    bench.put(make.pod(containers=(make.container("main"), aid)))
    grade = bench.grade(both_stay)
    assert (grade.verdict, grade.points) == (Verdict.UNMET, 0)
    assert grade.evidence.found == "CrashLoopBackOff after 27 restarts, exit code 1"
    assert grade.evidence.where == "pod web, container aid"


def test_a_crash_loop_caught_in_its_running_moment_is_not_met(bench: Any, make: Any) -> None:
    last = make.ended(1, begun=20, over=50)
    aid = make.container("aid", make.running(52), restarts=27, last=last)
    bench.put(make.pod(containers=(make.container("main"), aid)))
    # Its last run lasted 30 seconds: nine seconds of this one prove nothing.
    assert bench.grade(both_stay, at=61).verdict is Verdict.PENDING
    assert bench.grade(both_stay, at=87).verdict is Verdict.MET


def test_a_container_that_has_just_started_is_pending_until_it_has_held(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main", make.running(55)), make.container("aid"))))
    grade = bench.grade(both_stay, at=60)
    assert grade.verdict is Verdict.PENDING
    assert grade.due == pytest.approx(5.0, abs=0.1)
    assert bench.grade(both_stay, at=65.1).verdict is Verdict.MET


def test_one_whose_start_was_told_late_must_hold_as_much_longer(bench: Any, make: Any) -> None:
    """It may have crashed after five seconds, and the word of that be on its way as long as that of its start."""
    managed = [{"manager": "kubelet", "subresource": "status", "time": make.stamp(6)}]
    bench.put(make.pod(containers=(make.container("main"), make.container("aid")), managedFields=managed))
    grade = bench.grade(both_stay, at=11)
    assert grade.verdict is Verdict.PENDING
    assert grade.due == pytest.approx(5.0, abs=0.1)
    assert bench.grade(both_stay, at=16.1).verdict is Verdict.MET


def test_later_words_on_the_pod_do_not_put_it_off_for_ever(bench: Any, make: Any) -> None:
    managed = [{"manager": "kubelet", "subresource": "status", "time": make.stamp(500)}]
    bench.put(make.pod(containers=(make.container("main"), make.container("aid")), managedFields=managed))
    assert bench.grade(both_stay, at=19).verdict is Verdict.PENDING
    assert bench.grade(both_stay, at=20.1).verdict is Verdict.MET


def test_what_was_held_stays_met_when_there_is_another_word_on_the_pod(bench: Any, make: Any) -> None:
    managed = [{"manager": "kubelet", "subresource": "status", "time": make.stamp(12)}]
    pod = make.pod(containers=(make.container("main"), make.container("aid")), managedFields=managed)
    bench.clock.advance(12)
    snapshot = Snapshot("here", {"Pod": {"web": pod}}, bench.clock.now())
    with pytest.raises(Pending):
        both_stay(Cluster(Look(snapshot, bench.board)))
    both_stay(Cluster(Look(snapshot, bench.board, was_met=True)))


def test_one_that_is_not_ready_is_pending_then_unmet(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main", ready=False), make.container("aid"))))
    assert bench.grade(both_stay, at=29).verdict is Verdict.PENDING
    late = bench.grade(both_stay, at=31)
    assert late.verdict is Verdict.UNMET
    assert late.evidence.found == "running, not ready, still after 30 s"


@pytest.mark.parametrize("part", [{}, {"subresource": "resize"}, {"subresource": "ephemeralcontainers"}])
def test_the_learners_next_change_starts_the_wait_anew(bench: Any, make: Any, part: dict[str, str]) -> None:
    edit = {"manager": "kubectl-edit", "time": make.stamp(50), **part}
    status = {"manager": "kubelet", "subresource": "status", "time": make.stamp(500)}
    bench.put(make.pod(containers=(make.container("main", ready=False),), managedFields=[edit, status]))

    def stays(cluster: Cluster) -> None:
        cluster.pod("web").container("main").stays_ready()

    assert bench.grade(stays, at=79).verdict is Verdict.PENDING
    assert bench.grade(stays, at=81).verdict is Verdict.UNMET


@pytest.mark.parametrize("reason", ["ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError"])
def test_what_waiting_does_not_mend_is_unmet_at_once(bench: Any, make: Any, reason: str) -> None:
    aid = make.container("aid", make.waiting(reason), ready=False)
    bench.put(make.pod(containers=(make.container("main"), aid)))
    grade = bench.grade(both_stay, at=1)
    assert grade.verdict is Verdict.UNMET
    assert grade.evidence.found == reason


@pytest.mark.parametrize("reason", ["ContainerCreating", "PodInitializing", "ErrImagePull"])
def test_what_may_pass_is_pending(bench: Any, make: Any, reason: str) -> None:
    aid = make.container("aid", make.waiting(reason), ready=False)
    bench.put(make.pod(containers=(make.container("main"), aid)))
    assert bench.grade(both_stay, at=1).verdict is Verdict.PENDING


def test_a_pod_on_its_way_out_proves_nothing(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main"), make.container("aid")), deletionTimestamp=make.stamp(50)))
    grade = bench.grade(both_stay)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "Pod web is being deleted")


def test_nothing_there_is_unmet_and_says_what_is(bench: Any, make: Any) -> None:
    assert bench.grade(both_stay).evidence.found == "no Pod at all"
    bench.put(make.pod("wen"))
    grade = bench.grade(both_stay)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "no Pod of that name; there: wen")


def test_a_misspelt_container_is_unmet_and_named(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main"), make.container("aids"))))
    assert bench.grade(both_stay).evidence.found == "containers main, aids"


def init_first(cluster: Cluster) -> None:
    cluster.pod("web").init("prepare").ended_before("main")


def test_an_init_container_that_ended_first_is_met(bench: Any, make: Any) -> None:
    bench.put(
        make.pod(
            containers=(make.container("main", make.running(2)),),
            inits=(make.container("prepare", make.ended(0, 0, 2)),),
        )
    )
    assert bench.grade(init_first).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (("ended", (1, 0, 2)), "ended with exit code 1"),
        (("ended", (0, 0, 9)), "main started 7 s before it ended"),
    ],
)
def test_an_init_container_that_failed_or_came_late_is_unmet(
    bench: Any, make: Any, state: tuple[str, tuple[int, int, int]], found: str
) -> None:
    prepare = make.container("prepare", make.ended(*state[1]))
    bench.put(make.pod(containers=(make.container("main", make.running(2)),), inits=(prepare,)))
    grade = bench.grade(init_first)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, found)


def test_an_init_container_that_never_ends_is_pending_then_unmet(bench: Any, make: Any) -> None:
    main = make.container("main", make.waiting("PodInitializing"), ready=False)
    bench.put(make.pod(containers=(main,), inits=(make.container("prepare", make.running(0)),)))
    assert bench.grade(init_first, at=10).verdict is Verdict.PENDING
    assert bench.grade(init_first, at=40).verdict is Verdict.UNMET


@pytest.mark.parametrize("kind", ["app", "sidecar"])
def test_an_init_container_in_another_role_is_unmet(bench: Any, make: Any, kind: str) -> None:
    prepare = make.container("prepare", restartPolicy="Always") if kind == "sidecar" else make.container("prepare")
    main = make.container("main")
    bench.put(
        make.pod(containers=(main,), inits=(prepare,)) if kind == "sidecar" else make.pod(containers=(main, prepare))
    )
    assert bench.grade(init_first).verdict is Verdict.UNMET


def test_a_slow_start_costs_nothing(bench: Any, make: Any) -> None:
    main = make.container("main", make.running(50), ready=False)
    bench.put(make.pod(containers=(main, make.container("aid"))))
    assert bench.grade(both_stay, at=79).verdict is Verdict.PENDING
    assert bench.grade(both_stay, at=81).verdict is Verdict.UNMET


def test_a_restart_is_no_step_forward(bench: Any, make: Any) -> None:
    main = make.container("main", make.running(50), ready=False, restarts=1, last=make.ended(1, 1, 49))
    bench.put(make.pod(containers=(main, make.container("aid"))))
    assert bench.grade(both_stay, at=52).verdict is Verdict.UNMET


def test_the_kubelets_own_pull_limit_is_not_the_learners_fault(bench: Any, make: Any) -> None:
    state = {"waiting": {"reason": "ImagePullBackOff", "message": "ErrImagePull: pull QPS exceeded"}}
    bench.put(make.pod(containers=(make.container("main"), make.container("aid", state, ready=False))))
    assert bench.grade(both_stay, at=1).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("image", "verdict"), [("busybox", Verdict.UNKNOWN), ("registry.example.org/busybox", Verdict.UNMET)]
)
def test_a_public_registry_that_cannot_be_reached_is_unknown(
    bench: Any, make: Any, image: str, verdict: Verdict
) -> None:
    state = {"waiting": {"reason": "ImagePullBackOff", "message": "failed to do request: dial tcp: i/o timeout"}}
    aid = make.container("aid", state, ready=False, image=image)
    bench.put(make.pod(containers=(make.container("main"), aid)))
    assert bench.grade(both_stay, at=1).verdict is verdict


def test_an_image_that_is_not_there_is_the_learners_to_mend(bench: Any, make: Any) -> None:
    state = {"waiting": {"reason": "ImagePullBackOff", "message": "docker.io/library/busybix:latest: not found"}}
    bench.put(make.pod(containers=(make.container("main"), make.container("aid", state, ready=False))))
    assert bench.grade(both_stay, at=1).verdict is Verdict.UNMET


def test_a_sidecar_of_a_pod_that_never_restarts_is_restarted_all_the_same(bench: Any, make: Any) -> None:
    def stays(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").stays_ready()

    aid = make.container("aid", make.ended(1), restartPolicy="Always", ready=False)
    manifest = make.pod(containers=(make.container("main"),), inits=(aid,))
    manifest["spec"]["restartPolicy"] = "Never"
    bench.put(manifest)
    grade = bench.grade(stays, at=5)
    assert (grade.verdict, grade.evidence.found) == (Verdict.PENDING, "ended with exit code 1")


def test_a_fragment_of_one_container_is_looked_for_in_either_list(bench: Any, make: Any) -> None:
    def limited(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").has({"resources": {"limits": {"memory": "64Mi"}}})

    aid = make.container("aid", restartPolicy="Always", resources={"limits": {"memory": "65536Ki"}})
    bench.put(make.pod(containers=(make.container("main"),), inits=(aid,)))
    assert bench.grade(limited).verdict is Verdict.MET

    aid = make.container("aid", resources={"limits": {"memory": "1Gi"}})
    bench.put(make.pod(containers=(make.container("main"), aid)))
    grade = bench.grade(limited)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "1Gi")
    assert grade.evidence.where == "pod web, container aid, resources.limits.memory"


@pytest.mark.parametrize(
    ("main", "verdict", "found"),
    [
        (("running", 6), Verdict.MET, "6 s before it"),
        (("running", 4), Verdict.UNMET, "4 s before it"),
        (("waiting", "PodInitializing"), Verdict.PENDING, "main has not started"),
    ],
)
def test_the_first_of_two_runs_counts_for_who_started_first(
    bench: Any, make: Any, main: tuple[str, Any], verdict: Verdict, found: str
) -> None:
    def first(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").started_before("main", by=5.0)

    aid = make.container("aid", make.running(20), restartPolicy="Always", restarts=1, last=make.ended(1, 0, 18))
    app = make.container("main", getattr(make, main[0])(main[1]))
    bench.put(make.pod(containers=(app,), inits=(aid,)))
    grade = bench.grade(first, at=25)
    assert (grade.verdict, grade.evidence.found) == (verdict, found)
