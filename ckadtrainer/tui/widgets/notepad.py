"""The notepad of an exam."""

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from ckadtrainer.untrusted import untrusted

_KEEP_AFTER = 0.4
"""Seconds from a key to when it is kept, also while more is typed."""


class Notepad(TextArea):
    """Free text; what is written is told of soon after, so that a kill loses half a second of it at most."""

    class Written(Message):
        """The notepad reads otherwise now."""

    def __init__(self, text: str) -> None:
        super().__init__(untrusted(text), soft_wrap=True, compact=True, highlight_cursor_line=False)
        self._soon: Timer | None = None

    @on(TextArea.Changed)
    def _changed(self) -> None:
        clean = untrusted(self.text)
        if clean != self.text:  # pasted from somewhere: nothing in it may steer the terminal
            where = self.cursor_location
            self.load_text(clean)
            self.move_cursor(where)
        if self._soon is None:
            self._soon = self.set_timer(_KEEP_AFTER, self._tell)

    def _tell(self) -> None:
        self._soon = None
        self.post_message(self.Written())
