"""A cluster the user named: only this one context is copied, and the cluster itself is never made or removed."""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.cluster.kubeconfig import read_credentials, write_kubeconfig
from ckadtrainer.cluster.providers.api import Api
from ckadtrainer.errors import ClusterUnavailable, SetupFailed, UsageError
from ckadtrainer.provisioning import ClusterStatus, Condition, Finding, Report


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which context of which file was adopted; what the user chose, kept with the settings."""

    context: str
    file: str


def adopt(context: str, file: Path | None = None) -> "AdoptedContext":
    """Use that context from now on: its cluster must answer. `file` is `~/.kube/config` unless given.

    Raises UsageError without that file, ClusterUnavailable when the context is not there or does not answer.
    """
    source = file or Path.home() / ".kube" / "config"
    if not source.exists():
        raise UsageError(
            f"There is no kubeconfig file {source} to take the context {context} from.",
            "Name the file that has it with --kubeconfig.",
        )
    credentials = read_credentials(source, context)
    Api(credentials, limit=10.0).version()
    write_kubeconfig(credentials, "default", _kubeconfig())
    adoption = Adoption(context, str(source))
    _settings().parent.mkdir(parents=True, exist_ok=True)
    _settings().write_text(json.dumps(asdict(adoption)) + "\n")
    return AdoptedContext(adoption)


def adopted() -> Adoption | None:
    """The adoption in force, None when there is none."""
    try:
        found = json.loads(_settings().read_text())
        return Adoption(str(found["context"]), str(found["file"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetupFailed(
            f"{_settings()} cannot be read: {error}.", "Remove it to go back to the trainer's own cluster."
        ) from error


def release() -> None:
    """Go back to the trainer's own cluster; nothing adopted is fine."""
    _settings().unlink(missing_ok=True)
    _kubeconfig().unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class AdoptedContext:
    """Satisfies `provisioning.Provider` with a cluster that is not ours."""

    adoption: Adoption

    def up(self, report: Report, stop: threading.Event, *, yes: bool) -> None:  # noqa: ARG002  the Protocol's
        """Nothing is made: the cluster must answer."""
        try:
            self._api().version()
        except ClusterUnavailable as error:
            raise SetupFailed(
                f"The adopted context `{self.adoption.context}` does not answer.",
                "Start that cluster, or run `ckadtrainer cluster down`.",
            ) from error

    def down(self) -> None:
        """Forget the context; the cluster is not touched."""
        release()

    def status(self) -> ClusterStatus:
        name = self.adoption.context
        try:
            version = self._api().version()
        except ClusterUnavailable as error:
            return ClusterStatus(
                Condition.STOPPED,
                name,
                provider="adopted context",
                detail=error.message,
                remedy="Start that cluster, or run `ckadtrainer cluster down`.",
            )
        return ClusterStatus(Condition.READY, name, version, "adopted context")

    def kubeconfig(self) -> Path:
        return _kubeconfig()

    def examine(self) -> Sequence[Finding]:
        from ckadtrainer.cluster import doctor

        return doctor.examine_adopted(self)

    def _api(self) -> Api:
        return Api(read_credentials(_kubeconfig(), None))


def _settings() -> Path:
    return paths.config() / "adopted-context.json"


def _kubeconfig() -> Path:
    return paths.data() / "adopted-kubeconfig"
