"""The drill: task, clock, live checks and what the cluster says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.grading.verdict import Grade, Verdict
from ckadtrainer.history.record import Turn
from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import bindings
from ckadtrainer.tui.ongoing import Ongoing
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.screens.drill_keys import DRILL_KEYS
from ckadtrainer.tui.text import line, names, prose
from ckadtrainer.tui.widgets.checklist import Checklist
from ckadtrainer.tui.widgets.drill_title import DrillTitle
from ckadtrainer.tui.widgets.evidence import Evidence
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.panes import Panes
from ckadtrainer.tui.widgets.prose import Prose
from ckadtrainer.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.history.ghost import Ghost
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.practice import Practice
    from ckadtrainer.tui.shell import Shell

_TICK = 0.5  # seconds between two drawings of the clock


class DrillPage(Page[str]):
    """One attempt. Leaving it stops the clock; nothing of it is lost.

    Dismissed with `home`, `next` or `again`: what the learner wants to do now.
    """

    CSS_PATH = "drill.tcss"
    HELP_TITLE = "Drill"
    KEYS = DRILL_KEYS
    BINDINGS: ClassVar[list[BindingType]] = bindings(DRILL_KEYS)

    class Graded(Message):
        """A new grade, and the whole timeline with it."""

        def __init__(self, grade: Grade, turns: Sequence[Turn]) -> None:
            super().__init__()
            self.grade, self.turns = grade, turns

    def __init__(self, practice: Practice, workspace: Shell, drill: PackedDrill, attempt: Attempt) -> None:
        super().__init__()
        self._practice, self._workspace, self._drill = practice, workspace, drill
        self._ongoing = Ongoing(practice, drill, attempt, self._publish)
        self._names = names(drill.drill.task)
        self._copied: str | None = None
        self._ghost: Ghost | None = None
        self._is_over = False

    def compose(self) -> ComposeResult:
        yield DrillTitle(classes="title-bar")
        yield Static(id="banner")
        with Horizontal(id="work"):
            with VerticalScroll(id="task", classes="frame") as task:
                task.border_title = "Task"
                yield Prose()
            with Vertical(id="proof"):
                checks = Checklist(self._drill.drill.checks)
                checks.add_class("frame")
                checks.border_title = "Checks"
                yield checks
                evidence = Evidence()
                evidence.add_class("frame")
                yield evidence
        panes = Panes(self._practice, self._ongoing)
        panes.add_class("frame")
        yield panes
        yield Timeline()
        yield KeyBar(self.KEYS)

    async def on_mount(self) -> None:
        self._draw_task()
        self._draw_clock()
        self._banner("Looking at the cluster …")
        self.query_one(Evidence).show(None)
        self.query_one(Checklist).focus()
        self.set_interval(_TICK, self._draw_clock)
        self.look_at_best_run()
        self.begin()

    def _publish(self, grade: Grade, turns: Sequence[Turn]) -> None:
        self.post_message(self.Graded(grade, turns))  # from the grading thread; posting is all it may do

    @work(group="attempt")
    async def begin(self) -> None:
        """Start live grading, and try again while the cluster does not answer."""
        try:
            await self._ongoing.begin()
        except TrainerError as error:
            self._banner(f"{error.message} {error.remedy}")
            self.tell(error)

    @work(group="ghost")
    async def look_at_best_run(self) -> None:
        """Read the run to race against; there is none before the first full marks."""
        with suppress(TrainerError):  # without a history there is no race, and grading says so
            self._ghost = await asyncio.to_thread(self._practice.coach.ghost, self._drill)
            self.query_one(Timeline).ghost = self._ghost
            self._draw_clock()

    @on(Graded)
    def _show_grade(self, message: Graded) -> None:
        if self._is_over:
            return
        grade = message.grade
        self.query_one(Checklist).show(grade, message.turns)
        self.query_one(Evidence).show(self.query_one(Checklist).check)
        self.query_one(Timeline).turns = tuple(message.turns)
        self.query_one(Panes).look_again()
        if grade.is_unknown:
            self._banner("Part of the work cannot be judged just now. The clock stands; no point is lost.")
        elif grade.is_full:
            self._banner("All checks are met. `f` finishes.")
        else:
            self._banner("")
        self._draw_clock()

    def _banner(self, text: str) -> None:
        banner = self.query_one("#banner", Static)
        banner.update(prose(text))
        banner.display = bool(text)

    def _draw_task(self) -> None:
        self.query_one(Prose).show(self._drill.drill.task, self._copied)
        self.query_one("#task").border_subtitle = line(f"ns {self._ongoing.attempt.namespace.name}")

    def _draw_clock(self) -> None:
        reading = self._practice.countdown(self._ongoing.attempt)
        grade = self._ongoing.grade
        self.query_one(DrillTitle).show(self._drill.drill, reading, grade.points if grade else 0, self._ghost)
        self.query_one(Checklist).tick(reading.elapsed)
        timeline = self.query_one(Timeline)
        timeline.elapsed, timeline.limit = reading.elapsed, reading.limit

    @on(OptionList.OptionHighlighted)
    def _look_at_check(self) -> None:
        self.query_one(Evidence).show(self.query_one(Checklist).check)

    def action_pane(self, name: str) -> None:
        self.query_one(Panes).choose(name)

    def action_copy(self) -> None:
        if not self._names:
            self.notify("The task names nothing to copy.", markup=False)
            return
        after = self._names.index(self._copied) + 1 if self._copied in self._names else 0
        self._copied = self._names[after % len(self._names)]
        self.app.copy_to_clipboard(self._copied)
        self._draw_task()
        self.query_one("#task").border_title = Content.assemble("copied ", (self._copied, "bold"))

    def action_grade(self) -> None:
        self._ongoing.request()

    @work(group="ask", exclusive=True)
    async def action_hint(self) -> None:
        drill, following = self._drill.drill, self._ongoing.next_hint
        self.query_one(Panes).choose("hints", again=False)
        if following is None:
            return
        words = wording.next_hint(drill, self._ongoing.attempt.hints, following).capitalize()
        if drill.hint_cost and not await self.ask(
            f"{words} costs {wording.count(drill.hint_cost, 'point')}.", "open it"
        ):
            return
        await self._change(lambda attempt: self._practice.help.hint(attempt, self._ongoing.grade)[0])

    @work(group="ask", exclusive=True)
    async def action_solution(self) -> None:
        seen = self._ongoing.attempt.solution_seen
        if not seen and not await self.ask("See the solution? This try then no longer counts as passed.", "show it"):
            return
        found: list[str] = []

        def open_it(attempt: Attempt) -> Attempt:
            attempt, text = self._practice.help.solution(attempt)
            found.append(text)
            return attempt

        if await self._change(open_it):
            from ckadtrainer.tui.screens.solution import SolutionPage

            self.app.push_screen(SolutionPage(self._drill, found[0]))

    @work(group="ask", exclusive=True)
    async def action_reset(self) -> None:
        if not await self.ask(
            "Start over in a fresh namespace? Everything in this one is removed. The clock goes on.", "start over"
        ):
            return
        self._banner("Making a fresh namespace …")
        try:
            await self._ongoing.start_over()
        except TrainerError as error:
            self.tell(error)
        self.query_one(Checklist).forget()
        self.query_one(Evidence).show(None)
        self.query_one(Timeline).turns = ()
        self._draw_task()

    @work(group="ask", exclusive=True)
    async def action_finish(self) -> None:
        grade = self._ongoing.grade
        pending = sum(check.verdict is Verdict.PENDING for check in grade.checks) if grade else 0
        if (grade is None or not grade.is_full) and not await self.ask(wording.finish_question(pending), "finish"):
            return
        self._banner("Grading once more …")
        await self._ongoing.stop()
        try:
            turns = await asyncio.to_thread(self._practice.timeline, self._ongoing.attempt)
            result = await asyncio.to_thread(self._practice.finish, self._ongoing.attempt, self._ongoing.grade)
        except TrainerError as error:
            self._banner(f"{error.message} {error.remedy}")
            self.begin()
            return
        self._is_over = True
        from ckadtrainer.tui.screens.result import ResultPage

        where = await self.app.push_screen_wait(ResultPage(self._drill, result, turns))
        self.dismiss(where)

    @work(group="ask", exclusive=True)
    async def action_home(self) -> None:
        await self.leave()
        self.dismiss("home")

    def action_beside(self) -> None:
        from ckadtrainer.tui.screens.beside import BesidePage

        self.app.push_screen(BesidePage(self._ongoing))

    def action_shell(self) -> None:
        self.open_shell(self._workspace, self._ongoing.attempt)

    async def _change(self, step: Callable[[Attempt], Attempt]) -> bool:
        """Change the attempt; tell whether it went well."""
        try:
            await self._ongoing.change(step)
        except TrainerError as error:
            self.tell(error)
            return False
        self.query_one(Panes).draw()
        return True

    async def leave(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        try:
            await self._ongoing.rest()
        except TrainerError as error:
            self.tell(error)
