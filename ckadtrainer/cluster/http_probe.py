"""HTTP probes: what a fetch inside a container printed, and fetches through the API server."""

import json
import re
from urllib.parse import quote

from ckadtrainer.cluster import scripts
from ckadtrainer.cluster.answers import error_from
from ckadtrainer.cluster.channels import OUTPUT_BYTES, Ran
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.grading.probes import FetchOutside, HttpAnswer
from ckadtrainer.untrusted import untrusted

_STATUS = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})")
_PROXY_FAILED = "error trying to reach service"


def inside_answer(ran: Ran) -> HttpAnswer:
    """The answer of `scripts.FETCH`: the body from stdout, the last status line from stderr."""
    if ran.code == scripts.NO_FETCHER:
        return HttpAnswer(0, "", "the container has neither curl nor wget", has_tools=False)
    said = ran.stderr.decode("utf-8", "replace")
    statuses = [int(status) for status in _STATUS.findall(said)]
    if statuses and statuses[-1]:
        return HttpAnswer(statuses[-1], ran.text)
    words = " ".join(untrusted(_STATUS.sub("", said)).split())
    return HttpAnswer(0, "", words or "nothing answered")


def fetch_outside(client: Client, namespace: str, probe: FetchOutside) -> HttpAnswer:
    """GET a pod's port through the API server's proxy. Raises ApiError when the API itself is at fault."""
    pod = KINDS["Pod"].path(namespace, probe.pod)
    path = f"{pod}:{probe.port}/proxy/{quote(probe.path.lstrip('/'), safe='/?=&%')}"
    status, body = client.peek(path, OUTPUT_BYTES)
    if status >= 400 and _is_the_api_speaking(body):
        error = error_from(status, body)
        if status in (400, 404) or error.words.startswith(_PROXY_FAILED):
            return HttpAnswer(0, "", error.words)
        raise error
    return HttpAnswer(status, untrusted(body.decode("utf-8", "replace")))


def _is_the_api_speaking(body: bytes) -> bool:
    """Whether an error answer is the API server's own, not the pod's."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("kind") == "Status" and said.get("apiVersion") == "v1"
