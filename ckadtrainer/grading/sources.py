"""Where facts come from: what grading needs of a cluster."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.grading.probes import Prober
from ckadtrainer.grading.snapshot import Snapshot


class Watch(Protocol):
    """The watched kinds of one namespace, kept up to date in the background."""

    def snapshot(self) -> Snapshot:
        """The present content. Raises ClusterUnavailable while the cluster does not answer."""

    def on_change(self, call: Callable[[], None]) -> None:
        """Have `call` run, on a background thread, after every change and when the connection is lost or back."""

    def close(self) -> None:
        """End every connection; returns at once."""


class Observer(Protocol):
    """A cluster as grading sees it: it only looks. Implemented by `cluster`."""

    def watch(self, namespace: Namespace, kinds: Sequence[str], nonce: str) -> Watch:
        """LIST once, so that the first snapshot is complete on return, then WATCH in the background.

        Raises ClusterUnavailable.
        """

    def prober(self, namespace: Namespace) -> Prober:
        """Runs probes in the namespace."""
