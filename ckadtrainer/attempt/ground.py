"""Where attempts stand: a namespace each, and a kubeconfig for it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from ckadtrainer.attempt import staging
from ckadtrainer.attempt.attempt import Attempt, Namespace
from ckadtrainer.attempt.stage import Stage
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable, NamespaceGone


class Ground:
    """Makes and clears what attempts stand on. `folder` holds `attempts/<id>/kubeconfig`."""

    def __init__(self, stage: Callable[[], Stage], folder: Path) -> None:
        self._stage = stage
        self._folder = folder

    def prepare(self, attempt: Attempt, setup: Iterable[Manifest]) -> Namespace:
        """A fresh namespace with the set-up in it, and the attempt's kubeconfig pointed at it.

        Raises ClusterUnavailable, SetupFailed; nothing stays behind then.
        """
        namespace = staging.staged_namespace(self._stage(), attempt.drill, attempt.id, setup, attempt.nonce)
        try:
            self._write_kubeconfig(namespace, self._file(attempt))
        except BaseException:
            self.clear(namespace)
            raise
        return namespace

    def kubeconfig(self, attempt: Attempt) -> Path:
        """The attempt's own kubeconfig; written again if it is gone."""
        file = self._file(attempt)
        if not file.exists():
            self._write_kubeconfig(attempt.namespace, file)
        return file

    def require(self, attempt: Attempt) -> None:
        """Raise NamespaceGone if the attempt's namespace is not in the cluster any more."""
        if all(namespace != attempt.namespace for namespace, _ in self._stage().leftovers()):
            raise NamespaceGone(
                f"The namespace {attempt.namespace.name} of this attempt is not in the cluster any more.",
                "`ckadtrainer reset` stages the drill afresh; the clock goes on.",
            )

    def clear(self, namespace: Namespace) -> None:
        """Have a namespace removed; one that cannot be now is left to a later sweep.

        What led here is recorded by now: a cluster that does not answer must not undo it.
        """
        if namespace.uid:
            with suppress(ClusterUnavailable):
                self._stage().delete_namespace(namespace)

    def _file(self, attempt: Attempt) -> Path:
        return self._folder / "attempts" / attempt.id / "kubeconfig"

    def _write_kubeconfig(self, namespace: Namespace, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._stage().write_kubeconfig(namespace, file)
