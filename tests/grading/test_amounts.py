"""Requests and limits of several containers are added up by meaning."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict


def limits(cluster: Cluster) -> None:
    cluster.pod("web").containers("main", "aid").add_up("limits", "memory", "160Mi")


def sized(make: Any, name: str, memory: str | None, **more: Any) -> Any:
    amounts = {} if memory is None else {"memory": memory}
    return make.container(name, resources={"limits": amounts, "requests": {"memory": "1Gi"}}, **more)


@pytest.mark.parametrize("main, aid", [("96Mi", "64Mi"), ("0.125Gi", "32768Ki")])
def test_however_they_are_divided_and_written(bench: Any, make: Any, main: str, aid: str) -> None:
    bench.put(make.pod(containers=(sized(make, "main", main), sized(make, "aid", aid))))
    grade = bench.grade(limits)
    assert (grade.verdict, grade.evidence.found) == (Verdict.MET, f"main {main}, aid {aid}")


def test_a_native_sidecar_counts_and_a_third_container_does_not(bench: Any, make: Any) -> None:
    aid = sized(make, "aid", "64Mi", restartPolicy="Always")
    bench.put(make.pod(containers=(sized(make, "main", "96Mi"), sized(make, "more", "1Gi")), inits=(aid,)))
    assert bench.grade(limits).verdict is Verdict.MET


def test_another_total_is_unmet(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(sized(make, "main", "96M"), sized(make, "aid", "64M"))))
    grade = bench.grade(limits)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "main 96M, aid 64M")
    assert grade.evidence.expected == "limits memory 160Mi in all"


def test_one_that_has_none_is_unmet_though_the_other_has_it_all(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(sized(make, "main", "160Mi"), sized(make, "aid", None))))
    grade = bench.grade(limits)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "aid has none")
    assert grade.evidence.where == "pod web, container aid, resources.limits"
