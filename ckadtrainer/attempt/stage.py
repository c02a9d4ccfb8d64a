"""What an attempt needs of a cluster, and the steps that set one up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.definition.manifest import Manifest


class Stage(Protocol):
    """A cluster as an attempt sees it. Every write goes through the guard. Implemented by `cluster`.

    Every method may raise ClusterUnavailable (or its subclass ClusterRefused) and GuardRefused.
    """

    def create_namespace(self, drill: str, attempt: str) -> Namespace:
        """Make a fresh labelled namespace whose default service account is there."""

    def delete_namespace(self, namespace: Namespace) -> None:
        """Ask for its removal if it carries our label and this UID; does not wait. Gone already is fine."""

    def leftovers(self) -> Sequence[tuple[Namespace, str]]:
        """Our namespaces that are not being removed, each with the id of its attempt."""

    def apply(self, namespace: Namespace, manifest: Manifest) -> Manifest:
        """Create or update one object in the namespace and return it as stored.

        Raises ManifestRejected when the API server does not accept it or it names another namespace.
        """

    def delete(self, namespace: Namespace, kind: str, name: str) -> None:
        """Remove one object of the namespace at once; gone already is fine."""

    def events(self, namespace: Namespace) -> Sequence[Manifest]:
        """The namespace's events, oldest first, as the API's JSON."""

    def log(self, namespace: Namespace, pod: str, container: str, lines: int) -> str:
        """The last lines of a container's log as printed; hostile text."""

    def write_kubeconfig(self, namespace: Namespace, file: Path) -> None:
        """Write, atomically and readable by the owner alone, a kubeconfig whose one context names the namespace."""

    def write_contexts(self, namespaces: Mapping[str, Namespace], file: Path) -> None:
        """As `write_kubeconfig`, with a context for each namespace by its name; the first one is current."""

    def serving_since(self) -> datetime | None:
        """When the API server was started, UTC; None where the cluster does not tell."""
