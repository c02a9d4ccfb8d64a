"""Structure alone never proves sharing; where a nonce cannot go, the other side or the inode does."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import FileText, HttpAnswer, ReadFile, SameDirectory, Shared, ShareDirectory

ONE = ({"name": "v", "emptyDir": {}},)


def shared(cluster: Cluster) -> None:
    cluster.pod("web").shares("writer:/shared", "reader:/logs")


def _mount(name: str, path: str, **more: Any) -> dict[str, Any]:
    return {"volumeMounts": [{"name": name, "mountPath": path, **more}]}


def _two(make: Any, writer: dict[str, Any], reader: dict[str, Any], volumes: Any = ONE) -> dict[str, Any]:
    return make.pod(
        containers=(make.container("reader", **reader), make.container("writer", **writer)), volumes=volumes
    )


def test_a_nonce_that_comes_through_is_met(bench: Any, make: Any) -> None:
    bench.put(_two(make, _mount("v", "/shared"), _mount("v", "/logs")))
    bench.world.answer(ShareDirectory, Shared(True))
    assert bench.grade(shared).verdict is Verdict.MET
    assert [type(probe) for probe in bench.world.asked] == [ShareDirectory]


def test_two_volumes_are_unmet_and_both_are_named(bench: Any, make: Any) -> None:
    volumes = ({"name": "a", "emptyDir": {}}, {"name": "b", "emptyDir": {}})
    bench.put(_two(make, _mount("a", "/shared"), _mount("b", "/logs"), volumes))
    bench.world.answer(ShareDirectory, Shared(False, "no such file"))
    grade = bench.grade(shared)
    assert grade.verdict is Verdict.UNMET
    assert "writer mounts volume a" in grade.evidence.found
    assert "reader mounts volume b" in grade.evidence.found


def test_two_sleeping_containers_with_an_unmounted_volume_are_unmet(bench: Any, make: Any) -> None:
    bench.put(_two(make, {}, {}))
    grade = bench.grade(shared)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, "mounts nothing")
    assert not bench.world.asked


def test_a_read_only_side_is_written_from_the_other(bench: Any, make: Any) -> None:
    bench.put(_two(make, _mount("v", "/shared", readOnly=True), _mount("v", "/logs")))
    bench.world.answer(ShareDirectory, Shared(True))
    assert bench.grade(shared).verdict is Verdict.MET
    assert bench.world.asked[0].writer.container == "reader"


@pytest.mark.parametrize(("same", "verdict"), [(True, Verdict.MET), (False, Verdict.UNMET)])
def test_two_read_only_sides_are_compared(bench: Any, make: Any, same: bool, verdict: Verdict) -> None:
    bench.put(_two(make, _mount("v", "/shared", readOnly=True), _mount("v", "/logs", readOnly=True)))
    bench.world.answer(SameDirectory, Shared(same))
    assert bench.grade(shared).verdict is verdict


@pytest.mark.parametrize(("path", "verdict"), [("", Verdict.MET), ("sub", Verdict.UNMET)])
def test_without_a_shell_on_either_side_the_mounts_decide(bench: Any, make: Any, path: str, verdict: Verdict) -> None:
    bench.put(_two(make, _mount("v", "/shared"), _mount("v", "/logs", subPath=path)))
    bench.world.answer(ShareDirectory, Shared(False, has_tools=False))
    bench.world.answer(SameDirectory, Shared(False, has_tools=False))
    assert bench.grade(shared).verdict is verdict


def test_an_init_container_that_has_ended_is_held_against_the_mounts(bench: Any, make: Any) -> None:
    def with_init(cluster: Cluster) -> None:
        cluster.pod("web").shares("prepare:/data", "web:/html")

    def put(volume: str) -> None:
        prepare = make.container("prepare", make.ended(), **_mount(volume, "/data"))
        volumes = (*ONE, {"name": "w", "emptyDir": {}})
        bench.put(
            make.pod(containers=(make.container("web", **_mount("v", "/html")),), inits=(prepare,), volumes=volumes)
        )

    put("v")
    assert bench.grade(with_init).verdict is Verdict.MET
    put("w")
    assert bench.grade(with_init).verdict is Verdict.UNMET


def test_a_file_is_read_from_another_side_when_there_is_no_shell(bench: Any, make: Any) -> None:
    bench.put(_two(make, _mount("v", "/shared"), _mount("v", "/logs")))

    def answer(probe: ReadFile) -> FileText:
        return FileText("hello\n") if probe.path == "/logs/a.txt" else FileText(None, has_tools=False)

    bench.world.answer(ReadFile, answer)

    def holds(cluster: Cluster) -> None:
        cluster.pod("web").container("writer").file("/shared/a.txt").holds("hello")

    assert bench.grade(holds).verdict is Verdict.MET


def test_no_shell_anywhere_is_unknown_not_wrong(bench: Any, make: Any) -> None:
    bench.put(_two(make, _mount("v", "/shared"), _mount("v", "/logs")))
    bench.world.answer(ReadFile, FileText(None, has_tools=False))

    def holds(cluster: Cluster) -> None:
        cluster.pod("web").container("writer").file("/shared/a.txt").holds("hello")

    assert bench.grade(holds).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (HttpAnswer(200, "Config loaded\n"), Verdict.MET),
        (HttpAnswer(200, "Config loaded ckad-0123456789ab\n"), Verdict.MET),
        (HttpAnswer(404, "Config loaded"), Verdict.UNMET),
        (HttpAnswer(200, "Config loaded, more"), Verdict.UNMET),
        (HttpAnswer(0, "", "connection refused"), Verdict.UNMET),
    ],
)
def test_an_answer_over_http(bench: Any, make: Any, answer: HttpAnswer, verdict: Verdict) -> None:
    bench.put(make.pod(containers=(make.container("main"),)))
    bench.world.answer(lambda _: True, answer)

    def serves(cluster: Cluster) -> None:
        cluster.pod("web").answers(80, "/config.txt").holds("Config loaded")

    assert bench.grade(serves).verdict is verdict
