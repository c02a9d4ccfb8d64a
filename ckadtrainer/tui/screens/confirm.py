"""A small question before something that cannot be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ckadtrainer.tui.text import prose


class Confirm(ModalScreen[bool]):
    """Dismissed with True by `enter` or `y`, with False by `esc` or `n`."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", show=False),
        Binding("escape,n,q", "answer(False)", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question, self._yes = question, yes

    def compose(self) -> ComposeResult:
        choices = Content.assemble(("enter", "$accent bold"), f" {self._yes}   ", ("esc", "$accent bold"), " go back")
        with Vertical(id="box"):
            yield Static(prose(self._question), id="question")
            yield Static(choices, id="choices")

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)
