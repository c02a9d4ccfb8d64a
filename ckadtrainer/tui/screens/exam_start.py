"""Everything of an exam is staged; then the learner starts the clock."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.invigilation.room import ExamRoom
from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import prose
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from ckadtrainer.exam.sitting import Sitting
    from ckadtrainer.practice import Practice
    from ckadtrainer.session.exam import ExamPlan

_RULES = """
- The clock never stops but for faults of ours: what the cluster was away is given back.
- Each task names a context to use and the namespace it is about. Both can be copied with `c`.
- No verdicts, hints or solutions before the end. Points count by weight, part of a task counts in part.
- Leaving the trainer, or losing the terminal, loses nothing but the time that runs on.
"""


class _Stopped(Exception):
    """The learner thought better of it."""


class ExamStart(Page[ExamRoom]):
    """Dismissed with the room of the exam once its clock runs, with None when it was given up."""

    CSS_PATH = "exam_start.tcss"
    HELP_TITLE = "Before the exam"
    KEYS = (
        Key("enter", "go", "start the clock", "Start the clock, once everything is staged; or stage again."),
        Key("escape,q", "stop", "stop", "Back; what is staged is removed.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    class Staged(Message):
        """One more step is done."""

        def __init__(self, done: int, of: int) -> None:
            super().__init__()
            self.done, self.of = done, of

    def __init__(self, practice: Practice, plan: ExamPlan) -> None:
        super().__init__()
        self._practice, self._plan = practice, plan
        self._stop = threading.Event()
        self._sitting: Sitting | None = None
        self._is_busy = False
        self._is_begun = False

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("Before the exam", "bold $accent")
        title.right = Content.styled(
            f"{wording.count(len(self._plan.tasks), 'task')} in {wording.clock(self._plan.seconds)}", "$quiet"
        )
        yield title
        with Vertical(id="staging"):
            yield Static(id="bar", markup=False)
            yield Static(id="now", markup=False)
            yield Prose(_RULES, id="rules")
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.stage()

    @work(group="stage")
    async def stage(self) -> None:
        """Stage every task."""
        self._is_busy = True
        self._now("Staging every task. The clock does not run yet.")
        try:
            self._sitting = await asyncio.to_thread(self._practice.exams.set_up, self._plan, self._tell)
        except _Stopped:
            return
        except TrainerError as error:
            self._now(f"{error.message} {error.remedy} `enter` tries again.")
        else:
            self._now("Everything is staged. `enter` starts the clock.")
        finally:
            self._is_busy = False
        if self._stop.is_set():
            await self._give_up()

    def _tell(self, done: int, of: int) -> None:
        """Hear of a step, on a thread of the set-up."""
        if self._stop.is_set():
            raise _Stopped
        self.post_message(self.Staged(done, of))

    @on(Staged)
    def _show(self, message: Staged) -> None:
        width = max(10, min(60, self.size.width - 24))
        bar = wording.bar(message.done / message.of, width)
        self.query_one("#bar", Static).update(
            Content.assemble((bar, "$accent"), f"  {message.done} of {message.of}", (" staged", "$quiet"))
        )

    def _now(self, text: str) -> None:
        for now in self.query("#now").results(Static):  # none on a screen that was left meanwhile
            now.update(prose(text))

    @work(group="go", exclusive=True)
    async def action_go(self) -> None:
        if self._is_busy or self._is_begun:
            return
        if self._sitting is None:
            self.stage()
            return
        self._is_begun = True
        try:
            room = await asyncio.to_thread(self._practice.exams.begin, self._sitting)
        except TrainerError as error:
            self.tell(error)
            self._is_begun = False
            return
        self.dismiss(room)

    @work(group="stop", exclusive=True)
    async def action_stop(self) -> None:
        if not self._is_begun:
            await self.leave()
            self.dismiss(None)

    async def leave(self) -> None:
        self._stop.set()
        if not self._is_busy and not self._is_begun:
            await self._give_up()

    async def _give_up(self) -> None:
        """Have what was staged removed; what cannot be removed now goes with the next exam."""
        sitting, self._sitting = self._sitting, None
        if sitting is not None:
            try:
                await asyncio.to_thread(self._practice.exams.abandon, sitting)
            except TrainerError as error:
                self.tell(error)
