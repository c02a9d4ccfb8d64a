"""Switches on the cluster DNS' log, so that it can be shown which pod asked for which name."""

import re
import threading
import time

from ckadtrainer.cluster.providers.api import Api
from ckadtrainer.cluster.providers.programs import Stopped
from ckadtrainer.errors import ClusterUnavailable

_CONFIG = "/api/v1/namespaces/kube-system/configmaps/coredns"
_PODS = "/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns"


def with_log(corefile: str) -> str:
    """The Corefile with the `log` plugin in its server block; the same text if it is there already."""
    if re.search(r"^\s*log\s*(\{|\.|$)", corefile, re.MULTILINE):
        return corefile
    return re.sub(r"^(\.:53\s*\{\n)", r"\1    log\n", corefile, count=1, flags=re.MULTILINE)


def switch_on(api: Api, stop: threading.Event, limit: float = 60.0) -> None:
    """Edit the configuration and start DNS again at once, then wait until it serves.

    CoreDNS would find the change by itself after some 30 s. A cluster with another DNS is left as it is.
    """
    config = api.request("GET", _CONFIG)
    corefile = config["data"]["Corefile"]
    wanted = with_log(corefile)
    if wanted != corefile:
        config["data"]["Corefile"] = wanted
        api.request("PUT", _CONFIG, config)
        api.request("DELETE", f"{_PODS}&gracePeriodSeconds=0")
    deadline = time.monotonic() + limit
    while not _serves(api):
        if stop.wait(0.3):
            raise Stopped
        if time.monotonic() > deadline:
            raise ClusterUnavailable("The cluster's DNS did not come up.", "Run `ckadtrainer cluster down` and `up`.")


def _serves(api: Api) -> bool:
    """All old pods gone or going, and one of those left is ready."""
    pods = [pod for pod in api.request("GET", _PODS)["items"] if "deletionTimestamp" not in pod["metadata"]]
    ready = [
        pod
        for pod in pods
        for condition in pod.get("status", {}).get("conditions", ())
        if condition["type"] == "Ready" and condition["status"] == "True"
    ]
    return bool(ready)
