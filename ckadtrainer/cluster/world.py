"""The real cluster behind the Protocols of `attempt` and `grading`."""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock, SystemClock
from ckadtrainer.cluster import kubeconfig
from ckadtrainer.cluster.answers import Invalid, NotFound
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.execute import Executor
from ckadtrainer.cluster.guard import Guard
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.cluster.lookup import KindLookup
from ckadtrainer.cluster.names import ATTEMPT, MANAGED
from ckadtrainer.cluster.probing import KubernetesProber
from ckadtrainer.cluster.watch import NamespaceWatch
from ckadtrainer.cluster.writing import Writer
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterRefused
from ckadtrainer.untrusted import untrusted

_STARTED = re.compile(r"^process_start_time_seconds ([0-9.e+]+)$", re.MULTILINE)
"""The line of the API server's metrics that tells when it was started, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class _Connection:
    """What is made on first use, all bound to the same credentials."""

    credentials: Credentials
    client: Client
    lookup: KindLookup
    writer: Writer


class KubernetesWorld:
    """Stage and Observer over one context of one kubeconfig file; nothing is read or connected before first use.

    `context` None stands for the only context of the file. May be used by several threads.
    """

    def __init__(self, kubeconfig: Path, context: str | None = None, clock: Clock | None = None) -> None:
        self._file = kubeconfig
        self._context = context
        self._clock: Clock = clock or SystemClock()
        self._made: _Connection | None = None
        self._lock = threading.Lock()

    def create_namespace(self, drill: str, attempt: str) -> Namespace:
        return self._connection().writer.create_namespace(drill, attempt)

    def delete_namespace(self, namespace: Namespace) -> None:
        self._connection().writer.delete_namespace(namespace)

    def leftovers(self) -> Sequence[tuple[Namespace, str]]:
        path, query = KINDS["Namespace"].path(None), {"labelSelector": f"{MANAGED}=true"}
        found = self._connection().client.get(path, query).get("items") or ()
        return tuple(
            (Namespace(each["name"], each["uid"]), each["labels"].get(ATTEMPT, ""))
            for each in (item["metadata"] for item in found)
            if "deletionTimestamp" not in each
        )

    def apply(self, namespace: Namespace, manifest: Manifest) -> Manifest:
        return self._connection().writer.apply(namespace, manifest)

    def delete(self, namespace: Namespace, kind: str, name: str) -> None:
        self._connection().writer.delete(namespace, kind, name)

    def events(self, namespace: Namespace) -> Sequence[Manifest]:
        found = self._connection().client.get(KINDS["Event"].path(namespace.name)).get("items") or ()
        return tuple(sorted(found, key=_event_time))

    def log(self, namespace: Namespace, pod: str, container: str, lines: int) -> str:
        path = KINDS["Pod"].path(namespace.name, pod) + "/log"
        try:
            reply = self._connection().client.read(path, {"container": container, "tailLines": lines})
        except (NotFound, Invalid):
            return ""  # no such container, or it has not started: it printed nothing
        return untrusted(reply.body.decode("utf-8", "replace"))

    def write_kubeconfig(self, namespace: Namespace, file: Path) -> None:
        kubeconfig.write_kubeconfig(self._connection().credentials, namespace.name, file)

    def write_contexts(self, namespaces: Mapping[str, Namespace], file: Path) -> None:
        named = {context: namespace.name for context, namespace in namespaces.items()}
        kubeconfig.write_contexts(self._connection().credentials, named, file)

    def serving_since(self) -> datetime | None:
        try:
            page = self._connection().client.read("/metrics").body.decode("utf-8", "replace")
        except (NotFound, ClusterRefused):
            return None  # no right to read it, or none there
        found = _STARTED.search(page)
        return datetime.fromtimestamp(float(found[1]), UTC) if found else None

    def watch(self, namespace: Namespace, kinds: Sequence[str], nonce: str) -> NamespaceWatch:
        connection = self._connection()
        known = [connection.lookup.named(kind) for kind in kinds]
        watch = NamespaceWatch(connection.client, namespace, known, nonce, self._clock)
        watch.start()
        return watch

    def prober(self, namespace: Namespace) -> KubernetesProber:
        connection = self._connection()
        executor = Executor(connection.credentials, namespace.name)
        return KubernetesProber(connection.client, executor, namespace, self._clock)

    def close(self) -> None:
        """Let go of idle connections; the next call makes new ones."""
        with self._lock:
            if self._made is not None:
                self._made.client.close()

    def _connection(self) -> _Connection:
        with self._lock:
            if self._made is None:
                credentials = kubeconfig.read_credentials(self._file, self._context)
                client = Client(credentials)
                lookup = KindLookup(client)
                self._made = _Connection(credentials, client, lookup, Writer(client, Guard(client), lookup))
            return self._made


def _event_time(event: Manifest) -> str:
    """When it was last seen; RFC 3339 in UTC sorts as text."""
    seen = event.get("lastTimestamp") or event.get("eventTime") or event["metadata"].get("creationTimestamp")
    return str(seen or "")
