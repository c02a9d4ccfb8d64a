"""Mounts are compared by volume, at whatever path; marks on a Pod's files follow one another."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import FetchOutside, HttpAnswer, Marked, MarkText, Shared, ShareDirectory

ONE = ({"name": "v", "emptyDir": {}},)


def mount(name: str, path: str, **more: Any) -> dict[str, Any]:
    return {"volumeMounts": [{"name": name, "mountPath": path, **more}]}


def shared_with_reader(cluster: Cluster) -> None:
    cluster.pod("web").container("writer").mount("/shared").is_shared_with("reader")


def mounts_proxy_conf(cluster: Cluster) -> None:
    cluster.pod("web").container("proxy").mounts_config_map("proxy-conf")


def test_the_same_volume_at_another_path_is_shared(bench: Any, make: Any) -> None:
    writer = make.container("writer", **mount("v", "/shared"))
    reader = make.container("reader", **mount("v", "/var/log/app"))
    bench.put(make.pod(containers=(writer, reader), volumes=ONE))
    bench.world.answer(ShareDirectory, Shared(True))

    assert bench.grade(shared_with_reader).verdict is Verdict.MET
    assert [(it.writer_path, it.reader_path) for it in bench.world.asked] == [("/shared", "/var/log/app")]


@pytest.mark.parametrize(
    ("writer", "reader", "path"),
    [
        (mount("v", "/shared", subPath="html"), mount("v", "/site"), "/site/html"),
        (mount("v", "/shared", subPath="a/html/"), mount("v", "/site/", subPath="a"), "/site/html"),
        (mount("v", "/shared", subPath="html"), mount("v", "/site", subPath="html/"), "/site"),
        (mount("v", "/shared", subPath="html"), mount("v", "/"), "/html"),
    ],
    ids=["the whole volume", "a folder above", "the same folder", "at the root"],
)
def test_a_folder_of_the_volume_is_shared_with_who_mounts_more(
    bench: Any, make: Any, writer: dict[str, Any], reader: dict[str, Any], path: str
) -> None:
    containers = make.container("writer", **writer), make.container("reader", **reader)
    bench.put(make.pod(containers=containers, volumes=ONE))
    bench.world.answer(ShareDirectory, Shared(True))

    assert bench.grade(shared_with_reader).verdict is Verdict.MET
    assert [(it.writer_path, it.reader_path) for it in bench.world.asked] == [("/shared", path)]


def test_a_mount_of_the_folder_itself_goes_before_one_of_the_whole_volume(bench: Any, make: Any) -> None:
    both = [*mount("v", "/the/whole/volume")["volumeMounts"], *mount("v", "/site", subPath="html")["volumeMounts"]]
    writer = make.container("writer", **mount("v", "/shared", subPath="html"))
    bench.put(make.pod(containers=(writer, make.container("reader", volumeMounts=both)), volumes=ONE))
    bench.world.answer(ShareDirectory, Shared(True))

    assert bench.grade(shared_with_reader).verdict is Verdict.MET
    assert [it.reader_path for it in bench.world.asked] == ["/site"]


def test_a_folder_that_an_init_container_filled_by_way_of_the_whole_volume_is_shared(bench: Any, make: Any) -> None:
    def shared_with_prepare(cluster: Cluster) -> None:
        cluster.pod("web").container("web").mount("/html").is_shared_with("prepare")

    def put(path: str) -> None:
        prepare = make.container("prepare", make.ended(), **mount("v", "/site", subPath=path))
        web = make.container("web", **mount("v", "/html", subPath="html"))
        bench.put(make.pod(containers=(web,), inits=(prepare,), volumes=ONE))

    put("")
    assert bench.grade(shared_with_prepare).verdict is Verdict.MET
    put("raw")
    assert bench.grade(shared_with_prepare).verdict is Verdict.UNMET


@pytest.mark.parametrize(
    ("reader", "own"),
    [
        ({}, {}),
        (mount("other", "/shared"), {}),
        (mount("v", "/shared", subPath="below"), {}),
        (mount("v", "/shared", subPath="raw"), {"subPath": "html"}),
        (mount("v", "/shared", subPath="ht"), {"subPath": "html"}),
    ],
    ids=["no mount", "another volume", "a folder below", "another folder", "a folder whose name begins like it"],
)
def test_another_folder_at_the_same_path_is_not_shared(
    bench: Any, make: Any, reader: dict[str, Any], own: dict[str, Any]
) -> None:
    volumes = (*ONE, {"name": "other", "emptyDir": {}})
    writer = make.container("writer", **mount("v", "/shared", **own))
    bench.put(make.pod(containers=(writer, make.container("reader", **reader)), volumes=volumes))

    grade = bench.grade(shared_with_reader)

    assert grade.verdict is Verdict.UNMET
    assert grade.evidence.expected == "a mount of volume v"
    assert not bench.world.asked


@pytest.mark.parametrize(
    ("volume", "verdict"),
    [
        ({"configMap": {"name": "proxy-conf"}}, Verdict.MET),
        ({"projected": {"sources": [{"secret": {}}, {"configMap": {"name": "proxy-conf"}}]}}, Verdict.MET),
        ({"configMap": {"name": "proxy-config"}}, Verdict.UNMET),
        ({"emptyDir": {}}, Verdict.UNMET),
    ],
    ids=["a ConfigMap", "one of several sources", "another ConfigMap", "no ConfigMap"],
)
def test_a_config_map_is_found_wherever_it_is_mounted(
    bench: Any, make: Any, volume: dict[str, Any], verdict: Verdict
) -> None:
    proxy = make.container("proxy", **mount("conf", "/anywhere"))
    bench.put(make.pod(containers=(proxy,), volumes=({"name": "conf", **volume},)))

    assert bench.grade(mounts_proxy_conf).verdict is verdict


def test_a_second_mark_waits_until_the_first_is_off_the_file(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main", **mount("v", "/data")),), volumes=ONE))
    bench.world.answer(MarkText, Marked("ckad-0123456789ab"))
    bench.world.answer(FetchOutside, lambda probe: HttpAnswer(200, "text ckad-0123456789ab"))

    def reflects(port: int) -> Any:
        def grader(cluster: Cluster) -> None:
            pod = cluster.pod("web")
            pod.answers(port, "/").reflects(pod.container("main").file("/data/page"))

        return grader

    assert bench.grade(reflects(80)).verdict is Verdict.MET
    second = bench.grade(reflects(81))
    assert (second.verdict, second.evidence.found) == (
        Verdict.PENDING,
        "waiting for another look at the file to end",
    )
    assert bench.grade(reflects(81), at=70).verdict is Verdict.MET
    assert [type(probe) for probe in bench.world.asked].count(MarkText) == 2


def test_the_volume_that_the_api_adds_is_not_the_learners(bench, make):
    token = {"name": "kube-api-access-abcde", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}
    bench.put(make.pod(containers=(make.container("app", volumeMounts=[token]),)))

    grade = bench.grade(lambda cluster: cluster.pod("web").container("app").mount("/data").is_empty_dir())

    assert grade.evidence.found == "no mounts"


def limited_to_64_mi(cluster: Cluster) -> None:
    cluster.pod("web").container("writer").mount("/shared").volume_has({"emptyDir": {"sizeLimit": "64Mi"}})


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ({"sizeLimit": "64Mi"}, Verdict.MET),
        ({"sizeLimit": "65536Ki", "medium": "Memory"}, Verdict.MET),
        ({"sizeLimit": "64M"}, Verdict.UNMET),
        ({}, Verdict.UNMET),
    ],
    ids=["the limit", "the limit in other words, and more", "another limit", "no limit"],
)
def test_the_volume_under_a_mount_is_looked_at_and_no_other(
    bench: Any, make: Any, source: dict[str, Any], verdict: Verdict
) -> None:
    volumes = ({"name": "other", "emptyDir": {"sizeLimit": "64Mi"}}, {"name": "v", "emptyDir": source})
    bench.put(make.pod(containers=(make.container("writer", **mount("v", "/shared")),), volumes=volumes))

    grade = bench.grade(limited_to_64_mi)

    assert grade.verdict is verdict
    assert grade.evidence.where == "pod web, container writer, volumes[v]"


@pytest.mark.parametrize(
    ("volume", "verdict"),
    [
        ({"secret": {"secretName": "members"}}, Verdict.MET),
        ({"projected": {"sources": [{"configMap": {"name": "c"}}, {"secret": {"name": "members"}}]}}, Verdict.MET),
        (
            {"projected": {"sources": [{"secret": {"name": "others"}}, {"configMap": {"name": "members"}}]}},
            Verdict.UNMET,
        ),
        ({"secret": {"secretName": "others"}}, Verdict.UNMET),
    ],
    ids=["a secret", "one of several sources", "another among several", "another"],
)
def test_a_secret_is_found_in_a_projected_volume_too(
    bench: Any, make: Any, volume: dict[str, Any], verdict: Verdict
) -> None:
    def members(cluster: Cluster) -> None:
        cluster.pod("web").container("main").mount("/door").is_secret("members")

    bench.put(make.pod(containers=(make.container("main", **mount("v", "/door")),), volumes=({"name": "v", **volume},)))

    assert bench.grade(members).verdict is verdict


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ([], Verdict.MET),
        ([{"name": "v", "mountPath": "/work", "readOnly": True}], Verdict.MET),
        ([{"name": "v", "mountPath": "/work"}], Verdict.UNMET),
        ([{"name": "v", "mountPath": "/work", "subPath": "in/deep"}], Verdict.UNMET),
        ([{"name": "v", "mountPath": "/work", "subPath": "inside"}], Verdict.MET),
        ([{"name": "other", "mountPath": "/work"}], Verdict.MET),
    ],
    ids=["once", "twice", "once for writing", "a folder of it for writing", "another folder", "another volume"],
)
def test_read_only_is_what_cannot_be_written_at_any_path(
    bench: Any, make: Any, more: list[dict[str, Any]], verdict: Verdict
) -> None:
    def only_reads(cluster: Cluster) -> None:
        cluster.pod("web").container("main").mount("/in").is_read_only()

    first = {"name": "v", "mountPath": "/in", "subPath": "in", "readOnly": True}
    main = make.container("main", volumeMounts=[first, *more])
    bench.put(make.pod(containers=(main,), volumes=(*ONE, {"name": "other", "emptyDir": {}})))

    assert bench.grade(only_reads).verdict is verdict
