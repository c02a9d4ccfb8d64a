"""The terminal the trainer was started in, lent to the learner."""

import os
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ckadtrainer.errors import UsageError
from ckadtrainer.workspace import tmux
from ckadtrainer.workspace.subshell import prepare, write_clock, write_end
from ckadtrainer.workspace.workspace import Workspace


class Terminal:
    """Opens shells for attempts, in place of the trainer or beside it."""

    def run(self, workspace: Workspace) -> int:
        """Give this terminal to a shell until it exits and return its exit status (128 + n after signal n).

        Blocks; the terminal's settings are as before when it returns. Raises UsageError without a terminal.
        """
        if not sys.stdin.isatty():
            raise UsageError(
                "There is no terminal here for a shell to use.",
                "Run `ckadtrainer shell` in a terminal.",
            )
        command = prepare(workspace, os.environ)
        with _terminal_kept(sys.stdin.fileno()), _interrupts_left_to_the_shell():
            status = subprocess.run(command, check=False).returncode
        return 128 - status if status < 0 else status

    def open_beside(self, workspace: Workspace) -> bool:
        """Inside tmux, show the attempt's shell in a pane beside the trainer; a second call moves there.

        Where the trainer's pane is too small to share, the shell gets a tmux window of its own.
        False without tmux: then `run` is the way. Returns within milliseconds.
        """
        if not tmux.is_inside():
            return False
        pane = tmux.pane_of(workspace.attempt)
        if pane is not None:
            self.refresh(workspace)
            return tmux.focus(pane)
        return tmux.open_pane(workspace.attempt, prepare(workspace, os.environ))

    def refresh(self, workspace: Workspace) -> None:
        """Tell shells of the attempt that its clock was paused, resumed or started anew."""
        if (workspace.folder / "shell").is_dir():
            write_clock(workspace)

    def close(self, attempt: str) -> None:
        """Close the attempt's pane and tell its other shells that it is over; the learner's files stay.

        A pane that this very program was typed in stays open, so that what it prints can be read.
        """
        pane = tmux.pane_of(attempt) if tmux.is_inside() else None
        if pane is not None and pane != os.environ.get("TMUX_PANE"):
            tmux.close_pane(pane)
        write_end(attempt)


@contextmanager
def _terminal_kept(descriptor: int) -> Iterator[None]:
    """Give the terminal back as it was, even after a shell that was killed and left it in disorder."""
    settings = termios.tcgetattr(descriptor)
    try:
        yield
    finally:
        # A process in the background would be stopped for touching the terminal it is taking back.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        try:
            os.tcsetpgrp(descriptor, os.getpgrp())
            termios.tcsetattr(descriptor, termios.TCSADRAIN, settings)
        except (OSError, termios.error):
            pass  # the terminal is gone; the trainer finds out by itself
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interrupts_left_to_the_shell() -> Iterator[None]:
    """Ctrl-C and Ctrl-\\ are the shell's. A handler, since ignored signals would be inherited by it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
