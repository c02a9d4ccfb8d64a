"""From manifests to what is drawn."""

import pytest

from ckadtrainer.diagram.expected import diagram_of_text
from ckadtrainer.diagram.pod import UNDECLARED, Role
from ckadtrainer.diagram.reading import diagram_of

SPEC = {"containers": [{"name": "c", "image": "nginx"}]}


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("Pod", SPEC),
        ("Deployment", {"template": {"spec": SPEC}}),
        ("StatefulSet", {"template": {"spec": SPEC}}),
        ("DaemonSet", {"template": {"spec": SPEC}}),
        ("Job", {"template": {"spec": SPEC}}),
        ("CronJob", {"jobTemplate": {"spec": {"template": {"spec": SPEC}}}}),
    ],
)
def test_a_workload_is_drawn_by_its_template(kind, spec):
    (pod,) = diagram_of([{"kind": kind, "metadata": {"name": "x"}, "spec": spec}]).pods
    assert (pod.kind, pod.name, [it.name for it in pod.containers]) == (kind, "x", ["c"])


def test_an_init_container_that_restarts_always_is_a_sidecar(changed):
    (pod,) = diagram_of([changed(("{name: prepare,", "{name: prepare, restartPolicy: Always,"))]).pods
    assert [it.role for it in pod.containers] == [Role.SIDECAR, Role.APP, Role.APP]


def test_what_the_api_server_adds_is_left_out(shared, changed):
    present = changed()
    token = {"name": "kube-api-access-x7k", "projected": {"sources": [{"serviceAccountToken": {}}]}}
    present["spec"]["volumes"].append(token)
    for container in present["spec"]["containers"]:
        container["volumeMounts"].append(
            {"name": token["name"], "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "readOnly": True}
        )
    assert diagram_of([present]) == shared


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({}, "emptyDir"),
        ({"emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}}, "emptyDir Memory 64Mi"),
        ({"configMap": {"name": "conf"}}, "ConfigMap conf"),
        ({"secret": {"secretName": "keys"}}, "Secret keys"),
        ({"persistentVolumeClaim": {"claimName": "disk"}}, "PVC disk"),
        ({"hostPath": {"path": "/var/log"}}, "hostPath /var/log"),
        ({"projected": {"sources": [{"configMap": {"name": "a"}}, {"secret": {}}]}}, "projected configMap, secret"),
    ],
)
def test_a_volume_says_what_it_is(source, words):
    pod = {"kind": "Pod", "spec": {"volumes": [{"name": "v", **source}]}}
    assert diagram_of([pod]).pods[0].volumes[0].words == words


def test_a_mount_of_no_volume_says_so():
    pod = {"kind": "Pod", "spec": {"containers": [{"name": "c", "volumeMounts": [{"name": "v", "mountPath": "/x"}]}]}}
    assert [it.kind for it in diagram_of([pod]).pods[0].volumes] == [UNDECLARED]


def test_what_a_workload_made_is_not_drawn_twice(changed):
    deployment = {"kind": "Deployment", "metadata": {"name": "web"}, "spec": {"template": {"spec": SPEC}}}
    made = changed()
    made["metadata"]["ownerReferences"] = [{"kind": "ReplicaSet", "name": "web-5d"}]
    assert [pod.name for pod in diagram_of([deployment, made]).pods] == ["web"]
    assert [pod.name for pod in diagram_of([made]).pods] == ["shared-vol"]


@pytest.mark.parametrize("text", ["a: [", "\x00", "- &a [*a]", "just words", ""])
def test_a_text_that_holds_no_object_draws_nothing(text):
    assert not diagram_of_text(text).pods


def test_what_an_answer_deletes_is_not_drawn():
    gone = {"kind": "Pod", "metadata": {"name": "old"}, "$patch": "delete"}

    assert diagram_of([gone]).pods == ()
