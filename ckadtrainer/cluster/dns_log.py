"""The cluster DNS server's own log: what a pod asked for."""

import re

from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.cluster.log_text import parse_log
from ckadtrainer.grading.probes import DnsQueries, LogLine, ProbeFault, Queries, Query

_SYSTEM = "kube-system"
_LOG_BYTES = 8 * 1024 * 1024
# [INFO] 10.244.0.5:41234 - 12345 "A IN wait-svc.ns.svc.cluster.local. udp 54 false 512" NOERROR qr,aa,rd 106 0.0001s
_LINE = re.compile(r'^\[INFO\] (?P<ip>\S+):\d+ - \d+ "(?P<type>\S+) IN (?P<name>\S+) [^"]*" (?P<code>[A-Z]+) ')
_LOG_PLUGIN = re.compile(r"^\s*log\b", re.MULTILINE)


class DnsLog:
    """Questions of pods of one namespace, read from the logs of the cluster's DNS pods."""

    def __init__(self, client: Client, namespace: str) -> None:
        self._client = client
        self._namespace = namespace
        self._is_kept = False

    def queries(self, probe: DnsQueries) -> Queries:
        """What the pod asked since it was made. Raises ProbeFault when the DNS server keeps no log."""
        self._require_log()
        since = self._made_at(probe.pod_uid)
        found: list[Query] = []
        for server in self._servers():
            path = KINDS["Pod"].path(_SYSTEM, server) + "/log"
            asked: dict[str, str | int] = {
                "timestamps": "true",
                "sinceTime": since,
                "limitBytes": _LOG_BYTES,
                "container": "coredns",
            }
            reply = self._client.read(path, asked)
            if len(reply.body) >= _LOG_BYTES:
                raise ProbeFault("The log of the cluster's DNS server since the pod was made is too long to read.")
            found += (query for line in parse_log(reply.body) if (query := parse_query(line, probe.pod_ip)))
        return Queries(tuple(sorted(found, key=lambda query: query.at)))

    def _require_log(self) -> None:
        if self._is_kept:
            return
        config = self._client.get(KINDS["ConfigMap"].path(_SYSTEM, "coredns"))
        if not _LOG_PLUGIN.search(config.get("data", {}).get("Corefile", "")):
            raise ProbeFault("The cluster's DNS server keeps no log: its Corefile lacks the `log` plugin.")
        self._is_kept = True

    def _made_at(self, uid: str) -> str:
        for pod in self._client.get(KINDS["Pod"].path(self._namespace)).get("items") or ():
            if pod["metadata"]["uid"] == uid:
                made_at: str = pod["metadata"]["creationTimestamp"]
                return made_at
        raise ProbeFault("The pod is not there any more.")

    def _servers(self) -> list[str]:
        query = {"labelSelector": "k8s-app=kube-dns"}
        found = self._client.get(KINDS["Pod"].path(_SYSTEM), query).get("items") or ()
        names = [pod["metadata"]["name"] for pod in found if pod.get("status", {}).get("phase") == "Running"]
        if not names:
            raise ProbeFault("The cluster has no running DNS server.")
        return names


def parse_query(line: LogLine, ip: str) -> Query | None:
    """The question in a line of CoreDNS' log, if it came from `ip`."""
    match = _LINE.match(line.text)
    if match is None or match["ip"].strip("[]") != ip:
        return None
    return Query(line.at, match["name"].rstrip("."), match["type"], match["code"])
