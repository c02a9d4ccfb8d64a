"""Deployments and Jobs count by what runs, not by what is written."""

import pytest

from ckadtrainer.grading import Verdict


def deployment(**status):
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web", "generation": 2, "creationTimestamp": "2026-03-01T12:00:00Z"},
        "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "web"}}},
        "status": {"observedGeneration": 2, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2, **status},
    }


def replica(make, name, *containers, **metadata):
    owner = {"kind": "ReplicaSet", "name": "web-1", "controller": True}
    built = tuple(make.container(each) for each in containers)
    return make.pod(name, containers=built, **{"labels": {"app": "web"}, "ownerReferences": [owner], **metadata})


@pytest.fixture
def web(bench, make):
    bench.objects["Deployment"] = {}
    bench.objects["Job"] = {}
    bench.put(deployment())
    for name in ("web-1-a", "web-1-b"):
        bench.put(replica(make, name, "app", "aid"))
    return bench


def rolled_out(cluster):
    cluster.deployment("web").is_rolled_out(2)


def every_replica_has_the_aid(cluster):
    cluster.deployment("web").every_pod(lambda pod: pod.container("aid").image_is("busybox"))


def test_all_replicas_of_the_newest_template(web):
    assert web.grade(rolled_out).verdict is Verdict.MET
    assert web.grade(every_replica_has_the_aid).verdict is Verdict.MET


@pytest.mark.parametrize(
    "status", [{"observedGeneration": 1}, {"updatedReplicas": 1}, {"availableReplicas": 1}, {"replicas": 3}]
)
def test_a_rollout_under_way_is_pending(web, status):
    web.put(deployment(**status))

    assert web.grade(rolled_out, at=5).verdict is Verdict.PENDING


def test_a_rollout_that_is_stuck_is_unmet(web):
    stuck = {"type": "Progressing", "status": "False", "message": "has timed out progressing"}
    web.put(deployment(availableReplicas=1, conditions=[stuck]))

    grade = web.grade(rolled_out, at=5)

    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "has timed out progressing")


def test_another_number_of_replicas_is_unmet(web):
    web.put({**deployment(), "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}}}})

    assert web.grade(rolled_out, at=5).verdict is Verdict.UNMET


def test_one_replica_without_it_is_enough_to_fail(web, make):
    web.put(replica(make, "web-1-b", "app"))

    assert web.grade(every_replica_has_the_aid).verdict is Verdict.UNMET


def test_pods_made_by_hand_or_going_away_are_nobodys(web, make):
    web.put(replica(make, "by-hand", "app", ownerReferences=[]))
    web.put(replica(make, "old", "app", deletionTimestamp=make.stamp(1)))
    web.put(replica(make, "other", "app", labels={"app": "other"}))

    assert web.grade(every_replica_has_the_aid).verdict is Verdict.MET
    assert web.grade(rolled_out).verdict is Verdict.MET


def test_without_a_pod_nothing_is_proven(bench):
    bench.objects["Deployment"] = {"web": deployment()}

    assert bench.grade(every_replica_has_the_aid, at=5).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ({"conditions": [{"type": "Complete", "status": "True"}], "completionTime": "now"}, Verdict.MET),
        ({"conditions": [{"type": "Failed", "status": "True", "message": "backoff"}]}, Verdict.UNMET),
        ({"active": 1, "succeeded": 0}, Verdict.PENDING),
        ({}, Verdict.PENDING),
    ],
)
def test_a_job_counts_when_it_is_complete(web, make, status, verdict):
    metadata = {"name": "once", "creationTimestamp": make.stamp(0)}
    web.put({"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata, "spec": {}, "status": status})

    assert web.grade(lambda cluster: cluster.job("once").completes(), at=5).verdict is verdict


def service(**selector):
    metadata = {"name": "web", "creationTimestamp": "2026-03-01T12:00:00Z"}
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": {"selector": selector}}


def leads_to_web_alone(cluster):
    cluster.service("web").selects_only(cluster.deployment("web"))


def test_a_service_that_finds_the_replicas_and_no_other_pod(web, make):
    web.put(service(app="web"))
    web.put(replica(make, "old", "app", deletionTimestamp=make.stamp(1)))
    web.put(replica(make, "other", "app", labels={"app": "other"}))

    assert web.grade(leads_to_web_alone).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ({"app": "wab"}, "it selects none"),
        ({}, "it selects none"),
        ({"team": "blue"}, "it selects other, web-1-a, web-1-b"),
    ],
)
def test_a_service_that_finds_others_or_nobody(web, make, selector, found):
    for name, app in (("web-1-a", "web"), ("web-1-b", "web"), ("other", "other")):
        web.put(replica(make, name, "app", labels={"app": app, "team": "blue"}))
    web.put(service(**selector))

    grade = web.grade(leads_to_web_alone)

    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, found)


def test_a_service_before_there_are_replicas_is_pending(bench):
    bench.objects["Deployment"] = {"web": deployment()}
    bench.put(service(app="web"))

    assert bench.grade(leads_to_web_alone, at=5).verdict is Verdict.PENDING


def test_an_object_is_gone_when_it_is_not_there_or_going(bench, make):
    def gone(cluster):
        cluster.is_gone("Pod", "web")

    assert bench.grade(gone).verdict is Verdict.MET
    bench.put(make.pod(deletionTimestamp=make.stamp(1)))
    assert bench.grade(gone).verdict is Verdict.MET
    bench.put(make.pod())
    assert bench.grade(gone).verdict is Verdict.UNMET


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ({"key": "app", "operator": "In", "values": ["web", "shop"]}, True),
        ({"key": "app", "operator": "In", "values": ["shop"]}, False),
        ({"key": "app", "operator": "NotIn", "values": ["shop"]}, True),
        ({"key": "tier", "operator": "NotIn", "values": ["front"]}, True),
        ({"key": "app", "operator": "NotIn", "values": ["web"]}, False),
        ({"key": "app", "operator": "Exists"}, True),
        ({"key": "tier", "operator": "Exists"}, False),
        ({"key": "tier", "operator": "DoesNotExist"}, True),
        ({"key": "app", "operator": "DoesNotExist"}, False),
    ],
)
def test_a_selector_may_be_made_of_expressions(web, expression, found):
    web.put({**deployment(), "spec": {"replicas": 2, "selector": {"matchExpressions": [expression]}}})

    assert web.grade(rolled_out, at=5).verdict is (Verdict.MET if found else Verdict.PENDING)
