"""Grade `sidecar_deadlock`."""

import re
from typing import Any

from ckadtrainer.grading import Cluster


def started_in_order(cluster: Cluster) -> None:
    """`app` runs the script that gives up without an answer, and had its first one after what holds it back."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has({"spec": {"containers": [{"name": "app", "image": "busybox", "command": ["/app/run.sh"]}]}})
    app = pod.container("app")
    app.mount("/app").is_config_map("app")
    cluster.object("ConfigMap", "app").has({"data": {"run.sh": {"$regex": r"\A#!/bin/sh\nwget [^\n]*; exit 1; }\n"}}})
    app.log.shares_match_with(pod.container("proxy").log, r"^answer (\w+)", called="an answer")
    pod.has({"status": {"containerStatuses": [{"name": "app", "restartCount": 0}]}})
    asked = _asked(pod.address, pod.manifest["spec"].get("initContainers") or [])
    pod.container("proxy").log.matches_before(asked, app.log, r"^answer (\w+)", called="a question that holds it back")


def proxy_answers(cluster: Cluster) -> None:
    """`proxy` uses nginx with its slow start and its configuration, and answers `app`."""
    pod = cluster.pod(cluster.value("pod"))
    proxy = pod.container("proxy")
    proxy.image_is("nginx")
    proxy.mentions("/etc/nginx/conf.d/start.sh")
    proxy.mount("/etc/nginx/conf.d").is_config_map("proxy")
    cluster.object("ConfigMap", "proxy").has({"data": {"start.sh": {"$contains": "sleep $((5 + $(date +%s) % 3))"}}})
    pod.container("app").fetch(f"http://localhost:{cluster.number('port')}/").contains(f"of {cluster.nonce}")


def answers_keep_coming(cluster: Cluster) -> None:
    """Answers that `proxy` logged come out of the log of `app` as often as they should."""
    pod = cluster.pod(cluster.value("pod"))
    log = pod.container("app").log
    log.repeats_match(r"^answer \w+ of ", every=cluster.number("seconds"), called="an answer")
    log.shares_match_with(pod.container("proxy").log, r"^answer (\w+)", times=2, called="an answer")


def both_stay_ready(cluster: Cluster) -> None:
    """Both are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("app", "proxy").stay_ready()


def _asked(address: str, inits: list[dict[str, Any]]) -> str:
    """What nginx logs of a request that may hold `app` back, and of such a connection that is closed without one.

    It comes out of the Pod. The kubelet asks from outside, and waits for the answer only in a startup probe.
    """
    probes = [each.get("startupProbe") or {} for each in inits]
    outside = [r"[\d.]+" for probe in probes if probe.keys() & {"httpGet", "tcpSocket"}]
    askers = "|".join(["127[.]0[.]0[.]1", re.escape(address), *outside])
    return rf"^answer \w+ to ({askers})$|while waiting for request, client: ({askers}),"
