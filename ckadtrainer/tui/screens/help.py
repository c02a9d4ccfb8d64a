"""The keys of the screen below, explained."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ckadtrainer.tui.keys import Key

_LEGEND = (("●", "met"), ("○", "not met"), ("◐", "may come true"), ("?", "cannot tell, costs nothing"))


class Help(ModalScreen[None]):
    """Any of `esc`, `?`, `q` or `enter` closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss(None)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._title, self._keys = title, keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box", can_focus=False) as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("esc closes")
            for key in self._keys:
                with Horizontal():
                    yield Static(Content.styled(key.face, "$accent bold"), classes="key")
                    yield Static(key.about, classes="about", markup=False)
            yield Static(_legend(), id="legend")

    def action_scroll(self, rows: int) -> None:
        self.query_one("#box").scroll_relative(y=rows, animate=False)


def _legend() -> Content:
    return Content("   ").join([Content.assemble((sign, "$accent"), f" {word}") for sign, word in _LEGEND])
