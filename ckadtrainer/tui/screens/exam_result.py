"""The result of an exam: the score beside the pass line, a bar for each part, the tasks that lost most first."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, OptionList, Static
from textual.widgets.option_list import Option

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui import exam_text, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.practice import Practice
    from ckadtrainer.scoring.exam import ExamResult

_LINE = 40
"""Cells of the pass line where there is room."""


class ExamResultPage(Page[None]):
    """What was reached, where it was lost, and what to look at."""

    CSS_PATH = "exam_result.tcss"
    HELP_TITLE = "Result of an exam"
    KEYS = (
        Key("enter", "", "look at it", "The highlighted task: evidence, time, a solution, what happened."),
        Key("m", "timeline", "timeline", "Where the minutes went, and the exam gone through again."),
        Key("s", "parts", "by skill", "The bars by lines of the curriculum, or by parts of the exam."),
        Key("w", "write", "write page", "Write the result as a page with charts into the folder you started from."),
        Key("down,up", "", "", "Move between tasks.", "↑ ↓"),
        Key("escape,q", "dismiss", "back", "Back.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, practice: Practice, result: ExamResult) -> None:
        super().__init__()
        self._practice, self._result = practice, result
        self._tasks = result.by_loss()
        self._by_skill = False

    def compose(self) -> ComposeResult:
        result = self._result
        title = Line(classes="title-bar")
        title.left = Content.assemble(("Result", "bold $accent"), "  ", line(result.title))
        title.right = Content.assemble(
            (f"{result.ended_at.astimezone():%d %b %Y}  seed ", "$quiet"), line(result.seed, "$quiet")
        )
        yield title
        with Horizontal(id="score"):
            yield Digits(exam_text.per_cent(result.score), id="per-cent")
            with Vertical(id="verdict"):
                yield Static(id="line", markup=False)
                yield Static(self._verdict(), markup=False)
        with Horizontal(id="details"):
            with VerticalScroll(id="parts", classes="frame", can_focus=False):
                yield Static(id="bars", markup=False)
                yield Static(self._remarks(), id="remarks", markup=False)
            tasks = OptionList(compact=True, id="tasks", classes="frame")
            tasks.border_title = "Tasks, those that lost most first"
            yield tasks
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one("#tasks").focus()
        self.call_after_refresh(self._draw)

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Draw what depends on the width."""
        result, tasks, parts = self._result, self.query_one("#tasks", OptionList), self.query_one("#parts")
        room = min(_LINE, self.query_one("#verdict").content_size.width - 14)
        self.query_one("#line", Static).update(exam_text.pass_line(result.score, result.pass_mark, max(10, room)))
        found = result.competencies() if self._by_skill else result.sections()
        parts.border_title = "By line of the curriculum" if self._by_skill else "By part of the exam"
        self.query_one("#bars", Static).update(exam_text.parts(found, parts.scrollable_content_region.width))
        kept, width = tasks.highlighted, tasks.scrollable_content_region.width
        tasks.set_options([Option(exam_text.lost_row(task, width)) for task in self._tasks])
        tasks.highlighted = kept or 0

    def _verdict(self) -> Content:
        result = self._result
        visited = sum(task.first_visit is not None for task in result.tasks)
        facts = [
            f"{wording.clock(result.seconds)} of {wording.clock(result.limit)}",
            f"{visited} of {wording.count(len(result.tasks), 'task')} visited",
        ]
        if result.given_back >= 1:
            facts.append(f"{wording.clock(result.given_back)} given back")
        word = ("passed", "bold $accent") if result.is_passed else ("not passed yet", "bold")
        return Content.assemble(word, (f"  {' · '.join(facts)}", "$quiet"))

    def _remarks(self) -> Content:
        rows = [Content.assemble(("· ", "$quiet"), line(remark, "$quiet")) for remark in self._result.remarks]
        return Content("\n").join([Content(""), *rows]) if rows else Content("")

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        from ckadtrainer.tui.screens.exam_task import ExamTaskPage

        self.app.push_screen(ExamTaskPage(self._practice, self._tasks, event.option_index))

    def action_timeline(self) -> None:
        from ckadtrainer.tui.screens.exam_timeline import ExamTimeline

        self.app.push_screen(ExamTimeline(self._result))

    @work(group="write", exclusive=True)
    async def action_write(self) -> None:
        file = Path.cwd() / exam_text.page_name(self._result)
        try:
            await asyncio.to_thread(_write, file, self._result)
        except TrainerError as error:
            self.tell(error)
        else:
            self.notify(untrusted(str(file)), title="The page is written.", markup=False)

    def action_parts(self) -> None:
        self._by_skill = not self._by_skill
        self._draw()


def _write(file: Path, result: ExamResult) -> None:
    from ckadtrainer.scoring.exam_as_html import exam_html
    from ckadtrainer.whole_file import write_whole

    write_whole(file, exam_html(result))
