"""A pane beside the trainer, for people who are inside tmux.

tmux is asked directly: a look, a split and a jump are three commands, and the pane carries the attempt's id
as an option of its own, so that nothing has to be remembered here.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = "@ckadtrainer_attempt"
_TRAINER_COLUMNS = 60
_TRAINER_LINES = 24
_WIDE = 140
_SHELL_LINES = 12
_LIMIT = 5.0  # seconds for one tmux command; it answers in a few milliseconds or not at all


@dataclass(frozen=True, slots=True)
class Split:
    """How to divide the trainer's pane: side by side or one below the other, `size` cells for the shell."""

    beside: bool
    size: int


def split_of(columns: int, lines: int) -> Split | None:
    """Right of a wide trainer, else below a tall one; None where both would be cramped."""
    if columns >= _WIDE:
        return Split(True, min(max(80, columns * 9 // 20), columns - _TRAINER_COLUMNS - 1))
    if lines >= _TRAINER_LINES + 1 + _SHELL_LINES:
        return Split(False, max(_SHELL_LINES, min(lines * 2 // 5, lines - _TRAINER_LINES - 1)))
    return None


def is_inside() -> bool:
    """The trainer runs in a tmux pane and can speak to tmux."""
    return bool(os.environ.get("TMUX") and os.environ.get("TMUX_PANE") and shutil.which("tmux"))


def pane_of(attempt: str) -> str | None:
    """The attempt's pane in this tmux session, if it is still there."""
    listing = _tmux("list-panes", "-s", "-F", f"#{{pane_id}} #{{{_MARK}}}") or ""
    for line in listing.splitlines():
        pane, _, owner = line.partition(" ")
        if owner == attempt:
            return pane
    return None


def focus(pane: str) -> bool:
    """Put the cursor into the pane, in whichever window it is."""
    return _tmux("select-window", "-t", pane, ";", "select-pane", "-t", pane) is not None


def open_pane(attempt: str, command: Sequence[str]) -> bool:
    """Split the trainer's pane, or open a window where it is too small, and run the command there.

    False if tmux refuses.
    """
    own = os.environ["TMUX_PANE"]
    split = _room(own)
    where = ["split-window", *_division(split), "-t", own] if split else ["new-window", "-n", "drill"]
    pane = _tmux(*where, "-P", "-F", "#{pane_id}", *command)
    if pane is None:
        return False
    _tmux("set-option", "-p", "-t", pane, _MARK, attempt)
    return True


def close_pane(pane: str) -> None:
    """End the pane and what runs in it; gone already is fine."""
    _tmux("kill-pane", "-t", pane)


def _room(own: str) -> Split | None:
    size = (_tmux("display-message", "-p", "-t", own, "#{pane_width} #{pane_height}") or "").split()
    return split_of(int(size[0]), int(size[1])) if len(size) == 2 else None


def _division(split: Split) -> Sequence[str]:
    return ("-h" if split.beside else "-v", "-l", str(split.size))


def _tmux(*arguments: str) -> str | None:
    """What tmux printed, or None if it refused."""
    try:
        done = subprocess.run(["tmux", *arguments], capture_output=True, text=True, check=True, timeout=_LIMIT)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
