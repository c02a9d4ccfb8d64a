"""Every write: what is sent, and what the guard stops before it leaves this machine."""

import re

import pytest

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.cluster import names
from ckadtrainer.cluster.guard import Guard
from ckadtrainer.cluster.lookup import KindLookup
from ckadtrainer.cluster.writing import Writer
from ckadtrainer.errors import ClusterRefused, ClusterUnavailable, GuardRefused, ManifestRejected

OURS = Namespace("ours-1a2b", "uid-1")
PODS = "/api/v1/namespaces/ours-1a2b/pods"
POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {}}

WRITES = {
    "apply": lambda writer, namespace: writer.apply(namespace, POD),
    "delete": lambda writer, namespace: writer.delete(namespace, "Pod", "web"),
    "delete_namespace": lambda writer, namespace: writer.delete_namespace(namespace),
}


def stored(name, uid, **labels):
    return {"kind": "Namespace", "metadata": {"name": name, "uid": uid, "labels": labels}}


def managed(name="ours-1a2b", uid="uid-1"):
    return stored(name, uid, **{"ckadtrainer.dev/managed": "true"})


@pytest.fixture
def writer(client):
    return Writer(client, Guard(client), KindLookup(client), pause=lambda _: None)


@pytest.fixture
def ours(api, said):
    api.say("GET", "/api/v1/namespaces/ours-1a2b", said(body=managed()))


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    ("namespace", "found"),
    [
        (OURS, stored("ours-1a2b", "uid-1")),
        (OURS, stored("ours-1a2b", "uid-1", **{"ckadtrainer.dev/managed": "false"})),
        (OURS, managed(uid="uid-2")),
        (Namespace("ours-1a2b", ""), managed(uid="")),
        (Namespace("default", "uid-1"), managed("default")),
        (Namespace("kube-system", "uid-1"), managed("kube-system")),
        (Namespace("kube-public", "uid-1"), managed("kube-public")),
    ],
    ids=["no label", "other label", "other uid", "no uid", "default", "kube-system", "kube-public"],
)
def test_nothing_is_written_to_what_is_not_ours(api, said, writer, write, namespace, found):
    api.say("GET", f"/api/v1/namespaces/{namespace.name}", said(body=found))
    with pytest.raises(GuardRefused):
        WRITES[write](writer, namespace)
    assert {asked.method for asked in api.asked} <= {"GET"}


@pytest.mark.parametrize("write", ["apply", "delete"])
def test_nothing_is_written_to_a_namespace_that_is_gone(api, writer, write):
    with pytest.raises(GuardRefused, match="is gone"):
        WRITES[write](writer, OURS)
    assert {asked.method for asked in api.asked} == {"GET"}


def test_the_guard_asks_once_for_a_namespace(api, said, ours, writer):
    api.say("POST", PODS, said(201, POD))
    writer.apply(OURS, POD)
    writer.apply(OURS, POD)
    assert len(api.of("GET")) == 1


def test_a_namespace_is_made_with_labels_and_awaited(api, said, status, writer, monkeypatch):
    monkeypatch.setattr(names, "fresh_namespace", lambda drill: f"{drill}-0000")
    account = "/api/v1/namespaces/shared_vol-0000/serviceaccounts/default"
    api.say("POST", "/api/v1/namespaces", said(201, managed("shared_vol-0000", "uid-9")))
    api.say("GET", account, status(404), status(404), said())
    namespace = writer.create_namespace("shared_vol", "attempt-1")
    (asked,) = api.of("POST")
    assert namespace == Namespace("shared_vol-0000", "uid-9")
    assert asked.body["metadata"]["name"] == "shared_vol-0000"
    assert asked.body["metadata"]["labels"] == {
        "ckadtrainer.dev/managed": "true",
        "ckadtrainer.dev/drill": "shared_vol",
        "ckadtrainer.dev/attempt": "attempt-1",
    }
    assert [asked.path for asked in api.of("GET")] == [account] * 3


def test_names_of_namespaces_are_fresh_and_valid():
    made = {names.fresh_namespace("shared_vol") for _ in range(20)}
    assert len(made) > 15
    assert all(re.fullmatch("shared-vol-[0-9a-f]{4}", name) for name in made)
    assert len(names.fresh_namespace("x" * 90)) <= 63


def test_a_name_that_is_taken_is_not_used(api, said, status, writer, monkeypatch):
    fresh = iter(["x-0001", "x-0002"])
    monkeypatch.setattr(names, "fresh_namespace", lambda drill: next(fresh))
    api.say("POST", "/api/v1/namespaces", status(409, "AlreadyExists"), said(201, managed("x-0002", "uid-9")))
    api.say("GET", "/api/v1/namespaces/x-0002/serviceaccounts/default", said())
    assert writer.create_namespace("x", "a") == Namespace("x-0002", "uid-9")


def test_a_namespace_being_removed_already_is_fine(api, status, ours, writer):
    words = "The system is ensuring all content is removed from this namespace."
    api.say("DELETE", "/api/v1/namespaces/ours-1a2b", status(409, "Conflict", words))
    writer.delete_namespace(OURS)


def test_a_namespace_without_an_account_is_told(api, said, writer):
    api.say("POST", "/api/v1/namespaces", said(201, managed("made", "uid-9")))
    with pytest.raises(ClusterUnavailable, match="no service account"):
        writer.create_namespace("x", "a")


def test_a_namespace_is_removed_by_its_uid(api, said, ours, writer):
    api.say("DELETE", "/api/v1/namespaces/ours-1a2b", said())
    writer.delete_namespace(OURS)
    asked = api.of("DELETE")[0]
    assert asked.body["preconditions"] == {"uid": "uid-1"}
    assert asked.body["propagationPolicy"] == "Background"


def test_the_pods_of_a_removed_namespace_are_not_waited_for(api, said, status, ours, writer):
    api.say("DELETE", "/api/v1/namespaces/ours-1a2b", said())
    api.say("DELETE", PODS, status(404, "NotFound", "gone"))
    writer.delete_namespace(OURS)
    asked = api.of("DELETE")
    assert [each.path for each in asked] == ["/api/v1/namespaces/ours-1a2b", PODS]
    assert asked[1].body["gracePeriodSeconds"] == 1


def test_removal_asks_anew_whose_it_is(api, said, ours, writer):
    api.say("POST", PODS, said(201, POD))
    writer.apply(OURS, POD)
    api.say("GET", "/api/v1/namespaces/ours-1a2b", said(body=managed(uid="uid-2")))
    with pytest.raises(GuardRefused):
        writer.delete_namespace(OURS)


def test_a_namespace_that_changed_hands_in_between_is_not_removed(api, status, ours, writer):
    api.say("DELETE", "/api/v1/namespaces/ours-1a2b", status(409, "Conflict", "the UID in the precondition differs"))
    with pytest.raises(GuardRefused, match="precondition"):
        writer.delete_namespace(OURS)


def test_a_namespace_gone_already_is_fine(writer):
    writer.delete_namespace(OURS)


def test_an_object_gone_already_is_fine(ours, writer):
    writer.delete(OURS, "Pod", "web")


@pytest.mark.parametrize("kind", ["Namespace", "ClusterRole", "PersistentVolume"])
def test_delete_stays_inside_the_namespace(api, ours, writer, kind):
    with pytest.raises(GuardRefused):
        writer.delete(OURS, kind, "x")
    assert not api.of("DELETE")


def test_an_object_is_created_in_the_namespace(api, said, ours, writer):
    api.say("POST", PODS, said(201, {"kind": "Pod", "status": {}}))
    assert writer.apply(OURS, {**POD, "status": {"phase": "Running"}}) == {"kind": "Pod", "status": {}}
    (asked,) = api.of("POST")
    assert asked.body == {**POD, "metadata": {"name": "web", "namespace": "ours-1a2b"}}
    assert asked.query == {"fieldManager": "ckadtrainer", "fieldValidation": "Strict"}


def test_an_object_that_exists_is_brought_up_to_date(api, said, status, ours, writer):
    api.say("POST", PODS, status(409, "AlreadyExists", "pods web already exists"))
    api.say("PATCH", f"{PODS}/web", said(body={"kind": "Pod"}))
    exported = {**POD, "metadata": {"name": "web", "resourceVersion": "7", "uid": "x", "managedFields": []}}
    writer.apply(OURS, exported)
    (asked,) = api.of("PATCH")
    assert asked.query["force"] == "true"
    assert asked.body["metadata"] == {"name": "web", "namespace": "ours-1a2b"}


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({**POD, "metadata": {"name": "web", "namespace": "default"}}, "names namespace `default`"),
        ({**POD, "metadata": {"name": "web", "namespace": "kube-system"}}, "names namespace `kube-system`"),
        ({**POD, "kind": "ClusterRole", "apiVersion": "rbac.authorization.k8s.io/v1"}, "the whole cluster"),
        ({**POD, "kind": "Namespace"}, "the whole cluster"),
        ({**POD, "metadata": {}}, "no `metadata.name`"),
        ({**POD, "metadata": None}, "no `metadata.name`"),
        ({"metadata": {"name": "web"}}, "no `kind` or no `apiVersion`"),
        ({**POD, "apiVersion": "v9"}, "no kind `Pod` in `v9`"),
    ],
)
def test_a_document_for_elsewhere_is_rejected_unsent(api, ours, writer, manifest, words):
    with pytest.raises(ManifestRejected, match=words):
        writer.apply(OURS, manifest)
    assert {asked.method for asked in api.asked} <= {"GET"}


@pytest.mark.parametrize(
    ("code", "reason", "message"),
    [
        (422, "Invalid", 'Pod "web" is invalid: spec: Forbidden: pod updates may not change fields'),
        (400, "BadRequest", "strict decoding error: unknown field"),
        (403, "Forbidden", "pods web is forbidden: exceeded quota: small"),
        (403, "Forbidden", "violates PodSecurity"),
        (404, "NotFound", "the server could not find the requested resource"),
    ],
)
def test_what_the_api_refuses_is_told_in_its_words(api, status, ours, writer, code, reason, message):
    api.say("POST", PODS, status(code, reason, f"{message}\x1b[2J\n-internal difference"))
    with pytest.raises(ManifestRejected) as caught:
        writer.apply(OURS, POD)
    assert caught.value.message == f"Pod `web` was refused: {message}."


@pytest.mark.parametrize(
    ("code", "message"),
    [(403, 'pods is forbidden: User "x" cannot create resource "pods"'), (500, "etcd"), (401, "Unauthorized")],
)
def test_what_is_not_the_manifests_fault_is_not_told_as_such(api, status, ours, writer, code, message):
    api.say("POST", PODS, status(code, "", message))
    with pytest.raises(ClusterRefused):
        writer.apply(OURS, POD)


def test_a_kind_that_is_not_known_is_asked_for(api, said, ours, writer):
    resources = [
        {"name": "widgets", "kind": "Widget", "namespaced": True},
        {"name": "widgets/status", "kind": "Widget", "namespaced": True},
        {"name": "planets", "kind": "Planet", "namespaced": False},
    ]
    api.say("GET", "/apis/shop.example/v1", said(body={"resources": resources}))
    api.say("POST", "/apis/shop.example/v1/namespaces/ours-1a2b/widgets", said(201, {"kind": "Widget"}))
    widget = {"apiVersion": "shop.example/v1", "kind": "Widget", "metadata": {"name": "w"}}
    assert writer.apply(OURS, widget) == {"kind": "Widget"}
    with pytest.raises(ManifestRejected, match="whole cluster"):
        writer.apply(OURS, {**widget, "kind": "Planet"})
