"""The result of a quiz: points, time, what was missed and why, the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.tui import quiz_text, wording
from ckadtrainer.tui.keys import bindings
from ckadtrainer.tui.screens.score_page import ScorePage, score_keys
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.quiz.sitting import Sitting
    from ckadtrainer.scoring.score import Result


class QuizResultPage(ScorePage):
    """Points, time, what was missed, the debrief."""

    HELP_TITLE = "Quiz result"
    KEYS = score_keys("Sit this quiz again, with the options in another order.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, sitting: Sitting, result: Result) -> None:
        super().__init__()
        self._sitting, self._result = sitting, result

    def compose(self) -> ComposeResult:
        result, quiz = self._result, self._sitting.quiz.drill
        title = Line(classes="title-bar")
        title.left = Content.assemble(line(quiz.id, "bold $accent"), "  ", line(quiz.title))
        title.right = quiz_text.progress(self._sitting.judged, len(self._sitting.questions))
        yield title
        with VerticalScroll(id="result"):
            yield from self.compose_score(result.points, result.max_points, self._time(), self._remarks())
            if self._sitting.missed:
                with Vertical(classes="frame", id="missed") as missed:
                    missed.border_title = "Look at these again"
                    yield Static(id="questions", markup=False)
            yield from self.compose_debrief("Worth keeping", quiz)
        yield KeyBar(self.KEYS)

    def on_resize(self, event: events.Resize) -> None:
        if self._sitting.missed:
            width = event.size.width - 6  # frame, padding and scroll bar
            rows = [quiz_text.missed(judged, width) for judged in self._sitting.missed]
            self.query_one("#questions", Static).update(Content("\n\n").join(rows))

    def _time(self) -> Content:
        result = self._result
        against = f"  target {wording.clock(result.limit)}"
        return Content.assemble((wording.clock(result.seconds), "bold"), (against, "$quiet"))

    def _remarks(self) -> Content:
        result = self._result
        if not result.is_full:
            right = sum(judged.is_right for judged in self._sitting.judged)
            return Content.styled(f"{right} of {wording.count(len(self._sitting.judged), 'question')} right", "$quiet")
        if not result.is_personal_best:
            return Content.styled(f"every question right · your best is {wording.clock(result.best or 0)}", "$quiet")
        before = f", before {wording.clock(result.best)}" if result.best is not None else ""
        return Content.styled(f"every question right · your best time{before}", "$quiet")
