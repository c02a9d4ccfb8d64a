"""Every failure the trainer foresees: what is, what to do, and the exit status that says so.

A message is one sentence about the state of things and a remedy one sentence about the next step;
faces print both and never a traceback.
"""

from typing import ClassVar

EXIT_FULL_MARKS = 0
EXIT_LESS = 1
EXIT_USAGE = 2
EXIT_CANNOT_TELL = 3


class TrainerError(Exception):
    """A failure with a remedy.

    `message` says what is, `remedy` what to do; both are full sentences.
    `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = EXIT_USAGE

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class UsageError(TrainerError):
    """The command or its arguments make no sense together."""


class UnknownDrill(UsageError):
    """No pack in use has a drill of that id."""


class NoAttempt(UsageError):
    """The command needs an open attempt and there is none."""


class DefinitionError(TrainerError):
    """A drill or pack is not well formed; the message holds every problem, one a line."""


class PackNotTrusted(TrainerError):
    """A pack's Python has not been trusted for the content it has now."""


class AnswerError(UsageError):
    """An answer file cannot be read as Kubernetes manifests."""


class ManifestRejected(TrainerError):
    """The API server understood a manifest and refused it; the learner's to mend."""

    exit_code = 1


class ClusterUnavailable(TrainerError):
    """The cluster did not answer or is not there: nothing can be said about the learner's work."""

    exit_code = EXIT_CANNOT_TELL


class ClusterRefused(ClusterUnavailable):
    """The API server answered with an error that is not the learner's: 401, 403, 429, 5xx."""


class NamespaceGone(TrainerError):
    """An open attempt's namespace is not in the cluster any more: there is nothing to grade or go on with."""

    exit_code = EXIT_CANNOT_TELL


class GuardRefused(TrainerError):
    """A write outside the namespaces the trainer made was stopped before it left this machine."""

    exit_code = EXIT_CANNOT_TELL


class SetupFailed(TrainerError):
    """The engine, kind, kubectl or the node image could not be brought up."""

    exit_code = EXIT_CANNOT_TELL


class HistoryError(TrainerError):
    """The history file cannot be read or written."""

    exit_code = EXIT_CANNOT_TELL
