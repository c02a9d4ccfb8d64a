"""An exam gone through again: where the minutes went, and at any moment what was met."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.scoring.exam_replay import Replay
from ckadtrainer.tui import exam_text, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line, marked
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.lanes import Lanes
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult, TaskResult
    from ckadtrainer.scoring.exam_replay import Moment

_MINUTE = 60.0


class ExamTimeline(Page[None]):
    """Steps through the exam, by minutes or by what happened."""

    CSS_PATH = "exam_timeline.tcss"
    HELP_TITLE = "Timeline"
    KEYS = (
        Key("left,right", "", "a minute", "A minute back or on.", "← →"),
        Key("p,comma", "happening(-1)", "before", "Back to what happened before: a visit, a check that turned.", "p"),
        Key("n,full_stop", "happening(1)", "next", "On to what happened next.", "n"),
        Key("home,end", "", "begin, end", "The beginning; the end, as graded.", "home end"),
        Key("escape,m,q", "dismiss", "result", "Back to the result.", "esc"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        *bindings(
            (
                Key("left", f"minute(-{_MINUTE})", "", ""),
                Key("right", f"minute({_MINUTE})", "", ""),
                Key("home", "go(0.0)", "", ""),
                Key("end", "finish", "", ""),
            )
        ),
    ]

    def __init__(self, result: ExamResult) -> None:
        super().__init__()
        self._replay = Replay(result)
        self._moments = self._replay.moments()
        self._at = 0.0

    def compose(self) -> ComposeResult:
        yield Line(classes="title-bar")
        with VerticalScroll(id="lanes", classes="frame", can_focus=False) as lanes:
            lanes.border_title = "Where the minutes went"
            lanes.border_subtitle = "━ on the screen  ● a check turned true  ○ one broke"
            yield Lanes(self._replay)
        with VerticalScroll(id="moment", classes="frame"):
            yield Static(markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one("#moment").focus()
        self.action_go(0.0)

    def action_minute(self, by: float) -> None:
        self.action_go(self._at + by)

    def action_happening(self, by: int) -> None:
        at = bisect_right(self._moments, self._at) if by > 0 else bisect_left(self._moments, self._at) - 1
        self.action_go(self._moments[max(0, min(at, len(self._moments) - 1))])

    def action_finish(self) -> None:
        self.action_go(self._replay.end)

    def action_go(self, seconds: float) -> None:
        """Look at another moment."""
        self._at = max(0.0, min(seconds, self._replay.end))
        moment = self._replay.at(self._at)
        self.query_one(Lanes).moment = self._at
        self._draw_title(moment)
        pane = self.query_one("#moment", VerticalScroll)
        task = moment.task
        pane.border_title = _on_screen(task) if task else self._no_task()
        pane.query_one(Static).update(Content("\n").join(self._rows(moment)))
        if task is not None:  # its lane in sight, where not all of them are
            lanes = self.query_one("#lanes", VerticalScroll)
            lanes.scroll_to(y=max(0, task.number + 2 - lanes.size.height), animate=False)

    def _draw_title(self, moment: Moment) -> None:
        bar, result = self.query_one(Line), self._replay.result
        is_end = moment.seconds >= self._replay.end
        bar.left = Content.assemble(
            ("Timeline", "bold $accent"),
            (f"  at {wording.clock(moment.seconds)} of {wording.clock(self._replay.end)}", ""),
        )
        words = "as graded " if is_end else "score then "
        bar.right = Content.assemble(
            (words, "$quiet"),
            (f"{exam_text.per_cent(moment.score)} %", "bold"),
            (f" of 100, {result.pass_mark} % passes", "$quiet"),
        )

    def _no_task(self) -> str:
        return "The end" if self._at >= self._replay.end else "No task on the screen"

    def _rows(self, moment: Moment) -> Iterator[Content]:
        """The checks of the task on the screen; without one, what is met by task."""
        if moment.task is not None:
            yield from _checks(moment.task, moment)
            return
        for task in self._replay.result.tasks:
            if met := moment.met[task.number]:
                of = len(task.told)
                yield Content.assemble(
                    f"{task.number:>2}  ", ("●" * len(met), "$accent"), ("○" * (of - len(met)), "$quiet")
                )
        if not any(moment.met.values()):
            yield Content.styled("Nothing was met.", "$quiet")


def _on_screen(task: TaskResult) -> Content:
    return Content.assemble(f"On the screen: {task.number} · {task.weight} % · ", line(task.title))


def _checks(task: TaskResult, moment: Moment) -> Iterator[Content]:
    for told in task.told:
        is_met = told.check in moment.met[task.number]
        yield Content.assemble(("● ", "$accent") if is_met else ("○ ", "$quiet"), marked(" ".join(told.says.split())))
