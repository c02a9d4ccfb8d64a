"""Logs of JSON, pages of metrics, files with tokens: read with real parsers."""

import base64
import json

import pytest

from ckadtrainer.grading import Verdict
from ckadtrainer.grading.probes import (
    AppendLine,
    FetchInside,
    FileText,
    HttpAnswer,
    Marked,
    Output,
    ReadFile,
    ReadLog,
    RunCommand,
)

PAGE = """# HELP hits_total Requests.
# TYPE hits_total counter
hits_total{code="200"} 17
"""


@pytest.fixture
def web(bench, make):
    bench.put(make.pod(containers=(make.container("app"),)))
    return bench


def app(cluster):
    return cluster.pod("web").container("app")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ('{"level": "info", "msg": "hi", "more": 1}', Verdict.MET),
        ('{"msg": "hi", "level": "info"} ckad-0123456789ab', Verdict.MET),
        ('{"level": "warn", "msg": "hi"}', Verdict.PENDING),
        ('level=info msg=hi {"level": "info"}', Verdict.PENDING),
        ("{'level': 'info'}", Verdict.PENDING),
        ('"info"', Verdict.PENDING),
    ],
)
def test_a_json_line_is_parsed(web, make, line, verdict):
    web.world.answer(ReadLog, make.lines((1, line), read=5))

    assert web.grade(lambda cluster: app(cluster).log.has_json({"level": "info"}), at=5).verdict is verdict


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [(["{}", "", '{"a": 1}'], Verdict.MET), (["{}", "plain"], Verdict.UNMET), ([], Verdict.PENDING)],
)
def test_every_line_is_json(web, make, printed, verdict):
    web.world.answer(ReadLog, make.lines(*enumerate(printed, start=1), read=5))

    assert web.grade(lambda cluster: app(cluster).log.is_all_json(), at=5).verdict is verdict


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (PAGE, Verdict.MET),
        (PAGE.replace("17", "many"), Verdict.PENDING),
        (PAGE.replace("hits_total", "hits"), Verdict.PENDING),
        (PAGE.replace("200", "500"), Verdict.PENDING),
        ("hits_total 17 is what we have", Verdict.PENDING),
        ("", Verdict.PENDING),
    ],
)
def test_a_page_of_metrics_is_read_as_prometheus_reads_it(web, body, verdict):
    web.world.answer(FetchInside, HttpAnswer(200, body))

    def grader(cluster):
        app(cluster).fetch("http://localhost:9100/metrics").has_metric("hits_total", code="200")

    assert web.grade(grader, at=5).verdict is verdict


def test_a_gauge_that_is_called_a_counter_has_its_name_all_the_same(web):
    web.world.answer(FetchInside, HttpAnswer(200, "# TYPE busy counter\nbusy 3\n"))

    def grader(cluster):
        app(cluster).fetch("http://localhost:9100/metrics").has_metric("busy")

    assert web.grade(grader, at=5).verdict is Verdict.MET


def token(pod="uid-web", **claims):
    claims = {**claims, "kubernetes.io": {"pod": {"uid": pod}}} if pod else claims
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{payload}.c2ln"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (token(aud=["vault"], iat=100, exp=700), Verdict.MET),
        (token(aud="vault", iat=100, exp=707), Verdict.MET),
        (token(aud=["vault"], iat=100, exp=3700), Verdict.UNMET),
        (token(aud=["https://kubernetes.default.svc"], iat=100, exp=700), Verdict.UNMET),
        (token(pod="uid-other", aud=["vault"], iat=100, exp=700), Verdict.UNMET),
        (token(pod=None, aud=["vault"], iat=100, exp=700), Verdict.UNMET),
        ("vault.vault.vault", Verdict.PENDING),
        ("not a token", Verdict.PENDING),
    ],
)
def test_a_token_says_for_whom_and_how_long(web, text, verdict):
    web.world.answer(ReadFile, FileText(text))

    assert web.grade(lambda cluster: app(cluster).file("/t").holds_token("vault", 600), at=5).verdict is verdict


@pytest.mark.parametrize("asked", [{}, {"audience": "vault"}, {"seconds": 600}])
def test_a_token_may_be_asked_for_by_parts(web, asked):
    web.world.answer(ReadFile, FileText(token(aud=["vault"], iat=100, exp=700)))

    assert web.grade(lambda cluster: app(cluster).file("/t").holds_token(**asked), at=5).verdict is Verdict.MET


def copies(cluster):
    pod = cluster.pod("web")
    pod.container("aid").file("/backup/log").has_line_from(pod.container("app").file("/data/log"), soon=20)


@pytest.fixture
def pair(bench, make):
    bench.put(make.pod(containers=(make.container("app"), make.container("aid"))))
    bench.world.answer(AppendLine, Marked("ckad-0123456789ab"))
    return bench


def test_a_copy_that_keeps_up_with_its_source_is_met(pair):
    pair.world.answer(ReadFile, FileText("one\n"))
    assert pair.grade(copies, at=5).verdict is Verdict.PENDING
    pair.world.answer(ReadFile, FileText("one\nckad-0123456789ab\n"))
    pair.grade(copies, at=15)
    assert pair.grade(copies, at=16).verdict is Verdict.MET


def test_a_copy_made_once_is_unmet(pair):
    pair.world.answer(ReadFile, FileText("one\n"))
    pair.grade(copies, at=5)
    grade = pair.grade(copies, at=26)

    found = "a line added to app:/data/log did not turn up within 20 s"
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNMET, found)


def test_a_line_that_comes_with_a_much_later_copy_is_unmet_for_good(pair):
    pair.world.answer(ReadFile, FileText("one\n"))
    pair.grade(copies, at=5)
    pair.grade(copies, at=26)
    pair.world.answer(ReadFile, FileText("one\nckad-0123456789ab\n"))
    pair.grade(copies, at=60)

    assert pair.grade(copies, at=60.1).verdict is Verdict.UNMET


def test_a_source_that_is_not_there_yet_is_pending(pair):
    pair.world.answer(AppendLine, Marked(None, "/data/log does not exist"))

    assert pair.grade(copies, at=5).verdict is Verdict.PENDING


@pytest.fixture
def prepared(bench, make):
    """A Pod with an init container that has ended, two app containers and a sidecar, all on one volume."""
    mounted = {"volumeMounts": [{"name": "v", "mountPath": "/data"}]}
    inits = (
        make.container("init", state=make.ended(), **mounted),
        make.container("watcher", restartPolicy="Always", **mounted),
    )
    apps = (make.container("app", **mounted), make.container("aid", **mounted))
    bench.put(make.pod(containers=apps, inits=inits, volumes=({"name": "v", "emptyDir": {}},)))
    return bench


def made_by_the_init(cluster):
    app(cluster).file("/data/page").is_older_than_the_apps()


@pytest.mark.parametrize(
    ("codes", "verdict", "found"),
    [
        ({"app": 0, "aid": 0}, Verdict.MET, None),
        ({"app": 0, "aid": 1}, Verdict.PENDING, "written after aid was made"),
        ({"app": 3, "aid": 3}, Verdict.PENDING, "no such file"),
    ],
)
def test_a_file_of_an_init_container_is_older_than_every_app(prepared, codes, verdict, found):
    prepared.world.answer(RunCommand, lambda probe: Output(codes[probe.container.container], ""))

    grade = prepared.grade(made_by_the_init, at=5)

    assert grade.verdict is verdict
    assert found is None or grade.evidence.found == found
    assert {probe.container.container for probe in prepared.world.asked} == {"app", "aid"}


def test_an_app_without_a_shell_is_passed_over(prepared):
    prepared.world.answer(RunCommand, lambda probe: Output(0, "", has_tools=probe.container.container == "aid"))
    assert prepared.grade(made_by_the_init, at=5).verdict is Verdict.MET


def test_without_any_shell_it_cannot_be_told(prepared):
    prepared.world.answer(RunCommand, Output(None, "", has_tools=False))

    assert prepared.grade(made_by_the_init, at=5).verdict is Verdict.UNKNOWN
