"""The guard: nothing is written outside the namespaces the trainer made, whatever asks for it."""

import threading

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.cluster.answers import NotFound
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.cluster.names import MANAGED
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import GuardRefused

_NAMESPACES = KINDS["Namespace"]
_REMEDY = "Start the drill again to get a fresh namespace; nothing was changed."


class NamespaceGone(GuardRefused):
    """The namespace does not exist any more."""


class Guard:
    """Lets a write through if the namespace carries our label and has the recorded UID.

    Asked once of the API for each namespace and remembered; a UID is never used twice, so a namespace of
    the same name in another cluster, or a later one, is refused too.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._ours: set[Namespace] = set()
        self._lock = threading.Lock()

    def check(self, namespace: Namespace) -> None:
        """Raise GuardRefused unless the namespace is ours and still there."""
        refuse_system(namespace.name)
        with self._lock:
            if namespace in self._ours:
                return
        try:
            found = self._client.get(_NAMESPACES.path(None, namespace.name))
        except NotFound as error:
            raise NamespaceGone(f"Namespace `{namespace.name}` is gone.", _REMEDY) from error
        self.made(namespace, found)

    def made(self, namespace: Namespace, stored: Manifest) -> None:
        """Remember the namespace if the API's object proves that it is ours; else raise GuardRefused."""
        metadata = stored["metadata"]
        if (metadata.get("labels") or {}).get(MANAGED) != "true":
            raise GuardRefused(f"Namespace `{namespace.name}` was not made by the trainer.", _REMEDY)
        if not namespace.uid or metadata.get("uid") != namespace.uid:
            raise GuardRefused(f"Namespace `{namespace.name}` is another one than the attempt's.", _REMEDY)
        with self._lock:
            self._ours.add(namespace)

    def forget(self, namespace: Namespace) -> None:
        """Ask the API again next time."""
        with self._lock:
            self._ours.discard(namespace)


def refuse_system(name: str) -> None:
    """Raise GuardRefused for names that are never ours, whatever labels they carry."""
    if name == "default" or name.startswith("kube-") or not name:
        raise GuardRefused(f"Namespace `{name}` belongs to the cluster.", _REMEDY)
