"""A quiz: one question at a time, explained as soon as it is answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.quiz.asked import LETTERS
from ckadtrainer.quiz.judging import Answer
from ckadtrainer.tui import quiz_text
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.choices import Choices
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedQuiz
    from ckadtrainer.practice import Practice
    from ckadtrainer.quiz.sitting import Sitting


class QuizPage(Page[str]):
    """Dismissed with `home`, `next` or `again`, as the result of a drill is."""

    CSS_PATH = "quiz.tcss"
    HELP_TITLE = "Quiz"
    KEYS = (
        Key("enter", "go_on", "answer, go on", "Answer, and after the explanation go on."),
        Key("a", "", "choose", "The letter of an option goes to it; where several are right, it ticks it.", "a b c"),
        Key("down,up", "", "", "Move between options, or scroll the explanation.", "↑ ↓"),
        Key("space", "", "tick", "Tick or untick an option where several are right."),
        Key(
            "escape", "leave", "leave", "Back to the drills; nothing is recorded of a quiz that is not finished.", "esc"
        ),
        Key("ctrl+q", "app.quit", "", "Leave the trainer."),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        *(Binding(letter, f"choose({at})", show=False) for at, letter in enumerate(LETTERS)),
    ]

    def __init__(self, practice: Practice, quiz: PackedQuiz) -> None:
        super().__init__()
        self._practice, self._quiz = practice, quiz
        self._sitting: Sitting | None = None
        self._is_explained = False

    def compose(self) -> ComposeResult:
        yield Line(classes="title-bar")
        with Vertical(id="sheet", classes="frame"):
            yield Prose(id="asks")
            yield Choices()
            yield Input(placeholder="kubectl …    (ctrl+p shows the keys)", id="command", compact=True)
            with VerticalScroll(id="explained"):
                yield Static(id="explanation", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._explain)

    def action_choose(self, at: int) -> None:
        if self.query_one(Choices).display:
            self.query_one(Choices).choose(at)

    def action_go_on(self) -> None:
        """From the introduction to the first question, or from an explanation to what follows."""
        if self._sitting is None:
            self._sitting = self._practice.quizzes.sit(self._quiz)
        elif self._is_explained and self._sitting.current is None:
            self._finish(self._sitting)
            return
        elif not self._is_explained:
            return
        self._is_explained = False
        self._draw()

    @on(Choices.Answered)
    def _chosen(self, event: Choices.Answered) -> None:
        if event.chosen:
            self._answer(Answer(event.chosen))
        else:
            self.notify(
                "Choose with a letter, or with the arrows and space; then press enter.", timeout=4, markup=False
            )

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._answer(Answer(command=event.value.strip()))

    def _answer(self, answer: Answer) -> None:
        if self._sitting is not None and not self._is_explained:
            self._sitting = self._sitting.answered(answer)
            self._is_explained = True
            self._draw()

    def _draw(self) -> None:
        """The introduction, a question, or a question with its explanation."""
        sitting, asks = self._sitting, self.query_one("#asks", Prose)
        self._draw_title()
        choices, box = self.query_one(Choices), self.query_one("#command", Input)
        explained = self.query_one("#explained", VerticalScroll)
        asked = sitting.current if sitting is not None and not self._is_explained else None
        choices.display = asked is not None and bool(asked.options)
        box.display = asked is not None and not asked.options
        explained.display = asked is None
        if asked is not None:
            asks.show(asked.question.asks)
            choices.show(asked)
            box.value = ""
            self.set_focus(choices if asked.options else box)
        elif sitting is None:
            asks.show(self._quiz.drill.task)
            self.set_focus(explained)
        else:
            asks.show(sitting.judged[-1].asked.question.asks)
            self._explain()
            explained.scroll_home(animate=False)
            self.set_focus(explained)

    def _draw_title(self) -> None:
        sitting, bar, sheet = self._sitting, self.query_one(Line), self.query_one("#sheet")
        quiz = self._quiz.drill
        bar.left = Content.assemble(line(quiz.id, "bold $accent"), "  ", line(quiz.title))
        if sitting is None:
            sheet.border_title, sheet.border_subtitle = "Before you begin", "enter begins"
            bar.right = Content.styled(f"target {quiz.minutes} min", "$quiet")
            return
        of = len(sitting.questions)
        number = sitting.number - self._is_explained
        sheet.border_title = f"Question {number} of {of}"
        asked = sitting.questions[number - 1]
        sheet.border_subtitle = "enter goes on" if self._is_explained else asked.how
        bar.right = quiz_text.progress(sitting.judged, of)

    def _explain(self) -> None:
        """Draw the explanation, wrapped to the width there is."""
        explanation = self.query_one("#explanation", Static)
        if self._sitting is None:
            explanation.update(
                Content.assemble("\n", ("enter", "$accent bold"), (" begins, and the clock starts", "$quiet"))
            )
        elif self._is_explained:
            width = self.query_one("#sheet").content_size.width - 1  # the scroll bar's cell
            explanation.update(quiz_text.explanation(self._sitting.judged[-1], width))

    @work(exclusive=True, group="finish")
    async def _finish(self, sitting: Sitting) -> None:
        from ckadtrainer.tui.screens.quiz_result import QuizResultPage

        try:
            result = await asyncio.to_thread(self._practice.quizzes.finish, sitting)
        except TrainerError as error:
            self.tell(error)
            return
        where = await self.app.push_screen_wait(QuizResultPage(sitting, result))
        self.dismiss(where)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        begun = self._sitting is not None and bool(self._sitting.judged)
        if not begun or await self.ask("Leave the quiz? Nothing of it is recorded.", "leave"):
            self.dismiss("home")
