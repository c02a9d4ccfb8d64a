"""Questions in the cluster DNS server's log."""

from datetime import UTC, datetime

import pytest

from ckadtrainer.cluster import dns_log
from ckadtrainer.cluster.dns_log import DnsLog, parse_query
from ckadtrainer.grading.probes import DnsQueries, LogLine, ProbeFault, Query

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
LINE = (
    '[INFO] 10.244.0.5:41234 - 12345 "A IN wait-svc.ns.svc.cluster.local. udp 54 false 512" NOERROR qr,aa,rd 106 0.1s'
)
SIX = '[INFO] [fd00::5]:41234 - 1 "AAAA IN wait-svc. tcp 54 false 65535" NXDOMAIN qr 106 0.0001s'
PODS = "/api/v1/namespaces/kube-system/pods"


def corefile(*plugins):
    return {"data": {"Corefile": ".:53 {\n" + "".join(f"    {plugin}\n" for plugin in plugins) + "}\n"}}


@pytest.fixture
def cluster(api, said):
    def make(*plugins):
        api.say("GET", "/api/v1/namespaces/kube-system/configmaps/coredns", said(body=corefile(*plugins)))
        pod = {"metadata": {"name": "coredns-1"}, "status": {"phase": "Running"}}
        old = {"metadata": {"name": "coredns-0"}, "status": {"phase": "Failed"}}
        api.say("GET", PODS, said(body={"items": [pod, old]}))
        mine = {"metadata": {"uid": "u1", "creationTimestamp": "2026-11-22T02:59:00Z"}}
        api.say("GET", "/api/v1/namespaces/ns/pods", said(body={"items": [mine]}))
        log = f"2026-11-22T03:00:00Z {LINE}\n2026-11-22T03:00:01Z {LINE.replace('0.5:', '0.6:')}\n"
        api.say("GET", f"{PODS}/coredns-1/log", said(body=log.encode()))

    return make


def test_a_question_is_read():
    expected = Query(AT, "wait-svc.ns.svc.cluster.local", "A", "NOERROR")
    assert parse_query(LogLine(AT, LINE), "10.244.0.5") == expected
    assert parse_query(LogLine(AT, SIX), "fd00::5") == Query(AT, "wait-svc", "AAAA", "NXDOMAIN")


@pytest.mark.parametrize("ip", ["10.244.0.55", "10.244.0", "1.10.244.0.5", ""])
def test_another_pods_question_is_not_ours(ip):
    assert parse_query(LogLine(AT, LINE), ip) is None


@pytest.mark.parametrize("text", ["", "[INFO] plugin/reload: Running", "[ERROR] plugin/errors: 2 x. A: i/o timeout"])
def test_other_lines_are_no_questions(text):
    assert parse_query(LogLine(AT, text), "10.244.0.5") is None


def test_only_the_pods_own_questions_since_it_was_made_count(api, client, cluster):
    cluster("errors", "log", "ready")
    found = DnsLog(client, "ns").queries(DnsQueries("10.244.0.5", "u1"))
    assert [query.name for query in found.queries] == ["wait-svc.ns.svc.cluster.local"]
    assert api.asked[-1].query["sinceTime"] == "2026-11-22T02:59:00Z"


def test_a_dns_server_without_a_log_tells_nothing(client, cluster):
    cluster("errors", "loop", "logger")
    with pytest.raises(ProbeFault, match="log"):
        DnsLog(client, "ns").queries(DnsQueries("10.244.0.5", "u1"))


def test_a_log_that_is_too_long_to_read_tells_nothing(client, cluster, monkeypatch):
    cluster("log")
    monkeypatch.setattr(dns_log, "_LOG_BYTES", 60)
    with pytest.raises(ProbeFault, match="too long"):
        DnsLog(client, "ns").queries(DnsQueries("10.244.0.5", "u1"))


def test_a_pod_that_is_gone_tells_nothing(client, cluster):
    cluster("log")
    with pytest.raises(ProbeFault, match="not there"):
        DnsLog(client, "ns").queries(DnsQueries("10.244.0.5", "u2"))
