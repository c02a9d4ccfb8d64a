"""Puts the parts together: the one place that knows which cluster, history and packs stand behind the Protocols.

Everything heavy is imported when it is first used, so that help, version and the first frame load none of it.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ckadtrainer import paths
from ckadtrainer.clock import SystemClock
from ckadtrainer.errors import UsageError

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.exam.sitting import Sitting
    from ckadtrainer.history.record import Store
    from ckadtrainer.packs.manifest import Pack
    from ckadtrainer.practice import Practice
    from ckadtrainer.provisioning import Provider
    from ckadtrainer.workspace import Workspace
    from ckadtrainer.world import World


Tell = Callable[[str], None]
"""Takes a sentence the user should know of though nothing failed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose for this run.

    `packs` are folders beside the built-in pack and those of the settings file; `trust` lets their Python run.
    """

    packs: tuple[Path, ...] = ()
    trust: bool = False


def practice(settings: Settings, tell: Tell = lambda _: None) -> "Practice":
    """Practice on the user's own cluster, history and packs; nothing is opened yet."""
    from ckadtrainer.practice import Practice

    made = Practice(
        packs=lambda only: packs(settings, tell, only),
        connect=world,
        store=lambda: store(tell),
        clock=SystemClock(),
        folder=paths.data(),
        changed=tell_shells,
    )
    made.exams.on_change(tell_exam_shells)
    return made


def packs(settings: Settings, tell: Tell, only: str | None = None) -> "Sequence[Pack]":
    """The packs in use, the built-in one first; drills that are not well formed are told of and left out.

    With the end of the `only` keys that are wanted, no other drill is read and nothing is told.
    Raises DefinitionError when a folder of the command line is no pack.
    """
    from ckadtrainer.definition.problem import definition_error
    from ckadtrainer.packs.discovery import discover
    from ckadtrainer.packs.settings import pack_folders
    from ckadtrainer.packs.trust import TrustStore

    found = discover((*pack_folders(), *settings.packs), only)
    errors = [problem for problem in found.problems if problem.is_error]
    roots = {pack.root.resolve() for pack in found.packs}
    for folder in settings.packs:
        if folder.resolve() not in roots:
            own = [problem for problem in errors if problem.file.is_relative_to(folder)]
            raise definition_error(f"The pack in {folder}", own or errors)
    for problem in errors if only is None else ():
        tell(f"Left out: {problem}")
    if settings.trust:
        for pack in found.packs:
            if not pack.is_built_in:
                TrustStore().trust(pack)
    return found.packs


def world() -> "World":
    """The practice cluster; connects on first use."""
    from ckadtrainer.cluster.world import KubernetesWorld

    return KubernetesWorld(paths.kubeconfig())


def provider() -> "Provider":
    """What brings the practice cluster up: kind, or the adopted context."""
    from ckadtrainer.cluster.providers import chosen_provider

    return chosen_provider()


def store(tell: Tell) -> "Store":
    """The history. Raises HistoryError."""
    from ckadtrainer.history.store import SqliteStore

    opened = SqliteStore(paths.history(), SystemClock().now())
    if opened.kept_aside is not None:
        tell(f"The history was damaged. It is kept as {opened.kept_aside}; a new one was begun.")
    return opened


def learner_shell(practice: "Practice") -> "LearnerShell":
    """The learner's shell."""
    return LearnerShell(practice)


class LearnerShell:
    """The learner's shell for an attempt or an exam: here, or in a tmux pane beside the trainer."""

    def __init__(self, practice: "Practice") -> None:
        self._practice = practice

    def can_open_beside(self) -> bool:
        """Whether the trainer runs inside tmux."""
        from ckadtrainer.workspace import tmux

        return tmux.is_inside()

    def open_beside(self, work: "Attempt | Sitting") -> None:
        """Show the shell in a pane beside the trainer, or go to it."""
        from ckadtrainer.workspace import Terminal

        if not Terminal().open_beside(self._workspace(work)):
            raise UsageError("There is no room for a pane beside the trainer.", "Make the window larger.")

    def run_shell(self, work: "Attempt | Sitting") -> None:
        """Lend this terminal to a shell until it exits."""
        from ckadtrainer.workspace import Terminal

        Terminal().run(self._workspace(work))

    def _workspace(self, work: "Attempt | Sitting") -> "Workspace":
        from ckadtrainer.attempt.attempt import Attempt
        from ckadtrainer.workspace import workspace_of, workspace_of_exam

        if not isinstance(work, Attempt):
            return workspace_of_exam(work, self._practice.exams.kubeconfig(work), self._practice.clock.now())
        latest = self._practice.latest(work)
        packed, now = self._practice.drill_of(latest), self._practice.clock.now()
        root = packed.folder.parents[2]  # pack, drills, topic, drill
        packs = () if root == paths.built_in_pack() else (root,)
        return workspace_of(latest, packed.drill.title, self._practice.kubeconfig(latest), now, packs)


def tell_shells(attempt: "Attempt") -> None:
    """Keep the prompts of the attempt's shells right; close its pane when it is over."""
    from ckadtrainer.attempt.attempt import State
    from ckadtrainer.workspace import Terminal, workspace_of

    if attempt.state is State.OPEN:
        file = paths.data() / "attempts" / attempt.id / "kubeconfig"
        with suppress(OSError):  # a prompt that is out of date is no reason to fail
            Terminal().refresh(workspace_of(attempt, "", file, SystemClock().now()))
    elif os.environ.get("CKADTRAINER_ATTEMPT") != attempt.id:
        # Typed in the attempt's own shell, the result must still be read there.
        Terminal().close(attempt.id)


def tell_exam_shells(sitting: "Sitting") -> None:
    """The same for the shells of an exam."""
    from ckadtrainer.exam.sitting import Stage
    from ckadtrainer.workspace import Terminal, workspace_of_exam

    with suppress(OSError):
        if sitting.stage is Stage.OPEN:
            file = paths.data() / "attempts" / sitting.id / "kubeconfig"
            Terminal().refresh(workspace_of_exam(sitting, file, SystemClock().now()))
        elif os.environ.get("CKADTRAINER_ATTEMPT") != sitting.id:
            Terminal().close(sitting.id)
