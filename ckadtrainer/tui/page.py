"""What all full screens have in common."""

from typing import ClassVar, TypeVar

from textual.screen import Screen

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui.keys import Key
from ckadtrainer.untrusted import untrusted

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
