"""What all full screens have in common."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.screen import Screen

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui.keys import Key
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.exam.sitting import Sitting
    from ckadtrainer.tui.shell import Shell

Outcome = TypeVar("Outcome")


class Page(Screen[Outcome]):
    """A full screen with keys, a help made of them, and one way to tell errors and ask questions."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    HELP_TITLE: ClassVar[str] = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]  # noqa: RUF012 (Textual's own type)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]  # noqa: RUF012 (Textual's own type)

    def tell(self, error: TrainerError) -> None:
        """Say what is and what to do."""
        self.notify(
            untrusted(error.remedy),
            title=untrusted(error.message),
            severity="warning",
            timeout=12,
            markup=False,
        )

    async def ask(self, question: str, yes: str) -> bool:
        """Ask before something that cannot be undone; to be awaited in a worker."""
        from ckadtrainer.tui.screens.confirm import Confirm

        return await self.app.push_screen_wait(Confirm(question, yes)) is True

    def open_shell(self, shell: Shell, at: Attempt | Sitting) -> None:
        """Open the learner's shell beside the trainer, or else in its place until they leave it."""
        if shell.can_open_beside():
            self._open_beside(shell, at)
            return
        try:
            with self.app.suspend():
                shell.run_shell(at)
        except TrainerError as error:
            self.tell(error)
        self.app.refresh(layout=True)

    @work(group="shell", exclusive=True)
    async def _open_beside(self, shell: Shell, at: Attempt | Sitting) -> None:
        try:
            await asyncio.to_thread(shell.open_beside, at)
        except TrainerError as error:
            self.tell(error)

    def uncover(self) -> None:
        """Take away what lies over this screen, so that it can be dismissed; a question is answered with no."""
        for screen in reversed(self.app.screen_stack):
            if screen is self:
                return
            screen.dismiss()

    def action_help(self) -> None:
        from ckadtrainer.tui.screens.help import Help

        self.app.push_screen(Help(self.HELP_TITLE, self.KEYS))

    async def leave(self) -> None:
        """Put things in order before the program ends; must be quick."""
