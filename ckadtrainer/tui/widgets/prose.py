"""Running text of a pack: tasks, debriefs."""

from textual.content import Content

from ckadtrainer.tui.text import prose
from ckadtrainer.tui.widgets.fitted import Fitted


class Prose(Fitted):
    """Wraps itself, so that the lines of a bullet stand under its text. One name in it can be inverted."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self._chosen: str | None = None

    def show(self, text: str, chosen: str | None = None) -> None:
        """Show another text, or the same with another name inverted."""
        self._text, self._chosen = text, chosen
        self.draw()

    def fit(self, width: int) -> Content:
        return prose(self._text, self._chosen, width)
