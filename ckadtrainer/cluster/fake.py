"""A cluster in memory, for tests that need none: it keeps what it is given and answers what it was told to.

Everything happens in the caller's thread; nothing sleeps. No controller runs: an applied Pod stays as it was
applied until the test puts its next state or a reaction does.
"""

import copy
import json
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock, SystemClock
from ckadtrainer.cluster.fake_answers import Answer, Asked, ToldAnswers
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.cluster.kinds import KINDS, Kind, placed
from ckadtrainer.cluster.names import fresh_namespace
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable, GuardRefused, ManifestRejected
from ckadtrainer.grading.probes import Outcome, Probe, ProbeFault
from ckadtrainer.grading.snapshot import Snapshot

__all__ = ["FakeClock", "FakeProber", "FakeWatch", "FakeWorld", "unavailable"]

Reaction = Callable[["FakeWorld", Namespace, Manifest], None]

_Objects = dict[str, dict[str, Manifest]]


class FakeWatch:
    """The watched kinds of one namespace of a `FakeWorld`."""

    def __init__(self, world: "FakeWorld", namespace: Namespace, kinds: Sequence[str], nonce: str) -> None:
        self._world = world
        self._namespace = namespace
        self._kinds = tuple(kinds)
        self._nonce = nonce
        self._calls: list[Callable[[], None]] = []
        self.is_closed = False

    def snapshot(self) -> Snapshot:
        objects = self._world.objects(self._namespace)
        return Snapshot(
            namespace=self._namespace.name,
            objects={kind: dict(objects.get(kind, {})) for kind in self._kinds},
            now=self._world.clock.now(),
            revision=self._world.revision,
            nonce=self._nonce,
        )

    def on_change(self, call: Callable[[], None]) -> None:
        self._calls.append(call)

    def close(self) -> None:
        self.is_closed = True

    def tell(self, namespace: Namespace | None) -> None:
        """Run the callbacks if the change was in this namespace, or in all (None)."""
        if self.is_closed or namespace not in (None, self._namespace):
            return
        for call in self._calls:
            call()


class FakeProber:
    """Gives the answers its world was told to give; a probe without one is a ProbeFault."""

    def __init__(self, world: "FakeWorld") -> None:
        self._world = world

    def run(self, probe: Probe) -> Outcome:
        return self._world.outcome_of(probe)


class FakeWorld:
    """Stage and Observer in memory. The methods of those Protocols behave as `KubernetesWorld`'s do.

    `asked` holds every probe run, in order; `revision` grows with every change; `clock` is the cluster's.
    `started_at` is when it was started, for a test to move.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self.started_at = self.clock.now()
        self.revision = 0
        self.asked: list[Probe] = []
        self.watches: list[FakeWatch] = []
        self._namespaces: dict[Namespace, _Objects] = {}
        self._attempts: dict[Namespace, str] = {}
        self._logs: dict[tuple[Namespace, str, str], str] = {}
        self._answers = ToldAnswers()
        self._reactions: list[Reaction] = []
        self._rejected: dict[str, str] = {}
        self._failure: Exception | None = None
        self._lock = threading.RLock()

    # What a test says to it.

    def put(self, namespace: Namespace, manifest: Manifest) -> Manifest:
        """Store an object as if the cluster had made it so, filling in UID, version and times; return it."""
        kind, name = manifest["kind"], manifest["metadata"]["name"]
        with self._lock:
            kept = self._namespaces[namespace].setdefault(kind, {})
            before = kept.get(name, {}).get("metadata", {})
            self.revision += 1
            stored = copy.deepcopy(manifest)
            stored["metadata"] = {
                "uid": before.get("uid", str(uuid.uuid4())),
                "creationTimestamp": before.get("creationTimestamp", f"{self.clock.now():%Y-%m-%dT%H:%M:%SZ}"),
                **stored["metadata"],
                "namespace": namespace.name,
                "resourceVersion": str(self.revision),
            }
            kept[name] = stored
        self._tell(namespace)
        return stored

    def remove(self, namespace: Namespace, kind: str, name: str) -> None:
        """Make an object be gone."""
        with self._lock:
            gone = self._namespaces[namespace].get(kind, {}).pop(name, None)
            self.revision += gone is not None
        if gone is not None:
            self._tell(namespace)

    def answer(self, asked: Asked, answer: Answer) -> None:
        """Give `answer` to the probes `asked` picks; the latest word counts."""
        self._answers.tell(asked, answer)

    def print(self, namespace: Namespace, pod: str, container: str, text: str) -> None:
        """Make `text` the container's whole log as `log` reads it."""
        self._logs[namespace, pod, container] = text

    def reject(self, name: str, message: str) -> None:
        """Have the API refuse every object of that name in these words."""
        self._rejected[name] = message

    def react(self, reaction: Reaction) -> None:
        """Run `reaction(world, namespace, stored)` after every apply: the test's own controller."""
        self._reactions.append(reaction)

    def fail(self, failure: Exception | None) -> None:
        """Raise `failure` from every call until None heals it; watchers are told either way."""
        self._failure = failure
        self._tell(None)

    def objects(self, namespace: Namespace) -> Mapping[str, Mapping[str, Manifest]]:
        """Everything in the namespace: kind -> name -> object."""
        self._reach()
        with self._lock:
            return {kind: dict(kept) for kind, kept in self._namespaces.get(namespace, {}).items()}

    def outcome_of(self, probe: Probe) -> Outcome:
        """The answer told for `probe`."""
        if self._failure is not None:
            raise ProbeFault(str(self._failure))
        self.asked.append(probe)
        return self._answers.outcome(probe)

    # Stage.

    def create_namespace(self, drill: str, attempt: str) -> Namespace:
        self._reach()
        namespace = Namespace(fresh_namespace(drill), str(uuid.uuid4()))
        self._namespaces[namespace] = {}
        self._attempts[namespace] = attempt
        account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default"}}
        self.put(namespace, account)
        return namespace

    def delete_namespace(self, namespace: Namespace) -> None:
        self._reach()
        same_name = next((ours for ours in self._namespaces if ours.name == namespace.name), None)
        if same_name is None:
            return
        self._guard(namespace)
        del self._namespaces[namespace], self._attempts[namespace]
        self._tell(namespace)

    def leftovers(self) -> Sequence[tuple[Namespace, str]]:
        self._reach()
        return tuple(self._attempts.items())

    def apply(self, namespace: Namespace, manifest: Manifest) -> Manifest:
        self._reach()
        self._guard(namespace)
        kind = KINDS.get(manifest.get("kind", ""), Kind(str(manifest.get("kind")), "v1", "unknown"))
        document = placed(manifest, kind, namespace.name)
        name = document["metadata"]["name"]
        if name in self._rejected:
            raise ManifestRejected(self._rejected[name], "Mend the manifest and apply it again.")
        stored = self.put(namespace, document)
        for reaction in self._reactions:
            reaction(self, namespace, stored)
        return self._namespaces[namespace][kind.name].get(name, stored)

    def delete(self, namespace: Namespace, kind: str, name: str) -> None:
        self._reach()
        self._guard(namespace)
        self.remove(namespace, kind, name)

    def events(self, namespace: Namespace) -> Sequence[Manifest]:
        return tuple(self.objects(namespace).get("Event", {}).values())

    def log(self, namespace: Namespace, pod: str, container: str, lines: int) -> str:
        self._reach()
        return "".join(self._logs.get((namespace, pod, container), "").splitlines(keepends=True)[-lines:])

    def write_kubeconfig(self, namespace: Namespace, file: Path) -> None:
        self.write_contexts({"ckad": namespace}, file)

    def write_contexts(self, namespaces: Mapping[str, Namespace], file: Path) -> None:
        self._reach()
        contexts = [
            {"name": name, "context": {"namespace": namespace.name, "cluster": "ckad", "user": "ckad"}}
            for name, namespace in namespaces.items()
        ]
        document = {"kind": "Config", "contexts": contexts, "current-context": next(iter(namespaces))}
        file.write_text(json.dumps(document), "utf-8")
        file.chmod(0o600)

    def serving_since(self) -> datetime | None:
        self._reach()
        return self.started_at

    # Observer.

    def watch(self, namespace: Namespace, kinds: Sequence[str], nonce: str) -> FakeWatch:
        self._reach()
        watch = FakeWatch(self, namespace, kinds, nonce)
        self.watches.append(watch)
        return watch

    def prober(self, namespace: Namespace) -> FakeProber:  # noqa: ARG002 — every namespace has the same answers
        return FakeProber(self)

    def _tell(self, namespace: Namespace | None) -> None:
        for watch in tuple(self.watches):
            watch.tell(namespace)

    def _reach(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _guard(self, namespace: Namespace) -> None:
        if namespace not in self._namespaces:
            raise GuardRefused(
                f"Namespace `{namespace.name}` is not one that the trainer made, or is gone.",
                "Start the drill again to get a fresh namespace.",
            )


def unavailable() -> ClusterUnavailable:
    """The error of a cluster that does not answer, for `FakeWorld.fail`."""
    return ClusterUnavailable("The cluster does not answer.", "Run `ckadtrainer doctor`.")
