"""The first right answer, as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line, plain
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedDrill


class SolutionPage(Page[None]):
    """To read and to copy; other answers can be right as well."""

    CSS_PATH = "solution.tcss"
    HELP_TITLE = "Solution"
    KEYS = (
        Key("escape,q", "dismiss", "back", "Back to the drill.", "esc"),
        Key("c", "copy", "copy", "Copy the whole solution to the clipboard."),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, drill: PackedDrill, text: str) -> None:
        super().__init__()
        self._drill, self._text = drill, untrusted(text)

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.assemble(line(self._drill.drill.id, "bold $accent"), "  one solution")
        title.right = Content.styled("other answers can be right too", "$quiet")
        yield title
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = "kubectl apply -f"
            yield Static(plain(self._text), markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        self.notify("The solution is in the clipboard.", markup=False)
