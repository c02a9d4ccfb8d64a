"""The set-up: named steps, what is being done and why, how long it still takes, and a way out."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.provisioning import Condition, Progress, Step, StepState
from ckadtrainer.tui import symbols, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line, prose
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.provisioning import Provider

_MAY_INSTALL = (
    "There is no container engine on this machine. The set-up can install Podman with the system's package manager."
)
_STYLES = {StepState.RUNNING: "$warning", StepState.FAILED: "$error", StepState.WAITING: "$quiet"}


class SetUp(Page[bool]):
    """Brings the cluster up; dismissed with whether it is up. Left before, it goes on from there the next time."""

    CSS_PATH = "setup.tcss"
    HELP_TITLE = "Set-up"
    KEYS = (
        Key(
            "escape,q", "stop", "stop, go on later", "Stop here. Finished steps are not repeated the next time.", "esc"
        ),
        Key("u,enter", "run", "try again", "Go on with the set-up after it stopped.", "u"),
        PALETTE,
        HELP,
    )
    KEYS_WHEN_UP = (Key("enter", "", "drills", "Go to the drills."), HELP)
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    class Advanced(Message):
        """The set-up has got further."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self._provider = provider
        self._stop = threading.Event()
        self._is_running = False
        self._is_up = False

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("Set-up of the practice cluster", "bold $accent")
        yield title
        yield Static(id="overall", markup=False)
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = "Steps"
            yield Static(id="steps", markup=False)
        yield Static(id="now", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.action_run()

    @work(group="set-up")
    async def action_run(self) -> None:
        """Bring the cluster up, or leave when it is; asks first where system packages have to be installed."""
        if self._is_running:
            return
        if self._is_up:
            self.dismiss(True)
            return
        self._is_running = True
        self._stop.clear()
        self._now("Looking at what is there …")
        try:
            status = await asyncio.to_thread(self._provider.status)
            may_install = status.condition is Condition.NO_ENGINE and await self.ask(_MAY_INSTALL, "install it")
            await asyncio.to_thread(self._provider.up, self._report, self._stop, yes=may_install)
        except TrainerError as error:
            self._now(f"{error.message} {error.remedy}")
        else:
            self._is_up = not self._stop.is_set()
            if self._is_up:
                self._tell_up()
            else:
                self._now("Stopped.")
        self._is_running = False

    def _tell_up(self) -> None:
        self._now("The practice cluster is ready. `enter` goes to the drills.")
        for bar in self.query(KeyBar):
            bar.show(self.KEYS_WHEN_UP)
        for steps in self.query("#steps").results(Static):
            if not steps.content:
                steps.update("Nothing was left to do.")

    def _report(self, progress: Progress) -> None:
        self.post_message(self.Advanced(progress))  # from the set-up's threads; posting is all it may do

    @on(Advanced)
    def _show(self, message: Advanced) -> None:
        progress = message.progress
        width = max(10, self.size.width - 24)
        left = f"{wording.span(progress.left)} left" if progress.left > 0 else ""
        self.query_one("#overall", Static).update(
            Content.assemble(
                (wording.bar(progress.share, min(width, 60)), "$accent"), f"  {progress.share:.0%}  ", (left, "$quiet")
            )
        )
        self.query_one("#steps", Static).update(Content("\n").join(_step(step) for step in progress.steps))
        log = f"\nlog  {progress.log}" if progress.log else ""
        self.query_one("#now", Static).update(Content.assemble(line(progress.note), (log, "$quiet")))

    def _now(self, text: str) -> None:
        for now in self.query("#now").results(Static):  # none on a screen that was left meanwhile
            now.update(prose(text))

    def action_stop(self) -> None:
        self._stop.set()
        self.dismiss(self._is_up)

    async def leave(self) -> None:
        self._stop.set()

    def on_unmount(self) -> None:
        self._stop.set()  # however the screen ended: nothing goes on unseen


def _step(step: Step) -> Content:
    style = _STYLES.get(step.state, "$accent")
    times = f"{wording.clock(step.spent)} of about {wording.clock(step.expected)}"
    if step.state is StepState.WAITING:
        times = f"about {wording.clock(step.expected)}"
    elif step.state is StepState.KEPT:
        times = "done before"
    elif step.state is StepState.DONE:
        times = wording.clock(step.spent)
    return Content.assemble(
        (symbols.STEP[step.state], style),
        " ",
        line(step.name, "" if step.state is StepState.WAITING else "bold"),
        (f"  {times}", "$quiet"),
        "\n    ",
        line(step.why, "$quiet"),
    )
