"""An attempt's shell: the files it starts from and the command that starts it.

The start-up files in `rc/` are fixed text; everything of the attempt reaches them in `CKADTRAINER_*`
variables, so nothing is ever spliced into shell code. `start`, a two-step script of quoted exports and an
exec, makes a pane of a long-running tmux server and a child of the trainer begin alike.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.untrusted import untrusted
from ckadtrainer.workspace.completion import completion_file
from ckadtrainer.workspace.workspace import Workspace, attempt_folder

_RC = Path(__file__).resolve().parent / "rc"


class Shell(StrEnum):
    """Shells with a start-up file of ours."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    SH = "sh"


def chosen_shell(environment: Mapping[str, str]) -> tuple[Shell, str]:
    """The user's `$SHELL` and its path if we have a start-up file for it, else bash, else sh."""
    own = environment.get("SHELL", "")
    if Path(own).name in ("bash", "zsh", "fish") and os.access(own, os.X_OK):
        return Shell(Path(own).name), own
    bash = shutil.which("bash")
    return (Shell.BASH, bash) if bash else (Shell.SH, shutil.which("sh") or "/bin/sh")


def shell_command(shell: Shell, program: str) -> list[str]:
    """The command that starts an interactive shell from our start-up file."""
    match shell:
        case Shell.BASH:
            return [program, "--rcfile", str(_RC / "bashrc"), "-i"]
        case Shell.FISH:
            return [program, "--interactive", "--init-command", 'source "$CKADTRAINER_RC/config.fish"']
        case _:
            return [program, "-i"]


def prepare(workspace: Workspace, environment: Mapping[str, str]) -> list[str]:
    """Write what the attempt's shell starts from and return the command that starts it.

    `environment` is the trainer's own. The command needs no variable and changes to the work folder itself.
    """
    shell, program = chosen_shell(environment)
    folder = workspace.folder / "shell"
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    work = workspace.folder / "work"
    work.mkdir(exist_ok=True)
    write_clock(workspace)
    title = " ".join(untrusted(workspace.title).split())
    where = f" · namespace {workspace.namespace}" if workspace.namespace else ""
    (folder / "greeting").write_text(
        f"{workspace.drill}: {title}{where} · exit returns to the trainer\n", encoding="utf-8"
    )
    own = folder / "bin" / "ckadtrainer"
    own.write_text(f'#!/bin/sh\nexec {shlex.join(_trainer(workspace))} "$@"\n', encoding="utf-8")
    own.chmod(0o755)
    start = folder / "start"
    exports = "".join(
        f"export {name}={shlex.quote(value)}\n" for name, value in _variables(workspace, shell, environment).items()
    )
    start.write_text(
        f"{exports}cd {shlex.quote(str(work))} || exit\nexec {shlex.join(shell_command(shell, program))}\n",
        encoding="utf-8",
    )
    return ["sh", str(start)]


def write_clock(workspace: Workspace) -> None:
    """Tell running shells of the attempt what the clock says; atomic, a prompt may read at any moment."""
    if workspace.paused_left is None:
        text = f"running {int(workspace.deadline.timestamp())}\n"
    else:
        text = f"paused {int(workspace.paused_left)}\n"
    _replace(workspace.folder / "shell" / "clock", text)


def write_end(attempt: str) -> None:
    """Tell running shells of the attempt that it is over."""
    folder = attempt_folder(attempt) / "shell"
    if folder.is_dir():
        _replace(folder / "clock", "over 0\n")


def _replace(file: Path, text: str) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_text(text, encoding="ascii")
    fresh.replace(file)


def _trainer(workspace: Workspace) -> list[str]:
    """The command that starts this trainer, with the packs it was started with."""
    packs = [word for pack in workspace.packs for word in ("--pack", str(pack.absolute()))]
    return [sys.executable, "-m", "ckadtrainer", *packs]


def _variables(workspace: Workspace, shell: Shell, environment: Mapping[str, str]) -> dict[str, str]:
    folder = workspace.folder / "shell"
    front = os.pathsep.join((str(folder / "bin"), str(paths.tools())))
    path = front + os.pathsep + environment.get("PATH", os.defpath)
    completion = completion_file(shell, path)
    variables = {
        "PATH": path,
        "KUBECONFIG": str(workspace.kubeconfig),
        "CKADTRAINER_KUBECONFIG": str(workspace.kubeconfig),
        "CKADTRAINER_PATH": front,
        "CKADTRAINER_DRILL": workspace.drill,
        "CKADTRAINER_ATTEMPT": workspace.attempt,
        "CKADTRAINER_KEY": workspace.key,
        "CKADTRAINER_SHELL": str(folder),
        "CKADTRAINER_RC": str(_RC),
        "CKADTRAINER_COMPLETION": str(completion) if completion else "",
    }
    if home := environment.get("CKADTRAINER_HOME"):
        variables["CKADTRAINER_HOME"] = str(Path(home).absolute())
    if shell is Shell.ZSH:
        variables |= {"CKADTRAINER_ZDOTDIR": environment.get("ZDOTDIR", ""), "ZDOTDIR": str(_RC / "zsh")}
    if shell is Shell.SH:
        variables["ENV"] = str(_RC / "shrc")
    return variables
