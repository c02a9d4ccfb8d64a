"""The application: two themes, one home screen, and a way out that always leaves the terminal well."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from ckadtrainer.tui.page import Page
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from ckadtrainer.practice import Practice
    from ckadtrainer.provisioning import Provider
    from ckadtrainer.session.exam import ExamPlan
    from ckadtrainer.tui.shell import Shell

_HERE = Path(__file__).parent
_LAST_WORDS = 2.0  # seconds a screen may take to put its attempt in order before the program ends


class TrainerApp(App[None]):
    """The trainer in the terminal. Nothing of `practice` is called before the first frame or on the UI loop."""

    TITLE = "ckadtrainer"
    # The default screen's own stylesheet is not read by Textual; those of pushed screens are.
    CSS_PATH: ClassVar[list[str | PurePath]] = [_HERE / "app.tcss", _HERE / "screens" / "home.tcss"]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        practice: Practice,
        provider: Provider,
        workspace: Shell,
        *,
        at_exam: bool = False,
        plan: ExamPlan | None = None,
    ) -> None:
        """With `at_exam` it begins at the exam: the one that is open, else `plan`, else the choice of one."""
        super().__init__()
        self._at_exam, self._plan = at_exam, plan
        self._practice, self._provider, self._workspace = practice, provider, workspace
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        return Home(self._practice, self._provider, self._workspace)

    def on_mount(self) -> None:
        if self._at_exam:
            self.call_after_refresh(self._open_exam)
        # Textual restores the terminal on its way out, but takes that way only when told to.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self._end)
            except (NotImplementedError, RuntimeError, ValueError):
                return  # not the main thread, or no such signals here: the default stays

    def on_unmount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.remove_signal_handler(number)
            except (NotImplementedError, RuntimeError, ValueError):
                return

    def _open_exam(self) -> None:
        from ckadtrainer.tui.screens.exam_lobby import ExamLobby

        self.push_screen(ExamLobby(self._practice, self._workspace, self._plan))

    def _end(self) -> None:
        self.run_worker(self.action_quit(), exit_on_error=False)

    async def action_quit(self) -> None:
        """Let the open screens put their attempt in order, then end."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        leaving = asyncio.gather(*(page.leave() for page in pages), return_exceptions=True)
        await asyncio.wait([leaving], timeout=_LAST_WORDS)
        self.exit()

    def action_other_theme(self) -> None:
        """Light when dark, dark when light."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Light or dark", "Switch between the light and the dark theme", self.action_other_theme)
        if isinstance(screen, Page):
            yield SystemCommand("Keys", "Explain the keys of this screen", screen.action_help)
            for key in screen.KEYS:
                if key.label and key.action != "help":
                    yield SystemCommand(
                        key.label.capitalize(), key.about, lambda action=key.action: screen.run_action(action)
                    )
        yield SystemCommand("Quit", "Leave the trainer; an open drill is kept", self.action_quit)
