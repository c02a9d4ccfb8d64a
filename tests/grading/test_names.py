"""Only questions to the cluster's DNS prove that something waited for a name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import DnsQueries, ProbeFault, Queries, Query

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
NAME = "wait-svc.here.svc.cluster.local"
Asked = tuple[float, str, str]


def waited(cluster: Cluster) -> None:
    cluster.pod("web").waited_for_name("wait", cluster.service("wait-svc"))


def _queries(*asked: Asked) -> Queries:
    return Queries(tuple(Query(START + timedelta(seconds=at), name, "A", code) for at, name, code in asked))


def _put(bench: Any, make: Any, *, service_at: float = 10, over: float = 12) -> None:
    wait = make.container("wait", make.ended(0, 1, over))
    bench.put(make.pod(containers=(make.container("main", make.running(over)),), inits=(wait,)))
    bench.put(
        {
            "kind": "Service",
            "metadata": {"name": "wait-svc", "uid": "s", "creationTimestamp": make.stamp(service_at)},
            "spec": {"type": "ClusterIP", "clusterIP": "10.96.0.7", "ports": [{"port": 80}]},
        }
    )


def test_asking_in_vain_and_then_with_success_is_met(bench: Any, make: Any) -> None:
    _put(bench, make)
    bench.world.answer(DnsQueries, _queries((1.5, NAME, "NXDOMAIN"), (11.2, NAME, "NOERROR")))
    assert bench.grade(waited).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), "never asked"),
        (
            ((1.5, "other.here.svc.cluster.local", "NXDOMAIN"), (11.0, "other.here.svc.cluster.local", "NOERROR")),
            "never",
        ),
        (((1.5, "wait-svc.there.svc.cluster.local", "NXDOMAIN"),), "never asked"),
        (((1.5, NAME, "NXDOMAIN"),), "without an answer"),
        (((11.5, NAME, "NOERROR"),), "nothing to wait for"),
        (((1.5, NAME, "NXDOMAIN"), (40.0, NAME, "NOERROR")), "without an answer"),
    ],
)
def test_a_sleep_and_a_single_question_are_unmet(bench: Any, make: Any, asked: tuple[Asked, ...], found: str) -> None:
    _put(bench, make)
    bench.world.answer(DnsQueries, _queries(*asked))
    grade = bench.grade(waited)
    assert grade.verdict is Verdict.UNMET
    assert found in grade.evidence.found


def test_ending_before_the_service_was_made_is_unmet(bench: Any, make: Any) -> None:
    _put(bench, make, service_at=20)
    grade = bench.grade(waited)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "it ended before the Service wait-svc was made")


def test_a_dns_without_a_log_is_unknown(bench: Any, make: Any) -> None:
    _put(bench, make)
    bench.world.answer(DnsQueries, ProbeFault("the cluster's DNS keeps no log of queries"))
    assert bench.grade(waited).verdict is Verdict.UNKNOWN


def test_still_waiting_is_pending(bench: Any, make: Any) -> None:
    main = make.container("main", make.waiting("PodInitializing"), ready=False)
    bench.put(make.pod(containers=(main,), inits=(make.container("wait", make.running(1)),)))
    bench.put({"kind": "Service", "metadata": {"name": "wait-svc", "creationTimestamp": make.stamp(10)}, "spec": {}})
    assert bench.grade(waited, at=20).verdict is Verdict.PENDING
