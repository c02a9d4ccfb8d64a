"""What differs is marked where it differs; what means the same is not."""

import pytest

from ckadtrainer.diagram.mark import Mark
from ckadtrainer.diagram.picture import draw
from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.diagram.reading import diagram_of
from ckadtrainer.grading.likeness import compare_pods

POD = "shared-vol"


@pytest.mark.parametrize(
    "same",
    [
        [],
        [("image: nginx", "image: docker.io/library/nginx:1.27")],
        [("1Gi", "1024Mi")],
        [("/shared}", "/shared/}")],
        [("name: data", "name: store")],
        [("containerPort: 80", "containerPort: 8080")],
    ],
    ids=["the same", "image in full", "quantity", "slash", "another name of the volume", "port"],
)
def test_what_means_the_same_is_no_difference(shared, changed, same):
    assert compare_pods(shared, diagram_of([changed(*same)])).differences == ()


@pytest.mark.parametrize(
    ("change", "mark", "at", "says"),
    [
        (("name: writer", "name: scribe"), Mark.MISSING, ("container", "writer"), "container writer is missing"),
        (("image: nginx", "image: httpd"), Mark.OTHER, ("image", "reader"), "reader runs httpd, expected nginx"),
        (
            ("mountPath: /www", "mountPath: /htdocs"),
            Mark.OTHER,
            ("mount", "reader", "/www"),
            "reader mounts it at /htdocs, expected /www",
        ),
        ((", readOnly: true", ""), Mark.OTHER, ("mount", "reader", "/www"), "reader at /www: not read-only"),
        (("/www", "/www, subPath: x"), Mark.OTHER, ("mount", "reader", "/www"), "reader at /www: subPath x"),
        (
            ("medium: Memory, ", ""),
            Mark.OTHER,
            ("volume", "data"),
            "volume data is emptyDir 1Gi, expected emptyDir Memory 1Gi",
        ),
        (("1Gi", "2Gi"), Mark.OTHER, ("volume", "data"), "2Gi, expected emptyDir Memory 1Gi"),
        (
            ("emptyDir: {medium: Memory, sizeLimit: 1Gi}", "configMap: {name: c}"),
            Mark.OTHER,
            ("volume", "data"),
            "volume data is ConfigMap c",
        ),
        (
            ("{name: prepare,", "{name: prepare, restartPolicy: Always,"),
            Mark.OTHER,
            ("container", "prepare"),
            "prepare is a sidecar, expected an init container",
        ),
        (("  containers:\n", "  shareProcessNamespace: true\n  containers:\n"), Mark.OTHER, ("processes",), "is true"),
        (("name: shared-vol", "name: shared"), Mark.OTHER, (), "Pod shared instead of Pod shared-vol"),
    ],
    ids=lambda it: str(it) if isinstance(it, str) else "",
)
def test_a_difference_is_marked_and_said(shared, changed, change, mark, at, says):
    found = compare_pods(shared, diagram_of([changed(change)]))
    assert found.expected[(POD, *at)] is mark
    assert any(says in it.says for it in found.differences)


def test_a_mount_of_another_volume_is_other_and_the_volume_extra(shared, changed):
    present = changed(
        ("[{name: data, mountPath: /www, readOnly: true}]", "[{name: b, mountPath: /www, readOnly: true}]")
    )
    present["spec"]["volumes"].append({"name": "b", "emptyDir": {}})
    found = compare_pods(shared, diagram_of([present]))
    assert [it.says for it in found.differences] == [
        "reader at /www: volume b, expected data",
        "volume b is not in the solution",
    ]
    assert found.present == {(POD, "mount", "reader", "/www"): Mark.OTHER, (POD, "volume", "b"): Mark.EXTRA}


def test_a_missing_mount_and_an_extra_one(shared, changed):
    present = changed()
    present["spec"]["containers"][0]["volumeMounts"] = []
    assert compare_pods(shared, diagram_of([present])).expected == {(POD, "mount", "writer", "/shared"): Mark.MISSING}
    assert compare_pods(diagram_of([present]), shared).present == {(POD, "mount", "writer", "/shared"): Mark.EXTRA}


def test_init_containers_in_another_order_are_said(changed):
    first, second = {"name": "one", "image": "busybox"}, {"name": "two", "image": "busybox"}
    expected, present = changed(), changed()
    expected["spec"]["initContainers"], present["spec"]["initContainers"] = [first, second], [second, first]
    found = compare_pods(diagram_of([expected]), diagram_of([present]))
    assert [it.says for it in found.differences] == ["two starts before one"]


def test_a_sidecar_is_as_good_as_an_app_container(shared, changed):
    present = changed()
    writer = present["spec"]["containers"].pop(0)
    present["spec"]["initContainers"].append({**writer, "restartPolicy": "Always"})
    assert compare_pods(shared, diagram_of([present])).differences == ()


def test_a_pod_that_is_not_there_is_missing(shared):
    assert compare_pods(shared, Diagram()).expected == {(POD,): Mark.MISSING}


def test_marks_are_symbols_in_the_picture(shared, changed):
    present = diagram_of([changed(("name: writer", "name: scribe"), ("image: nginx", "image: httpd"))])
    found = compare_pods(shared, present)
    for width in (38, 100):
        assert "✗ writer" in "\n".join(draw(shared, width, found.expected))
        mine = "\n".join(draw(present, width, found.present))
        assert "+ scribe" in mine
        assert "≠ httpd" in mine
