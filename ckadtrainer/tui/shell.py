"""What the TUI needs of the learner's terminal. Implemented by `workspace`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt


class Shell(Protocol):
    """A shell with the attempt's kubeconfig, namespace and prompt. Both calls may raise TrainerError."""

    def can_open_beside(self) -> bool:
        """Whether the trainer runs in a tmux session, where the shell gets a pane of its own."""

    def open_beside(self, attempt: Attempt) -> None:
        """Open the pane beside the trainer, or go to it if it is there already; returns at once."""

    def run_shell(self, attempt: Attempt) -> None:
        """Run the shell in this terminal until the learner leaves it."""
