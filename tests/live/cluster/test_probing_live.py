"""Every probe in real containers: busybox, nginx, one that may only read and one without a shell."""

import itertools
import subprocess
import time

import pytest

from ckadtrainer.grading.probes import (
    AppendLine,
    ContainerRef,
    DnsQueries,
    FetchInside,
    FetchOutside,
    HttpAnswer,
    MarkText,
    Output,
    ReadFile,
    ReadLog,
    RunCommand,
    SameDirectory,
    ShareDirectory,
)

pytestmark = pytest.mark.live

WORK = (
    "echo started; echo one > /s/one.txt; "
    "while true; do nslookup kubernetes.default.svc.cluster.local >/dev/null; cat /s/one.txt; sleep 1; done"
)
SHARED = {"name": "shared", "mountPath": "/s"}
POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "pair"},
    "spec": {
        "terminationGracePeriodSeconds": 0,
        "volumes": [{"name": "shared", "emptyDir": {}}, {"name": "tools", "emptyDir": {}}],
        "initContainers": [
            {
                "name": "tools",
                "image": "busybox",
                "command": ["sh", "-c", "cp -L /bin/sleep /tools/sleep"],
                "volumeMounts": [{"name": "tools", "mountPath": "/tools"}],
            }
        ],
        "containers": [
            {"name": "writer", "image": "busybox", "command": ["sh", "-c", WORK], "volumeMounts": [SHARED]},
            {
                "name": "web",
                "image": "nginx",
                "volumeMounts": [{"name": "shared", "mountPath": "/usr/share/nginx/html"}],
            },
            {
                "name": "reader",
                "image": "busybox",
                "command": ["sleep", "3600"],
                "securityContext": {"readOnlyRootFilesystem": True},
                "volumeMounts": [{**SHARED, "readOnly": True}],
            },
            {
                "name": "bare",
                "image": "busybox",
                "command": ["/bin/sleep", "3600"],
                "volumeMounts": [{"name": "tools", "mountPath": "/bin"}, SHARED],
            },
        ],
    },
}
HTML = "/usr/share/nginx/html"


@pytest.fixture(scope="module")
def pod(world, namespace, until):
    world.apply(namespace, POD)

    def ready(snapshot):
        found = snapshot.find("Pod", "pair")
        statuses = (found or {}).get("status", {}).get("containerStatuses", [])
        return found if len(statuses) == 4 and all(each["ready"] for each in statuses) else None

    return until(ready)


@pytest.fixture(scope="module")
def side(pod):
    ids = {each["name"]: each["containerID"] for each in pod["status"]["containerStatuses"]}
    return {name: ContainerRef("pair", name, id) for name, id in ids.items()}


@pytest.fixture(scope="module")
def run(world, namespace, pod):
    return world.prober(namespace).run


def eventually(look, seconds=10.0):
    """The first true answer of `look`, which asks a real container each time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
    return pytest.fail("it did not come true in time")


def test_a_log_is_read_with_its_times(run, side, watch):
    log = run(ReadLog(side["writer"]))
    assert log.lines[0].text == "started"
    assert all(a.at <= b.at for a, b in itertools.pairwise(log.lines))
    assert log.lines[-1].at <= log.read_at
    assert run(ReadLog(ContainerRef("pair", "none", ""))).lines == ()
    assert run(ReadLog(ContainerRef("none", "none", ""))).lines == ()


def test_files_are_read(run, side):
    assert run(ReadFile(side["web"], f"{HTML}/one.txt")).text.startswith("one\n")
    assert run(ReadFile(side["writer"], "/s/none")).reason == "/s/none does not exist"
    assert "not a plain file" in run(ReadFile(side["writer"], "/s")).reason


def test_a_program_is_run_as_it_is(run, side):
    assert run(RunCommand(side["writer"], ("echo", "$HOME", "a b"))) == Output(0, "$HOME a b\n")
    assert run(RunCommand(side["writer"], ("sh", "-c", "echo no >&2; exit 3"))) == Output(3, "", "no")
    assert run(RunCommand(side["writer"], ("no-such-program",))).has_tools is False
    assert run(RunCommand(ContainerRef("pair", "none", ""), ("true",))).code is None


def test_shared_folders_are_told_from_others_both_ways(run, side):
    assert run(ShareDirectory(side["writer"], "/s", side["web"], HTML)).same
    assert run(ShareDirectory(side["web"], HTML, side["writer"], "/s")).same
    assert run(ShareDirectory(side["web"], HTML, side["reader"], "/s")).same
    apart = run(ShareDirectory(side["writer"], "/tmp", side["web"], "/tmp"))
    assert (apart.same, apart.has_tools) == (False, True)
    assert "does not appear" in apart.reason
    missing = run(ShareDirectory(side["writer"], "/nowhere", side["web"], HTML))
    assert (missing.same, missing.has_tools) == (False, True)


def test_nothing_of_a_nonce_stays(run, side, world, namespace, tmp_path):
    run(ShareDirectory(side["writer"], "/s", side["web"], HTML))
    run(ShareDirectory(side["web"], HTML, side["writer"], "/tmp"))
    world.write_kubeconfig(namespace, tmp_path / "kubeconfig")
    looked = [
        "kubectl",
        "--kubeconfig",
        str(tmp_path / "kubeconfig"),
        "exec",
        "pair",
        "-c",
        "writer",
        "--",
        "ls",
        "-A",
        "/s",
    ]
    assert subprocess.run(looked, capture_output=True, text=True, check=True).stdout.split() == ["one.txt"]


def test_a_side_that_may_only_read_cannot_send(run, side):
    answer = run(ShareDirectory(side["reader"], "/s", side["web"], HTML))
    assert (answer.same, answer.has_tools) == (False, False)
    assert "may not write" in answer.reason


def test_read_only_sides_are_compared_by_identity(run, side):
    assert run(SameDirectory(side["reader"], "/s", side["web"], HTML)).same
    assert not run(SameDirectory(side["reader"], "/etc", side["web"], HTML)).same


def test_a_container_without_a_shell_proves_nothing(run, side):
    bare = side["bare"]
    assert run(ReadFile(bare, "/s/one.txt")).has_tools is False
    assert run(ShareDirectory(side["writer"], "/s", bare, "/s")).has_tools is False
    assert run(ShareDirectory(bare, "/s", side["writer"], "/s")).has_tools is False
    assert run(AppendLine(bare, "/s/one.txt", "x")).has_tools is False
    assert run(FetchInside(bare, "http://localhost")).has_tools is False


def test_a_container_that_is_not_there_is_told(run):
    gone = ContainerRef("pair", "none", "")
    assert "not running" in run(ReadFile(gone, "/s/one.txt")).reason
    assert "not running" in run(ReadFile(ContainerRef("none", "none", ""), "/s/one.txt")).reason


def test_an_appended_line_comes_out_of_the_log(run, side):
    marked = run(AppendLine(side["web"], f"{HTML}/one.txt", side["writer"].id))
    eventually(lambda: any(line.text == marked.nonce for line in run(ReadLog(side["writer"])).lines))
    assert run(AppendLine(side["writer"], "/s/none.txt", "x")).reason == "/s/none.txt does not exist"


@pytest.mark.parametrize("name", ["writer", "web"])
def test_marks_show_at_once_and_go_by_themselves(run, side, name):
    path = {"writer": "/s/one.txt", "web": f"{HTML}/one.txt"}[name]
    before = run(ReadFile(side["reader"], "/s/one.txt")).text
    marked = run(MarkText(side[name], path, 2.0))
    assert marked.nonce in run(ReadFile(side["reader"], "/s/one.txt")).text
    assert run(FetchInside(side["writer"], "http://localhost/one.txt")).body.count(marked.nonce) == before.count("\n")
    eventually(lambda: run(ReadFile(side["reader"], "/s/one.txt")).text == before)
    assert run(MarkText(side["reader"], "/s/one.txt", 2.0)).has_tools is False


@pytest.mark.parametrize("name", ["writer", "web"])
def test_localhost_is_the_pods(run, side, name):
    answer = run(FetchInside(side[name], "http://localhost/one.txt"))
    assert (answer.status, answer.body[:4]) == (200, "one\n")
    assert run(FetchInside(side[name], "http://localhost/none")).status == 404
    refused = run(FetchInside(side[name], "http://localhost:81/"))
    assert refused.status == 0
    assert "onnect" in refused.reason


def test_a_port_answers_from_outside(run, pod):
    uid = pod["metadata"]["uid"]
    answer = run(FetchOutside("pair", uid, 80, "/one.txt"))
    assert (answer.status, answer.body[:4]) == (200, "one\n")
    assert run(FetchOutside("pair", uid, 80, "/none")).status == 404
    refused = run(FetchOutside("pair", uid, 81, "/"))
    assert refused.status == 0
    assert "refused" in refused.reason
    assert isinstance(run(FetchOutside("none", uid, 80, "/")), HttpAnswer)


def test_the_dns_server_tells_what_the_pod_asked(run, pod):
    probe = DnsQueries(pod["status"]["podIP"], pod["metadata"]["uid"])
    name = "kubernetes.default.svc.cluster.local"
    found = eventually(lambda: [q for q in run(probe).queries if q.name == name])
    assert {query.code for query in found} == {"NOERROR"}
    assert "A" in {query.type for query in found}
