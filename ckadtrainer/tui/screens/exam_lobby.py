"""The lobby: what an exam is drawn from, what the draw gives, and the exams so far."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ckadtrainer.errors import NamespaceGone, TrainerError
from ckadtrainer.exam.sitting import Stage
from ckadtrainer.tui import exam_text, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.exam_choices import ExamChoices
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.exam.sitting import Sitting
    from ckadtrainer.invigilation.room import ExamRoom
    from ckadtrainer.practice import Practice
    from ckadtrainer.scoring.exam import ExamResult
    from ckadtrainer.session.exam import ExamPlan
    from ckadtrainer.tui.shell import Shell


class ExamLobby(Page[None]):
    """Draws an exam and leads through it. One that is under way is gone on with at once, and so one that is drawn."""

    CSS_PATH = "exam_lobby.tcss"
    HELP_TITLE = "Exam"
    KEYS = (
        Key("enter", "begin", "set up", "Set the exam up. Its clock starts later, when you say so."),
        Key("left,right", "", "change", "Change the highlighted choice.", "← →"),
        Key("r", "draw_anew", "redraw", "Another seed: other tasks, other variants."),
        Key("s", "seed", "seed", "Type a seed: the same seed and choices give the same exam."),
        Key("tab", "", "past", "Move between the choices and the exams so far; enter opens a result."),
        Key("escape,q", "back", "home", "Back to the drills.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, practice: Practice, workspace: Shell, plan: ExamPlan | None = None) -> None:
        super().__init__()
        self._practice, self._workspace = practice, workspace
        self._given, self._plan = plan, plan
        self._results: Sequence[ExamResult] = ()
        self._is_offered = False

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("Exam", "bold $accent")
        yield title
        with Horizontal(id="lobby"):
            with Vertical(id="left"):
                with Vertical(id="choose", classes="frame") as choose:
                    choose.border_title = "Choose"
                    yield ExamChoices()
                    with Horizontal(id="seed-row"):
                        yield Static("seed", id="seed-label")
                        yield Input(secrets.token_hex(3), id="seed", compact=True, max_length=40)
                past = OptionList(compact=True, id="past", classes="frame")
                past.border_title = "Exams so far"
                yield past
            with VerticalScroll(id="plan", classes="frame", can_focus=False) as plan:
                plan.border_title = "What is drawn"
                yield Static(id="drawn", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(ExamChoices).focus()
        self.query_one("#drawn", Static).update(Content.styled("Looking at the history …", "$quiet"))
        self.load()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Go on with the exam that is open, else offer one."""
        try:
            sitting = await asyncio.to_thread(self._practice.exams.unfinished)
            if sitting is not None:
                await self._go_on(sitting)
                return
            self._results = await asyncio.to_thread(self._practice.exams.results)
            self.query_one(ExamChoices).offer(await asyncio.to_thread(self._practice.exams.pools))
        except TrainerError as error:
            self._say(error)
            return
        self._is_offered = True
        self._draw_past()
        if self._given is None:
            self.draw_exam()
        else:
            self._given = None
            self._draw_plan()
            self.action_begin()

    @on(ExamChoices.Chosen)
    @on(Input.Changed)
    def draw_again(self) -> None:
        """Draw with what is chosen now, unless an exam is gone on with."""
        if self._is_offered:
            self.draw_exam()

    @work(exclusive=True, group="draw")
    async def draw_exam(self) -> None:
        """Draw the exam and show what the draw gives."""
        choices, seed = self.query_one(ExamChoices), self.query_one("#seed", Input).value.strip()
        self._plan = None
        try:
            self._plan = await asyncio.to_thread(
                self._practice.exams.plan,
                pool=choices.pool,
                minutes=choices.minutes,
                is_half=choices.is_half,
                seed=seed,
                half_time=choices.is_half_time,
            )
        except TrainerError as error:
            self._say(error)
            return
        self._draw_plan()

    def _draw_plan(self) -> None:
        if self._plan is not None:
            width = self.query_one("#plan").scrollable_content_region.width
            self.query_one("#drawn", Static).update(exam_text.plan(self._plan, width))

    def _say(self, error: TrainerError) -> None:
        self.query_one("#drawn", Static).update(line(f"{error.message} {error.remedy}", "$warning"))

    def _draw_past(self) -> None:
        past, now = self.query_one("#past", OptionList), self._practice.clock.now()
        if not self._results:
            past.set_options([Option("None yet.", disabled=True)])
            return
        width = past.scrollable_content_region.width
        rows = [exam_text.past_row(each, wording.day(each.ended_at, now), width) for each in self._results]
        past.set_options([Option(row, id=each.id) for row, each in zip(rows, self._results, strict=True)])

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._draw_past)
        self.call_after_refresh(self._draw_plan)

    def action_seed(self) -> None:
        self.set_focus(self.query_one("#seed", Input))

    def action_draw_anew(self) -> None:
        self.query_one("#seed", Input).value = secrets.token_hex(3)

    @on(Input.Submitted)
    def _typed(self) -> None:
        self.query_one(ExamChoices).focus()

    def action_back(self) -> None:
        if isinstance(self.focused, Input):
            self.query_one(ExamChoices).focus()
        else:
            self.dismiss()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_list.id != "past":
            self.action_begin()
            return
        from ckadtrainer.tui.screens.exam_result import ExamResultPage

        result = next(each for each in self._results if each.id == event.option_id)
        self.app.push_screen(ExamResultPage(self._practice, result))

    @work(exclusive=True, group="exam")
    async def action_begin(self) -> None:
        """Set the exam up, sit it, see its result."""
        if self._plan is None:
            return
        from ckadtrainer.tui.screens.exam_start import ExamStart

        room = await self.app.push_screen_wait(ExamStart(self._practice, self._plan))
        if room is not None:
            await self._sit(room)

    async def _go_on(self, sitting: Sitting) -> None:
        """Back to where the learner was; an exam that has ended is graded."""
        try:
            room = await asyncio.to_thread(self._practice.exams.go_on, sitting)
        except NamespaceGone as error:
            if not await self.ask(f"{error.message} Give the exam up? Nothing of it is recorded.", "give it up"):
                self.dismiss()
                return
            await asyncio.to_thread(self._practice.exams.abandon, sitting)
            self.load()
            return
        await self._sit(room)

    async def _sit(self, room: ExamRoom) -> None:
        from ckadtrainer.tui.screens.exam import ExamPage
        from ckadtrainer.tui.screens.exam_end import ExamEnd
        from ckadtrainer.tui.screens.exam_result import ExamResultPage

        if room.sitting.stage is Stage.OPEN:
            has_ended = await self.app.push_screen_wait(ExamPage(self._practice, self._workspace, room))
            if not has_ended:
                self.dismiss()
                return
        result = await self.app.push_screen_wait(ExamEnd(self._practice, room))
        if result is None:
            self.dismiss()
            return
        await self.app.push_screen_wait(ExamResultPage(self._practice, result))
        self.load()
