"""What the TUI needs of the learner's terminal. Implemented by `workspace`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.exam.sitting import Sitting


class Shell(Protocol):
    """A shell with the kubeconfig and prompt of an attempt or an exam. The calls that open one may raise TrainerError.

    An attempt's has its namespace; in an exam's each task names the context to use.
    """

    def can_open_beside(self) -> bool:
        """Whether the trainer runs in a tmux session, where the shell gets a pane of its own."""

    def open_beside(self, work: Attempt | Sitting) -> None:
        """Open the pane beside the trainer, or go to it if it is there already; returns at once."""

    def run_shell(self, work: Attempt | Sitting) -> None:
        """Run the shell in this terminal until the learner leaves it."""
