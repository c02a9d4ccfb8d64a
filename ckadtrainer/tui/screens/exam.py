"""The exam: tasks in any order, the time left, a notepad. No verdicts, hints or solutions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.exam.pace import most_if_stopped
from ckadtrainer.exam.sitting import Stage
from ckadtrainer.tui import exam_text, wording
from ckadtrainer.tui.keys import bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.screens.exam_keys import EXAM_KEYS
from ckadtrainer.tui.text import prose
from ckadtrainer.tui.widgets.budget import Budget
from ckadtrainer.tui.widgets.exam_sheet import ExamSheet
from ckadtrainer.tui.widgets.exam_tasks import ExamTasks
from ckadtrainer.tui.widgets.exam_title import ExamTitle
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.notepad import Notepad

if TYPE_CHECKING:
    from ckadtrainer.exam.clock import Reading
    from ckadtrainer.invigilation.room import ExamRoom
    from ckadtrainer.practice import Practice
    from ckadtrainer.session.exam import ExamTask
    from ckadtrainer.tui.shell import Shell

_TICK = 0.25  # seconds between two drawings of the clock
_AWAY = "Leave the exam? Its clock runs on while you are away. Everything is kept: `e` on the first screen goes on."


class ExamPage(Page[bool]):
    """Dismissed with whether the exam has ended; else the learner left it for a while."""

    CSS_PATH = "exam.tcss"
    HELP_TITLE = "Exam"
    KEYS = EXAM_KEYS
    BINDINGS: ClassVar[list[BindingType]] = bindings(EXAM_KEYS)

    def __init__(self, practice: Practice, workspace: Shell, room: ExamRoom) -> None:
        super().__init__()
        self._practice, self._workspace, self._room = practice, workspace, room
        self._one_at_a_time = asyncio.Lock()
        self._texts: dict[int, str] = {}
        self._stood = False
        self._is_over = False
        self._alerts = [each for each in room.sitting.plan.alerts if each < room.reading().left]

    @property
    def _shown(self) -> ExamTask:
        return self._room.sitting.current

    def compose(self) -> ComposeResult:
        yield ExamTitle(classes="title-bar")
        yield Static(prose("The cluster does not answer. The clock stands, and no second is lost."), id="banner")
        with Horizontal(id="desk"):
            tasks = ExamTasks()
            tasks.add_class("frame")
            tasks.border_title = "Tasks"
            yield tasks
            with Vertical():
                sheet = ExamSheet()
                sheet.add_class("frame")
                yield sheet
                notes = Notepad(self._room.sitting.notes)
                notes.add_class("frame")
                notes.border_title = "Notes"
                yield notes
        yield Budget()
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(ExamTasks).focus()
        self._room.open()
        self._draw(go=True)
        self._tick()
        self.set_interval(_TICK, self._tick)

    # ---- drawing

    def _tick(self) -> None:
        """Draw what time changes, and notice what happened in the background."""
        if self._is_over:
            return
        sitting, reading = self._room.sitting, self._room.reading()
        self.query_one(ExamTitle).show(sitting, reading)
        self.query_one(Budget).show(self._room.pace(self._shown.number), most_if_stopped(sitting))
        if sitting.stage is not Stage.OPEN:
            self._over()
            return
        self._tell_of_time(reading)
        self.query_one("#banner").display = reading.stands
        if self._stood and not reading.stands:
            given = wording.clock(reading.given_back)
            self.notify(f"{given} of the exam's time is given back.", title="The cluster answers again.", markup=False)
        self._stood = reading.stands

    def _tell_of_time(self, reading: Reading) -> None:
        passed = [alert for alert in self._alerts if alert >= reading.left]
        self._alerts = [alert for alert in self._alerts if alert < reading.left]
        if passed:
            self.notify(f"{wording.span(passed[-1])} left.", timeout=8, markup=False)

    def _draw(self, *, go: bool = False) -> None:
        """Draw list and task."""
        sitting, task = self._room.sitting, self._shown
        self.query_one(ExamTasks).show(sitting, go=go)
        self.query_one(ExamSheet).show(
            task,
            sitting.place(task.number),
            self._texts.get(task.number, ""),
            is_flagged=task.number in sitting.flags,
        )
        if task.number not in self._texts:
            self.read_task(task)

    @work(group="read")
    async def read_task(self, task: ExamTask) -> None:
        """Read a task's text from its pack."""
        try:
            drill = await asyncio.to_thread(self._practice.exams.drill_of, task)
        except TrainerError as error:
            self._texts[task.number] = f"{error.message} {error.remedy}"
        else:
            self._texts[task.number] = drill.drill.task
        self._draw()

    # ---- what the learner does

    async def _keep(self, step: Callable[[], object]) -> None:
        """Do something in the room, one after the other; say so if it cannot be kept."""
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(step)
            except TrainerError as error:
                self.tell(error)

    async def _visit(self, number: int) -> None:
        await self._keep(lambda: self._room.visit(number))
        self._draw(go=True)
        self._tick()

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self._visit(event.option_index + 1)

    async def action_step(self, by: int) -> None:
        await self._visit((self._shown.number - 1 + by) % len(self._room.sitting.plan.tasks) + 1)

    async def action_next_flagged(self) -> None:
        flags, here = sorted(self._room.sitting.flags), self._shown.number
        if not flags:
            self.notify("No task is flagged.", timeout=3, markup=False)
            return
        await self._visit(next((number for number in flags if number > here), flags[0]))

    async def action_flag(self) -> None:
        number = self._shown.number
        on_ = number not in self._room.sitting.flags
        await self._keep(lambda: self._room.flag(number, on=on_))
        self._draw()
        self._tick()

    def action_copy(self) -> None:
        self.query_one(ExamSheet).copy_next()

    def action_notes(self) -> None:
        self.set_focus(self.query_one(Notepad))

    @on(Notepad.Written)
    async def keep_notes(self) -> None:
        """Have the notepad kept."""
        notes = self.query_one(Notepad).text
        await self._keep(lambda: self._room.note(notes))

    def action_shell(self) -> None:
        self.open_shell(self._workspace, self._room.sitting)

    # ---- ways out

    @work(group="ask", exclusive=True)
    async def action_end(self) -> None:
        sitting = self._room.sitting
        unvisited = {task.number for task in sitting.plan.tasks} - sitting.visited
        if await self.ask(exam_text.end_question(unvisited, sitting.flags, self._room.reading().left), "end it"):
            await self.keep_notes()
            await self._keep(self._room.end)
            self._tick()

    @work(group="ask", exclusive=True)
    async def action_away(self) -> None:
        if isinstance(self.focused, Notepad):
            self.query_one(ExamTasks).focus()
        elif await self.ask(_AWAY, "leave"):
            await self.leave()
            self.dismiss(False)

    def _over(self) -> None:
        """The exam has ended, by the learner or the clock: on to the grading, whatever lies over this screen."""
        self._is_over = True
        self.uncover()
        self.dismiss(True)

    async def leave(self) -> None:
        if self._is_over:
            return
        await self.keep_notes()
        self._is_over = True
        await asyncio.to_thread(self._room.close)

    def on_unmount(self) -> None:
        if not self._is_over:  # however the screen ended: nothing watches unseen
            self._room.close()
