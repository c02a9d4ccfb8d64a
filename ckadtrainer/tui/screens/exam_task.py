"""One task of an exam that is over: evidence, time, a solution, what happened."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui import exam_text, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line, plain
from ckadtrainer.tui.widgets.check_result import CheckResult
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.prose import Prose
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.practice import Practice
    from ckadtrainer.scoring.exam import TaskResult


class ExamTaskPage(Page[None]):
    """Everything that is known of a task; `n` and `p` go through the tasks in the order of the result."""

    CSS_PATH = "exam_task.tcss"
    HELP_TITLE = "Task of an exam"
    KEYS = (
        Key("n", "step(1)", "next", "The next task of the result."),
        Key("p", "step(-1)", "previous", "The task before."),
        Key("down,up", "", "scroll", "Scroll.", "↑ ↓"),
        Key("c", "copy", "copy", "Copy the solution to the clipboard."),
        Key("escape,q", "dismiss", "result", "Back to the result.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, practice: Practice, tasks: tuple[TaskResult, ...], at: int) -> None:
        super().__init__()
        self._practice, self._tasks, self._at = practice, tasks, at

    @property
    def _shown(self) -> TaskResult:
        return self._tasks[self._at]

    def compose(self) -> ComposeResult:
        task = self._shown
        title = Line(classes="title-bar")
        title.left = Content.assemble((f"{task.number}  ", "bold $accent"), line(task.title, "bold"))
        title.right = Content.assemble(
            (exam_text.per_cent(task.scored), "bold"),
            f" of {task.weight} %  ",
            (exam_text.loss(task), "$warning" if task.loss else "$accent"),
        )
        yield title
        with VerticalScroll(id="whole"):
            yield Static(self._facts(), id="facts", markup=False)
            yield from self._frame("checks", "Checks", *self._checks())
            yield from self._frame("task", "Task", Prose(id="text"))
            if task.solution:
                yield from self._frame("solution", "One solution", Static(plain(task.solution), markup=False))
            if task.debrief:
                yield from self._frame("debrief", "What happened", Prose(task.debrief))
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self._look()

    def _look(self) -> None:
        self.query_one("#whole").focus()
        self.query_one("#task").display = False
        self.read_task()

    @work(exclusive=True, group="read")
    async def read_task(self) -> None:
        """Read the task's text, which the result does not keep; a pack that is gone has none."""
        try:
            drill = await asyncio.to_thread(self._practice.exams.drill_of, self._shown)
        except TrainerError:
            return
        self.query_one("#text", Prose).show(drill.drill.task)
        self.query_one("#task").display = True

    def _facts(self) -> Content:
        task = self._shown
        facts = [f"spent {wording.clock(task.seconds)} of {wording.clock(task.budget)}"]
        if task.first_visit is None:
            facts.append("not visited")
        else:
            facts.append(f"first visited at {wording.clock(task.first_visit)}")
            facts += [wording.count(len(task.visits), "visit")] if len(task.visits) > 1 else []
        facts += ["flagged"] if task.flagged else []
        return Content.assemble(
            (" · ".join(facts), "$quiet"), "\n", line(task.competency or task.section, "$quiet"), "\n",
            ("namespace ", "$quiet"), line(task.namespace, "$quiet"),
        )  # fmt: skip

    def _checks(self) -> Iterator[Widget]:
        for check in self._shown.grade.checks if self._shown.grade else ():
            yield CheckResult(check, self._shown.says(check.id))

    @staticmethod
    def _frame(name: str, title: str, *inside: Widget) -> ComposeResult:
        frame = Vertical(*inside, id=name, classes="frame")
        frame.border_title = title
        yield frame

    async def action_step(self, by: int) -> None:
        self._at = (self._at + by) % len(self._tasks)
        await self.recompose()
        self._look()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(untrusted(self._shown.solution))
        self.notify("The solution is in the clipboard.", markup=False)
