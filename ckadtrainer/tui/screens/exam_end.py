"""The exam is over: all tasks are graded at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.scoring.exam import ExamResult
from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import prose
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.invigilation.room import ExamRoom
    from ckadtrainer.practice import Practice


class ExamEnd(Page[ExamResult]):
    """Dismissed with the result, or with None when the learner puts the grading off."""

    CSS_PATH = "exam_end.tcss"
    HELP_TITLE = "Grading"
    KEYS = (
        Key("r,enter", "grade", "grade again", "Grade again, after the cluster did not answer.", "r"),
        Key("x", "abandon", "give up", "Give the exam up: nothing of it is recorded."),
        Key("escape,q", "later", "later", "Grade later: the exam stays as it ended.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    class Graded(Message):
        """One more task is graded."""

        def __init__(self, done: int, of: int) -> None:
            super().__init__()
            self.done, self.of = done, of

    def __init__(self, practice: Practice, room: ExamRoom) -> None:
        super().__init__()
        self._practice, self._room = practice, room
        self._is_grading = False

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("The exam is over", "bold $accent")
        yield title
        with Vertical(id="grading"):
            yield Static(id="bar", markup=False)
            yield Static(id="now", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.action_grade()

    @work(group="grade")
    async def action_grade(self) -> None:
        """Grade every task; what was typed last may still come true, and is waited for."""
        if self._is_grading:
            return
        self._is_grading = True
        self._now("Grading every task. What may still come true is waited for.")
        try:
            result = await asyncio.to_thread(self._practice.exams.grade, self._room, self._tell)
        except TrainerError as error:
            self._now(f"{error.message} {error.remedy}\n\n`r` grades again.")
        else:
            self.uncover()
            self.dismiss(result)
        finally:
            self._is_grading = False

    def _tell(self, done: int, of: int) -> None:
        self.post_message(self.Graded(done, of))  # from the grading's threads; posting is all it may do

    @on(Graded)
    def _show(self, message: Graded) -> None:
        width = max(10, min(60, self.size.width - 24))
        bar = wording.bar(message.done / message.of, width)
        self.query_one("#bar", Static).update(
            Content.assemble((bar, "$accent"), f"  {message.done} of {message.of}", (" graded", "$quiet"))
        )

    def _now(self, text: str) -> None:
        self.query_one("#now", Static).update(prose(text))

    @work(group="ask", exclusive=True)
    async def action_abandon(self) -> None:
        if self._is_grading or not await self.ask("Give the exam up? Nothing of it is recorded.", "give it up"):
            return
        try:
            await asyncio.to_thread(self._practice.exams.abandon, self._room.sitting)
        except TrainerError as error:
            self.tell(error)
            return
        self.dismiss(None)

    def action_later(self) -> None:
        if not self._is_grading:
            self.dismiss(None)
