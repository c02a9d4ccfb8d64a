"""The result of a quiz: points, time, what was missed and why, the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from ckadtrainer.tui import quiz_text, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line, plain
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from ckadtrainer.quiz.sitting import Sitting
    from ckadtrainer.scoring.score import Result


class QuizResultPage(Page[str]):
    """Dismissed with `home`, `next` or `again`: what the learner wants to do now."""

    CSS_PATH = "quiz_result.tcss"
    HELP_TITLE = "Quiz result"
    KEYS = (
        Key("enter,escape", "go('home')", "drills", "Back to the drills.", "enter"),
        Key(
            "n", "go('next')", "next drill", "What is next: what is open, then the skill most in need, then a new one."
        ),
        Key("a", "go('again')", "again", "Sit this quiz again, with the options in another order."),
        Key("down,up", "", "", "Scroll.", "↑ ↓"),
        Key("q", "app.quit", "quit", "Leave the trainer."),
        PALETTE,
        HELP,
    )
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
            with Horizontal(id="score"):
                yield Digits(str(result.points), id="points")
                with Vertical(id="facts"):
                    yield Static(Content.assemble(("of ", "$quiet"), wording.count(result.max_points, "point")))
                    yield Static(self._time())
                    yield Static(self._remarks())
            if self._sitting.missed:
                with Vertical(classes="frame", id="missed") as missed:
                    missed.border_title = "Look at these again"
                    yield Static(id="questions", markup=False)
            if quiz.debrief:
                with Vertical(classes="frame", id="debrief") as debrief:
                    debrief.border_title = "Worth keeping"
                    yield Prose(quiz.debrief)
                    for page in quiz.docs:
                        yield Static(plain(page, "$quiet"), markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one("#result").focus()

    def on_resize(self, event: events.Resize) -> None:
        if self._sitting.missed:
            width = event.size.width - 6  # frame, padding and scroll bar
            rows = [quiz_text.missed(judged, width) for judged in self._sitting.missed]
            self.query_one("#questions", Static).update(Content("\n\n").join(rows))

    def action_go(self, where: str) -> None:
        self.dismiss(where)

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
